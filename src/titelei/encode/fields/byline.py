"""What lines of author blocks look like: the names they begin with, and what each part between commas is."""

import re
from functools import lru_cache
from typing import Final

from titelei.encode import index_marks, knowledge, name_lists, name_patterns, people
from titelei.encode.fields import addresses
from titelei.encode.people import Name

_TOWN: Final = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]+\s?){1,3}|[А-ЯЁ][а-яё’-]+(?:[-\s][А-ЯЁа-яё]+)*")
_CHAIR: Final = re.compile(r"chair of (?!the (?:department|board|committee|commission|council|section)\b)", re.I)
_SAME: Final = re.compile(r"(?:тот|та|то) же\b|там же|the same\b|same as", re.I)
LONGEST: Final = 2000
"""A line of more characters is no line of an author block, and is not searched for one."""
ORCID: Final = re.compile(r"(?:https?://)?(?:www\.)?(?:orcid\.org/)?(\d{4}[-–]\d{4}[-–]\d{4}[-–]\d{3}[\dXxХх])(?!\d)")
EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}")
VEILED: Final = re.compile(
    r"([\w.+-]+)\s?(?:\[\s?(?:at|собака)\s?\]|\(\s?(?:at|собака)\s?\)|\{at\}|\sAT\s|"
    r"\s\[dog\]\s)\s?([\w-]+(?:\s?(?:\.|\[dot\]|\(dot\)|\[точка\]|"
    r"\sDOT\s)\s?[\w-]+)+)"
)
INDEX: Final = re.compile(
    rf"^\s*[\[(]?([{index_marks.RAISED}]|\d{{1,2}}|[*†‡✉]+)[\])]?[.:,\s]?\s*(?=[{name_patterns.UP}«\"“]|e-?mail|[\w.]+@)"
)
_BY: Final = re.compile(r"(?:by|written by|автор(?:ы)?)\s+(?=[A-ZА-ЯЁ])", re.I)
_CUT: Final = re.compile(
    rf",|\s[—–-]\s|\s?\(|;|\t|\s\d|[{index_marks.RAISED}]|:|"
    r"\s(?=(?:ORCID|e-?mail|https?:))|(?<=[.\w])(?=\*)",
    re.I,
)
_STOP_CUT: Final = re.compile(r"\.(?=\s[A-ZА-ЯЁ][a-zа-яё]{3})")
_PROSE: Final = re.compile(r"[a-zа-яё]{3,}\.\s+[A-ZА-ЯЁ][a-zа-яё]+\s+[a-zа-яё]+\s+[a-zа-яё]+")


def is_byline(text: str, *, loose: bool = False) -> bool:
    """Tell whether a line speaks as an author block does: degree, post, institution, address, e-mail, ORCID."""
    if len(text) > LONGEST:
        return False
    if ORCID.search(text) or EMAIL.search(text) or VEILED.search(text):
        return len(text) < 400
    if knowledge.cloak().search(text) and knowledge.furniture_part().search(text):
        return True
    if len(text) > 500 or (_PROSE.search(text) and len(text) > 200):
        return False
    if knowledge.whole("people", "corresponding").fullmatch(text):
        return True
    if whole := re.fullmatch(r"\s*\(([^()]*)\)\s*", text):
        text = whole[1]
    parts = [text[a:b] for a, b in parts_of(text, 0, len(text))]
    names = leading_names(text)
    if names:
        rest = text[names[-1][1] :]
        parts = [rest[a:b].strip(" —–-") for a, b in parts_of(rest, 0, len(rest))] or parts
    kinds = [classify(p) for p in parts[:6]]
    if any(k in ("degree", "post") for k in kinds[:3]) or kinds[:1] == ["department"]:
        return True
    if "organisation" in kinds[:4] and (len(parts) > 1 or len(text.split()) <= 16):
        return not re.search(r"[a-zа-яё]\.\s*$", text) or len(text) < 90 or len(parts) > 2
    if any(addresses.kind_of(p) in ("street", "postCode", "mixed") for p in parts) and len(text) < 200:
        return (
            any(addresses.kind_of(p) in ("country", "settlement", "postCode", "mixed", "house") for p in parts) or loose
        )
    places = [addresses.kind_of(p) for p in parts]
    if len(places) > 2 and "house" in places and places[-1] in ("country", "region"):
        return True
    towns = [bool(k) or bool(_TOWN.fullmatch(p)) for k, p in zip(places, parts, strict=True)]
    if 2 <= len(places) <= 4 and places[-1] == "country" and all(towns) and len(text) < 80 and not names:
        return True
    if text.isupper() and len(text.split()) > 2 and places != ["country"]:
        return False  # a title in capitals that names a district
    if places and all(k in ("country", "settlement", "region") for k in places):
        return True
    return loose and len(text) < 120 and names_organisation(text)


