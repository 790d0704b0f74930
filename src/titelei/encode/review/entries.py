"""Entries of ``standOff`` as answers need them: made of names, given more of them, taken away when unmentioned."""

import re
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from titelei.encode import people
from titelei.encode.languages import guess
from titelei.encode.review.tree import KINDS, NS, Step, entry_of, pointers, words
from titelei.names import TEI, XML_ID, XML_LANG
from titelei.xml.edits import Edit
from titelei.xml.paths import exact

LISTS: Final = {
    "person": "listPerson",
    "organisation": "listOrg",
    "place": "listPlace",
    "event": "listEvent",
    "document": "listBibl",
}
_ENTRIES: Final = {"organisation": "org", "document": "bibl"}
_NAMES: Final = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "label",
    "document": "title",
}
_PARTS: Final = {
    "surname": "surname",
    "forename": "forename",
    "nameLink": "nameLink",
    "patronymic": 'forename type="patronymic"',
    "middle": 'forename type="middle"',
}

Names = tuple[tuple[str, str], ...]
"""Names with their language, empty where it is that of the file; the main one first."""


def names_of(entry: Any) -> Names:
    """Give the names of an entry, the main one first."""
    if entry is None:
        return ()
    found = [e for e in entry if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in _NAMES.values()]
    found.sort(key=lambda e: e.get("type") == "variant")
    return tuple((words(e), str(e.get(XML_LANG, ""))) for e in found)


def entered(identifier: str, names: Names, *, is_state: bool = False) -> Step:
    """Give the step that makes an entry of these names, or adds to the one that is there those that it lacks."""

    def step(root: Any) -> tuple[Edit, ...]:
        entry = entry_of(root, identifier)
        kind = KINDS[identifier.partition(".")[0]]
        if entry is None:
            return (_new(root, identifier, kind, names, is_state),)
        return tuple(_more(entry, kind, names))

    return step


def dropped(identifier: str) -> Step:
    """Give the step that takes an entry away where nothing points at it any more, with a list that it leaves empty."""

    def step(root: Any) -> tuple[Edit, ...]:
        entry = entry_of(root, identifier)
        if entry is None or next(pointers(root, identifier), None) is not None:
            return ()
        while entry.getparent() is not None and entry.getparent() is not root and len(entry.getparent()) == 1:
            entry = entry.getparent()
        return (Edit(op="delete", path=exact(entry)),)

    return step


def _more(entry: Any, kind: str, names: Names) -> list[Edit]:
    known = {text.casefold() for text, _ in names_of(entry)}
    if kind in ("event", "document"):
        return []
    own = [e for e in entry if isinstance(e.tag, str) and e.tag == f"{{{TEI}}}{_NAMES[kind]}"]
    fresh = [(text, lang) for text, lang in names if text.casefold() not in known]
    return [
        Edit(
            op="add",
            path=exact(own[-1]) if own else exact(entry),
            position="after" if own else "first-child",
            content=f"<edit>{_name(kind, text, lang, 'variant')}</edit>",
        )
        for text, lang in fresh
    ]


def _new(root: Any, identifier: str, kind: str, names: Names, is_state: bool) -> Edit:
    stand_off = root.find("tei:standOff", NS)
    listed = stand_off.find(f"tei:{LISTS[kind]}", NS)
    entry = _entry(identifier, kind, names, is_state)
    if listed is None:
        order = list(LISTS.values())
        earlier = [e for e in stand_off if isinstance(e.tag, str) and _rank(e, order) < order.index(LISTS[kind])]
        content = f'<edit><{LISTS[kind]} xmlns="{TEI}">\n      {entry}\n    </{LISTS[kind]}></edit>'
        if earlier:
            return Edit(op="add", path=exact(earlier[-1]), position="after", content=content)
        return Edit(op="add", path=exact(stand_off), position="first-child", content=content)
    after = [e for e in listed if isinstance(e.tag, str) and str(e.get(XML_ID, "")) > identifier]
    path, position = (exact(after[0]), "before") if after else (exact(listed), "last-child")
    return Edit(op="add", path=path, position=position, content=f"<edit>{entry}</edit>")


def _rank(element: Any, order: list[str]) -> int:
    name = element.tag.rpartition("}")[2]
    return order.index(name) if name in order else len(order)


def _entry(identifier: str, kind: str, names: Names, is_state: bool) -> str:
    element = _ENTRIES.get(kind, kind)
    given = ' type="state"' if is_state else ""
    kept = names[:1] if kind in ("event", "document") else names
    inner = "".join(f"\n        {_name(kind, t, lang, 'variant' if n else 'main')}" for n, (t, lang) in enumerate(kept))
    return f'<{element} xmlns="{TEI}"{given} xml:id={quoteattr(identifier)}>{inner}\n      </{element}>'


def _name(kind: str, text: str, lang: str, type_: str) -> str:
    element = _NAMES[kind]
    given = "" if kind in ("event", "document") else f' type="{type_}"'
    if not lang and re.search(r"[Ѐ-ӿ]", text):
        lang = guess(text, "ru")
    given += f" xml:lang={quoteattr(lang)}" if lang and lang != "en" else ""
    parsed = people.parse(text) if kind == "person" and type_ == "main" else None
    body = parts(parsed) if parsed is not None and parsed.surname else escape(text)
    return f'<{element} xmlns="{TEI}"{given}>{body}</{element}>'


def parts(name: people.Name) -> str:
    """Write a name with its parts tagged, as printed."""
    written, at = "", 0
    for part in name.parts:
        tag = _PARTS[part.kind]
        written += escape(name.text[at : part.start])
        written += f"<{tag}>{escape(name.text[part.start : part.end])}</{tag.split()[0]}>"
        at = part.end
    return written + escape(name.text[at:])
