"""Values as they are compared: each with the number of the author it belongs to, in one spelling for all formats."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Final
from unicodedata import normalize
from urllib.parse import unquote

from lxml import etree

from titelei import resources

Values = tuple[tuple[int, str], ...]
"""(number of the author from 1, or 0, and the value), in order."""

_SPACES: Final = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_DOI: Final = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.I)
_ORCID: Final = re.compile(r"^(?:https?://)?orcid\.org/", re.I)


def of(values: Iterable[str], author: int = 0) -> Values:
    """Make values that belong to one author, or to none; empty ones are left out."""
    return tuple((author, value) for value in values if value)


# Plain formats have raised and lowered letters of Unicode where others mark the letters.
_SHIFTED: Final = re.compile("[²³¹ʰʲʳʷʸˡˢˣᴬ-ᵪᶜᶠᶿᶻ⁰-ₜⱼⱽ]")
# What Unicode has no letters for is raised and lowered in braces there.
_IN_BRACES: Final = re.compile(r"[\^_]\{([^{}]*)\}")
# A raised minus is one letter, whichever dash the page has for it.
_MINUS: Final = re.compile(r"[−–](?=\d)")


def words(text: str) -> str:
    """Fold white space of any width, letters with their marks, and raised and lowered letters, as a reader does."""
    level = _SHIFTED.sub(lambda found: normalize("NFKC", found.group()), _IN_BRACES.sub(r"\1", text))
    return normalize("NFC", _SPACES.sub(" ", _MINUS.sub("-", level)).strip(" "))


def bare_doi(text: str) -> str:
    """Take a DOI out of its address, in which some characters are percent-encoded."""
    said = words(text)
    bare = _DOI.sub("", said)
    return unquote(bare) if said.startswith("http") and bare != said else bare


def bare_orcid(text: str) -> str:
    """Take an ORCID identifier out of its address."""
    return _ORCID.sub("", words(text))


def language(text: str) -> str:
    """Write a language by ISO 639-3 where the list knows it: ``rus`` for ``ru``, ``rus-Latn`` for ``ru-Latn``."""
    primary, dash, rest = words(text).partition("-")
    return f"{_iso().get(primary.lower(), primary.lower())}{dash}{rest}"


@cache
def _iso() -> Mapping[str, str]:
    """ISO 639-1 to 639-3, from the list that is data beside the stylesheets."""
    known: dict[str, str] = {}
    for element in etree.parse(resources.xslt() / "facts" / "languages.xml").getroot().iter():
        codes = [str(value) for value in element.attrib.values() if re.fullmatch(r"[a-z]{2,3}", str(value))]
        if len(codes) >= 2:
            target = next((code for code in codes if len(code) == 3), "")
            known.update({code: target for code in codes if target})
    # ISO 639-2 has a second code for some languages, which libraries prefer.
    return known | {"ger": "deu", "geo": "kat", "fre": "fra", "gre": "ell", "arm": "hye", "cze": "ces", "dut": "nld"}


def name(text: str) -> str:
    """The words of a name in the order of the alphabet: every order of its parts is the same name."""
    apart = re.sub(r"(?<=[’'ʼ-])(?=\w)", " ", text.replace(",", " "))  # d’Alembert is Alembert, Jean d’ in an index
    return " ".join(sorted(words(apart).split(" ")))


KINDS: Final[Mapping[str, Callable[[str], str]]] = {
    "words": words,
    "doi": bare_doi,
    "orcid": bare_orcid,
    "language": language,
    "name": name,
    "datum": words,
}
"""How the values of a fact are brought to one spelling, on both sides."""
