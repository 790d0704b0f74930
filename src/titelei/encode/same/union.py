"""Uniting two elements that hold one thing: children that both have stand once, the others are taken over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from titelei.encode.segments import folded
from titelei.names import XML_LANG, tei

COPY: Final = "another page"
_VALUES: Final = ("when", "from", "to", "notBefore", "notAfter", "n", "target", "mainLang")

Key = Callable[[Any], object]
"""What an element is of: two of one key are of one thing; None is of nothing that the other could have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One thing that two pages have differently: the field, both values, whether the first's stands, the element."""

    field: str
    first: str
    second: str
    is_first: bool
    theirs: Any


@dataclass(slots=True, kw_only=True)
class Union:
    """What is remembered while two drafts become one, by the identity of elements.

    ``sure`` has the confidence of each value's element, ``fields`` the second draft's fields; ``stands`` says in which
    element of the first draft one of the second stands, ``refused`` which elements hold no value of the draft.
    """

    sure: dict[int, float]
    fields: dict[int, str]
    page: str
    first_page: str
    stands: dict[int, Any] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)
    clashes: list[Clash] = field(default_factory=list)

    def is_one(self, mine: Any, theirs: Any) -> None:
        """Remember that an element of the first draft says what one of the second says."""
        self.stands[id(theirs)] = mine
        for a, b in zip(mine.iter(etree.Element), theirs.iter(etree.Element), strict=False):
            if a.tag == b.tag:
                self.stands.setdefault(id(b), a)

    def unite(self, mine: Any, theirs: Any, key: Key) -> None:
        """Take over the children that the first has none of; of what both have differently the surer stands."""
        known = {k: child for child in mine.iterchildren(etree.Element) if (k := key(child)) is not None}
        for child in list(theirs.iterchildren(etree.Element)):
            of = key(child)
            if of is None:
                continue
            same = known.get(of)
            if same is None:
                place(mine, child)
                known[of] = child
            elif says(same) == says(child) or _tells_more(same, child):
                self.is_one(same, child)
            elif _tells_more(child, same):
                self._replace(same, child)
                known[of] = child
            else:
                self._weigh(same, child)

    def _weigh(self, mine: Any, theirs: Any) -> None:
        is_first = self.sure.get(id(mine), 1.0) >= self.sure.get(id(theirs), 1.0)
        named = self.fields.get(id(theirs)) or str(etree.QName(theirs).localname)
        self.clashes.append(
            Clash(field=named, first=shown(mine), second=shown(theirs), is_first=is_first, theirs=theirs)
        )
        if is_first:
            self.refused.add(id(theirs))
            return
        self._replace(mine, theirs)

    def _replace(self, mine: Any, theirs: Any) -> None:
        """Let an element of the second draft stand in the place of one of the first."""
        self.refused.add(id(mine))
        theirs.tail = mine.tail
        mine.getparent().replace(mine, theirs)


def place(parent: Any, child: Any) -> None:
    """Put an element behind the last one of its name, else where the grammar has it: before what ends its parent."""
    same = [c for c in parent.iterchildren(etree.Element) if c.tag == child.tag]
    ends = _LAST.get(etree.QName(parent).localname, ())
    last = next((c for c in parent.iterchildren(etree.Element) if etree.QName(c).localname in ends), None)
    child.tail = None
    if same:
        same[-1].addnext(child)
    elif last is not None and etree.QName(child).localname not in ends:
        last.addprevious(child)
    else:
        parent.append(child)


_LAST: Final = {
    "monogr": ("imprint", "extent"),
    "biblStruct": ("note", "ref", "relatedItem"),
    "person": ("note",),
    "org": ("note", "ref"),
    "place": ("idno", "note", "ref"),
}
"""What stands at the end of an element, behind all else."""


def _tells_more(one: Any, other: Any) -> bool:
    """Tell whether an element says all that another does, and more: a day in the month, a last page, not a gap.

    Two addresses of pages of one article are no contradiction; the first stands.
    """
    if other.find(tei("gap")) is not None:
        return one.find(tei("gap")) is None
    if one.tag == tei("date"):
        return bool(other.get("when")) and str(one.get("when", "")).startswith(f"{other.get('when')}-")
    if one.tag == tei("biblScope"):
        return bool(one.get("to")) and not other.get("to") and one.get("from") == other.get("from")
    return bool(one.tag == tei("ref"))


def says(element: Any) -> tuple[object, ...]:
    """Give what an element says, in a form in which two prints of one value are equal."""
    values = tuple(element.get(name, "") for name in _VALUES)
    return values if any(values) else (folded(words(element)) or words(element),)


def shown(element: Any) -> str:
    """Give the value of an element as an editor reads it."""
    first, last = element.get("from", ""), element.get("to", "")
    if first:
        return first if last in ("", first) else f"{first}–{last}"
    return next((element.get(n) for n in ("when", "n", "target", "mainLang") if element.get(n)), "") or words(element)


def words(element: Any) -> str:
    """Give an element's text, its white space folded."""
    return " ".join("".join(map(str, element.itertext())).split())


def lang(element: Any) -> str:
    """Give the language that an element states."""
    return str(element.get(XML_LANG, ""))


def missing(element: Any) -> str:
    """Give of what a note says that it is missing; empty for any other element."""
    is_note = element.tag == tei("note") and element.get("type") == "missing"
    return str(element.get("subtype", "")) if is_note else ""


def drop_found(mine: Any, theirs: Any) -> None:
    """Take away from the first the notes that something is missing which the second has, and all of the second's."""
    lacks = {missing(child) for child in theirs if missing(child)}
    for child in [c for c in mine.iterchildren(etree.Element) if missing(c)]:
        if missing(child) not in lacks:
            mine.remove(child)
    for child in [c for c in theirs.iterchildren(etree.Element) if missing(c)]:
        theirs.remove(child)


def rename(root: Any, ids: dict[str, str], id_name: str) -> None:
    """Give elements other ids, and every pointer with them."""
    pointers = {f"#{old}": f"#{new}" for old, new in ids.items()}
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name == id_name:
                element.set(name, ids.get(value, value))
            elif "#" in value:
                element.set(name, " ".join(pointers.get(token, token) for token in value.split(" ")))
