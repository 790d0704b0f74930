"""Which language a stretch of text is in, and Cyrillic letters in Latin ones for identifiers."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

from titelei.encode import words

LANGUAGES: Final = {
    **{code: language.english for code, language in words.languages().items()},
    "ru-Latn": "Russian in Latin letters",
    "be": "Belarusian",
    "ka": "Georgian",
    "ky": "Kyrgyz",
    "bg": "Bulgarian",
    "grc": "Ancient Greek",
}
"""Names of languages, as ``langUsage`` and ``textLang`` give them."""

CYRILLIC: Final = ("ru", "uk", "be", "kk", "bg", "sr", "mk", "ky", "tg", "mn")
"""Languages that are written in Cyrillic letters."""
_CENTURY: Final = (
    r"(?:\b[IVXLCDM]+(?:\s?[–—-]\s?[IVXLCDM]+)*"
    r"(?=[\s–—-]+(?:вв?\b|ст\b|век|столе|начал|кон[её]?ц|середин|перв|втор|трет|рубеж))[\s–—-]+)?"
)
CYRILLIC_RUN: Final = re.compile(
    rf"{_CENTURY}[^\WA-Za-zÀ-ɏ_]*[Ѐ-ӿ][Ѐ-ӿ\w’'.-]*(?:[\s\u00a0«»,;:()–—-]+{_CENTURY}[Ѐ-ӿ][Ѐ-ӿ\w’'.-]*)*"
)
"""Cyrillic words side by side, with the Roman figures of their centuries: “XIX–XX вв.” is all Russian."""
_FIGURES: Final = re.compile(r"\b[IVXLCDM]+\b")
_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_NO_LETTERS: Final = bytes(n for n in range(128) if not chr(n).isalpha())
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_ACCENTED: Final = re.compile(r"[à-åæçéìíî-öø-úüýąćęłńóśźżěřůťďňğşő]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_TRANSLITERATED: Final = re.compile(
    r"\b\w+(?:skogo|skoy|skoi|skikh|skaya|skiy|skij|skii|skie|noy|nogo|nykh|nyy|nyi|ovaniye|ovanie|eniye|eniya|eniia|"
    r"ogiya|ogiia|oriya|oriia|niya|nie|nye|noe|nom|akh|yakh|ovykh|osti|ost'?|stva|stvo|tsii|tsiya|tsiia)\b"
    r"|\b(?:seriya|seriia|vestnik|izvestiya|zhurnal|voprosy|nauki|universiteta|"
    r"istorii|teoreticheskoe|trudy|zapiski|i|v|na|iz|po|kak|dlya|ob|o|problemy|"
    r"rossii)\b",
    re.I,
)
_SURE: Final = 1.2
"""How much better than the second a language must be."""


@lru_cache(maxsize=1 << 13)
def guess(text: str, default: str = "") -> str:
    """Give the language of a text by script, own letters and small words: ``ru``, ``en``, ``ru-Latn``…

    ``default`` where unsure; without one ``en`` or ``ru`` by the script.
    """
    scripts = _scripts(text)
    script = max(scripts, key=lambda s: scripts[s])
    if not scripts[script]:
        return default
    scores = _scores(text, script)
    if script == "Latin":
        transliterated = len(_TRANSLITERATED.findall(text))
        if transliterated >= 2 and not _ACCENTED.search(text.lower()) and transliterated > scores.get("en", 0.0) * 2:
            return "ru-Latn"
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if ranked and ranked[0][1] > 0.8 and (len(ranked) < 2 or ranked[0][1] >= _SURE * ranked[1][1]):
        return ranked[0][0]
    if script == "Cyrillic" and (not default or default not in scores):
        return ranked[0][0] if ranked and ranked[0][1] > 0 else "ru"
    return default or {"Latin": "en", "Han": "zh"}.get(script, "")


def tell(text: str, *, least: float) -> str:
    """Give the language of a text in Latin letters where so many small words or own letters tell it; else nothing."""
    ranked = sorted(_scores(text, "Latin").items(), key=lambda item: -item[1])
    return ranked[0][0] if ranked[0][1] >= least and ranked[0][1] >= _SURE * ranked[1][1] else ""


def _scores(text: str, script: str) -> dict[str, float]:
    """Count the small words of each language, and the letters that few languages have; what many share counts less."""
    owners, letters = _owners(script), _letters(script)
    found = dict.fromkeys((lang.code for lang in words.languages().values() if lang.script == script), 0.0)
    for found_word in _WORD.finditer(text, 0, 1500):
        if found_word.end() - found_word.start() == 1 and text[found_word.end() : found_word.end() + 1] == ".":
            continue  # an initial of a name
        token = found_word[0].lower()
        if script == "Cyrillic" and not token.strip("хіv"):
            continue  # Roman figures in Cyrillic letters are no Ukrainian
        if token in owners:
            for code in owners[token]:
                found[code] += 1 / len(owners[token])
        for letter in letters.intersection(token):
            for code in owners["letter " + letter]:
                found[code] += 1.2 / len(owners["letter " + letter])
    return found


@cache
def _letters(script: str) -> frozenset[str]:
    """Give the letters that are some language's own."""
    return frozenset(c for lang in words.languages().values() if lang.script == script for c in lang.letters)


