"""Single edits that answers are made of: an attribute set or taken away, a tag taken off, whose statement it is."""

from collections.abc import Iterator
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from titelei.encode.review.tree import inside, kept_attributes, texts_of
from titelei.names import TEI, tei
from titelei.xml.edits import Edit, text
from titelei.xml.paths import exact

_UNASSESSED: Final = frozenset(
    tei(name) for name in ("addrLine", "application", "change", "div", "docAuthor", "language", "lb", "titlePart")
)


def set_attribute(element: Any, name: str, value: str) -> Iterator[Edit]:
    """Set an attribute; none where it has this value, and away where ``value`` is empty."""
    if element.get(name) == (value or None):
        return
    path = exact(element)
    if value:
        yield Edit(op="add", path=path, target=name, content=text(value))
    else:
        yield Edit(op="delete", path=f"{path}/@{name}")


def set_text(element: Any, value: str) -> Iterator[Edit]:
    """Put other words into an element that holds nothing but words."""
    found = texts_of(element)
    if not found:
        yield Edit(op="add", path=exact(element), position="first-child", content=text(value))
    elif found[0][1] != value:
        yield Edit(op="string", path=found[0][0], length=len(found[0][1]), content=text(value))


def assessed(element: Any, who: str, *, sure: bool = True) -> Iterator[Edit]:
    """Say who answers for an element; its certainty becomes high where it has one, or where it must have one."""
    if element.tag in _UNASSESSED:
        return
    yield from set_attribute(element, "resp", f"#{who}")
    if sure or element.get("cert"):
        yield from set_attribute(element, "cert", "high")


def untagged(element: Any) -> Edit:
    """Take an element's tags off; what stands in it stays."""
    return Edit(op="replace", path=exact(element), content=f"<edit>{inside(element)}</edit>")


def renamed(element: Any, name: str, **attributes: str) -> Edit:
    """Make an element another one with the same content; attributes not given stay, those given empty go."""
    given = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items() if value)
    content = f'<{name} xmlns="{TEI}"{given}>{kept_attributes(element, *attributes)}{inside(element)}</{name}>'
    return Edit(op="replace", path=exact(element), content=f"<edit>{content}</edit>")


def excuse(element: Any, rule: str, reason: str) -> Edit:
    """Put an excuse from a rule before an element."""
    said = escape(reason).replace('"', "”").replace("?>", "")
    instruction = f'<?titelei excuse rule="{rule}" reason="{said}"?>'
    return Edit(op="add", path=exact(element), position="before", content=f"<edit>{instruction}</edit>")
