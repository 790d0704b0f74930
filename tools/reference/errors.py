"""Exit codes, the kinds of errors, and the findings that the program itself makes, read from its source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import titelei
from reference.markdown import code, table
from titelei import errors

_SOURCE: Final = Path(titelei.__file__).parent
_INTRODUCTION: Final = """# Errors and exit codes

| exit code | means |
| --- | --- |
| 0 | all is well |
| 1 | something was found, at or above `--fail-on` (`error` where nothing is said), or one article could not be used |
| 2 | the command could not work at all: wrong options or settings, a broken stylesheet, a disk that is full |
| 130 | interrupted (Ctrl-C); the same command goes on from there |

Each message is a sentence that says what is wrong, where, and what repairs it. `--json` prints findings as data:
`rule`, `severity`, `file`, `line`, `column`, `message`, `repair`. In Python (`import titelei`) what cannot go on is one
of:
"""
_FINDINGS: Final = """
## Findings of the program

Beside the [rules](rules.md) of the schema these are made by commands. `{…}` stands for what is put in.
"""


def page() -> str:
    """Give the page: codes, kinds of errors, findings."""
    kinds = (
        (code(kind.__name__), " ".join((kind.__doc__ or "").split()))
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.TiteleiError)
    )
    rows = sorted({row for path in sorted(_SOURCE.rglob("*.py")) for row in _findings(path)})
    return f"{_INTRODUCTION}\n{table(('error', 'means'), kinds)}{_FINDINGS}\n{_table(rows)}"


def _table(rows: list[tuple[str, str, str]]) -> str:
    return table(("rule", "says", "repair"), ((code(rule), said, repair) for rule, said, repair in rows))


def _findings(path: Path) -> Iterator[tuple[str, str, str]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            given = {word.arg: word.value for word in node.keywords}
            rule = given.get("rule")
            if isinstance(rule, ast.Constant) and isinstance(rule.value, str):
                said, repair = _said(given.get("message")), _said(given.get("repair"))
                if said:
                    yield rule.value, said, repair


def _said(node: ast.expr | None) -> str:
    """Give the template of ``say("…")``, of each branch where there are two; nothing where it comes from elsewhere."""
    if isinstance(node, ast.IfExp):
        return " / ".join(filter(None, (_said(node.body), _said(node.orelse))))
    if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
        return str(node.args[0].value)
    return ""
