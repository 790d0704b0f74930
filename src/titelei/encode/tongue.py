"""Which language words are in: by their script, then by function words and letters of the files in ``words/``.

Unsure is an answer: a title of two names has no language that anybody could tell.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from typing import Final

from titelei.encode.words import languages

_SCRIPTS: Final = (
    ("Latin", re.compile("[A-Za-zÀ-ɏḀ-ỿ]")),
    ("Cyrillic", re.compile("[Ѐ-ԯ]")),
    ("el", re.compile("[Ͱ-Ͽἀ-῾]")),
    ("hy", re.compile("[Ա-֏]")),
    ("he", re.compile("[א-ת]")),
    ("ar", re.compile("[ء-ي]")),
    ("ka", re.compile("[Ⴀ-ჿ]")),
    ("ja", re.compile("[ぁ-ヿ]")),
    ("ko", re.compile("[가-힣]")),
    ("zh", re.compile("[一-鿿]")),
)
"""Scripts, and the language that a script is of where it is of one that journals are written in."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_LEAST: Final = 0.9
"""A function word that one language has alone, nearly."""
_MARGIN: Final = 1.25
_LETTER: Final = 0.4


@lru_cache(maxsize=4096)
def tell(text: str) -> str:
    """Give the language of words as a tag; empty where unsure."""
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS}
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return ""
    if counts["ja"] and script in ("zh", "ja"):
        return "ja"
    if script not in ("Latin", "Cyrillic"):
        return "fa" if script == "ar" and re.search("[پچژگ]", text) else script
    return _by_words(text, script)


def _by_words(text: str, script: str) -> str:
    words, letters = _weights(script)
    points: Counter[str] = Counter()
    lowered = text.lower()
    for word in _WORD.findall(lowered):
        for lang, weight in words.get(word, ()):
            points[lang] += weight  # type: ignore[assignment]
    for letter in set(lowered) & letters.keys():
        for lang, weight in letters[letter]:
            points[lang] += weight  # type: ignore[assignment]
    best = points.most_common(2)
    if not best or best[0][1] < _LEAST or (len(best) > 1 and best[0][1] < best[1][1] * _MARGIN):
        return ""
    return best[0][0]


_Weights = dict[str, tuple[tuple[str, float], ...]]


@cache
def _weights(script: str) -> tuple[_Weights, _Weights]:
    """Give function words and letters of a script's languages; what several have weighs less."""
    known = [language for language in languages().values() if language.script == script]
    return (
        _shared([(word, language.code) for language in known for word in language.function], 1.0),
        _shared([(letter, language.code) for language in known for letter in language.letters], _LETTER),
    )


def _shared(pairs: list[tuple[str, str]], weight: float) -> _Weights:
    by_key: dict[str, list[str]] = {}
    for key, lang in pairs:
        by_key.setdefault(key, []).append(lang)
    return {key: tuple((lang, weight / len(langs)) for lang in langs) for key, langs in by_key.items()}
