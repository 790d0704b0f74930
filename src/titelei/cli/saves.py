"""Which files were saved since the last look: by their times, sizes and identities, without any notice of the system.

A file counts as saved once it has stayed the same for two looks, so that a half-written one is not read; it counts as
gone once it was missing at two, so that an editor may put a new file in the old one's place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from titelei.xml.read import find

Stamp = tuple[int, int, int]
"""Time of change in nanoseconds, size, number of the file on the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened since the last look; ``beside`` gives the files saved of each kind that is not a document."""

    saved: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()
    beside: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)


class _Watched:
    """Some files, as they were known and as they were at the last look."""

    def __init__(self, stamps: Mapping[Path, Stamp]) -> None:
        self.known = dict(stamps)
        self._last = dict(stamps)

    def news(self, now: Mapping[Path, Stamp]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Give the files saved and those gone, and know them so from now on."""
        steady = {path: stamp for path, stamp in now.items() if self._last.get(path) == stamp}
        saved = tuple(path for path, stamp in steady.items() if self.known.get(path) != stamp)
        gone = tuple(path for path in self.known if path not in now and path not in self._last)
        self._last = dict(now)
        self.known = {p: s for p, s in self.known.items() if p not in gone} | {p: steady[p] for p in saved}
        return saved, gone


class Saves:
    """Looks at the documents that paths name, again and again; new files in a folder are seen, too.

    ``beside`` names other files and folders under the kind of what they hold: settings, pages, stylesheets.
    """

    def __init__(self, paths: tuple[Path, ...], *, beside: Mapping[str, tuple[Path, ...]]) -> None:
        self._paths = paths
        self._beside = beside
        self._documents = _Watched(_stamps(find(paths)))
        self._others = {kind: _Watched(_stamps(_files(roots))) for kind, roots in beside.items()}

    @property
    def documents(self) -> tuple[Path, ...]:
        """The documents as they are known now."""
        return tuple(self._documents.known)

    def news(self) -> News:
        """Look again."""
        saved, gone = self._documents.news(_stamps(find(self._paths)))
        changed: dict[str, tuple[Path, ...]] = {}
        for kind, watched in self._others.items():
            new, lost = watched.news(_stamps(_files(self._beside[kind])))
            if new or lost:
                changed[kind] = new + lost
        return News(saved=saved, gone=gone, beside=changed)


def _files(roots: Iterable[Path]) -> Iterable[Path]:
    """Give files, and those in folders; what is compiled or hidden is not looked at."""
    for root in roots:
        if not root.is_dir():
            yield root
            continue
        for base, folders, names in root.walk():
            folders[:] = [f for f in folders if not f.startswith((".", "__")) and f != "reference"]
            yield from (base / name for name in names if not name.startswith(".") and not name.endswith("~"))


def _stamps(paths: Iterable[Path]) -> dict[Path, Stamp]:
    stamps = ((path, _stamp(path)) for path in paths)
    return {path: stamp for path, stamp in stamps if stamp is not None}


def _stamp(path: Path) -> Stamp | None:
    """Give what changes when a file is saved; None where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)