@lru_cache(maxsize=8192)
def classify(part: str) -> str:
    """Give what a part between commas is: degree, post, department, organisation; empty for none of them."""
    part = part.lstrip(" .,;:()").rstrip(" ,;:()")
    if len(part) < 2 or _SAME.match(part):
        return ""
    if knowledge.starts("people", "degree").match(part):
        return "degree"
    if _CHAIR.match(part):
        return "department"
    if knowledge.starts("people", "post").match(part) and not _is_organisation_first(part):
        return "post"
    if knowledge.starts("people", "department").match(part):
        return "department"
    if names_organisation(part) and addresses.kind_of(part) != "street":
        return "organisation"
    return ""


@lru_cache(maxsize=8192)
def names_organisation(part: str) -> bool:
    """Tell whether a text has a word of institutions; English ones begin with a capital, as “Museum” does in a name."""
    for found in knowledge.holds("people", "organisation").finditer(part):
        start = found.start()
        while start and part[start - 1].isalpha():
            start -= 1
        if not "a" <= part[start] <= "z":
            return True
    return False


def _is_organisation_first(part: str) -> bool:
    """“Director” is a post, “Dean’s Office” and “President Library” are none."""
    return bool(
        re.match(
            r"(?:president|presidential|head office|director['’]s)\w*\s(?:library|academy|office|of russia)", part, re.I
        )
    )


def leading_names(text: str) -> list[tuple[int, int, Name, str]]:
    """Find the names a line begins with: all of the line, or what stands before the first comma, dash or bracket."""
    if len(text) > LONGEST:
        return []
    index = INDEX.match(text)
    if index and not re.search(r"\d", text[index.end() :]):
        return []
    by = _BY.match(text)
    if by and (found := leading_names(text[by.end() :])):
        return [(a + by.end(), b + by.end(), name, marks) for a, b, name, marks in found]
    body = text.rstrip(" ,;\t")
    found = name_lists.split(body)
    if found:
        weak = any(classify(n.text) or _is_place(n) for _, _, n, _ in found)
        return [] if weak or any(classify(p) for p in body.split(",")) else found
    for pattern in (_CUT, _STOP_CUT):
        for cut in pattern.finditer(text):
            is_initial = cut[0] == "." and re.search(name_patterns.INITIAL + "$", text[: cut.start() + 1])
            end = cut.start() + bool(is_initial)
            head = text[:end].rstrip(" ")
            if len(head) > 60:
                break
            lead = len(head) - len(head.lstrip(" \t\u00a0"))
            bare = head.strip(" \t\u00a0")
            name = people.parse(bare) if "," not in head and not classify(bare) else None
            if name is None or _is_place(name) or (cut[0] == ":" and name.confidence < 0.85):
                continue
            marks = "".join(re.findall(rf"^\s?[{index_marks.RAISED}\d,*]+", text[cut.start() :])).strip(", ")
            found = [(lead, lead + len(name.text), name, marks)]
            return _more_names(text, found, cut.start()) if cut[0] == "," else found
    return []


def _is_place(name: Name) -> bool:
    """“Lenina Ave” is a street; “Ш. М. Мамедов” is none, though «ш.» is short for a highway."""
    if initials := re.match(rf"(?:{name_patterns.INITIAL}\s?)+", name.text):
        return addresses.kind_of(name.text[initials.end() :]) == "street"
    return bool(addresses.kind_of(name.text)) or addresses.kind_of(name.text.rpartition(",")[2]) == "country"


def _more_names(text: str, found: list[tuple[int, int, Name, str]], at: int) -> list[tuple[int, int, Name, str]]:
    """Go on over commas while names follow: “N. A. Orlova, P. Lind, Fen University”."""
    while at < len(text) and text[at] == ",":
        cut = re.compile(r"[,;]|\s[—–-]\s|$").search(text, at + 1)
        end = cut.start() if cut else len(text)
        piece = text[at + 1 : end]
        if names_organisation(piece) or classify(piece):
            break
        name = people.parse(piece.strip(" \u00a0"))
        if name is None or name.confidence < 0.8:
            break
        start = at + 1 + len(piece) - len(piece.lstrip(" \u00a0"))
        found = [*found, (start, start + len(name.text), name, "")]
        at = end
    return found


def parts_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at commas and semicolons outside brackets and quotation marks."""
    out, depth, at = [], 0, start
    for i in range(start, end + 1):
        c = text[i] if i < end else ","
        if c in "(«[":
            depth += 1
        elif c in ")»]":
            depth = max(0, depth - 1)
        elif i == end or (c in ",;\t|" and not depth):
            a, b = at, i
            while a < b and text[a] in " \t\u00a0":
                a += 1
            while b > a and text[b - 1] in " \t\u00a0":
                b -= 1
            if a < b:
                out.append((a, b))
            at = i + 1
    return out
