"""Speaking with a target: live, with patience and the ledger's notes around each request; or rehearsed (dry run)."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Final, Protocol

from titelei.deposit import claims
from titelei.deposit.errors import RefusedError, UnansweredError, UnreachableError
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.readings import read_refusal
from titelei.deposit.values import Item, Known, Reply, Request
from titelei.messages import known, say

_LATER: Final = 429
_OUT_OF_ORDER: Final = 500
_DOWN: Final = (502, 503, 504)
_SAFE: Final = ("GET", "HEAD")
_TIMED_OUT: Final = 408
_CONFLICT: Final = 409


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How often a request is tried, how long to wait between (doubled each time), and the longest wait asked of us.

    ``rounds`` is how often a whole deposit is taken up again after a lost reply, by looking at the target anew.
    """

    tries: int = 4
    first_seconds: float = 1.0
    longest_seconds: float = 60.0
    rounds: int = 3
    sleep: Callable[[float], None] = field(default=time.sleep)
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))


class Exchange(Protocol):
    """What sends a request: the HTTP client."""

    def exchange(self, request: Request) -> Reply: ...


class Live:
    """A conversation that happens."""

    def __init__(
        self, *, target: str, kind: str, item: Item, ledger: Ledger, client: Exchange | None, patience: Patience
    ) -> None:
        self._target, self._kind, self._article = target, kind, item.article
        self._ledger, self._client, self._patience = ledger, client, patience

    @property
    def known(self) -> Known:
        """What the ledger knows at this moment."""
        return self._ledger.known(self._target, self._article)

    def note(
        self,
        *,
        identifiers: Mapping[str, str] | None = None,
        links: Mapping[str, str] | None = None,
        leftovers: tuple[str, ...] = (),
    ) -> None:
        """Keep what the target gave, and what may be left there."""
        self._ledger.note(self._target, self._article, identifiers=identifiers, links=links, leftovers=leftovers)

    def taken(self, *addresses: str) -> str:
        """Give the other article that the ledger has at one of these addresses."""
        return claims.owner(self._ledger.rows(), self._target, self._article, *addresses)

    def act(self, request: Request, do: Callable[[], Reply]) -> Reply:
        """Do something on this machine, with the ledger's notes before and after."""
        step = self._ledger.sending(self._target, self._article, request)
        reply = do()
        self._ledger.answered(step, reply, is_open=False)
        return reply

    def ask(
        self, request: Request, *, ok: tuple[int, ...] = (200, 201, 202, 204), absent: tuple[int, ...] = ()
    ) -> Reply:
        """Send a request, again where that is safe; see :class:`titelei.deposit.target.Conversation`."""
        reply = self._patiently(request)
        if reply.status in ok or reply.status in absent:
            return reply
        raise self.refuse(request, reply)

    def refuse(self, request: Request, reply: Reply, *, is_open: bool = False) -> RefusedError:
        """Put a refusal into words: what was asked, what was answered, how we read it."""
        is_open = is_open or _may_be_done(request, reply)
        self._ledger.undone(self._target, self._article, request.purpose, is_open=is_open)
        reading = read_refusal(self._kind, reply)
        return RefusedError(
            say(
                "{target} refused to {purpose} {article} ({method} {address}: status {status}). {reading}",
                target=self._target,
                purpose=known(request.purpose),
                article=self._article,
                method=request.method,
                address=request.address,
                status=reply.status,
                reading=reading,
            ),
            words=reply.text,
            reading=reading,
            status=reply.status,
        )

    def _patiently(self, request: Request) -> Reply:
        for attempt in range(1, self._patience.tries + 1):
            is_last = attempt == self._patience.tries
            try:
                reply = self._once(request)
            except UnreachableError as error:
                # Nothing arrived, so that any request may be repeated.
                if is_last or error.is_lasting:
                    raise
                self._wait(attempt, None)
                continue
            except UnansweredError as error:
                if request.method in _SAFE and (is_last or error.is_slow):
                    # Asking changes nothing there, so that the article waits; one long wait is enough.
                    raise UnreachableError(str(error)) from error
                if is_last or not request.is_repeatable:
                    raise
                self._wait(attempt, None)
                continue
            is_later = reply.status == _LATER
            if not is_later and not (reply.status >= _OUT_OF_ORDER and request.is_repeatable):
                break
            if is_last or not self._wait(attempt, reply):
                break
        if reply.status == _LATER or (reply.status in _DOWN and request.is_repeatable):
            raise UnreachableError(
                say(
                    "{target} answers {status}: it asks us to come back later.",
                    target=self._target,
                    status=reply.status,
                )
            )
        if reply.status in _DOWN:
            raise UnansweredError(
                say(
                    "{target} answers {status} to “{purpose}”, which does not say if it was done.",
                    target=self._target,
                    status=reply.status,
                    purpose=known(request.purpose),
                )
            )
        return reply

    def _once(self, request: Request) -> Reply:
        if self._client is None:
            raise RefusedError(
                say(
                    "{target} is no target on the network, so {address} was not asked.",
                    target=self._target,
                    address=request.address,
                )
            )
        step = self._ledger.sending(self._target, self._article, request)
        try:
            reply = self._client.exchange(request)
        except (UnreachableError, RefusedError) as error:
            self._ledger.failed(step, str(error), is_open=False)
            raise
        except UnansweredError as error:
            self._ledger.failed(step, str(error), is_open=True)
            raise
        self._ledger.answered(step, reply, is_open=_may_be_done(request, reply))
        return reply

    def _wait(self, attempt: int, reply: Reply | None) -> bool:
        """Wait as long as the server asks, else twice as long each time; give False where it asks for too long."""
        asked = self._asked(reply) if reply is not None else None
        if asked is not None and asked > self._patience.longest_seconds:
            return False
        pause = self._patience.first_seconds * 2 ** (attempt - 1) if asked is None else asked
        self._patience.sleep(min(pause, self._patience.longest_seconds))
        return True

    def _asked(self, reply: Reply) -> float | None:
        said = reply.headers.get("retry-after", "").strip()
        if said.isascii() and said.isdecimal():
            return float(said)
        try:
            moment = parsedate_to_datetime(said)
        except (ValueError, OverflowError):
            return None
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, (moment - self._patience.now()).total_seconds())


