"""Faults against a grammar, in sentences: what is wrong, what was expected there, how to repair it.

Each function takes what the walk has found out and gives one :class:`Fault`; the walk knows the places.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from titelei.messages import joined, say, say_n
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
        tail = [say("text")] if self.takes_text else []
        tail += [self.values] if self.values else []
        tail += [say("the end of {parent}", parent=tag(self.parent))] if self.may_end else []
        if not parts:
            return listing(tail) or say("nothing")
        if not tail:
            return listing(parts)
        if len(parts) > 10:
            return say("{listed}; or {others}", listed=listing(parts), others=joined(say(" or "), tail))
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
            message=say(
                "<{name}> in {parent} is HTML; TEI has {written} for it.",
                name=name,
                parent=tag(parent),
                written=written,
            ),
            repair=say("Write {written} for <{name}>.", written=written, name=name)
            if meant in fitting
            else say("Take the tags out, and leave their text."),
            element=element,
            about=About(meant=meant if meant in fitting else ""),
        )
    near = nearest(name, fitting) or nearest(name, known)
    is_fitting = near in fitting
    ask = say(" Did you mean <{near}>?", near=near) if near else ""
    if near and is_fitting:
        repair = say("Write <{near}> in both tags, or take the element out.", near=near)
    elif near:
        repair = say("Take the element out, or, if <{near}> is meant, put it where it is allowed.", near=near)
    else:
        repair = say("Take the element out, or write one that is allowed in {parent}.", parent=tag(parent))
    return Fault(
        rule="grammar-element-unknown",
        message=say(
            "<{name}> in {parent} is no element of the schema {schema}.{ask} Expected here: {expected}.",
            name=name,
            parent=tag(parent),
            schema=schema,
            ask=ask,
            expected=expected,
        ),
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
    repair = (
        say("Wrap it in {wrapper}, or take it out.", wrapper=tag(wrapper))
        if wrapper
        else say("Move it, or take it out.")
    )
    if beside:
        repair = say("Move it into {beside}, or take it out.", beside=tag(beside))
    elif elsewhere:
        repair += say(" <{name}> may stand in {map}.", name=name, map=listing(map(tag, elsewhere)))
    return Fault(
        rule="grammar-element-not-allowed",
        message=say(
            "<{name}> is not allowed in {parent}. Expected here: {expected}.",
            name=name,
            parent=tag(parent),
            expected=expected,
        ),
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
        why = say("it must come before {other} (line {line})", other=tag(other), line=line)
        repair = say("Move <{name}> before {other}.", name=name, other=tag(other))
    elif must_follow:
        other, line = must_follow
        why = say("{other} (line {line}) must come first", other=tag(other), line=line)
        repair = say("Move <{name}> after {other}.", name=name, other=tag(other))
    elif only_one:
        why = say(
            "{parent} has one already (line {only_one}) and takes no other after it",
            parent=tag(parent),
            only_one=only_one,
        )
        repair = say("Merge the two, or take this <{name}> out.", name=name)
    else:
        why = say("in {parent} it may stand only elsewhere", parent=tag(parent))
        repair = say("Move <{name}>, or take it out.", name=name)
    return Fault(
        rule="grammar-element-not-allowed",
        message=say(
            "<{name}> is not allowed at this place in {parent}: {why}. Expected here: {expected}.",
            name=name,
            parent=tag(parent),
            why=why,
            expected=expected,
        ),
        repair=repair,
        element=element,
    )


def element_missing_before(element: "etree._Element", parent: str, missing: Sequence[str]) -> Fault:
    """Say that something required is missing before an element."""
    name = split(str(element.tag))[1]
    what = listing(map(tag, missing), "and")
    return Fault(
        rule="grammar-element-missing",
        message=say_n(
            "<{name}> is not allowed yet: {what} is missing before it in {parent}.",
            "<{name}> is not allowed yet: {what} are missing before it in {parent}.",
            len(missing),
            name=name,
            what=what,
            parent=tag(parent),
        ),
        repair=say("Add {what} before this <{name}>.", what=what, name=name),
        element=element,
        about=About(missing=_local_names(missing)),
    )


def element_missing_at_end(element: "etree._Element", missing: Sequence[str], expected: Expected, line: int) -> Fault:
    """Say that an element ends without something that it requires."""
    name = split(str(element.tag))[1]
    opened = say(" (opened in line {line})", line=line) if line else ""
    if missing:
        what = listing(map(tag, missing), "and", shown=12)
        message = say(
            "<{name}>{opened} ends without {what}, which must not be missing.", name=name, opened=opened, what=what
        )
        repair = say("Add {what} before the end of <{name}>.", what=what, name=name)
    else:
        message = say(
            "<{name}>{opened} ends too early. Expected here: {expected}.", name=name, opened=opened, expected=expected
        )
        repair = say("Add one of these before the end of <{name}>: {expected}.", name=name, expected=expected)
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
    repair = (
        say("Put the text into {wrapper}, or delete it.", wrapper=tag(wrapper))
        if wrapper
        else say("Delete the text, or move it.")
    )
    return Fault(
        rule="grammar-text-not-allowed",
        message=say(
            "The text {text} is not allowed directly in <{name}>. Expected here: {expected}.",
            text=quoted(text),
            name=name,
            expected=expected,
        ),
        repair=repair,
        element=parent,
        spot="text",
        before=before,
    )


def text_value(parent: "etree._Element", text: str, allowed: str, near: str | None) -> Fault:
    """Say that the text of an element is not of its datatype."""
    name = split(str(parent.tag))[1]
    what = (
        say("The text {text} of <{name}> is not allowed", text=quoted(text), name=name)
        if text.strip()
        else say("<{name}> is empty", name=name)
    )
    return Fault(
        rule="grammar-text-value",
        message=say("{what}: it must be {allowed}.", what=what, allowed=allowed),
        repair=say("Write “{near}”.", near=near) if near else write_allowed(allowed),
        element=parent,
        spot="text" if text.strip() else "end",
        about=About(values=(text,), meant=near or ""),
    )


def children_unread(element: "etree._Element") -> Fault:
    """Say that the rest of an element's children was not looked at."""
    return Fault(
        rule="grammar-element-not-allowed",
        message=say("{tag} has many more faults in its children, which were not looked at.", tag=tag(str(element.tag))),
        repair=say("Repair the first ones, and validate again."),
        element=element,
    )


