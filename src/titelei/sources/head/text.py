"""Text of a statement: tags and MathML in it read as what they show; raised and lowered characters stay apart."""

import html as entities
import re
from typing import Any, Final

from lxml import etree, html

_TAG: Final = re.compile(r"</?[a-zA-Z][\w:.-]*(?:\s[^<>]*)?/?>")
_RAISED: Final = str.maketrans(
    "0123456789+-−–=()abcdefghijklmnoprstuvwxyzT", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ"
)
_LOWERED: Final = str.maketrans("0123456789+-−–=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
_MATHML: Final = {"msup": (False, True), "msub": (True, False), "msubsup": (True, True)}
_HIDDEN: Final = frozenset(("annotation", "annotation-xml", "script", "style"))


def plain(value: str) -> str:
    """Give a statement's value as a reader sees it, in one line.

    A page's head often holds entities twice escaped, the tags ``i``, ``sup``, ``sub``, and MathML.
    """
    if "&" in value:
        value = entities.unescape(value)
    if "<" in value and _TAG.search(value):
        value = _without_tags(value)
    return " ".join(value.split())


def raised(text: str) -> str:
    """Write raised characters as such where Unicode has every one of them, else after a caret."""
    return _shifted(text, _RAISED, "^")


def lowered(text: str) -> str:
    """Write lowered characters as such where Unicode has every one of them, else after a low line."""
    return _shifted(text, _LOWERED, "_")


def _shifted(text: str, table: dict[int, int], mark: str) -> str:
    bare = text.strip()
    if not bare:
        return ""
    if all(ord(c) in table for c in bare if not c.isspace()):
        return bare.translate(table)
    return mark + bare


def _without_tags(value: str) -> str:
    try:
        root = html.fragment_fromstring(value, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError):
        return _TAG.sub("", value)
    return _shown(root)


def _shown(element: Any) -> str:
    name = element.tag.rpartition(":")[2].lower() if isinstance(element.tag, str) else ""
    if not name or name in _HIDDEN:
        return ""
    if name in _MATHML and len(element) > 1:
        return _scripts(element, name)
    inner = (element.text or "") + "".join(_shown(child) + (child.tail or "") for child in element)
    if name == "sup":
        return raised(inner)
    if name == "sub":
        return lowered(inner)
    return f" {inner} " if name in ("br", "p") else inner


def _scripts(element: Any, name: str) -> str:
    """Read ``msub``, ``msup`` and ``msubsup``: a base, what stands below it, what stands above it."""
    base, *scripts = (_shown(child).strip() for child in element)
    has_low, has_high = _MATHML[name]
    out = base
    if has_low:
        out += lowered(scripts[0])
    if has_high:
        out += raised(scripts[-1])
    return out
