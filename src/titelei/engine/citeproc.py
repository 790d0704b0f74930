"""citeproc-py, which writes citations by the rules of CSL styles: the only file of the program that imports it.

The styles stand in ``styles/`` as their community wrote them; what they are called is in :data:`STYLES`. Where
citeproc-py does less than CSL asks (names that keep their forenames, scripts without capitals, quotation marks inside
others, works without an author), the style or the item is prepared for it, and the text set right.
"""

import io
import json
import re
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from titelei.characters.tags import in_language

STYLES: Final = (
    ("APA", "apa", "en-US"),
    ("Chicago", "chicago-author-date", "en-US"),
    ("Harvard", "harvard-cite-them-right", "en-GB"),
    ("ГОСТ Р 7.0.5–2008", "gost-r-7-0-5-2008", "ru-RU"),
)
"""Name as readers know it, name of the CSL style, language of its words where the title's own is not offered."""

_STYLES: Final = Path(__file__).parent / "styles"

_LOCALES: Final = ("de-DE", "es-ES", "fr-FR", "it-IT", "pl-PL", "pt-BR", "pt-PT", "ru-RU", "uk-UA")

# What citeproc-py does not know as a date it cannot write as one, and what no style here has a place for.
_LEFT_OUT: Final = (
    *("URL", "abstract", "keyword", "note", "available-date", "page-first", "volume-title", "reviewed-title"),
    *("collection-title", "collection-number", "version", "supplement", "PMCID"),
    *("title-short", "container-title-short"),
    # An article is cited by its authors: a style would take an editor of the issue for one of a book.
    *("editor", "translator", "illustrator", "interviewer", "reviewed-author", "compiler", "contributor"),
)
_CSL: Final = "{http://purl.org/net/xbiblio/csl}"
# These styles have no place for the number of an article, which stands where pages would.
_WITHOUT_NUMBER: Final = ("harvard-cite-them-right", "gost-r-7-0-5-2008")
_TITLE_IN_QUOTES: Final = ("chicago-author-date", "harvard-cite-them-right")

# Characters of the item that citeproc-py would take for its own, or not keep: each has a stand-in until the end.
_STAND_INS: Final = {ord(char): 0xF0000 + n for n, char in enumerate("<>&“”‘’«»„")}
_RESTORED: Final = {stand_in: char for char, stand_in in _STAND_INS.items()}
_MARKUP: Final = {ord("<"): "&lt;", ord(">"): "&gt;", ord("&"): "&amp;"}
_INNER: Final = {"“”": "‘’", "‘’": "“”", "«»": "„“", "„“": "‚‘"}
_MARK: Final = re.compile(f"[{''.join(_INNER)}{''.join(map(chr, _RESTORED))}]")
_JOURNAL: Final = (chr(0xF0100), chr(0xF0101))
# The marks of a title, which are marks in the citation, too: each has a stand-in of one character.
_MARKS: Final = tuple(f"<{slash}{name}>" for name in ("i", "b", "sup", "sub") for slash in ("", "/"))
_MARK_STAND_INS: Final = {mark: chr(0xF0200 + n) for n, mark in enumerate(_MARKS)}
# What CSL marks besides: words that no style may begin with a capital, as formulas are; small capitals, which go.
_KEPT: Final = (chr(0xF0300), chr(0xF0301))
_KEPT_SPAN: Final = re.compile('<span class="nocase">(.*?)</span>')
_SPANS: Final = re.compile(r"<span [^>]*>|</span>")
# A word with a raised or lowered letter is a unit or a formula, which no style may begin with a capital.
_UNITS: Final = re.compile(
    f"[^\\s{_MARK_STAND_INS['<sup>']}{_MARK_STAND_INS['<sub>']}]+"
    f"[{_MARK_STAND_INS['<sup>']}{_MARK_STAND_INS['<sub>']}]\\S*"
)
# Capitals of a script that no name is in, for first letters that have no capitals: citeproc-py takes initials of these.
_CAPITALS: Final = range(0x1E900, 0x1E922)

# A particle that is one word with the surname.
_JOINED: Final = tuple(chr(_STAND_INS.get(ord(mark), ord(mark))) for mark in "’'ʼ-")
# Names of Chinese, Japanese and Korean have no initials, and no comma after the surname.
_EAST_ASIAN: Final = re.compile("[\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+")

_CONDITIONS: Final = ("variable", "is-numeric", "is-uncertain-date", "locator", "position")
"""What ``cs:if`` may ask besides the type, which no branch is left out for."""


