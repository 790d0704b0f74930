"""Faults against a grammar, in sentences: what is wrong, what was expected there, how to repair it.

Each function takes what the walk has found out and gives one :class:`Fault`; the walk knows the places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from titelei.model import NOTHING, About
from titelei.validate.relaxng.name_classes import split
from titelei.validate.relaxng.words import listing, namespace_words, nearest, quoted, tag

_LONG: Final = 80

_OF_HTML: Final = {
    **dict.fromkeys(("i", "em", "cite", "var", "dfn"), '<hi rend="italic">'),
    **dict.fromkeys(("b", "strong"), '<hi rend="bold">'),
    **dict.fromkeys(("u", "ins"), '<hi rend="underline">'),
    "sup": '<hi rend="superscript">',
    "sub": '<hi rend="subscript">',
    "small": '<hi rend="small">',
    "br": "<lb/>",
    "a": "<ref>",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "<head>"),
    **dict.fromkeys(("ul", "ol", "dl"), "<list>"),
    **dict.fromkeys(("li", "dt", "dd"), "<item>"),
    "img": "<graphic>",
    "section": "<div>",
    "q": "<quote>",
    "blockquote": "<quote>",
}
"""Elements of HTML, and what TEI has for them."""

Spot = Literal["start", "attribute", "text", "end"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One fault before its place is looked up.

    ``detail`` is an attribute as written; ``before`` the child after which a text stands; ``about`` what the message
    says, as data.
    """

    rule: str
    message: str
    repair: str
    element: "etree._Element"
    spot: Spot = "start"
    detail: str = ""
    before: "etree._Element | None" = None
    about: About = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What may stand at a place: elements by name, best first, text, values in words, the parent's end."""

    names: tuple[str, ...] = ()
    wildcards: tuple[str, ...] = ()
    takes_text: bool = False
    values: str = ""
    parent: str = ""
    may_end: bool = False

    def __str__(self) -> str:
        parts = [tag(name) for name in self.names] + list(self.wildcards)
        tail = ["text"] if self.takes_text else []
        tail += [self.values] if self.values else []
        tail += [f"the end of {tag(self.parent)}"] if self.may_end else []
        if not parts:
            return listing(tail) or "nothing"
        if not tail:
            return listing(parts)
        if len(parts) > 10:
            return f"{listing(parts)}; or {' or '.join(tail)}"
        return listing([*parts, *tail], shown=14)


def element_unknown(
    element: "etree._Element", parent: str, expected: Expected, known: Sequence[str], schema: str
) -> Fault:
    """Say that the schema has no element of this name."""
    name = split(str(element.tag))[1]
    fitting = [split(n)[1] for n in expected.names]
    written = _OF_HTML.get(name, "")
    if (meant := written.strip("</>").split(" ")[0]) and meant in known:
        return Fault(
            rule="grammar-element-unknown",
            message=f"<{name}> in {tag(parent)} is HTML; TEI has {written} for it.",
            repair=f"Write {written} for <{name}>." if meant in fitting else "Take the tags out, and leave their text.",
            element=element,
            about=About(meant=meant if meant in fitting else ""),
        )
    near = nearest(name, fitting) or nearest(name, known)
    is_fitting = near in fitting
    ask = f" Did you mean <{near}>?" if near else ""
    if near and is_fitting:
        repair = f"Write <{near}> in both tags, or take the element out."
    elif near:
        repair = f"Take the element out, or, if <{near}> is meant, put it where it is allowed."
    else:
        repair = f"Take the element out, or write one that is allowed in {tag(parent)}."
    return Fault(
        rule="grammar-element-unknown",
        message=f"<{name}> in {tag(parent)} is no element of the schema {schema}.{ask} Expected here: {expected}.",
        repair=repair,
        element=element,
        about=About(meant=near if near and is_fitting else ""),
    )


def element_not_allowed(
    element: "etree._Element",
    parent: str,
    expected: Expected,
    *,
    elsewhere: Sequence[str],
    wrapper: str | None,
    beside: str | None = None,
) -> Fault:
    """Say that an element may not stand in this parent at all, and where it may: best in one that stands beside it."""
    name = split(str(element.tag))[1]
    repair = f"Wrap it in {tag(wrapper)}, or take it out." if wrapper else "Move it, or take it out."
    if beside:
        repair = f"Move it into {tag(beside)}, or take it out."
    elif elsewhere:
        repair += f" <{name}> may stand in {listing(map(tag, elsewhere))}."
    return Fault(
        rule="grammar-element-not-allowed",
        message=f"<{name}> is not allowed in {tag(parent)}. Expected here: {expected}.",
        repair=repair,
        element=element,
    )


