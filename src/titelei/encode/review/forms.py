"""What a value of the header must look like, so that a slip of the keyboard does not become a fact."""

import re
from collections.abc import Callable
from typing import Final

from titelei.encode import people
from titelei.encode.check_digits import issn_is_right, orcid_is_right
from titelei.encode.fields import licence, numbers
from titelei.encode.languages import LANGUAGES
from titelei.encode.review.refused import Refused

_DAY: Final = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_PAGES: Final = re.compile(r"(\w+)\s*[-–—]\s*(\w+)")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Z][A-Za-z]{1,3})?")


def _is_name(value: str) -> bool:
    name = people.parse(value)
    return name is not None and (bool(name.surname) or " " not in value)


def _is_day(value: str) -> bool:
    return bool(_DAY.fullmatch(value)) and numbers.is_real(value)


_FORMS: Final[dict[str, Callable[[str], object]]] = {
    "author": _is_name,
    "name": _is_name,
    "title": lambda v: re.search(r"[^\W\d_]{2}", v),
    "journal": lambda v: re.search(r"[^\W\d_]{2}", v),
    "year": lambda v: re.fullmatch(r"1[5-9]\d\d|20\d\d", v),
    "volume": lambda v: re.fullmatch(r"[\w/–-]{1,12}", v) and re.search(r"[\dIVXLC]", v),
    "issue": lambda v: re.fullmatch(r"[\w/–-]{1,12}", v) and re.search(r"[\dIVXLC]", v),
    "doi": lambda v: re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/\S+", v),
    "edn": lambda v: re.fullmatch(r"[A-Z]{6}", v),
    "issn": lambda v: re.fullmatch(r"\d{4}-\d{3}[\dX]", v) and issn_is_right(v),
    "orcid": lambda v: re.fullmatch(r"(?:\d{4}-){3}\d{3}[\dX]", v) and orcid_is_right(v),
    "email": lambda v: re.fullmatch(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", v),
    "licence": lambda v: licence.canonical(v) == v or not v.startswith("http"),
    "language": lambda v: v in LANGUAGES or _LANGUAGE.fullmatch(v),
    **{name: _is_day for name in ("received", "revised", "accepted", "published")},
}


def check(field: str, value: str) -> str:
    """Give a value as it is written, without the address before a DOI or ORCID.

    Raises:
        Refused: it has not the form of this field.
    """
    value = " ".join(value.split())
    if field in ("doi", "orcid"):
        value = re.sub(r"^(?:https?://)?(?:dx\.|www\.)?(?:doi|orcid)\.org/|^doi:\s*", "", value, flags=re.I)
    form = _FORMS.get(field)
    if form is not None and not form(value):
        raise Refused("bad_form", f"{field}: {value}")
    return value


def pages(value: str) -> tuple[str, str]:
    """Give the first and the last page of a range; of one page, no last one.

    Raises:
        Refused: it is neither.
    """
    found = _PAGES.fullmatch(value)
    if found is None and not value.isalnum():
        raise Refused("no_pages", value)
    return (found[1], found[2]) if found else (value, "")
