"""Which language a stretch of text is in, and Cyrillic letters in Latin ones for identifiers."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LANGUAGES: Final = {
    "en": "English",
    "ru": "Russian",
    "ru-Latn": "Russian in Latin letters",
    "uk": "Ukrainian",
    "be": "Belarusian",
    "kk": "Kazakh",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "pt": "Portuguese",
    "pl": "Polish",
    "ka": "Georgian",
    "ky": "Kyrgyz",
    "it": "Italian",
    "bg": "Bulgarian",
    "grc": "Ancient Greek",
}
"""Names of languages, as ``langUsage`` and ``textLang`` give them."""

_CYRILLIC: Final = re.compile(r"[Ѐ-ӿ]")
_LATIN: Final = re.compile(r"[A-Za-zÀ-ɏ]")
_UKRAINIAN: Final = re.compile(r"[іїєґ]", re.I)
_BELARUSIAN: Final = re.compile(r"ў", re.I)
_KAZAKH: Final = re.compile(r"[әғқңөұһ]", re.I)
_TRANSLITERATED: Final = re.compile(
    r"\b\w+(?:skogo|skoy|skoi|skikh|skaya|skiy|skij|skii|skie|noy|nogo|nykh|nyy|nyi|ovaniye|ovanie|eniye|eniya|eniia|"
    r"ogiya|ogiia|oriya|oriia|niya|nie|nye|noe|nom|akh|yakh|ovykh|osti|ost'?|stva|stvo|tsii|tsiya|tsiia)\b"
    r"|\b(?:seriya|seriia|vestnik|izvestiya|zhurnal|voprosy|nauki|universiteta|"
    r"istorii|teoreticheskoe|trudy|zapiski|i|v|na|iz|po|kak|dlya|ob|o|problemy|"
    r"rossii)\b",
    re.I,
)
_STOPS: Final = {
    "en": re.compile(r"\b(?:the|of|and|in|on|for|from|to|with|by|is|are|as|at|an|its|between|during)\b", re.I),
    "de": re.compile(r"\b(?:der|die|das|und|von|zur|zum|des|dem|den|ein|eine|im|für|über|auf|mit)\b", re.I),
    "fr": re.compile(r"\b(?:le|les|des|et|du|une|dans|sur|pour|par|aux|au|est|la)\b", re.I),
    "es": re.compile(r"\b(?:el|los|las|y|una|por|para|con|del|en|como)\b", re.I),
    "it": re.compile(r"\b(?:il|gli|della|delle|di|un|una|nel|nella|per|con|dei|e)\b", re.I),
}


@lru_cache(maxsize=4096)
def guess(text: str, default: str = "") -> str:
    """Give the language of a text by script and small words: ``ru``, ``en``, ``ru-Latn``…; ``default`` where unsure."""
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic > latin:
        if _BELARUSIAN.search(text):
            return "be"
        if _KAZAKH.search(text):
            return "kk"
        text = re.sub(r"\b[ІХVХIX]+\b", "", text)  # Roman figures in Cyrillic letters are no Ukrainian
        if _UKRAINIAN.search(text):
            return "uk"
        return "ru"
    if not latin:
        return default
    counts = {lang: len(pattern.findall(text)) for lang, pattern in _STOPS.items()}
    best = max(counts, key=lambda lang: (counts[lang], lang == "en"))
    transliterated = len(_TRANSLITERATED.findall(text))
    if transliterated >= 2 and transliterated > counts["en"]:
        return "ru-Latn"
    if counts[best] == 0 or (best != "en" and counts[best] < 2):
        return default or "en"
    return best


def is_cyrillic(text: str) -> bool:
    return len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text))


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