def element_misplaced(
    element: "etree._Element",
    parent: str,
    expected: Expected,
    *,
    must_precede: tuple[str, int] | None = None,
    must_follow: tuple[str, int] | None = None,
    only_one: int = 0,
) -> Fault:
    """Say that an element may stand in this parent, but not at this place among its siblings."""
    name = split(str(element.tag))[1]
    if must_precede:
        other, line = must_precede
        why = f"it must come before {tag(other)} (line {line})"
        repair = f"Move <{name}> before {tag(other)}."
    elif must_follow:
        other, line = must_follow
        why = f"{tag(other)} (line {line}) must come first"
        repair = f"Move <{name}> after {tag(other)}."
    elif only_one:
        why = f"{tag(parent)} has one already (line {only_one}) and takes no other after it"
        repair = f"Merge the two, or take this <{name}> out."
    else:
        why = f"in {tag(parent)} it may stand only elsewhere"
        repair = f"Move <{name}>, or take it out."
    return Fault(
        rule="grammar-element-not-allowed",
        message=f"<{name}> is not allowed at this place in {tag(parent)}: {why}. Expected here: {expected}.",
        repair=repair,
        element=element,
    )


def element_missing_before(element: "etree._Element", parent: str, missing: Sequence[str]) -> Fault:
    """Say that something required is missing before an element."""
    name = split(str(element.tag))[1]
    what = listing(map(tag, missing), "and")
    is_are = "is" if len(missing) == 1 else "are"
    return Fault(
        rule="grammar-element-missing",
        message=f"<{name}> is not allowed yet: {what} {is_are} missing before it in {tag(parent)}.",
        repair=f"Add {what} before this <{name}>.",
        element=element,
        about=About(missing=_local_names(missing)),
    )


def element_missing_at_end(element: "etree._Element", missing: Sequence[str], expected: Expected, line: int) -> Fault:
    """Say that an element ends without something that it requires."""
    name = split(str(element.tag))[1]
    opened = f" (opened in line {line})" if line else ""
    if missing:
        what = listing(map(tag, missing), "and", shown=12)
        message = f"<{name}>{opened} ends without {what}, which must not be missing."
        repair = f"Add {what} before the end of <{name}>."
    else:
        message = f"<{name}>{opened} ends too early. Expected here: {expected}."
        repair = f"Add one of these before the end of <{name}>: {expected}."
    return Fault(
        rule="grammar-element-missing",
        message=message,
        repair=repair,
        element=element,
        spot="end",
        about=About(missing=_local_names(missing)),
    )


def _local_names(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(split(name)[1] for name in names)


def text_not_allowed(
    parent: "etree._Element", text: str, expected: Expected, before: "etree._Element | None", wrapper: str | None
) -> Fault:
    """Say that text may not stand directly in this element."""
    name = split(str(parent.tag))[1]
    repair = f"Put the text into {tag(wrapper)}, or delete it." if wrapper else "Delete the text, or move it."
    return Fault(
        rule="grammar-text-not-allowed",
        message=f"The text {quoted(text)} is not allowed directly in <{name}>. Expected here: {expected}.",
        repair=repair,
        element=parent,
        spot="text",
        before=before,
    )


def text_value(parent: "etree._Element", text: str, allowed: str, near: str | None) -> Fault:
    """Say that the text of an element is not of its datatype."""
    name = split(str(parent.tag))[1]
    what = f"The text {quoted(text)} of <{name}> is not allowed" if text.strip() else f"<{name}> is empty"
    return Fault(
        rule="grammar-text-value",
        message=f"{what}: it must be {allowed}.",
        repair=f"Write “{near}”." if near else _write(allowed),
        element=parent,
        spot="text" if text.strip() else "end",
        about=About(values=(text,), meant=near or ""),
    )


def attribute_unknown(
    element: "etree._Element", clark: str, written: str, allowed: Sequence[str], near: str | None, twin: str | None
) -> Fault:
    """Say that an element has no such attribute, and which it has: ``near`` may be meant, ``twin`` is given already."""
    name = split(str(element.tag))[1]
    namespace, local = split(clark)
    verb = "are" if len(allowed) > 1 else "is"
    may = f" Allowed {verb} {listing(allowed, 'and')}." if allowed else f" <{name}> takes no attribute."
    message = f"The attribute {written} is not allowed on <{name}>.{may}"
    repair = f"Write {near} in place of {written}, or delete it." if near else f"Delete {written}, or correct its name."
    meant = near if near and " " not in near else ""  # “from or to” names none
    if twin:
        repair = f"Delete {written}: <{name}> has {twin} already."
    if namespace and local in allowed and near in (None, local):
        message = f"The attribute {written} on <{name}> is in {namespace_words(namespace)}; {local} has none.{may}"
        repair, meant = f"Write {local} without prefix.", local
    return Fault(
        rule="grammar-attribute-unknown",
        message=message,
        repair=repair,
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written,), meant=meant, values=(element.get(clark, ""),)),
    )


