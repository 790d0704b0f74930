"""One record through its kind's stylesheet: XML in, facts out, with what no fact holds."""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

from lxml import etree

from titelei import facts
from titelei.engine import saxon
from titelei.errors import AssetError
from titelei.facts import Agent, Facts
from titelei.messages import say
from titelei.names import FACTS
from titelei.sources.kinds import Kind
from titelei.xml.binding import BindingError

_RICH: Final = frozenset(f"{{{FACTS}}}{n}" for n in "title subtitle issue-title heading p keyword biography".split())
_ONCE: Final = frozenset(
    "kind work-language volume issue total-issue supplement part first-page last-page article-number url version "
    "journal orcid death heading".split()
)
"""Facts that an article, a person or a passage has once."""
_ONCE_TAGS: Final = tuple(f"{{{FACTS}}}{name}" for name in sorted(_ONCE))
_SPACE: Final = re.compile(r"\s+")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapped:
    """What a stylesheet made of a record: facts; (about, value, path) of what no fact holds; what else the work is."""

    facts: Facts
    told: tuple[tuple[str, str, str], ...]
    other: str = ""


def apply(kind: Kind, xml: str) -> Mapped:
    """Map a record.

    Raises:
        titelei.engine.saxon.TransformError: the stylesheet stopped at this record.
        AssetError: the stylesheet does not compile, or gives what is no fact.
    """
    made = saxon.stylesheet(kind.stylesheet).transform(saxon.parse(xml))
    root = etree.fromstring(made.encode("utf-8"), _PARSER)
    space = f"{{{FACTS}}}"
    body = root.find(f"{space}facts")
    if body is None:
        raise AssetError(say("{stylesheet} gives no element facts. Correct it.", stylesheet=kind.stylesheet))
    _keep_first(root, body)
    for element in body.iter(*_RICH):
        _fold(element)
    try:
        said = facts.of_element(body)
    except BindingError as error:
        raise AssetError(
            say(
                "{stylesheet} gives what the facts do not know: {error} Correct it.",
                stylesheet=kind.stylesheet,
                error=error,
            )
        ) from error
    told = [(e.get("about", ""), e.text or "", e.get("from", "")) for e in root.iter(f"{space}told")]
    return Mapped(facts=numbered(said), told=tuple(told), other=root.findtext(f"{space}other", ""))


def _keep_first(root: Any, body: Any) -> None:
    """Keep the first of facts that somebody or something has once; another one that a record says is told."""
    seen: dict[tuple[Any, str], str] = {}
    for element in list(body.iter(*_ONCE_TAGS)):
        parent, name, text = element.getparent(), etree.QName(element).localname, "".join(element.itertext())
        if parent is None or (parent, name) not in seen:
            seen[parent, name] = text
            continue
        parent.remove(element)
        if text != seen[parent, name]:
            told = etree.SubElement(root, f"{{{FACTS}}}told", {"about": name, "from": element.get("from", "")})
            told.text = text


def numbered(said: Facts) -> Facts:
    """Count authors and contributors from 1."""
    return replace(said, authors=_counted(said.authors), contributors=_counted(said.contributors))


def _counted(agents: tuple[Agent, ...]) -> tuple[Agent, ...]:
    return tuple(replace(agent, n=number) for number, agent in enumerate(agents, start=1))


def _fold(element: Any) -> None:
    """Fold white space across mark-up: none at the edges, one blank between words, wherever a tag stands."""
    at_blank = True
    last: tuple[Any, str] | None = None
    for owner, slot in _texts(element):
        text = _SPACE.sub(" ", getattr(owner, slot) or "")
        if at_blank:
            text = text.lstrip(" ")
        if text:
            at_blank = text.endswith(" ")
            last = (owner, slot)
        setattr(owner, slot, text)
    while last is not None:
        owner, slot = last
        bare = getattr(owner, slot).rstrip(" ")
        setattr(owner, slot, bare)
        last = None if bare else next(((o, s) for o, s in reversed(list(_texts(element))) if getattr(o, s)), None)


def _texts(element: Any) -> list[tuple[Any, str]]:
    """Give all places of text in an element, in order: (element, "text" or "tail")."""
    out = [(element, "text")]
    for child in element:
        out += _texts(child)
        out.append((child, "tail"))
    return out
