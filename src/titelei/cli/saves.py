"""Which files were saved since the last look: by their times, sizes and identities, without any notice of the system.

A file counts as saved once it has stayed the same for two looks, so that a half-written one is not read; it counts as
gone once it was missing at two, so that an editor may put a new file in the old one's place.
"""

from dataclasses import dataclass
from pathlib import Path

from titelei.read import find

Stamp = tuple[int, int, int]
"""Time of change in nanoseconds, size, number of the file on the disk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What happened since the last look."""

    saved: tuple[Path, ...] = ()
    gone: tuple[Path, ...] = ()
    settings: bool = False


class Saves:
    """Looks at the files that paths name, again and again; new files in a folder are seen, too."""

    def __init__(self, paths: tuple[Path, ...], *, settings: Path) -> None:
        self._paths = paths
        self._settings = settings
        self._known = self._stamps()
        self._last = self._known
        self._settings_known = _stamp(settings)

    @property
    def documents(self) -> tuple[Path, ...]:
        """The files as they are known now."""
        return tuple(self._known)

    def news(self) -> News:
        """Look again."""
        now = self._stamps()
        steady = {path: stamp for path, stamp in now.items() if self._last.get(path) == stamp}
        saved = tuple(path for path, stamp in steady.items() if self._known.get(path) != stamp)
        gone = tuple(path for path in self._known if path not in now and path not in self._last)
        self._last = now
        self._known = {p: s for p, s in self._known.items() if p not in gone} | {p: steady[p] for p in saved}
        settings = _stamp(self._settings)
        has_new_settings = settings is not None and settings != self._settings_known
        self._settings_known = settings or self._settings_known
        return News(saved=saved, gone=gone, settings=has_new_settings)

    def _stamps(self) -> dict[Path, Stamp]:
        stamps = ((path, _stamp(path)) for path in find(self._paths))
        return {path: stamp for path, stamp in stamps if stamp is not None}


def _stamp(path: Path) -> Stamp | None:
    """Give what changes when a file is saved; None where it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_mtime_ns, status.st_size, status.st_ino)
