"""LaTeX in the fields of BibTeX: letters from macros, mark-up as ``i b sc sup sub``, other formulas as TeX."""

import re
from typing import Any, Final
from xml.sax.saxutils import escape

from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
    LatexWalker,
)

_STYLES: Final = {
    "textit": "i",
    "emph": "i",
    "mkbibemph": "i",
    "textsl": "i",
    "textbf": "b",
    "mkbibbold": "b",
    "textsc": "sc",
    "textsuperscript": "sup",
    "textsubscript": "sub",
    "underline": "u",
}
_PLAIN: Final = {
    "{": "{",
    "}": "}",
    "textasciicircum": "^",
    "textasciitilde": "~",
    "hyphen": "-",
    "textrm": None,
    "textnormal": None,
    "mathrm": None,
    "mbox": None,
    "text": None,
}
_SIGNS: Final = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "?`": "¿", "!`": "¡"}
_TO_TEXT: Final = LatexNodes2Text(math_mode="text", keep_comments=False)
_HOLDS_TEX: Final = re.compile(r"[\\{}$~^]|--|``|''")


def markup(tex: str) -> str:
    """Give a field as XML without a root: text escaped, mark-up as elements without namespace."""
    if not _HOLDS_TEX.search(tex):
        return escape(tex)
    nodes, _, _ = LatexWalker(tex, tolerant_parsing=True).get_latex_nodes()
    return _walk(nodes)


def text(tex: str) -> str:
    """Give a field as plain text."""
    if not _HOLDS_TEX.search(tex):
        return tex
    return re.sub(r"<[^>]+>", "", markup(tex)).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _walk(nodes: list[Any]) -> str:
    return "".join(_node(node) for node in nodes if node is not None)


def _node(node: Any) -> str:
    if isinstance(node, LatexCharsNode):
        return escape(node.chars)
    if isinstance(node, LatexGroupNode):
        return _walk(node.nodelist)
    if isinstance(node, LatexSpecialsNode):
        return escape(_SIGNS.get(node.specials_chars, node.specials_chars))
    if isinstance(node, LatexMathNode):
        return _math(node)
    if isinstance(node, LatexMacroNode):
        return _macro(node)
    return escape(_TO_TEXT.nodelist_to_text([node]))


def _macro(node: Any) -> str:
    arguments = [a for a in (node.nodeargd.argnlist if node.nodeargd else []) if a is not None]
    if node.macroname in _STYLES and arguments:
        style = _STYLES[node.macroname]
        return f"<{style}>{_walk(arguments)}</{style}>"
    if node.macroname in _PLAIN:
        return (_PLAIN[node.macroname] or "") + _walk(arguments)
    return escape(_TO_TEXT.nodelist_to_text([node]))


def _math(node: Any) -> str:
    """Letters and figures with indices are words; any other formula stays TeX."""
    out: list[str] = []
    pending = ""
    for inner in node.nodelist:
        if isinstance(inner, LatexCharsNode):
            chars = inner.chars
            if pending and chars:
                out.append(_indexed(pending, escape(chars[0])))
                chars, pending = chars[1:], ""
            while (found := re.search(r"[\^_]", chars)) is not None:
                out.append(escape(chars[: found.start()]))
                rest = chars[found.end() :]
                if not rest:
                    pending, chars = found[0], ""
                else:
                    out.append(_indexed(found[0], escape(rest[0])))
                    chars = rest[1:]
            out.append(escape(chars))
        elif isinstance(inner, LatexSpecialsNode) and inner.specials_chars in ("^", "_"):
            pending = inner.specials_chars
        elif isinstance(inner, LatexGroupNode):
            content = _walk(inner.nodelist)
            out.append(_indexed(pending, content) if pending else content)
            pending = ""
        elif isinstance(inner, LatexMacroNode) and _is_letter(inner):
            content = escape(_TO_TEXT.nodelist_to_text([inner]))
            out.append(_indexed(pending, content) if pending else content)
            pending = ""
        else:
            source = escape(node.latex_verbatim().strip("$"))
            return f"<tex-math>{source}</tex-math>"
    return "".join(out)


def _indexed(sign: str, content: str) -> str:
    name = "sup" if sign == "^" else "sub"
    return f"<{name}>{content}</{name}>"


def _is_letter(node: Any) -> bool:
    return len(_TO_TEXT.nodelist_to_text([node])) == 1 or node.macroname in _PLAIN
