"""The catalogue of messages in other languages: ``ru.po``, read as it stands (GNU gettext, no compiled file)."""

import gettext
import io
from functools import cache
from importlib import resources

import polib


@cache
def catalogue(lang: str) -> gettext.NullTranslations:
    """Read the catalogue of a language."""
    text = resources.files(__package__).joinpath(f"{lang}.po").read_text("utf-8")
    return gettext.GNUTranslations(io.BytesIO(polib.pofile(text).to_binary()))
