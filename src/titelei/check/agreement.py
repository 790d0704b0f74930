"""Do the outputs say what the facts say? The title and the language of the work, read back from each."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from unicodedata import normalize

from lxml import etree

from titelei import facts
from titelei.check.report import fault
from titelei.check.trees import Trees
from titelei.facts.words import plain, whole
from titelei.formats import FACTS, Agreement, Registry
from titelei.messages import say
from titelei.model import Finding
from titelei.names import DC

Said = tuple[str, str, str, bytes]
"""File name, name of the fact, value, and how the piece begins in the file that gives it."""


def check(outputs: Mapping[str, bytes], article_id: str, formats: Registry, trees: Trees) -> tuple[Finding, ...]:
    """Compare title and language in each readable output with the facts document, where that is among them."""
    try:
        said = facts.read(outputs[formats.named(FACTS).file(article_id)], is_strict=False)
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return ()
    language = said.work_language or facts.Tongue()
    known = {
        "title": next((_whole(said, title) for title in said.titles if title.role == "main"), ""),
        "language": language.tag,
        "language (ISO 639-3)": language.iso639_3,
    }
    return tuple(
        fault(
            "output-agreement",
            name,
            say(
                "{name} gives “{value}” as {fact}, the facts give “{known}”.",
                name=name,
                value=value,
                fact=fact,
                known=known[fact],
            ),
            line=outputs[name][: max(0, outputs[name].find(begins))].count(b"\n") + 1,
            column=_column(outputs[name], begins),
        )
        for name, fact, value, begins in _said(outputs, article_id, formats, trees)
        if normalize("NFC", value) != normalize("NFC", known[fact])  # HTML has its letters composed
    )


def _whole(said: facts.Facts, title: facts.Title) -> str:
    """Write a title as formats do that know no marks and no subtitles."""
    return whole(plain(title), *(plain(subtitle) for subtitle in said.subtitles_of(title)))


def _column(data: bytes, begins: bytes) -> int:
    at = max(0, data.find(begins))
    return len(data[data.rfind(b"\n", 0, at) + 1 : at].decode("utf-8", "replace")) + 1


def _said(outputs: Mapping[str, bytes], article_id: str, formats: Registry, trees: Trees) -> Iterator[Said]:
    for name in sorted(outputs):
        kind = formats.of_file(name, article_id)
        try:
            if kind is not None and kind.agreement:
                yield from _READERS[kind.agreement](name, outputs[name], trees)
        except (etree.LxmlError, ValueError):
            continue  # the format's own check says what is wrong with it


def _html(name: str, _data: bytes, trees: Trees) -> Iterator[Said]:
    tags = {m.get("name"): m.get("content", "") for m in trees.of(name).iterfind("head/meta")}
    yield name, "title", tags.get("citation_title", ""), b'<meta name="citation_title"'
    yield name, "language", tags.get("citation_language", ""), b'<meta name="citation_language"'


def _json_ld(name: str, data: bytes, _trees: Trees) -> Iterator[Said]:
    value = json.loads(data)
    title = value.get("name", "")
    yield name, "title", title.get("@value", "") if isinstance(title, dict) else str(title), b'"name"'
    language = value.get("inLanguage", "")
    yield name, "language", str(language[0] if isinstance(language, list) else language), b'"inLanguage"'


def _dublin_core(name: str, _data: bytes, trees: Trees) -> Iterator[Said]:
    root = trees.of(name)
    yield name, "title", next((e.text or "" for e in root.iter(f"{{{DC}}}title")), ""), b"<dc:title"
    yield (
        name,
        "language (ISO 639-3)",
        next((e.text or "" for e in root.iter(f"{{{DC}}}language")), ""),
        b"<dc:language",
    )


_READERS: Final[Mapping[Agreement, Callable[[str, bytes, Trees], Iterator[Said]]]] = {
    "html": _html,
    "json-ld": _json_ld,
    "dublin-core": _dublin_core,
}
