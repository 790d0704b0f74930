"""CSL-JSON: an array of one article, with the keys that we emit and the kinds of values that CSL gives them."""

import re
from collections.abc import Iterator
from typing import Any, Final

from titelei.check import json_text
from titelei.messages import say
from titelei.model import Finding

_REQUIRED: Final = ("id", "type", "URL")
_TEXTS: Final = frozenset(
    "id type genre title title-short reviewed-title container-title container-title-short collection-title "
    "collection-number volume-title publisher publisher-place volume issue part supplement number page page-first "
    "number-of-pages version ISSN DOI PMID PMCID URL language abstract keyword note".split()
)
_NAMES: Final = frozenset(
    "author editor translator illustrator interviewer reviewed-author compiler contributor".split()
)
_TYPES: Final = frozenset({"article-journal", "review-book", "interview"})
_DATES: Final = frozenset({"issued", "available-date", "submitted"})
_NAME: Final = frozenset({"family", "given", "non-dropping-particle", "suffix", "literal"})
_DOI: Final = re.compile(r"10\.\d{4,9}/\S.*")


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a CSL-JSON file."""
    return json_text.check("output-csl-json", name, data, _problems, kind=say("the CSL-JSON of an article"))


def _problems(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or len(value) != 1 or not isinstance(value[0], dict):
        yield say("it is not an array of one object")
        return
    item: dict[str, Any] = value[0]
    yield from (say("“{path}” is empty", path=path) for path in json_text.empty(item))
    yield from (say("“{key}” is missing", key=key) for key in _REQUIRED if key not in item)
    if item.get("type") not in _TYPES:
        yield say("“type” is none of “{types}”", types="”, “".join(sorted(_TYPES)))
    for key, inner in item.items():
        if key in _NAMES:
            yield from _authors(inner)
        elif key in _DATES:
            yield from _date(key, inner)
        elif key not in _TEXTS:
            yield say("“{key}” is a key that no article here has", key=key)
        elif not isinstance(inner, str):
            yield say("“{key}” is not a text", key=key)
    if isinstance(item.get("DOI"), str) and not _DOI.fullmatch(item["DOI"]):
        yield say("“DOI” is not a bare DOI")


def _authors(authors: Any) -> Iterator[str]:
    if not isinstance(authors, list):
        yield say("“author” is not an array")
        return
    for number, author in enumerate(authors):
        if not isinstance(author, dict) or not author.keys() <= _NAME:
            yield say("“author[{number}]” has other parts than those of a name", number=number)
        elif not ("literal" in author) ^ ("family" in author):
            yield say("“author[{number}]” needs “family” or “literal”, one of the two", number=number)


def _date(key: str, date: Any) -> Iterator[str]:
    parts = date.get("date-parts") if isinstance(date, dict) else None
    if (
        not isinstance(parts, list)
        or not 1 <= len(parts) <= 2
        or not all(isinstance(p, list) and 1 <= len(p) <= 3 and all(type(n) is int for n in p) for p in parts)
    ):
        yield say("“{key}” has no date-parts of numbers", key=key)