def document_unread(root: "etree._Element", count: int) -> Fault:
    """Say that the rest of a document was not looked at."""
    return Fault(
        rule="grammar-root",
        message=say("The document has over {count} faults; the rest was not looked at.", count=count),
        repair=say("Repair the first ones, and validate again. Is this the right schema?"),
        element=root,
    )


def wrong_namespace(element: "etree._Element", right: str) -> Fault:
    """Say that an element has a known name in a namespace that is not its own."""
    namespace, name = split(str(element.tag))
    right_namespace = split(right)[0]
    parent = element.getparent()
    repair = (
        f'Write xmlns="{right_namespace}" on the root'
        if right_namespace
        else say("Take the namespace off this element")
    )
    if not element.prefix and parent is not None and (parent.nsmap.get(None) or "") == right_namespace:
        repair = f'Delete xmlns="{namespace}" from <{name}>'
    elif namespace and not element.prefix:
        repair += f', and take xmlns="{namespace}" off this element or the one around it'
    elif element.prefix:
        repair += say(", and take the prefix {prefix}: off <{name}>", prefix=element.prefix, name=name)
    return Fault(
        rule="grammar-namespace",
        message=say(
            "<{name}> is in {namespace_words}; the schema has it in {namespace_words2}.",
            name=name,
            namespace_words=namespace_words(namespace),
            namespace_words2=namespace_words(right_namespace),
        ),
        repair=repair + ".",
        element=element,
    )


def wrong_root(element: "etree._Element", expected: Expected, schema: str, *, is_known: bool) -> Fault:
    """Say that a document may not begin with this element."""
    name = split(str(element.tag))[1]
    known = "" if is_known else say(", which the schema does not know")
    return Fault(
        rule="grammar-root",
        message=say(
            "The root is <{name}>{known}; a document of {schema} begins with {expected}.",
            name=name,
            known=known,
            schema=schema,
            expected=expected,
        ),
        repair=say("Put the document into {expected}, or name the schema that it follows.", expected=expected),
        element=element,
    )


def write_allowed(allowed: str) -> str:
    """Say what to write where no single value is near; a long list of values is not repeated."""
    return (
        say("Write {allowed}.", allowed=allowed) if len(allowed) < _LONG else say("Write a value that is allowed here.")
    )
