"""Whether catalogue and storage root are still those that were opened: for a server, under which they may be replaced.

A file that is moved away, deleted or brought back from a backup is another one: its device and inode tell. What was
opened before goes on answering from what nobody can see any more, so all is opened anew before the next answer.
"""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

from titelei.errors import StorageError
from titelei.messages import say
from titelei.repository.catalogue.catalogue import Catalogue
from titelei.repository.catalogue.database import DamagedError, UnavailableError

_Mark = tuple[int, int] | None
"""Device and inode of a file; None where there is none."""

_UNSEEN: Final[tuple[_Mark, ...]] = ()


class Presence:
    """What a server reads, looked at before each answer; ``say`` is told what was done."""

    def __init__(self, catalogue: Catalogue, say: Callable[[str], None] = lambda _text: None) -> None:
        self._catalogue = catalogue
        self._say = say
        self._opening = threading.Lock()
        self._opened = self._marks()

    def during[T](self, work: Callable[[], T]) -> T:
        """Do some work that reads, on what lies there now.

        Raises:
            UnavailableError: repository or catalogue are away, being opened anew, or found damaged just now.
        """
        if self._opened != self._marks():
            self._open()
        try:
            return work()
        except DamagedError as error:
            self._opened = _UNSEEN
            raise UnavailableError(say("{error} The next request has it made anew.", error=error)) from error

    def _open(self) -> None:
        if not self._opening.acquire(blocking=False):
            raise UnavailableError(say("The repository {path} is being opened anew.", path=self._catalogue.path))
        try:
            found = self._marks()
            if found == self._opened:
                return
            if None in found[:2]:
                self._opened = _UNSEEN
                raise UnavailableError(
                    say(
                        "The repository {path} is not there. It is answered from again once it is back.",
                        path=self._catalogue.path,
                    )
                )
            self._reopen()
        finally:
            self._opening.release()

    def _reopen(self) -> None:
        self._opened = _UNSEEN
        try:
            notes = self._catalogue.reopen()
        except UnavailableError:
            raise
        except StorageError as error:
            raise UnavailableError(say("The repository cannot be opened anew. {error}", error=error)) from error
        self._opened = self._marks()
        self._say(say("The repository {path} had been replaced; it was opened anew.", path=self._catalogue.path))
        for note in notes:
            self._say(note)

    def _marks(self) -> tuple[_Mark, ...]:
        """Give the marks of folder, storage root and, where it is one, the catalogue's file."""
        folder, file = self._catalogue.path, self._catalogue.database.file
        return (_mark(folder), _mark(folder / "ocfl"), *(() if file is None else (_mark(file),)))


def _mark(path: Path) -> _Mark:
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_dev, state.st_ino)
