"""What can go wrong between us and a target.

::

    TiteleiError
    └── TargetError
        ├── RefusedError      the target said no: final for this article; its own words and our reading
        ├── UnreachableError  nothing reached the target, or it says “later”: the article is queued
        └── UnansweredError   something was sent and no reply came: nobody knows yet what became of it
"""

from titelei.errors import TiteleiError


class TargetError(TiteleiError):
    """Root of what goes wrong between us and a target."""


class RefusedError(TargetError):
    """The target refused. ``words`` are its own, whole; ``reading`` is ours; ``status`` is 0 without an answer."""

    def __init__(self, message: str, *, words: str = "", reading: str = "", status: int = 0) -> None:
        self.words = words
        self.reading = reading
        self.status = status
        super().__init__(message)


class UnreachableError(TargetError):
    """Nothing was done at the target. ``is_lasting`` where another try cannot help."""

    def __init__(self, message: str, *, is_lasting: bool = False) -> None:
        self.is_lasting = is_lasting
        super().__init__(message)


class UnansweredError(TargetError):
    """A request may have arrived, and its reply did not. ``is_slow`` where the target may still be at work on it."""

    def __init__(self, message: str, *, is_slow: bool = False) -> None:
        self.is_slow = is_slow
        super().__init__(message)
