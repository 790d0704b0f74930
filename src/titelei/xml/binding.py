"""Values bound to XML: a frozen dataclass whose fields say which attribute, child or text of an element they are.

One declaration reads and writes: the order of the fields is that of the children, and what is empty is not written.
Whatever an element has that no field takes is an error, so that nothing is lost between a vocabulary and its values.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from functools import cache
from html import escape
from typing import Any, Final, Literal

from lxml import etree

from titelei.messages import say
from titelei.names import XML

_KEY: Final = "xml"
_PREFIX: Final = "xml:"

SELF: Final = object()
"""The type of a child that has the form of its parent: a section in a section."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """Where a field stands: ``kind`` of node, its ``names``, the the type a child is read as (None: its text)."""

    kind: Literal["attribute", "content", "markup", "tag", "child", "children"]
    names: tuple[str, ...] = ()
    of: Any = None


class BindingError(ValueError):
    """An element does not have the form that its values declare. ``line`` is that of the text, from 1."""

    def __init__(self, element: Any, message: str) -> None:
        self.line = int(element.sourceline or 0)
        super().__init__(message)


def attribute(name: str, default: Any = "") -> Any:
    """Declare a field that is an attribute; the default's type (str, bool, int) is how it is read."""
    return field(default=default, metadata={_KEY: _Bound("attribute", (name,))})


def content() -> Any:
    """Declare the field that is the element's own text."""
    return field(default="", metadata={_KEY: _Bound("content")})


def markup() -> Any:
    """Declare a field that is the element's inner XML where its text holds elements, else empty; beside the text."""
    return field(default="", metadata={_KEY: _Bound("markup")})


def tag() -> Any:
    """Declare the field that is the element's own name, where several names share one form."""
    return field(metadata={_KEY: _Bound("tag")})


def child(name: str, type_: Any = None) -> Any:
    """Declare a field that is one child, or None: a value of ``type_``, without one its text, or ""."""
    return field(default="" if type_ is None else None, metadata={_KEY: _Bound("child", (name,), type_)})


def children(names: str, type_: Any = None) -> Any:
    """Declare a field that is a tuple of children, named by any of ``names`` (split at blanks)."""
    return field(default=(), metadata={_KEY: _Bound("children", tuple(names.split()), type_)})


@dataclass(frozen=True, slots=True)
class _Plan:
    """The fields of a class by where they stand; ``single`` are content, markup and tag."""

    attributes: dict[str, tuple[str, Any]]
    children: dict[str, tuple[str, _Bound]]
    order: list[tuple[str, _Bound]]
    single: dict[str, str]


@cache
def _plan(type_: Any) -> _Plan:
    plan = _Plan({}, {}, [], {})
    for each in fields(type_):
        bound = each.metadata.get(_KEY)
        if bound is None:
            continue
        bound = replace(bound, of=type_) if bound.of is SELF else bound
        plan.order.append((each.name, bound))
        match bound.kind:
            case "attribute":
                plan.attributes[_clark(bound.names[0])] = (each.name, each.default)
            case "child" | "children":
                plan.children.update(dict.fromkeys(bound.names, (each.name, bound)))
            case single:
                plan.single[single] = each.name
    return plan


def _plan_of(value: Any) -> _Plan:
    kind: Any = type(value)
    return _plan(kind)


def _clark(name: str) -> str:
    return f"{{{XML}}}{name.removeprefix(_PREFIX)}" if name.startswith(_PREFIX) else name


def load[T](type_: type[T], element: Any, namespace: str, *, is_strict: bool = True) -> T:
    """Read an element of ``namespace`` as a value; where that is not ``is_strict``, what no field takes is left out.

    Raises:
        BindingError: it has an attribute or a child that no field takes.
        ValueError: a number is none.
    """
    kind: Any = type_
    plan, given = _plan(kind), dict[str, Any]()
    for name, value in element.attrib.items():
        if name not in plan.attributes:
            if not is_strict:
                continue
            raise BindingError(
                element, say("<{local}> has @{name}, which is not in the vocabulary.", local=_local(element), name=name)
            )
        key, default = plan.attributes[name]
        given[key] = value == "true" if isinstance(default, bool) else int(value) if isinstance(default, int) else value
    if "tag" in plan.single:
        given[plan.single["tag"]] = _local(element)
    if "markup" in plan.single:
        given[plan.single["content"]] = "".join(element.itertext())
        given[plan.single["markup"]] = _inner(element, namespace) if len(element) else ""
        return type_(**given)
    if "content" in plan.single:
        given[plan.single["content"]] = element.text or ""
    for one in element.iterchildren(etree.Element):
        name = one.tag.removeprefix(f"{{{namespace}}}")
        if name not in plan.children:
            if not is_strict:
                continue
            raise BindingError(
                one, say("<{local}> holds <{name}>, which is not in the vocabulary.", local=_local(element), name=name)
            )
        key, bound = plan.children[name]
        held = (one.text or "") if bound.of is None else load(bound.of, one, namespace, is_strict=is_strict)
        if bound.kind == "child" and key in given:
            if not is_strict:
                continue
            raise BindingError(
                one,
                say("<{local}> holds <{name}> twice, and it can stand there once.", local=_local(element), name=name),
            )
        given[key] = (*given.get(key, ()), held) if bound.kind == "children" else held
    return type_(**given)


def _inner(element: Any, namespace: str) -> str:
    """Give what stands between an element's tags, without the declaration of its namespace."""
    declared = f' xmlns="{namespace}"'
    parts = [escape(element.text or "", quote=False)]
    parts += [etree.tostring(one, encoding="unicode", with_tail=True).replace(declared, "", 1) for one in element]
    return "".join(parts)


def dump(value: Any, name: str, namespace: str) -> Any:
    """Write a value as an element of that name."""
    element = etree.Element(f"{{{namespace}}}{name}", nsmap={None: namespace})
    _fill(element, value, namespace)
    return element


def _fill(element: Any, value: Any, namespace: str) -> None:
    for key, bound in _plan_of(value).order:
        held = getattr(value, key)
        if not held or bound.kind == "tag":
            continue
        match bound.kind:
            case "attribute":
                element.set(_clark(bound.names[0]), "true" if held is True else str(held))
            case "content":
                element.text = held
            case "markup":
                _set_inner(element, held, namespace)
            case "child" | "children":
                for one in held if bound.kind == "children" else (held,):
                    _put(element, bound, one, namespace)


def _put(element: Any, bound: _Bound, value: Any, namespace: str) -> None:
    plan = _plan_of(value) if bound.of is not None else None
    name = getattr(value, plan.single["tag"]) if plan is not None and "tag" in plan.single else bound.names[0]
    made = etree.SubElement(element, f"{{{namespace}}}{name}")
    if plan is None:
        made.text = value
    else:
        _fill(made, value, namespace)


def _set_inner(element: Any, markup_: str, namespace: str) -> None:
    made = etree.fromstring(f'<x xmlns="{namespace}">{markup_}</x>')
    element.text = made.text
    element[:] = list(made)


def walk(value: Any) -> Iterator[Any]:
    """Give a value and all that it holds, in document order."""
    yield value
    for key, bound in _plan_of(value).order:
        held = getattr(value, key)
        if bound.of is not None and held is not None:
            for one in held if bound.kind == "children" else (held,):
                yield from walk(one)


def _local(element: Any) -> str:
    return str(etree.QName(element).localname)
