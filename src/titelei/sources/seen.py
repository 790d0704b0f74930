"""What a file is, by its content: records of a syntax, a document that holds a page, a page, or what is not read."""

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final, Literal

from titelei.messages import say
from titelei.sources import bibtex, ris

Form = Literal["records", "document", "page", "foreign"]

_MAGIC: Final = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x1f\x8b", say("a file packed with gzip")),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", say("a RAR archive")),
    (b"BZh", say("a file packed with bzip2")),
    (b"\xfd7zXZ", say("a file packed with xz")),
    (b"{\\rtf", say("a document in RTF")),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
    (b"wOFF", "a font"),
)
_HTML: Final = frozenset("html head body meta title p div h1 h2 h3".split())
_MIME: Final = re.compile(rb"(?im)^(From|MIME-Version|Content-Type|Snapshot-Content-Location|Subject):")
_BEFORE_ROOT: Final = re.compile(r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(\[[^\]]*\])?\s*>", re.DOTALL)
_START: Final = 4096
_REPAIRS: Final = {
    "picture": say("Give the page or the record as text; a picture of it cannot be read."),
    "archive": say("Unpack it, and give the files in it."),
    "packed": say("Unpack it, and give what is in it."),
}
_SAVE_AS: Final = say("Open it and save it as DOCX, HTML or text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a file was seen as: its form, the syntax or kind of document, its name for people, what to do if foreign."""

    form: Form
    kind: str
    title: str
    repair: str = ""


def look(data: bytes) -> Seen:
    """Tell what a file is."""
    start = data[:_START]
    if not data.strip():
        return _foreign(say("an empty file"), say("Save it again, with its content."))
    if b"%PDF-" in data[:1024]:
        return Seen(form="document", kind="pdf", title="PDF")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _ole(data)
    if data.startswith(b"bplist00") or (b"<plist" in start and b"WebMainResource" in data[:65536]):
        return Seen(form="document", kind="webarchive", title=say("web archive of Safari"))
    for magic, what in _MAGIC:
        if data.startswith(magic):
            return _foreign(what, next((r for word, r in _REPAIRS.items() if word in what), _SAVE_AS))
    if _MIME.match(start) and b"multipart/related" in start.lower():
        return Seen(form="document", kind="mhtml", title="MHTML")
    return _text(data, start)


def _text(data: bytes, start: bytes) -> Seen:
    bare = _decoded(start).lstrip("\ufeff \t\r\n")
    if bare.startswith("<"):
        if _is_page(bare):
            return Seen(form="page", kind="html", title="HTML")
        return Seen(form="records", kind="xml", title="XML")
    if bare.startswith(("{", "[")) and _is_json(bare):
        return Seen(form="records", kind="json", title="JSON")
    text = _decoded(data)
    if ris.is_ris(text):
        return Seen(form="records", kind="ris", title="RIS")
    if bibtex.is_bibtex(text):
        return Seen(form="records", kind="bibtex", title="BibTeX")
    if b"\x00" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _foreign(say("neither text nor a document that is known"), say("Save the page or the record as text."))
    return Seen(form="page", kind="text", title="text")


def _is_page(bare: str) -> bool:
    """Tell a page from other XML by its document type and its first element."""
    if re.search(r"<!doctype\s+html\b", bare, re.IGNORECASE):
        return True
    root = re.search(r"<([\w:.-]+)", _BEFORE_ROOT.sub("", bare))
    return root is None or root[1].rpartition(":")[2].lower() in _HTML


def _is_json(bare: str) -> bool:
    """Tell JSON from text that begins with a bracket, as a title in brackets does."""
    return re.match(r"""\{\s*("|\}|$)|\[\s*([{\["\d\]-]|true|false|null|$)""", bare) is not None


def _zipped(data: bytes) -> Seen:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError):
        return _foreign(say("a damaged archive"), say("Save the document again."))
    if "word/document.xml" in names:
        return Seen(form="document", kind="docx", title="DOCX")
    if "content.xml" in names and "mimetype" in names:
        return _foreign(say("a document of LibreOffice"), _SAVE_AS)
    if "META-INF/container.xml" in names:
        return _foreign("an e-book (EPUB)", say("Unpack it, and give the file that holds the article."))
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return _foreign(say("a table or slides"), say("Give the page or the record of the article."))
    return _foreign(say("a ZIP archive"), _REPAIRS["archive"])


def _ole(data: bytes) -> Seen:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _foreign(say("a document with a password"), say("Open it with its password, and save it without one."))
    return _foreign(say("a document of old Word (DOC) or a like program"), _SAVE_AS)


def _foreign(what: str, repair: str) -> Seen:
    return Seen(form="foreign", kind="foreign", title=what, repair=repair)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8", "replace")
