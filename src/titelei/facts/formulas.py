"""Formulas in MathML as one line of text, after the linear format of Unicode Technical Note 28.

``xslt/text/formulas.xsl`` writes the same for the outputs; what they hold is read back by this.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

RAISED: Final = str.maketrans(
    "0123456789+-−–=()niabcdefghjklmoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ",
)
LOWERED: Final = str.maketrans("0123456789+-−–=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ")
_TABLES: Final = {"^": RAISED, "_": LOWERED}

_TOKENS: Final = ("mi", "mn", "mo", "ms", "mtext")
_LIMITS: Final = ("msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts")
# Operators that are not seen: a function applied, a product, a list, a sum.
_SIGNS_OF_OPERATORS: Final = {ord("-"): "−", 0x2061: None, 0x2062: None, 0x2063: None, 0x2064: None}
_BIG: Final = "∑∏∐∫∬∭∮⋃⋂⨁⨂⨆"
_SIGNS: Final = "+−±∓"
_CLOSING: Final = ")]}⟩⌉⌋"
_TIGHT: Final = f"([{{⟨⌈⌊{_CLOSING}|‖/!′″‴°%…⋯.∂∇¬∀∃√∆^_"
_AFTER: Final = ",;:"
_ACCENTS: Final = {
    "¯": "\u0304", "‾": "\u0304", "ˉ": "\u0304", "_": "\u0332", "^": "\u0302", "ˆ": "\u0302", "~": "\u0303",
    "˜": "\u0303", "→": "\u20d7", "⃗": "\u20d7", "˙": "\u0307", ".": "\u0307", "¨": "\u0308", "ˇ": "\u030c",
}  # fmt: skip


def linear(source: str) -> str:
    """Write a formula that is given in MathML, its tags as text; what is not well-formed keeps its letters."""
    try:
        root = etree.fromstring(f"<x>{source}</x>".encode())
    except etree.XMLSyntaxError:
        return _folded(re.sub("<[^>]*>", " ", source))
    return linear_of(root)


def linear_of(math: "etree._Element") -> str:
    """Write a formula that is given as elements of MathML, of any namespace."""
    return _folded(_row(math)) if _elements(math) else _folded(math.text or "")


def shifted(text: str, mark: str) -> str:
    """Raise (``^``) or lower (``_``) all letters, or none: half a number raised would be another number."""
    table = _TABLES[mark]
    return text.translate(table) if all(ord(letter) in table for letter in text) else ""


def _folded(text: str) -> str:
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


def _name(node: "etree._Element") -> str:
    return etree.QName(node).localname.lower()


def _elements(node: "etree._Element") -> "list[etree._Element]":
    return [child for child in node if isinstance(child.tag, str)]


def _token(node: "etree._Element") -> str:
    text = "".join(map(str, node.itertext()))
    if _name(node) == "mtext":
        return re.sub(r"[\s\u00a0\u2000-\u200a\u202f]+", " ", text)
    return _folded(text).translate(_SIGNS_OF_OPERATORS if _name(node) == "mo" else {})


def _core(node: "etree._Element") -> "etree._Element":
    """Give the token that a node is about: that under its indices."""
    children = _elements(node)
    if children and (_name(node) in _LIMITS or (len(children) == 1 and _name(node) in ("mrow", "mstyle", "mpadded"))):
        return _core(children[0])
    return node


def _is_word(core: "etree._Element") -> bool:
    return _name(core) in ("mi", "mtext", "mo") and re.fullmatch(r"[^\W\d_]{2,}", _token(core).strip()) is not None


def _row(node: "etree._Element") -> str:
    return "".join(_pieces(_elements(node)))


def _pieces(children: "list[etree._Element]") -> Iterator[str]:
    before: etree._Element | None = None
    for child in children:
        core = _core(child)
        text = _one(child)
        if not text:
            continue
        if _name(core) == "mo" and not _is_word(core):
            yield _operator(text, _token(core), is_first=before is None or _waits(before))
        else:
            yield f" {text}" if before is not None and _is_apart(before, core) else text
        before = core


def _operator(text: str, sign: str, *, is_first: bool) -> str:
    if sign in _TIGHT or (is_first and sign in _SIGNS):
        return text
    return f"{text} " if sign in _AFTER or sign in _BIG else f" {text} "


def _waits(before: "etree._Element") -> bool:
    """Say whether an operator after this one is the sign of what follows."""
    return _name(before) == "mo" and not _is_word(before) and _token(before) not in f"{_CLOSING}!′″‴°%…⋯|‖"


def _is_apart(before: "etree._Element", core: "etree._Element") -> bool:
    """Say whether two things that stand side by side would run into each other."""
    names = (_name(before), _name(core))
    if names[0] == "mo" and not _is_word(before):
        return False
    return _is_word(before) or _is_word(core) or names == ("mn", "mn") or "mfrac" in names


def _one(node: "etree._Element") -> str:
    name, parts = _name(node), _elements(node)
    if name in _TOKENS:
        return f"“{_token(node)}”" if name == "ms" else _token(node)
    if name in ("annotation", "annotation-xml", "mphantom", "none", "mprescripts"):
        return ""
    if name == "mspace":
        return " "
    if name == "semantics":
        return _semantics(parts)
    if name == "maction":
        return _one(parts[0]) if parts else ""
    if name == "mfrac" and len(parts) == 2:
        bar = "¦" if re.match(r"0(\D|$)", node.get("linethickness", "")) else "/"
        return f"{_over(parts[0])}{bar}{_factor(parts[1])}"
    if name == "msqrt":
        return f"√{_grouped(_row(node).strip())}"
    if name == "mroot" and len(parts) == 2:
        return f"{_script(parts[1], '^')}√{_factor(parts[0])}"
    if name in _LIMITS and parts:
        return _with_limits(name, parts)
    if name == "mfenced":
        marks = "".join(node.get("separators", ",").split())
        return _fenced(node.get("open", "("), [_one(part).strip() for part in parts], marks, node.get("close", ")"))
    if name == "mtable":
        return "; ".join(filter(None, (_one(part) for part in parts)))
    if name in ("mtr", "mlabeledtr"):
        return ", ".join(_row(part).strip() for part in parts)
    return _row(node) if parts else _folded("".join(map(str, node.itertext())))


def _semantics(parts: "list[etree._Element]") -> str:
    """Give the TeX that is annotated, else the first of what the formula is said in."""
    tex = (part for part in parts if _name(part) == "annotation" and _TEX.search(part.get("encoding", "")))
    found = next((_folded(part.text or "") for part in tex), "")
    return found or (_one(parts[0]) if parts else "")


def _fenced(opening: str, inner: list[str], marks: str, closing: str) -> str:
    pieces = [opening]
    for number, text in enumerate(inner):
        pieces += [f"{marks[min(number, len(marks)) - 1]} " if number and marks else "", text]
    return "".join([*pieces, closing])


def _with_limits(name: str, parts: "list[etree._Element]") -> str:
    base, *indices = parts
    if name in ("mover", "munder") and len(indices) == 1 and _token(_core(indices[0])) in _ACCENTS:
        return _accented(_one(base).strip(), _token(_core(indices[0])))
    if name == "mmultiscripts":
        return _multiscripts(base, indices)
    marks = {"msub": "_", "munder": "_", "msup": "^", "mover": "^"}.get(name, "_^")
    return _base(base) + "".join(_script(index, mark) for index, mark in zip(indices, marks, strict=False))


def _multiscripts(base: "etree._Element", indices: "list[etree._Element]") -> str:
    at = next((n for n, index in enumerate(indices) if _name(index) == "mprescripts"), len(indices))
    before = _pairs(indices[at + 1 :])
    return before + _base(base) + _pairs(indices[:at])


def _pairs(indices: "list[etree._Element]") -> str:
    return "".join(_script(index, "_^"[number % 2]) for number, index in enumerate(indices))


def _script(node: "etree._Element", mark: str) -> str:
    text = re.sub(r"\s+", "", _one(node)) if not _is_word_row(node) else _one(node).strip()
    if not text or re.fullmatch("[′″‴*†‡°]+", text):
        return text
    return shifted(text, mark) or f"{mark}{{{text}}}"


def _is_word_row(node: "etree._Element") -> bool:
    return any(_is_word(part) for part in (node, *node.iter("*")))


def _accented(base: str, accent: str) -> str:
    return "".join(f"{letter}{_ACCENTS[accent]}" for letter in base)


def _base(node: "etree._Element") -> str:
    return _one(node).strip() if _name(_core(node)) in _TOKENS else _grouped(_one(node).strip())


def _factor(node: "etree._Element") -> str:
    return _one(node).strip() if _name(node) in _TOKENS else _grouped(_one(node).strip())


def _over(node: "etree._Element") -> str:
    text = _one(node).strip()
    return f"({text})" if re.search(r"[\s/¦]", text) and not _FENCED.fullmatch(text) else text


_FENCED: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\|[^|]*\|")
# One letter or one number, with its indices, marks and accents.
_INDICES: Final = "".join(chr(letter) for table in _TABLES.values() for letter in table.values())
_TEX: Final = re.compile("(?:^|[/-])(?:la)?tex$", re.IGNORECASE)
_SINGLE: Final = re.compile(rf"(?:\d[\d.,]*|[^\W\d_])[\u0300-\u036f\u20d7]*[{_INDICES}′″]*")


def _grouped(text: str) -> str:
    return text if not text or _SINGLE.fullmatch(text) or _FENCED.fullmatch(text) else f"({text})"