@cache
def _owners(script: str) -> dict[str, tuple[str, ...]]:
    """Give for each small word and each letter of its own the languages that have it."""
    out: dict[str, tuple[str, ...]] = {}
    for lang in words.languages().values():
        if lang.script == script:
            for key in (*lang.function, *(f"letter {c}" for c in lang.letters)):
                out[key] = (*out.get(key, ()), lang.code)
    return out


def same_script(lang: str, text: str) -> bool:
    """Tell whether a language is written in the script that most letters of a text have."""
    known = words.languages().get(lang)
    scripts = _scripts(text)
    return known is not None and known.script == max(scripts, key=lambda s: scripts[s])


def folded_space(text: str) -> str:
    """Fold white space to single spaces, no-break spaces among it: the header holds words, the front the page."""
    return " ".join(text.split())


def is_cyrillic(text: str) -> bool:
    """Tell whether a text has more Cyrillic letters than Latin ones."""
    scripts = _scripts(text)
    return scripts["Cyrillic"] > scripts["Latin"]


def _scripts(text: str) -> dict[str, int]:
    """Count the letters of each script; Roman figures beside Cyrillic words are no Latin ones."""
    if text.isascii():
        return {"Cyrillic": 0, "Latin": len(text.encode("ascii").translate(None, _NO_LETTERS)), "Han": 0}
    cyrillic = len(_CYRILLIC.findall(text))
    latin = _LATIN.findall(_FIGURES.sub("", text) if cyrillic else text)
    return {"Cyrillic": cyrillic, "Latin": len(latin), "Han": 3 * len(_HAN.findall(text))}


_LETTERS: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўәғқңөұүһ",
        ("a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch . y . e yu ya i yi ye g u a g q n o u u h")
        .replace(".", "")
        .split(" "),
        strict=False,
    )
)


def transliterate(text: str) -> str:
    """Write Cyrillic letters in Latin ones, as BGN/PCGN nearly does."""
    return "".join(
        (_LETTERS.get(c.lower(), c) if c.islower() else _LETTERS.get(c.lower(), c).capitalize())
        if c.lower() in _LETTERS
        else c
        for c in text
    )


def slug(text: str, *, words: int = 6, most: int = 48) -> str:
    """Give a name fit for an identifier: small Latin letters, digits, hyphens; empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", transliterate(text)).encode("ascii", "ignore").decode("ascii").lower()
    parts = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    kept: list[str] = []
    for part in parts[:words]:
        if kept and len("-".join([*kept, part])) > most:
            break
        kept.append(part)
    return "-".join(kept)[:most].strip("-")


_FOLDS: Final = (
    ("shch", "sh"),
    ("sch", "sh"),
    ("kh", "h"),
    ("zh", "j"),
    ("ts", "c"),
    ("tz", "c"),
    ("ch", "c"),
    ("sh", "s"),
    ("ph", "f"),
    ("yu", "u"),
    ("iu", "u"),
    ("ju", "u"),
    ("ya", "a"),
    ("ia", "a"),
    ("ja", "a"),
    ("ye", "e"),
    ("ie", "e"),
    ("je", "e"),
    ("yo", "e"),
    ("io", "e"),
    ("eu", "ev"),
    ("x", "ks"),
    ("ck", "k"),
    ("c", "k"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Give a form of a name in which common transliterations of one name are equal."""
    plain = unicodedata.normalize("NFKD", transliterate(text.lower())).encode("ascii", "ignore").decode("ascii")
    plain = re.sub(r"[^a-z]", "", plain)
    for old, new in _FOLDS:
        plain = plain.replace(old, new)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"i+$|ii", "i", plain))
