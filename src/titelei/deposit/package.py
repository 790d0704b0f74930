"""An article's content as it is deposited: TEI, source page, outputs, and a manifest of how they were made.

The same edition and the same programs give the same bytes: nothing here asks the clock, the machine or the disk,
except for the digests of the schemas and stylesheets.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from titelei.deposit import provenance
from titelei.errors import UsageError
from titelei.messages import say
from titelei.model import Output
from titelei.names import DRAFT_FILE

_COUNTING: Final = ("tei/", "source/", "out/")
_SOURCE_MEDIA_TYPES: Final = {
    "txt": "text/plain",
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
}


class _File(msgspec.Struct):
    path: str
    format: str
    media_type: str
    size: int
    sha512: str


class _Manifest(msgspec.Struct):
    article: str
    made_with: dict[str, str]
    settings: dict[str, object]
    files: list[_File]
    schemas: dict[str, str]
    stylesheets: dict[str, str]
    own: dict[str, str]


def object_id(domain: str, article_id: str) -> str:
    """Give the identifier under which repository and harvesters know an article (oai-identifier)."""
    return f"oai:{domain}:{article_id}"


def counts(path: str) -> bool:
    """Tell whether a file makes an article *changed*: manifest and receipts do not."""
    return path.startswith(_COUNTING) or path == DRAFT_FILE


def content(
    *,
    article_id: str,
    tei: bytes,
    sources: Mapping[str, bytes],
    outputs: Iterable[Output],
    settings: Mapping[str, object],
    own_folders: Iterable[Path] = (),
    status: str = "",
) -> dict[str, bytes]:
    """Give what is deposited of an article, as path → bytes.

    ``sources`` are the pages it was encoded from, by file name; ``settings`` those that bear on its outputs;
    ``own_folders`` the project's own schemas and stylesheets, where it has some; ``status`` that of a draft, which
    marks the version as one; empty for what is published.

    Raises:
        UsageError: two files have one name.
    """
    files: dict[str, tuple[str, str, bytes]] = {f"tei/{article_id}.xml": ("tei", "application/tei+xml", tei)}
    for name, data in sources.items():
        media_type = _SOURCE_MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        files[f"source/{name}"] = ("source", media_type, data)
    for output in outputs:
        path = f"out/{output.file_name}"
        if path in files:
            raise UsageError(
                say(
                    "Two outputs of {article_id} have the name {file_name}. Rename one format's file.",
                    article_id=article_id,
                    file_name=output.file_name,
                )
            )
        files[path] = (output.format, output.media_type, output.data)
    manifest = _Manifest(
        article=article_id,
        made_with=provenance.programs(),
        settings=dict(sorted(settings.items())),
        files=[
            _File(path, form, media_type, len(data), hashlib.sha512(data).hexdigest())
            for path, (form, media_type, data) in sorted(files.items())
        ],
        schemas=provenance.schemas(),
        stylesheets=provenance.stylesheets(),
        own={path: digest for folder in own_folders for path, digest in provenance.digests(folder).items()},
    )
    beside = {"manifest.json": _json(manifest)}
    if status:
        beside[DRAFT_FILE] = _json({"status": status})
    return {path: data for path, (_format, _type, data) in sorted(files.items())} | beside


def _json(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
