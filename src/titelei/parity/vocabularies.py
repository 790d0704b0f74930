"""The formats' own names for kinds, roles, relations, languages and seasons, and the edition's for them."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from lxml import etree

from titelei import resources

ROLES: Final = {
    "TranslatedTitle": "translated",
    "AlternativeTitle": "alternative",
    "transliterated": "alternative",
    "short": "alternative",
}
AGENTS: Final = {
    "Personal": "person",
    "personal": "person",
    "organizational": "organisation",
    "Person": "person",
    "person_name": "person",
    "Organizational": "organisation",
    "corporate": "organisation",
    "Organization": "organisation",
    "organization": "organisation",
}
RELATIONS: Final = {
    "correction": "correction-forward",
    "corrected": "corrected-article",
    "retraction": "retraction-forward",
    "retracted": "retracted-article",
    "concern": "expression-of-concern",
    "concerned": "object-of-concern",
    "addendum": "addendum",
    "addended": "addended-article",
    "reply": "reply",
    "replied": "commentary-article",
    "comment": "commentary",
    "commented": "commentary-article",
    "review": "peer-review",
    "reviewed": "reviewed",
    "translation": "translation",
    "original": "translated-article",
    "preprint": "preprint",
    "published": "published-article",
    "later": "updated-article",
    "dataset": "dataset",
    "software": "software",
}
NOTICES: Final = {
    "Corrected": "correction",
    "Corrects": "corrected",
    "Retracted": "retraction",
    "Retracts": "retracted",
    "Concern expressed": "concern",
    "Concern about": "concerned",
    "Addendum": "addendum",
    "Adds to": "addended",
    "Translation": "translation",
    "Translated from": "original",
    "Reply": "reply",
    "In reply to": "replied",
    "Comment": "comment",
    "Comments on": "commented",
    "Review": "review",
    "Review of": "reviewed",
    "Preprint": "preprint",
    "Published as": "published",
    "Earlier version": "earlier",
    "Later version": "later",
    "Data": "dataset",
    "Software": "software",
    "Supplement": "supplement",
    "Supplement to": "supplemented",
    "Part": "part",
    "Part of": "whole",
}
ABSTRACTS: Final = {"summary": "plain-language-summary", "highlights": "key-points"}
SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
NUMBERED_SEASONS: Final = {"1": "spring", "2": "summer", "3": "autumn", "4": "winter"}
VERSIONS: Final = {
    "VoR": "published",
    "CVoR": "published",
    "EVoR": "published",
    "AM": "accepted",
    "P": "accepted",
    "SMUR": "submitted",
}
LANGUAGES: Final = {
    "arabic": "ar",
    "belarusian": "be",
    "bulgarian": "bg",
    "bosnian": "bs",
    "catalan": "ca",
    "czech": "cs",
    "danish": "da",
    "german": "de",
    "ngerman": "de",
    "greek": "el",
    "english": "en",
    "esperanto": "eo",
    "spanish": "es",
    "estonian": "et",
    "basque": "eu",
    "persian": "fa",
    "finnish": "fi",
    "french": "fr",
    "irish": "ga",
    "galician": "gl",
    "hebrew": "he",
    "hindi": "hi",
    "croatian": "hr",
    "magyar": "hu",
    "armenian": "hy",
    "indonesian": "id",
    "icelandic": "is",
    "italian": "it",
    "japanese": "ja",
    "georgian": "ka",
    "kazakh": "kk",
    "korean": "ko",
    "latin": "la",
    "lithuanian": "lt",
    "latvian": "lv",
    "macedonian": "mk",
    "mongolian": "mn",
    "dutch": "nl",
    "norsk": "no",
    "nynorsk": "nn",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "slovak": "sk",
    "slovene": "sl",
    "albanian": "sq",
    "serbian": "sr",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
    "vietnamese": "vi",
    "chinese": "zh",
}


@cache
def article_kinds(column: str) -> Mapping[str, str]:
    """Give what a format calls each kind of article, from the table that the formats themselves use."""
    table = etree.parse(resources.xslt() / "kinds" / "kinds.xml").getroot()
    return {kind.get("name", ""): kind.get(column, "") for kind in table.iterchildren(etree.Element)}


def in_openaire(kind: str) -> bool:
    """Say whether the vocabulary of OpenAIRE 4 has a kind of article, which takes these of COAR's types."""
    return article_kinds("coar").get(kind) in _OPENAIRE


_OPENAIRE: Final = frozenset(
    ("c_2df8fbb1", "c_dcae04bc", "c_ba08", "c_b239", "c_545b", "c_beb9", "c_8544", "c_93fc", "c_86bc")
)
