"""The port that every target's adapter fills, and the conversation through which an adapter speaks.

An adapter never asks what it did last time: it looks at the target and at what the ledger knows, and takes the next
step that is missing. So a run that was killed goes on by running again.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

from titelei.deposit.errors import RefusedError
from titelei.deposit.values import Difference, Item, Known, Outcome, Reply, Request


class Conversation(Protocol):
    """How an adapter asks. Live, each request stands in the ledger before it is sent and after it is answered."""

    def ask(
        self, request: Request, *, ok: tuple[int, ...] = (200, 201, 202, 204), absent: tuple[int, ...] = ()
    ) -> Reply:
        """Send a request; give the reply where its status is in ``ok`` or ``absent``.

        Raises:
            RefusedError: any other final answer.
            UnreachableError: nothing reached the target.
            UnansweredError: it may have, and no reply came.
        """
        ...

    def refuse(self, request: Request, reply: Reply, *, is_open: bool = False) -> RefusedError:
        """Note that a reply's body says no, whatever its status; give the error to raise.

        ``is_open`` where the body does not say whether the thing was done: it is looked for before it is tried again.
        """
        ...

    def act(self, request: Request, do: Callable[[], Reply]) -> Reply:
        """Do on this machine what ``request`` describes, with the ledger's notes before and after."""
        ...

    def note(
        self,
        *,
        identifiers: Mapping[str, str] | None = None,
        links: Mapping[str, str] | None = None,
        leftovers: tuple[str, ...] = (),
    ) -> None:
        """Keep at once what the target gave (an empty value forgets one), and what may be left there."""
        ...

    def taken(self, *addresses: str) -> str:
        """Give the other article that the ledger has at one of these addresses of the target; empty where none is."""
        ...

    @property
    def known(self) -> Known:
        """What the ledger knows at this moment."""
        ...


class Target(Protocol):
    """A repository elsewhere."""

    def faults(self, item: Item) -> tuple[str, ...]:
        """Hold the package to the target's own rules; give a sentence for each thing that it would refuse."""
        ...

    def deposit(self, item: Item, talk: Conversation) -> Outcome:
        """Bring the target to hold ``item``, from whatever state it is in."""
        ...

    def withdraw(self, item: Item, talk: Conversation, *, reason: str) -> Outcome:
        """Take the article back.

        Raises:
            RefusedError: the protocol has no way to do that.
        """
        ...

    def verify(self, item: Item, talk: Conversation) -> tuple[Outcome, tuple[Difference, ...]]:
        """Ask the target what it holds, and compare metadata and files with ``item``."""
        ...
