"""The catalogue of messages in other languages: ``ru.po``, read as it stands (GNU gettext, no compiled file)."""

import gettext
import io
import re
import string
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Final

import polib

HEARD: Final = "heard"
"""The context of what stylesheets and other programs say: it comes as text, and is known again by its form."""


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """Read the catalogue of a language."""
    return gettext.GNUTranslations(io.BytesIO(_file(lang).to_binary()))


@lru_cache(maxsize=1000)
def heard(text: str, lang: str) -> tuple[str, Mapping[str, str]]:
    """Give the template in a language for a text of others, with the parts of the text; an empty one for none."""
    for form, template in _forms(lang):
        if found := form.fullmatch(text):
            return template, found.groupdict()
    return "", {}


@cache
def _forms(lang: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the forms of what is heard, those with the most words first."""
    entries = [entry for entry in _file(lang) if entry.msgctxt == HEARD and entry.msgstr]
    entries.sort(key=lambda entry: -len(re.sub(r"\{\w*\}", "", entry.msgid)))
    return tuple((re.compile(_form(entry.msgid), re.DOTALL), entry.msgstr) for entry in entries)


def _form(template: str) -> str:
    pieces = string.Formatter().parse(template)
    return "".join(re.escape(words) + (f"(?P<{name}>.*?)" if name else "") for words, name, _spec, _turned in pieces)


@cache
def _file(lang: str) -> polib.POFile:
    return polib.pofile(resources.files(__package__).joinpath(f"{lang}.po").read_text("utf-8"))