def _may_be_done(request: Request, reply: Reply) -> bool:
    """Tell whether a reply leaves open if the thing was done: out of order, or a POST sent elsewhere or in conflict."""
    if reply.status >= _OUT_OF_ORDER:
        return True
    return request.method == "POST" and (300 <= reply.status < 400 or reply.status in (_TIMED_OUT, _CONFLICT))


class Rehearsal:
    """A conversation that only writes down what would be asked; every answer is the one that is expected."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.requests: list[Request] = []

    @property
    def known(self) -> Known:
        """What the ledger knew before."""
        return self._known

    def note(
        self,
        *,
        identifiers: Mapping[str, str] | None = None,
        links: Mapping[str, str] | None = None,
        leftovers: tuple[str, ...] = (),
    ) -> None:
        """Keep nothing."""

    def taken(self, *addresses: str) -> str:
        """Give none: the lists of a rehearsal are empty."""
        return ""

    def act(self, request: Request, do: Callable[[], Reply]) -> Reply:
        """Do nothing."""
        self.requests.append(request)
        return request.expected

    def refuse(self, request: Request, reply: Reply, *, is_open: bool = False) -> RefusedError:
        """Say that an expected reply was not understood: a fault of ours."""
        return RefusedError(
            say("The expected reply to “{purpose}” is none.", purpose=request.purpose), words=reply.text
        )

    def ask(
        self, request: Request, *, ok: tuple[int, ...] = (200, 201, 202, 204), absent: tuple[int, ...] = ()
    ) -> Reply:
        """Write the request down."""
        self.requests.append(request)
        return request.expected
