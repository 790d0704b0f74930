"""What passes between desk, targets and ledger: what is sent, what is known, what was asked and answered."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, Self

from titelei.deposit.description import Description
from titelei.messages import say

FOUND: Final = "found"
"""Under this name stands what a person found at the target: an address among the links, or :data:`NOTHING`."""

NOTHING: Final = "none"


class State(StrEnum):
    """How far the deposit of one article at one target has come."""

    NOT_SENT = "not sent"
    QUEUED = "queued"
    IN_PROGRESS = "in progress"
    ACCEPTED = "accepted"
    IN_REVIEW = "in review"
    PUBLISHED = "published"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"

    @property
    def is_done(self) -> bool:
        """Whether the target has what it was sent."""
        return self in (State.ACCEPTED, State.IN_REVIEW, State.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a request's body, or the body itself."""

    name: str
    media_type: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def md5(self) -> str:
        """MD5, for protocols that ask for it; never for our own comparisons."""
        return hashlib.md5(self.data, usedforsecurity=False).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a target answered; names of headers are in lower case.

    ``body`` is read by programs: what a server hands out as a secret is masked in it, our own words are not, since
    one of them may be a word of the answer. ``shown`` is the body for people and files, where these are masked,
    too; None where that is the same. ``sha256`` is that of the body as it came, for comparisons.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    shown: bytes | None = field(default=None, repr=False)
    sha256: str = ""

    @property
    def kept(self) -> bytes:
        """The body as it may be kept and shown."""
        return self.body if self.shown is None else self.shown

    @property
    def text(self) -> str:
        return self.kept.decode("utf-8", "replace")

    def json(self) -> Any:
        """Give the body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request as data, without any secret: ``purpose`` is our word for the step.

    ``expected`` stands for the reply in a dry run. ``is_repeatable`` tells that sending it twice comes to the same.
    """

    purpose: str
    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = field(default=b"", repr=False)
    files: tuple[Attachment, ...] = ()
    is_repeatable: bool = False
    expected: Reply = field(default_factory=lambda: Reply(status=200), repr=False)

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What is sent of an article: the files of one version of its object, and their description.

    ``digest`` is that of the files that count; ``page`` the address of the article's page in our own edition; ``path``
    the article's file, as commands name it.
    """

    article: str
    object_id: str
    version: str
    digest: str
    page: str
    message: str
    description: Description
    files: Mapping[str, bytes] = field(repr=False)
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The latest request of one purpose: with what digest, and what is known of it.

    ``is_done`` tells that the target said so; ``is_open`` that nobody knows whether it did what it was asked.
    ``reply`` is kept of what was done: a run may have ended before it took an address from there.
    """

    purpose: str
    method: str
    digest: str
    is_done: bool
    is_open: bool
    reply: Reply | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the ledger knows of an article at a target.

    ``digest`` and ``version`` are of what the target has; ``asked`` is the latest request of each purpose, oldest
    first.
    """

    state: State = State.NOT_SENT
    digest: str = ""
    version: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    asked: tuple[Asked, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether a person looked and found nothing of the article (``--found none``), and nothing was made since."""
        return self.identifiers.get(FOUND) == NOTHING and not self.is_begun("create")

    def is_open(self, purpose: str) -> bool:
        """Tell whether it is unknown what became of the latest request of this purpose."""
        return any(each.is_open for each in self.asked if each.purpose == purpose)

    def is_begun(self, purpose: str) -> bool:
        """Tell whether the target may have done it in a deposit that is not through: it said so, or said nothing."""
        return any(each.is_open or each.is_done for each in self.asked if each.purpose == purpose)

    def answer(self, purpose: str) -> Reply | None:
        """Give the reply to the latest request of this purpose that was done in a deposit that is not through."""
        return next((each.reply for each in self.asked if each.purpose == purpose and each.is_done), None)

    def last(self, *purposes: str) -> Asked | None:
        """Give the latest request of one of these purposes."""
        return next((each for each in reversed(self.asked) if each.purpose in purposes), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a deposit came to; ``words`` are the target's own, ``reading`` is ours."""

    state: State
    identifiers: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    reading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing in which the target differs from what it was sent."""

    what: str
    here: str
    there: str

    @classmethod
    def lacking(cls, what: str, here: str) -> Self:
        """Say that the target has none of it."""
        return cls(what=what, here=here, there=say("nothing"))


def digest(files: Mapping[str, bytes]) -> str:
    """Give one SHA-512 for several files: that of the sorted list of their own digests and paths."""
    lines = (f"{hashlib.sha512(data).hexdigest()}  {path}\n" for path, data in sorted(files.items()))
    return hashlib.sha512("".join(lines).encode()).hexdigest()
