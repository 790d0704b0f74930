"""The sets of an article (OAI-PMH 2.0, section 2.6), from its facts: journal, year, language, ``openaire``."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from lxml import etree

from titelei.names import XML_LANG

_FACTS: Final = {"f": "urn:titelei:facts"}
_LATIN: Final = {
    **dict(zip("абвгдеёзийклмнопрстуфыэіїєґ", "abvgdeeziiklmnoprstufyeiieg", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""},
}
_LONGEST: Final = 64

PARENTS: Final = {"journal": "By journal", "year": "By year of publication", "lang": "By language of the article"}
"""The sets that hold the others (setSpec is hierarchical): each article of ``year:2021`` is in ``year``."""

OPENAIRE: Final = ("openaire", "Articles whose full text is held here")


def of_facts(facts: "etree._Element", *, holds_file: bool) -> Iterable[tuple[str, str]]:
    """Give (setSpec, setName) of each set that an article is in, without the parents."""
    title = facts.find("f:journal/f:title", _FACTS)
    if title is not None and title.text:
        latin = next((t for t in facts.findall("f:journal/f:title", _FACTS) if _is_latin(t)), title)
        yield f"journal:{name_part(latin.text or title.text)}", " ".join(title.text.split())
    year = re.match(r"\d{4}", facts.findtext("f:date[@type='issued']", "", _FACTS))
    if year:
        yield f"year:{year[0]}", f"Published in {year[0]}"
    language = facts.find("f:work-language", _FACTS)
    tag = "" if language is None else language.get("tag", "").partition("-")[0].lower()
    if re.fullmatch("[a-z]{2,3}", tag):
        yield f"lang:{tag}", f"Articles in the language {tag}"
    if holds_file:
        yield OPENAIRE


def with_parents(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Give setSpec → setName of sets and of those that hold them, each before what it holds."""
    wanted: dict[str, str] = {}
    for spec, name in found:
        above = spec.rpartition(":")[0]
        if above:
            wanted[above] = PARENTS.get(above, above)
        wanted[spec] = name
    return wanted


def name_part(text: str) -> str:
    """Write a name as a part of a setSpec; one in a script that :func:`slug` does not know gets a number of its own."""
    found = slug(text)
    if re.search("[a-z]", found) or not any(c.isalpha() for c in text):
        return found or "untitled"
    number = hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()[:8]
    return "-".join(part for part in (found, f"x{number}") if part)


def slug(text: str) -> str:
    """Write a title as a part of a setSpec: small Latin letters, digits, hyphens."""
    latin = "".join(_LATIN.get(c, c) for c in text.lower())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii")
    whole = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def _is_latin(title: "etree._Element") -> bool:
    language = title.get(XML_LANG, "")
    return title.get("role") == "main" and ("-" in language or language not in ("ru", "uk", "be", "bg", "sr", "mk"))
