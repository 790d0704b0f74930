"""What the repository says when it cannot do what it is asked: an object that it does not know, a disk that refuses."""

import difflib
from pathlib import Path

from titelei.errors import StorageError, UsageError
from titelei.files import cause_and_repair
from titelei.messages import say


def unknown_object(name: str, ids: tuple[str, ...], path: Path, *, exists: bool) -> UsageError:
    """Say that there is no object of a name, and which are near it."""
    if not exists:
        return UsageError(say("There is no repository in {path} yet. “titelei deposit” makes it.", path=path))
    short = {each.rpartition(":")[2]: each for each in ids}
    near = [short[s] for s in difflib.get_close_matches(name.rpartition(":")[2], short, n=3)]
    hint = (
        say("The nearest are {near}.", near=", ".join(near))
        if near
        else say("“titelei repository list” shows what it holds.")
    )
    return UsageError(say("The repository holds no {name}. {hint}", name=name, hint=hint))


def not_stored(object_id: str, path: Path, error: OSError, head: str) -> StorageError:
    """Say what a disk refused; ``head`` is the new version where it is there all the same."""
    cause, repair = cause_and_repair(error)
    if head:
        return StorageError(
            say(
                "{object_id} is deposited as {head}, but after that {cause} ({filename}). {repair}",
                object_id=object_id,
                head=head,
                cause=cause,
                filename=error.filename or path,
                repair=repair,
            )
        )
    return StorageError(
        say(
            "{object_id} was not deposited, because {cause} ({filename}). The repository {path} "
            "holds what it held before. {repair}",
            object_id=object_id,
            cause=cause,
            filename=error.filename or path,
            path=path,
            repair=repair,
        )
    )


def not_cleared(staging: Path, error: OSError) -> StorageError:
    """Say that what a killed writer has left cannot be cleared away, and why."""
    cause, repair = cause_and_repair(error)
    return StorageError(
        say(
            "{staging} holds what an interrupted deposit has left, and cannot be cleared: {cause}. {repair}",
            staging=staging,
            cause=cause,
            repair=repair,
        )
    )


def beginning_removed(path: Path) -> str:
    """Say that the making of a repository had been interrupted."""
    return say("The making of the repository {path} had been interrupted; the beginning was removed.", path=path)