def citations(csl_json: str, language: str = "") -> tuple[tuple[str, str, str], ...]:
    """Cite the one item of a CSL-JSON document in each style: (name, language, citation with ``<i>`` as XML).

    ``language`` is that of the title, whose words and quotation marks the citation takes where a locale has them; the
    journal's title stands in ``<cite>``. Without a title there is nothing to cite. The item's address is left out: a
    journal article is cited by its place in the journal, and by its DOI.
    """
    item: dict[str, Any] = {k: v for k, v in json.loads(csl_json)[0].items() if k not in _LEFT_OUT}
    if not item.get("title"):
        return ()
    # A review or an interview in a journal is an article of it; of the work reviewed styles would ask other things.
    item["type"] = "article-journal"
    item["language"] = language or item.get("language", "")
    own = next(iter(in_language(_LOCALES, language, str)), "")
    return tuple((name, language or locale[:2], _cited(item, style, own or locale)) for name, style, locale in STYLES)


def _cited(item: Mapping[str, Any], style: str, locale: str) -> str:
    capitals: dict[str, str] = {}
    prepared = _prepared(item, style, capitals)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # citeproc-py tells of every variable of CSL that it does not know
        from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([prepared])
        known, _ = _style(style, locale, has_author="author" in item)
        bibliography = CitationStylesBibliography(known, source, formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        text = str(bibliography.bibliography()[0])
    text = " ".join(text.removeprefix("1. ").split(" ")).strip()
    for capital, letter in capitals.items():
        text = text.replace(capital, letter)
    if locale == "ru-RU":
        text = text.replace("сс. ", "с. ")  # the locale doubles the letter for many pages, which nobody does now
    text = _quotes(text, is_american=locale == "en-US").replace(_JOURNAL[0], "<cite>").replace(_JOURNAL[1], "</cite>")
    for mark, stand_in in _MARK_STAND_INS.items():
        text = text.replace(stand_in, mark)
    return text


def _prepared(item: Mapping[str, Any], style: str, capitals: dict[str, str]) -> dict[str, Any]:
    """Give the item as citeproc-py can take it; ``capitals`` receives the first letters that stand-ins replace."""
    found: dict[str, Any] = {k: _text(v) if isinstance(v, str) else v for k, v in item.items()}
    if "DOI" in found:
        found["DOI"] = quote(item["DOI"], safe="/:;()-._~,!*'@")
    if "container-title" in found:
        title = f"{_JOURNAL[0]}{found['container-title']}{_JOURNAL[1]}"
        found["container-title"] = f'<span class="nocase">{title}</span>'  # as published, whatever a style would do
    if "number" in found and found.get("page") == found["number"] and style not in _WITHOUT_NUMBER:
        del found["page"]
    if "author" in found:
        found["author"] = [_author(author, capitals) for author in found["author"]]
    return found


def _text(value: str) -> str:
    """Give a text with a stand-in for each mark and each character that citeproc-py would take for its own."""
    value = _SPANS.sub("", _KEPT_SPAN.sub(rf"{_KEPT[0]}\1{_KEPT[1]}", value))
    for mark, stand_in in _MARK_STAND_INS.items():
        value = value.replace(mark, stand_in)
    value = value.translate(_STAND_INS)
    parts = re.split(f"{_KEPT[0]}(.*?){_KEPT[1]}", value)
    return "".join(_nocase(part) if number % 2 else _UNITS.sub(_unit, part) for number, part in enumerate(parts))


def _unit(found: re.Match[str]) -> str:
    return _nocase(found[0])


def _nocase(words: str) -> str:
    return f'<span class="nocase">{words}</span>'


def _author(author: Mapping[str, str], capitals: dict[str, str]) -> dict[str, str]:
    found = {key: value.translate(_STAND_INS) for key, value in author.items()}
    particle = found.get("non-dropping-particle", "")
    if particle.endswith(_JOINED):
        found["family"] = found.pop("non-dropping-particle") + found["family"]
    if _EAST_ASIAN.fullmatch(found.get("family", "") + found.get("given", "")):
        return {"family": found["family"] + found.pop("given", "")}
    if "given" in found:
        found["given"] = " ".join(_capital(word, capitals) for word in found["given"].split())
    return found


def _capital(word: str, capitals: dict[str, str]) -> str:
    """Begin a forename with a capital letter, be it one that stands in for a letter that has none."""
    if word[0].isupper() or not word[0].isalpha():
        return word
    known = {letter: capital for capital, letter in capitals.items()}
    capital = known.get(word[0]) or chr(_CAPITALS[len(capitals) % len(_CAPITALS)])
    capitals[capital] = word[0]
    return capital + word[1:]


def _quotes(text: str, *, is_american: bool) -> str:
    """Turn quotation marks that stand inside the same ones into the inner kind, and give each its own character.

    A mark of the item is a stand-in still, one of the style is not; a single one that closes nothing is an apostrophe.
    American usage has full stop and comma inside.
    """
    around, is_open = "", False

    def set_right(found: re.Match[str]) -> str:
        nonlocal around, is_open
        char = found[0]
        restored = chr(_RESTORED.get(ord(char), ord(char)))
        if restored in ("‘", "’") and restored != char:
            is_apostrophe, is_open = restored == "’" and not is_open, restored == "‘"
            if is_apostrophe:
                return restored
        if restored != char:
            inner = _INNER.get(around, "")
            return inner[around.index(restored)] if inner and restored in around else restored.translate(_MARKUP)
        around = next((pair for pair in _INNER if pair[0] == char), "" if char in around else around)
        return char

    said = _MARK.sub(set_right, text)
    return re.sub("([’”]*”)([.,])", r"\2\1", said) if is_american else said


@cache
def _style(style: str, locale: str, *, has_author: bool) -> tuple[Any, list[Any]]:
    """Give a style and its elements, which remember what was looked up in them as long as somebody holds them."""
    from citeproc import CitationStylesStyle

    _look_up_once()
    tree = etree.parse(_STYLES / f"{style}.csl")
    _keep_forenames(tree.getroot())
    if not locale.startswith("en"):
        _set_no_comma_before_and(tree.getroot())
    if not has_author:
        _begin_with_title(tree.getroot(), in_quotes=style in _TITLE_IN_QUOTES)
    known = CitationStylesStyle(io.BytesIO(etree.tostring(tree)), locale=locale, validate=False)
    return known, [element for root in (known.root, *known.root.locales) for element in root.iter()]


@cache
def _look_up_once() -> None:
    """Let each element of a style search the style once: citeproc-py does so at every step, three quarters of its time.

    What a search gives, and whether an element calls a variable, depends on the style alone. An item is looked up once.
    """
    from citeproc import formatter, model, source

    for kind in vars(model).values():
        for name in ("xpath_search", "calls_variable"):
            if isinstance(kind, type) and name in vars(kind):
                setattr(kind, name, _once(vars(kind)[name]))
    model.Choose.render = _choose
    model.CitationStylesElement.get_formatter = lambda _element: formatter.html
    source.CitationItem.reference = property(_once(source.CitationItem.reference.fget))


def _choose(self: Any, item: Any, context: Any = None, delimiter: str = "", **options: Any) -> Any:
    """Render the branch of ``cs:choose`` that holds, as citeproc-py does, without those that no such item can take."""
    from citeproc.model import ConditionFailed

    for branch in _branches(self, item.reference.type):
        try:
            return branch.render(item, context=context, delimiter=delimiter, **options)
        except ConditionFailed:
            continue
    return None


def _branches(choose: Any, kind: str) -> tuple[Any, ...]:
    """Give the branches that an item of a type may take: most ask for its type and for nothing else."""
    known = vars(choose).setdefault(_branches, {})
    if kind not in known:
        known[kind] = tuple(branch for branch in choose.getchildren() if _may_hold(branch, kind))
    return tuple(known[kind])


def _may_hold(branch: Any, kind: str) -> bool:
    if "type" not in branch.attrib or any(name in branch.attrib for name in _CONDITIONS):
        return True
    holds = [each.lower() == kind for each in branch.get("type").split()]
    match branch.get("match"):
        case "any":
            return any(holds)
        case "none":
            return not any(holds)
        case _:
            return all(holds)


def _once(method: Callable[..., Any]) -> Callable[..., Any]:
    def remembered(self: Any, *arguments: Any) -> Any:
        try:
            return self.__dict__[method][arguments]
        except KeyError:
            found = method(self, *arguments)
            self.__dict__.setdefault(method, {})[arguments] = found
            return found

    return remembered


def _keep_forenames(root: "etree._Element") -> None:
    """Say of each name how it is initialised, not of all: citeproc-py does not know ``initialize="false"``."""
    mark = root.attrib.pop("initialize-with", None)
    for name in root.iter(f"{_CSL}name"):
        if name.get("initialize") == "false":
            name.attrib.pop("initialize-with", None)
        elif mark is not None and "initialize-with" not in name.attrib:
            name.set("initialize-with", mark)


def _set_no_comma_before_and(root: "etree._Element") -> None:
    """Other languages than English put no comma there; their locales do not say so."""
    for name in root.iter(f"{_CSL}name"):
        if name.get("and") == "text":
            name.set("delimiter-precedes-last", "never")


def _begin_with_title(root: "etree._Element", *, in_quotes: bool) -> None:
    """Put the title in the author's place, and there alone: citeproc-py would repeat what a macro has put there."""
    for substitute in root.iter(f"{_CSL}substitute"):
        del substitute[:]
        etree.SubElement(substitute, f"{_CSL}text", variable="title", quotes=str(in_quotes).lower())
