"""What was made of an article last time, so that a file that has not changed is not rendered anew.

A record holds the digests of all that goes in (the TEI, its page, settings, schemas, stylesheets, programs) and of all
that came out. Only where every one of them still holds is the work left out; a lost or damaged record costs time, and
nothing else. No time of change is in a key, so records may be kept beside another clone. They lie in
``.titelei/built/``.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import msgspec

from titelei import files, resources
from titelei.errors import StorageError
from titelei.messages import plain
from titelei.messages.kept import Kept, again, kept
from titelei.model import About, Finding, Output, Severity
from titelei.pipeline.own_files import files_of, read_only_themselves
from titelei.settings import Settings
from titelei.version import __version__

_LIBRARIES: Final = ("saxonche", "lxml", "citeproc-py", "msgspec", "pyschematron")
"""What outputs and findings are made with besides our own program."""

_OF_TODAY: Final = frozenset({"change-not-future"})
"""Rules whose findings hold today, and may not tomorrow."""


def key(name: str, tei: bytes, page: bytes | None, settings: Settings) -> str:
    """Digest all that goes into an article's findings and outputs; ``name`` is the file as findings show it.

    Empty where that cannot be told, since schemas or stylesheets of the project's own read what lies elsewhere.
    """
    own = settings.own
    if not all(map(read_only_themselves, own)):
        return ""
    of_page = (page or b"", str(page is None).encode())
    trees = (*map(_of_own, own), _programs())
    return _digest(name.encode(), tei, *of_page, _text(settings), *map(str.encode, trees))


def ground(settings: Settings, command: str) -> str:
    """Digest what findings and outputs of all articles rest on, without reading what is shipped.

    It bears the machine's times and folders: what was kept under another ground is looked at by its bytes. Empty where
    it cannot be told, and where the project's own files are no longer those that this process has compiled.
    """
    own = settings.own
    if not all(read_only_themselves(folder) and _contents(folder) == _contents.__wrapped__(folder) for folder in own):
        return ""
    trees = (*map(_stamps, (*_shipped(), *own)), *map(_of_own, own), _versions(), str(Path.cwd()), command)
    return _digest(_text(settings), *map(str.encode, trees))


def recall(record: Path, expected: str, out: Path) -> tuple[tuple[Finding, ...], tuple[Output, ...]] | None:
    """Give findings and outputs of last time where the key is the same and every output is as it was; else None."""
    try:
        value = json.loads(record.read_bytes())
        if not expected or value["key"] != expected:
            return None
        outputs = []
        for entry in value["outputs"]:
            data = (out / entry["file_name"]).read_bytes()
            if hashlib.sha256(data).hexdigest() != entry.pop("sha256"):
                return None
            outputs.append(Output(data=data, **entry))
        return told(value), tuple(outputs)
    except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError):
        return None


def remember(record: Path, made: str, findings: Iterable[Finding], outputs: Iterable[Output]) -> None:
    """Keep what was made, messages so that any language can tell them; what cannot be kept is made again next time."""
    found = tuple(findings)
    if not made or not is_lasting(found):
        return
    listed = [
        {
            "format": o.format,
            "file_name": o.file_name,
            "media_type": o.media_type,
            "sha256": hashlib.sha256(o.data).hexdigest(),
        }
        for o in outputs
    ]
    value = {"key": made, "outputs": listed, **untold(found)}
    try:
        files.write(record, json.dumps(value, ensure_ascii=False).encode(), is_lasting=False)
    except StorageError:
        return


def is_lasting(findings: Iterable[Finding]) -> bool:
    """Tell whether findings hold as long as no file changes, whatever day it is."""
    return not any(finding.rule in _OF_TODAY for finding in findings)


def untold(findings: tuple[Finding, ...]) -> dict[str, Any]:
    """Give findings as they are kept, for JSON."""
    texts = tuple(text for f in findings for text in (f.message, f.repair, f.excused, *f.breaks))
    messages = msgspec.to_builtins(kept(texts), enc_hook=plain)
    return {"findings": [asdict(f) for f in findings], "messages": messages}


def told(value: dict[str, Any]) -> tuple[Finding, ...]:
    """Give findings back that were kept.

    Raises:
        KeyError, TypeError, ValueError: this is something else.
    """
    messages = msgspec.convert(value["messages"], dict[str, Kept])
    return tuple(_finding(f, messages) for f in value["findings"])


def _finding(value: dict[str, Any], messages: dict[str, Kept]) -> Finding:
    about: dict[str, Any] = {key: v if isinstance(v, str) else tuple(v) for key, v in value["about"].items()}
    said = {key: again(value[key], messages) for key in ("message", "repair", "excused")}
    breaks = tuple(again(each, messages) for each in value["breaks"])
    fields = {**value, **said, "severity": Severity(value["severity"]), "breaks": breaks, "about": About(**about)}
    return Finding(**fields)


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()


def _text(settings: Settings) -> bytes:
    return repr(replace(settings, root=Path())).encode()


def _of_own(place: Path) -> str:
    """Digest a file or folder of the project's own; a picture or a style sheet is read anew for each page."""
    return _contents.__wrapped__(place) if place.is_file() else _contents(place)


def _shipped() -> tuple[Path, ...]:
    return resources.schemas(), resources.xslt(), Path(__file__).parents[1]


@cache
def _programs() -> str:
    return "\n".join((_versions(), *map(_contents, _shipped())))


@cache
def _versions() -> str:
    return "\n".join((__version__, *(f"{name} {metadata.version(name)}" for name in _LIBRARIES)))


@cache
def _contents(folder: Path) -> str:
    """Digest names and bytes of all files in a folder."""
    parts = (part for path in files_of(folder) for part in (str(path.relative_to(folder)).encode(), path.read_bytes()))
    return _digest(*parts)


def _stamps(folder: Path) -> str:
    """Digest names, sizes, times of change and inodes of all files in a folder: enough for files that are edited."""
    found = []
    for path in files_of(folder):
        status = path.stat()
        found.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ino}\n".encode())
    return _digest(*found)
