"""Names corrected: another kind, another entry, or no name at all."""

import re
from collections.abc import Mapping
from typing import Any, Final

from titelei.encode.review import entries
from titelei.encode.review.marking import assessed, renamed, set_attribute, untagged
from titelei.encode.review.question import Question
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import KINDS, PREFIXES, Step, element_at, entry_of, pointers, words
from titelei.names import XML_LANG
from titelei.xml.edits import Edit

_ID: Final = re.compile(r"(?:per|org|pla|evt|bib)\.[a-z0-9][a-z0-9._-]*")
_ELEMENTS: Final = {
    "person": "persName",
    "organisation": "orgName",
    "place": "placeName",
    "event": "rs",
    "document": "rs",
}


def corrected(question: Question, value: str, who: str, known: Mapping[str, str]) -> tuple[Step, ...]:
    """Give the steps that make names what ``value`` says: ``none``, a kind, or the id of an entry.

    An entry that is not there is made of the names of the old one; ``known`` has the main names of the edition's.

    Raises:
        Refused: it is none of these.
    """
    old = question.target
    if value == "none":
        return (lambda root: tuple(untagged(e) for e in _elements(root, question)), entries.dropped(old))
    if value in PREFIXES:
        target, is_state = f"{PREFIXES[value]}.{old.partition('.')[2]}", value == "state"
    elif _ID.fullmatch(value.removeprefix("#")):
        target, is_state = value.removeprefix("#"), None
    else:
        raise Refused("no_name", value)
    return (
        lambda root: _entered(root, question, target, bool(is_state), known),
        lambda root: _typed(root, target, is_state),
        lambda root: _marked(root, question, target, who),
        lambda root: _repointed(root, old, target),
        entries.dropped(old) if old != target else lambda root: (),
    )


def _elements(root: Any, question: Question) -> list[Any]:
    return [element_at(root, path) for path in question.paths]


def _entered(root: Any, question: Question, target: str, is_state: bool, known: Mapping[str, str]) -> tuple[Edit, ...]:
    """Make the entry, with the names of the old one; without it the printed forms."""
    printed = tuple(dict.fromkeys((words(e), str(e.get(XML_LANG, ""))) for e in _elements(root, question)))
    old = entries.names_of(entry_of(root, question.target))
    main = ((known[target], ""),) if target in known else ()
    if entry_of(root, target) is not None and question.target == target:
        return ()
    wanted = tuple({text: (text, lang) for text, lang in reversed((*main, *old, *printed))}.values())[::-1]
    return entries.entered(target, wanted, is_state=is_state)(root)


def _typed(root: Any, target: str, is_state: bool | None) -> tuple[Edit, ...]:
    """Make the entry of an organisation that of a state, or of none, where the kind was given."""
    entry = entry_of(root, target)
    if is_state is None or entry is None or not target.startswith("org."):
        return ()
    if is_state:
        return tuple(set_attribute(entry, "type", "state"))
    return tuple(set_attribute(entry, "type", "")) if entry.get("type") == "state" else ()


def _marked(root: Any, question: Question, target: str, who: str) -> tuple[Edit, ...]:
    kind = KINDS[target.partition(".")[0]]
    entry = entry_of(root, target)
    type_ = kind if kind in ("event", "document") else "state" if entry.get("type") == "state" else ""
    edits: list[Edit] = []
    for element in _elements(root, question):
        if element.tag.rpartition("}")[2] != _ELEMENTS[kind]:
            edits.append(renamed(element, _ELEMENTS[kind], type=type_, ref=f"#{target}", cert="high", resp=f"#{who}"))
            continue
        if type_ or element.get("type") in ("state", "event", "document"):
            edits += set_attribute(element, "type", type_)
        edits += set_attribute(element, "ref", f"#{target}")
        edits += assessed(element, who)
    return tuple(edits)


def _repointed(root: Any, old: str, target: str) -> tuple[Edit, ...]:
    """Two entries of one kind are one now: what else points at the old one points at the other."""
    if old == target or old.partition(".")[0] != target.partition(".")[0]:
        return ()
    return tuple(edit for e in pointers(root, old) for edit in set_attribute(e, "ref", f"#{target}"))
