"""Creative Commons licences: their canonical address from an address or from words."""

import re
from typing import Final

from titelei.encode import knowledge

LICENSOR: Final = re.compile(r"\bCreative Commons\b")
"""Who offers the licence, where it is named."""
_BASE: Final = "https://creativecommons.org/"


def canonical(text: str) -> str:
    """Give the canonical address of the licence that a text or an address names; empty where none is sure.

    A version that is not named is not guessed: there is no address without one.
    """
    table = knowledge.table("licences")
    found = re.search(table["address"], text, re.I)
    if found and found[3]:
        return f"{_BASE}{found[1].lower()}/{found[2].lower()}/{found[3]}/"
    short = re.search(table["short"], text, re.I)
    if short:
        if short[1] == "0":
            return f"{_BASE}publicdomain/zero/1.0/"
        version = short[2] or _version(text)
        return f"{_BASE}licenses/{short[1].lower()}/{version}/" if version else ""
    if not re.search(table["words"], text, re.I):
        return ""
    parts = [key for key in ("by", "nc", "nd", "sa") if any(re.search(w, text, re.I) for w in table["parts"][key])]
    version = _version(text)
    if "by" not in parts or not version:
        return ""
    order = [p for p in ("by", "nc", "sa", "nd") if p in parts]
    return f"{_BASE}licenses/{'-'.join(order)}/{version}/"


def _version(text: str) -> str:
    found = re.search(knowledge.table("licences")["version"], text)
    return found[1] if found else ""


def words(text: str) -> tuple[int, int] | None:
    """Find the licence's own name in a sentence, to link it."""
    found = re.search(
        r"(?:Creative Commons\s|"
        r"CC\s)?Attribution[\w\s-]{0,40}?\d\.\d(?:\s(?:International|Unported|Generic|"
        r"\w{2,12}))?(?:\sPublic)?(?:\sLicen[sc]e)?"
        r"|Creative Commons\s[\w\s«»\"“”()-]{0,90}?\d\.\d(?:\s\w+)?|CC[ -]?BY(?:-[A-Z]{2}){0,2}(?:[ -]\d\.\d)?",
        text,
        re.I,
    )
    return found.span() if found else None
