"""What was made of an article last time, so that a file that has not changed is not rendered anew.

A record holds the digests of all that goes in (the TEI, its page, settings, schemas, stylesheets, programs) and of all
that came out. Only where every one of them still holds is the work left out; a lost or damaged record costs time, and
nothing else. Records lie in ``.titelei/built/``.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from titelei import files, resources
from titelei.engine import saxon
from titelei.errors import StorageError
from titelei.messages import plain
from titelei.messages.kept import Kept, again, kept
from titelei.model import About, Finding, Output, Severity
from titelei.version import __version__


def key(name: str, tei: bytes, page: bytes | None, settings: str, own: tuple[Path, ...]) -> str:
    """Digest all that goes into an article's findings and outputs.

    ``name`` is the file as findings show it, ``settings`` their text, ``own`` the project's own schemas and
    stylesheets.
    """
    digest = hashlib.sha256()
    for part in (name.encode(), tei, page or b"", str(page is None).encode(), settings.encode(), _programs().encode()):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    for folder in own:
        digest.update(_tree(folder).encode())
    return digest.hexdigest()


def recall(record: Path, expected: str, out: Path) -> tuple[tuple[Finding, ...], tuple[Output, ...]] | None:
    """Give findings and outputs of last time where the key is the same and every output is as it was; else None."""
    try:
        value = json.loads(record.read_bytes())
        if value["key"] != expected:
            return None
        outputs = []
        for entry in value["outputs"]:
            data = (out / entry["file_name"]).read_bytes()
            if hashlib.sha256(data).hexdigest() != entry.pop("sha256"):
                return None
            outputs.append(Output(data=data, **entry))
        messages = msgspec.convert(value["messages"], dict[str, Kept])
        return tuple(_finding(f, messages) for f in value["findings"]), tuple(outputs)
    except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError):
        return None


def remember(record: Path, made: str, findings: Iterable[Finding], outputs: Iterable[Output]) -> None:
    """Keep what was made, messages so that any language can tell them; what cannot be kept is made again next time."""
    found = tuple(findings)
    texts = tuple(text for f in found for text in (f.message, f.repair, f.excused, *f.breaks))
    listed = [
        {
            "format": o.format,
            "file_name": o.file_name,
            "media_type": o.media_type,
            "sha256": hashlib.sha256(o.data).hexdigest(),
        }
        for o in outputs
    ]
    messages = msgspec.to_builtins(kept(texts), enc_hook=plain)
    value = {"key": made, "outputs": listed, "findings": [asdict(f) for f in found], "messages": messages}
    try:
        files.write(record, json.dumps(value, ensure_ascii=False).encode(), is_lasting=False)
    except StorageError:
        return


def _finding(value: dict[str, Any], messages: dict[str, Kept]) -> Finding:
    about: dict[str, Any] = {key: v if isinstance(v, str) else tuple(v) for key, v in value["about"].items()}
    said = {key: again(value[key], messages) for key in ("message", "repair", "excused")}
    breaks = tuple(again(each, messages) for each in value["breaks"])
    fields = {**value, **said, "severity": Severity(value["severity"]), "breaks": breaks, "about": About(**about)}
    return Finding(**fields)


@cache
def _programs() -> str:
    package = Path(__file__).parents[1]
    trees = (_tree(resources.schemas()), _tree(resources.xslt()), _tree(package))
    return "\n".join((__version__, saxon.version(), *trees))


@cache
def _tree(folder: Path) -> str:
    """Digest names, sizes and times of change of all files in a folder: enough for files that are edited."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"):
        status = path.stat()
        digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
