"""DOCX (ISO/IEC 29500): its paragraphs as HTML, with headings, raised and lowered letters, links and tables.

Only the text of the document is unpacked, up to a bound; macros, pictures and embedded files are never looked at.
"""

import io
import zipfile
from html import escape
from typing import Any, Final

from lxml import etree

from titelei.messages import say
from titelei.sources.documents.fault import DocumentFault

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST: Final = 60 * 1024 * 1024
"""Bytes of text above which a document is not unpacked: a book has some five million."""

_RATIO: Final = 200
_LINE: Final = {f"{_W}br": "<br/>", f"{_W}cr": "<br/>", f"{_W}tab": "\t"}
_BIG: Final = say("Give the article alone, or save the page as text.")


def to_html(data: bytes) -> bytes:
    """Give the document as a page.

    Raises:
        DocumentFault: it is damaged, protected, or unpacks to more than a document has.
    """
    root = _parsed(_unpacked(data))
    lines = [_block(child) for child in root.iter(f"{_W}p")]
    title = next((line for line in lines if line.startswith("<h1>")), "")
    head = title.replace("h1>", "title>") if "<sup>" not in title else ""
    body = "\n".join(line for line in lines if line)
    page = f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"/>{head}</head><body>\n{body}\n</body></html>\n'
    return page.encode("utf-8")


def _unpacked(data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entry = packed.getinfo("word/document.xml")
            if entry.flag_bits & 1:
                raise DocumentFault(say("its text is protected by a password"), say("Save it without the password."))
            if entry.file_size > _MOST or entry.file_size > _RATIO * max(entry.compress_size, 4096):
                size = entry.file_size / 1e6
                raise DocumentFault(
                    say("its text would unpack to {size:.0f} MB, which no document has", size=size), _BIG
                )
            with packed.open(entry) as text:
                unpacked = text.read(_MOST + 1)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, zipfile.zlib.error) as error:  # type: ignore[attr-defined]
        raise DocumentFault(
            say("it is damaged ({error})", error=error), say("Open it in its program and save it again.")
        ) from error
    if len(unpacked) > _MOST:
        raise DocumentFault(say("its text unpacks to more than it says"), _BIG)
    return unpacked


def _parsed(text: bytes) -> Any:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(text, parser)
    except etree.XMLSyntaxError as error:
        repair = say("Open it in its program and save it again.")
        raise DocumentFault(say("its text is damaged on line {lineno}", lineno=error.lineno), repair) from error


def _block(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    inner = "".join(_run(run) for run in paragraph.iter(f"{_W}r")).strip()
    if not inner:
        return ""
    if name in ("title", "titel", "titre", "titulo", "название"):
        return f"<h1>{inner}</h1>"
    if name.startswith("heading") or name.rstrip("0123456789") in ("berschrift", "titre", "ttulo"):
        return f"<h2>{inner}</h2>"
    return f"<p>{inner}</p>"


def _run(run: Any) -> str:
    """Give a run's text; what was deleted in a tracked change, and the code of a field, is none of it."""
    if any(a.tag in (f"{_W}del", f"{_W}moveFrom") for a in run.iterancestors()):
        return ""
    out = ""
    for child in run:
        if child.tag == f"{_W}t":
            out += escape(child.text or "", quote=False)
        elif child.tag == f"{_W}noBreakHyphen":
            out += "\u2011"
        else:
            out += _LINE.get(child.tag, "")
    place = run.find(f"{_W}rPr/{_W}vertAlign")
    kind = place.get(f"{_W}val") if place is not None else ""
    if out.strip() and kind in ("superscript", "subscript"):
        tag = "sup" if kind == "superscript" else "sub"
        return f"<{tag}>{out}</{tag}>"
    return out
