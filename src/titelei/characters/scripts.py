"""Words that mix scripts: a letter of another alphabet that looks the same (UTS 39, mixed-script confusables)."""

import re
from collections.abc import Iterator
from typing import Final

from titelei.characters.fault import Fault, listed, shown

_LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
_CYRILLIC: Final = "Ѐ-ӿԀ-ԯ"
_GREEK: Final = "Ͱ-Ͽ"
_RUN: Final = re.compile(rf"[{_CYRILLIC}]+|[{_GREEK}]+")
_LETTER: Final = re.compile(rf"[{_LATIN}{_CYRILLIC}{_GREEK}]")
_WORD: Final = re.compile(rf"[{_LATIN}{_CYRILLIC}{_GREEK}0-9]+")
_ROMAN: Final = re.compile(r"^[IVXLCDM]+[а-яё]{1,4}$")
_FORMULA: Final = re.compile(rf"^(?=.*[0-9])(?:[A-ZА-ЯЁ{_GREEK}0-9]{{1,8}}|[0-9]+[^\W\d]{{1,4}})$")

_TO_LATIN: Final = dict(zip("АВЕЅІЈКМНОРСТХУҮаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTXYYaesijopcyxhdqw", strict=False))
_TO_LATIN.update(zip("аеѕіјорсухһԁԛԝ", "aesijopcyxhdqw", strict=True))
_TO_CYRILLIC: Final = dict(zip("ABEKMHOPCTXYaeopcyxISJisj", "АВЕКМНОРСТХУаеорсухІЅЈіѕј", strict=True))
_GREEK_TO_LATIN: Final = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονυ", "ABEZHIKMNOPTYXovu", strict=True))
_GREEK_TO_CYRILLIC: Final = dict(zip("ΑΒΕΗΚΜΟΡΤΧο", "АВЕНКМОРТХо", strict=True))
_LATINISED: Final = {**_TO_LATIN, **_GREEK_TO_LATIN}
_CYRILLISED: Final = {**_TO_CYRILLIC, **_GREEK_TO_CYRILLIC}


def mixed_scripts(text: str, lang: str) -> Iterator[Fault]:
    """Find words of letters from two alphabets. ``lang`` decides where half a word is of each."""
    seen = -1
    for hit in _RUN.finditer(text):
        start = hit.start()
        if start < seen or not (_LETTER.match(text[start - 1 : start]) or _LETTER.match(text, hit.end())):
            continue
        while start > 0 and _WORD.match(text[start - 1]):
            start -= 1
        word = _WORD.match(text, start)
        if word is None:
            continue
        seen = word.end()
        if _ROMAN.match(word[0]) or _FORMULA.match(word[0]):
            continue
        yield _fault(word[0], word.start(), lang)


def _fault(word: str, start: int, lang: str) -> Fault:
    latin = "".join(c for c in word if re.match(f"[{_LATIN}]", c))
    cyrillic = "".join(c for c in word if re.match(f"[{_CYRILLIC}]", c))
    greek = "".join(c for c in word if re.match(f"[{_GREEK}]", c))
    to_latin = _all_in(word, latin, _LATINISED)
    to_cyrillic = _all_in(word, cyrillic, _CYRILLISED)
    meant, strange = None, min((s for s in (latin, cyrillic, greek) if s), key=len)
    is_cyrillic = lang[:2] in ("ru", "uk", "be", "bg", "sr", "mk", "kk") and "-Latn" not in lang
    if to_latin and not (to_cyrillic and (len(cyrillic) > len(latin) or (len(cyrillic) == len(latin) and is_cyrillic))):
        meant, strange = to_latin, cyrillic + greek
    elif to_cyrillic:
        meant, strange = to_cyrillic, latin + greek
    return Fault(
        start=start,
        end=start + len(word),
        kind="mixed-script",
        message=f"The word {shown(word)} mixes scripts: {listed(strange)} among letters of another alphabet.",
        repair=f"Write {shown(meant)} in letters of one alphabet." if meant else "Write the word in one alphabet.",
        replacement=meant,
        remedy="correct" if meant else "",
        names=listed(strange),
    )


def _all_in(word: str, own: str, others: dict[str, str]) -> str | None:
    """Write a word in one alphabet; None where one of its other letters looks like none there."""
    if not own or any(c not in own and c not in others and not c.isdigit() for c in word):
        return None
    return "".join(c if c in own or c.isdigit() else others[c] for c in word)
