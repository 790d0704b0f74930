"""The sets of an article (OAI-PMH 2.0, section 2.6): journal, year, language, ``openaire``."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from titelei.characters import tags
from titelei.facts import Facts

_LATIN: Final = {
    **dict(zip("абвгдеёзийклмнопрстуфыэіїєґ", "abvgdeeziiklmnoprstufyeiieg", strict=True)),
    **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""},
}
_LONGEST: Final = 64

PARENTS: Final = {"journal": "By journal", "year": "By year of publication", "lang": "By language of the article"}
"""The sets that hold the others (setSpec is hierarchical): each article of ``year:2021`` is in ``year``."""

JOURNAL: Final = "journal:"
"""How the setSpec of a journal begins; its address follows, which all articles of the journal have in common."""

OPENAIRE: Final = ("openaire", "Articles whose full text is held here")


def of_facts(facts: Facts, *, holds_file: bool) -> Iterable[tuple[str, str]]:
    """Give (setSpec, setName) of each set that an article's own facts put it in, without the parents."""
    year = re.match(r"\d{4}", facts.date("issued"))
    if year:
        yield f"year:{year[0]}", f"Published in {year[0]}"
    tag = "" if facts.work_language is None else tags.primary(facts.work_language.tag)
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
    """Write a name as a part of a setSpec.

    One in a script that :func:`slug` does not know gets a number of its own, as does one with marks in it: two journals
    may differ in these alone.
    """
    found = slug(text)
    if len(_folded(text)) > _LONGEST:  # what is cut off tells two series of one university apart
        return f"{found[: _LONGEST - 9].rstrip('-')}-{_number(text)}"
    if re.search(r"[^\w\s]", unicodedata.normalize("NFC", text).strip(" .,;:")) and found:
        return f"{found}-{_number(text)}"
    if re.search("[a-z]", found) or not any(c.isalpha() for c in text):
        return found or "untitled"
    return "-".join(part for part in (found, f"x{_number(text)}") if part)


def _number(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).casefold().encode()).hexdigest()[:8]


def slug(text: str) -> str:
    """Write a title as a part of a setSpec: small Latin letters, digits, hyphens."""
    whole = _folded(text)
    return whole if len(whole) <= _LONGEST else whole[: _LONGEST + 1].rpartition("-")[0] or whole[:_LONGEST]


def _folded(text: str) -> str:
    latin = "".join(_LATIN.get(c, c) for c in text.lower())
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z0-9]+", "-", plain).strip("-")
