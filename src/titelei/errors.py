"""What can go wrong so that the work cannot go on, sorted by what the caller does about it.

::

    TiteleiError
    ├── DocumentError     one document cannot be used: report its findings, go on with the next (exit 1)
    ├── UsageError        the command was called wrongly (exit 2)
    ├── SettingsError     titelei.toml is wrong (exit 2)
    ├── AssetError        a stylesheet or schema of ours, or the one named, is broken (exit 2)
    └── StorageError      the disk is full or read-only, the repository locked or damaged (exit 2)
        └── ObjectError   one object of the repository is damaged: a finding of its article, go on (exit 1)

Faults *in* a document are not exceptions but :class:`titelei.model.Finding` values.
"""

from typing import Final

from titelei.messages import joined, known, template
from titelei.model import Finding

_SYSTEM: Final = (
    template("Address already in use"),
    template("Cannot assign requested address"),
    template("Connection refused"),
    template("Connection reset by peer"),
    template("Connection timed out"),
    template("Device or resource busy"),
    template("Directory not empty"),
    template("Disk quota exceeded"),
    template("File exists"),
    template("File name too long"),
    template("File too large"),
    template("Input/output error"),
    template("Invalid argument"),
    template("Is a directory"),
    template("Name or service not known"),
    template("Network is unreachable"),
    template("No route to host"),
    template("No space left on device"),
    template("No such file or directory"),
    template("Not a directory"),
    template("Operation not permitted"),
    template("Operation not supported"),
    template("Permission denied"),
    template("Read-only file system"),
    template("Stale file handle"),
    template("Structure needs cleaning"),
    template("Temporary failure in name resolution"),
    template("Too many levels of symbolic links"),
    template("Too many open files"),
    template("Too many open files in system"),
)
"""Words of the operating system, which are said in the reader's language, too."""


def of_system(error: OSError) -> str:
    """Give the operating system's word for why something failed, as a message."""
    return known(error.strerror or str(error))


class TiteleiError(Exception):
    """Root of all errors that titelei raises on purpose. Its text is a sentence for the user."""

    @property
    def sentence(self) -> str:
        """The text as it was given: where it is a message, readers can get it in their language."""
        return self.args[0] if self.args else ""


class DocumentError(TiteleiError):
    """One document cannot be used at all; ``findings`` say what, where and how to repair it."""

    def __init__(self, *findings: Finding) -> None:
        self.findings = findings
        super().__init__(joined("; ", (f.with_place for f in findings)))


class UsageError(TiteleiError):
    """The command or function was called in a way that cannot work."""


class SettingsError(TiteleiError):
    """A key or value in ``titelei.toml`` is wrong."""


class AssetError(TiteleiError):
    """A schema or stylesheet is broken. ``findings`` give file and line where they are known."""

    def __init__(self, message: str, *findings: Finding) -> None:
        self.findings = findings
        super().__init__(message)


class StorageError(TiteleiError):
    """Files cannot be written or the repository cannot be used as it is."""


class ObjectError(StorageError):
    """One object of the repository cannot be read or written as it is; the others can. ``repair`` says what helps."""

    def __init__(self, message: str, repair: str) -> None:
        self.message = message
        self.repair = repair
        super().__init__(joined(" ", (message, repair)))