def attributes_unread(element: "etree._Element", count: int) -> Fault:
    """Say that the rest of an element's attributes was not looked at."""
    return Fault(
        rule="grammar-attribute-unknown",
        message=f"{tag(str(element.tag))} has {count} more attributes, which were not looked at.",
        repair="Take out what does not belong there, and validate again.",
        element=element,
    )


def children_unread(element: "etree._Element") -> Fault:
    """Say that the rest of an element's children was not looked at."""
    return Fault(
        rule="grammar-element-not-allowed",
        message=f"{tag(str(element.tag))} has many more faults in its children, which were not looked at.",
        repair="Repair the first ones, and validate again.",
        element=element,
    )


def document_unread(root: "etree._Element", count: int) -> Fault:
    """Say that the rest of a document was not looked at."""
    return Fault(
        rule="grammar-root",
        message=f"The document has over {count} faults; the rest was not looked at.",
        repair="Repair the first ones, and validate again. Is this the right schema?",
        element=root,
    )


def attribute_conflict(element: "etree._Element", written: str, others: Sequence[str]) -> Fault:
    """Say that an attribute may not stand beside the others that are given."""
    name = split(str(element.tag))[1]
    beside = listing(others, "and") or "the others"
    return Fault(
        rule="grammar-attribute-conflict",
        message=f"The attribute {written} of <{name}> may not stand beside {beside} as given here.",
        repair=f"Delete {written} or what it cannot stand beside.",
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written, *others)),
    )


def attribute_missing(
    element: "etree._Element", missing: Sequence[str], allowed: Sequence[str], *, any_of: bool
) -> Fault:
    """Say which required attributes an element lacks; with ``any_of`` one of them is enough."""
    name = split(str(element.tag))[1]
    if any_of:
        message = f"<{name}> needs one of the attributes {listing(missing)}."
        repair = f"Add {listing(missing)}."
    else:
        which = "the attribute" if len(missing) == 1 else "the attributes"
        message = f"<{name}> lacks {which} {listing(missing, 'and')}."
        repair = " ".join(f'Add {one}="…": {words}.' for one, words in zip(missing, allowed, strict=False))
    about = NOTHING if any_of else About(missing=tuple(missing))
    return Fault(rule="grammar-attribute-missing", message=message, repair=repair, element=element, about=about)


def attribute_value(element: "etree._Element", written: str, value: str, allowed: str, near: str | None) -> Fault:
    """Say that an attribute's value is not of its datatype."""
    name = split(str(element.tag))[1]
    what = f"The value {quoted(value)} of {written}" if value.strip() else f"The empty value of {written}"
    return Fault(
        rule="grammar-attribute-value",
        message=f"{what} on <{name}> is not allowed: it must be {allowed}.",
        repair=f'Write {written}="{near}".' if near else _write(allowed),
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written,), values=(value,), meant=near or ""),
    )


def _write(allowed: str) -> str:
    return f"Write {allowed}." if len(allowed) < _LONG else "Write a value that is allowed here."


def wrong_namespace(element: "etree._Element", right: str) -> Fault:
    """Say that an element has a known name in a namespace that is not its own."""
    namespace, name = split(str(element.tag))
    right_namespace = split(right)[0]
    parent = element.getparent()
    repair = (
        f'Write xmlns="{right_namespace}" on the root' if right_namespace else "Take the namespace off this element"
    )
    if not element.prefix and parent is not None and (parent.nsmap.get(None) or "") == right_namespace:
        repair = f'Delete xmlns="{namespace}" from <{name}>'
    elif namespace and not element.prefix:
        repair += f', and take xmlns="{namespace}" off this element or the one around it'
    elif element.prefix:
        repair += f", and take the prefix {element.prefix}: off <{name}>"
    return Fault(
        rule="grammar-namespace",
        message=f"<{name}> is in {namespace_words(namespace)}; "
        f"the schema has it in {namespace_words(right_namespace)}.",
        repair=repair + ".",
        element=element,
    )


def id_repeated(
    element: "etree._Element", written: str, value: str, earlier: "etree._Element", earlier_line: int
) -> Fault:
    """Say that an identifier stands in the document already."""
    return Fault(
        rule="grammar-id-repeated",
        message=f"The {written} “{value}” of {tag(str(element.tag))} stands already on {tag(str(earlier.tag))} "
        f"in line {earlier_line}.",
        repair=f"Give one of the two another {written}, and correct the pointers that mean it.",
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written,), values=(value,)),
    )


def wrong_root(element: "etree._Element", expected: Expected, schema: str, *, is_known: bool) -> Fault:
    """Say that a document may not begin with this element."""
    name = split(str(element.tag))[1]
    known = "" if is_known else ", which the schema does not know"
    return Fault(
        rule="grammar-root",
        message=f"The root is <{name}>{known}; a document of {schema} begins with {expected}.",
        repair=f"Put the document into {expected}, or name the schema that it follows.",
        element=element,
    )
