"""Bytes of a page to text: byte order mark, declaration, UTF-8 test, then Cyrillic letter frequencies.

A declaration is believed only where the bytes bear it out; pages saved by hand often carry a wrong one.
"""

import re
from functools import cache
from typing import Final

from titelei.encode import words
from titelei.encode.encodings import codec_of, decoded
from titelei.xml import encoding

_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.I)
_CYRILLIC: Final = ("cp1251", "koi8-r", "iso8859-5", "cp866", "mac-cyrillic")
_LATIN: Final = ("cp1252", "cp1250", "cp1254")
_MIXED: Final = re.compile(r"[A-Za-z][а-яА-ЯёЁ]|[а-яА-ЯёЁ][A-Za-z]")
_CYRILLIC_WORD: Final = re.compile(r"\b[а-яА-ЯёЁ]{3,}\b")
_SIGN_IN_WORD: Final = re.compile(r"(?<=[A-Za-z])[^\w\s'’.,;:!?()\x00-\x7f–—“”«»…-](?=[A-Za-z])")
_FREQUENT: Final = frozenset("оеаинтсрвлкмдпу")
_HEAD_BYTES: Final = 4096


def decode(data: bytes) -> tuple[str, str, str]:
    """Give the text, the encoding's name and how it was found: ``bom``, ``declared``, ``utf-8`` or ``guessed``."""
    if mark := encoding.marked(data):
        return encoding.decoded(data, mark, "replace"), mark, "bom"
    if data[:200].count(0) > len(data[:200]) // 4:
        name = "utf-16-le" if data[1:2] == b"\x00" else "utf-16-be"
        return data.decode(name, "replace"), name, "guessed"
    try:
        return data.decode("utf-8"), "utf-8", "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _declared(data)
    if declared and declared not in ("utf-8", "ascii"):
        try:
            return decoded(data, declared), declared, "declared"
        except UnicodeDecodeError:
            pass
    if _nearly_utf8(data):
        return data.decode("utf-8", "replace"), "utf-8", "guessed"
    name = _guess(data)
    return data.decode(name, "replace"), name, "guessed"


def _declared(data: bytes) -> str:
    meta = _META.search(data[:_HEAD_BYTES])
    labels = (encoding.declared(data), meta[1].decode("ascii") if meta else "")
    return next((name for label in labels if label and (name := codec_of(label))), "")


def _nearly_utf8(data: bytes) -> bool:
    """Tell whether a few damaged bytes stand in a text that is UTF-8 else, as in a file cut in mid-character."""
    text = data.decode("utf-8", "replace")
    beyond = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    return beyond > 20 * text.count("\ufffd")


def _guess(data: bytes) -> str:
    high = sum(1 for b in data if b > 0x7F)
    if high < 4:
        return "cp1252"
    name = max(_CYRILLIC, key=lambda name: _likeness(data, name))
    text = data[:20000].decode(name, "replace")
    if len(_MIXED.findall(text)) >= len(_CYRILLIC_WORD.findall(text)):
        return max(_LATIN, key=lambda name: _fitness(data, name))  # “Hйlиne”: no language mixes scripts in a word
    return name


def _fitness(data: bytes, name: str) -> int:
    """Say how well a decoding fits languages in Latin letters: their own letters for it, signs inside words against."""
    text = data[:20000].decode(name, "replace")
    return sum(c.lower() in _own_letters() for c in text if c > "\x7f") - 2 * len(_SIGN_IN_WORD.findall(text))


@cache
def _own_letters() -> frozenset[str]:
    return frozenset(c for lang in words.languages().values() if lang.script == "Latin" for c in lang.letters)


def _likeness(data: bytes, name: str) -> float:
    """Say how much a decoding looks like Russian: frequent small letters count for it, stray signs against."""
    score = 0.0
    before = " "
    for c in data[:20000].decode(name, "replace"):
        if c in _FREQUENT:
            score += 1.0
        elif "а" <= c <= "я":
            score += 0.2
        elif "А" <= c <= "Я":
            score += -1.0 if before.islower() else 0.2
        elif c > "\x7f":
            score -= 1.0
        before = c
    return score
