"""BibTeX and BibLaTeX: entries with the lines of their fields, names in parts, LaTeX as letters and mark-up."""

import logging
import re
from collections.abc import Iterator
from typing import Any, Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares.middleware import LibraryMiddleware
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.middlewares.parsestack import default_parse_stack
from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock
from bibtexparser.model import Entry as BibEntry

from titelei.messages import say
from titelei.sources import latex
from titelei.sources.tagged import Entry, Statement

_ENTRY: Final = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)
_PEOPLE: Final = frozenset(("author", "editor", "translator", "bookauthor"))
_VERBATIM: Final = frozenset(("doi", "url", "file", "eprint", "crossref"))


def is_bibtex(text: str) -> bool:
    """Tell whether a text holds an entry of BibTeX before anything that is none."""
    found = _ENTRY.search(text)
    return found is not None and "=" in text and not re.search(r"<\w+", text[: found.start()])


def entries(text: str) -> Iterator[Entry]:
    """Give the entries in their order; one that cannot be read has the reason as its fault."""
    library = _parsed(text)
    blocks: list[Any] = [*library.entries, *(b for b in library.failed_blocks if not _is_said_again(b))]
    for block in sorted(blocks, key=lambda b: b.start_line):
        if hasattr(block, "fields"):
            yield _entry(block)
        else:
            yield _failed(block)


def _parsed(text: str) -> Any:
    """Parse without the warnings that the library logs: what fails is in its blocks."""
    before = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        return parse_string(text, parse_stack=[_Alike(), *default_parse_stack()])
    finally:
        logging.disable(before)


class _Alike(LibraryMiddleware):
    """Takes entries whose key or field stands twice as entries: files put together have them, and nothing is lost."""

    def transform(self, library: Any) -> Library:
        made = Library()
        for number, block in enumerate(library.blocks):
            inner = block.ignore_error_block if isinstance(block, _TWICE) else block
            if isinstance(inner, BibEntry) and inner is not block:
                inner.key = f"{inner.key} {number}"
                block = inner
            made.add(block, fail_on_duplicate_key=False)
        return made


_TWICE: Final = (DuplicateBlockKeyBlock, DuplicateFieldKeyBlock)


def _is_said_again(block: Any) -> bool:
    """Tell whether a block is an abbreviation that stands in the file twice: the first counts."""
    return isinstance(block, DuplicateBlockKeyBlock)


def _entry(block: Any) -> Entry:
    statements = []
    for field in block.fields:
        name = field.key.lower()
        line = (field.start_line or block.start_line) + 1
        value = str(field.value)
        if name in _PEOPLE:
            statements.append(Statement(name=name, line=line, text="", people=_people(value)))
        elif name in _VERBATIM:
            statements.append(Statement(name=name, line=line, text=latex.text(value) if "\\" in value else value))
        else:
            statements.append(Statement(name=name, line=line, text=latex.text(value), markup=latex.markup(value)))
    return Entry(
        type=block.entry_type.lower(), line=block.start_line + 1, statements=tuple(statements), raw=block.raw or ""
    )


def _failed(block: Any) -> Entry:
    first = (block.raw or "").strip().splitlines()[:1]
    fault = str(block.error) or say("it breaks off")
    return Entry(type="", line=(block.start_line or 0) + 1, fault=fault, raw="".join(first))


def _people(value: str) -> tuple[dict[str, str], ...]:
    """Take a list of names apart; a name that stands whole in braces is an organisation's."""
    out = []
    for one in split_multiple_persons_names(value):
        bare = one.strip()
        if bare.casefold() == "others":
            continue
        if bare.startswith("{") and _closing(bare) == len(bare) - 1:
            out.append({"group": " ".join(latex.text(bare).split())})
            continue
        parts = parse_single_name_into_parts(bare, strict=False)
        words = {k: " ".join(latex.text(" ".join(getattr(parts, k))).split()) for k in ("first", "von", "last", "jr")}
        out.append(words)
    return tuple(out)


def _closing(text: str) -> int:
    """Give where the brace that a text begins with closes."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return at
    return -1
