"""Sentences of the source that are no messages: what a reader with another language would get in English.

A sentence is a literal that begins like one and has words in a row; documentation, help texts and what says() are none.
"""

import ast
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

_SENTENCE: Final = re.compile(r"^\s*[A-Z“<({-].*[a-z]{2,},? [a-z]+.*[.:?!…”)}]\s*$", re.DOTALL)
_CODE: Final = re.compile(
    r"^\{[^{}]+ [^{}]+\}|^\{\}/\{|^(CREATE|INSERT) |\\[sdwb.(]|\(\?|::|\$\w|\bselect\b.*\bfrom\b|</|xmlns|function\("
)
_SAYS: Final = {"say", "say_n", "template"}
_NO_MESSAGES: Final = {"compile", "Option", "Argument"}

TEXTS: Final = (
    "encode/keeping.py",
    "encode/lines/",
    "encode/records.py",
    "encode/review/",
    "encode/stated.py",
    "encode/tei/",
    "encode/transcription.py",
    "oai/arguments.py",
    "oai/provider.py",
    "pipeline/publish.py",
    "repository/catalogue/sets.py",
    "web/harvesting.py",
    "web/pages.py",
    "web/requests.py",
)
"""Where sentences are no messages: they stand in an edition, or a server gives them to programs, both in English."""


def unsaid(source: Path, known: Collection[str]) -> dict[str, list[str]]:
    """Give the sentences that nobody says, by file; what is ``known`` to the catalogue is said elsewhere."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        name = str(path.relative_to(source))
        tree = ast.parse(path.read_text("utf-8"))
        texts = [f"{line}: {text}" for line, text in _sentences(tree, _documentation(tree)) if text not in known]
        if texts and not name.startswith(TEXTS):
            found[name] = texts
    return found


def _documentation(tree: ast.AST) -> set[int]:
    statements = (node for node in ast.walk(tree) if isinstance(node, ast.Expr))
    return {id(statement.value) for statement in statements if isinstance(statement.value, ast.Constant)}


def _sentences(node: ast.AST, passed: set[int]) -> Iterator[tuple[int, str]]:
    if id(node) in passed or _is_quiet(node):
        return
    text = _text(node)
    if text and _SENTENCE.search(text) and not _CODE.search(text):
        yield (getattr(node, "lineno", 0), text)
    if not isinstance(node, ast.JoinedStr):
        for child in ast.iter_child_nodes(node):
            yield from _sentences(child, passed)


def _is_quiet(node: ast.AST) -> bool:
    """Tell calls whose literals are messages, or none."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        return name in _SAYS | _NO_MESSAGES
    return False


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(v) if isinstance(v, ast.Constant) else "{}" for v in node.values)
    return ""
