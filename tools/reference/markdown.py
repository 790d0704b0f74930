"""The little of Markdown that the pages need."""

import re
from collections.abc import Iterable, Iterator
from html import escape


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Give a table; what would end a cell or begin mark-up in it is written so that it does not."""
    names = list(head)
    lines = (names, ["---"] * len(names), *(list(map(cell, row)) for row in rows))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def cell(text: str) -> str:
    """Give a text as the content of a cell."""
    return " ".join("".join(_outside_code(text)).replace("|", "\\|").split())


def _outside_code(text: str) -> Iterator[str]:
    for n, part in enumerate(text.split("`")):
        yield f"`{part}`" if n % 2 else re.sub(r"([*_\[\]])", r"\\\1", escape(part, quote=False))


def code(text: object) -> str:
    """Give a text as code; nothing where there is none."""
    return f"`{text}`" if str(text) else ""
