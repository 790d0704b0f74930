"""The desk from which articles go to one target: what is sent, what is not sent twice, what is noted of it.

Every way through :meth:`Desk.send` ends with the ledger saying how far the article came, also when it raises.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Final

from titelei.deposit import claims
from titelei.deposit.errors import RefusedError, UnansweredError, UnreachableError
from titelei.deposit.ledger.ledger import Ledger
from titelei.deposit.receipts import write_receipt
from titelei.deposit.retries import Exchange, Live, Patience, Rehearsal
from titelei.deposit.target import Target
from titelei.deposit.values import FOUND, NOTHING, Difference, Item, Known, Outcome, Request, State
from titelei.errors import UsageError
from titelei.messages import joined, say

_TRIPPED: Final = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_GONE: Final = say(
    "The target had it, and has it no more where it was, nor under our identifier. The next deposit sends it again."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of one article at one target. ``message`` is for people.

    ``is_new`` tells that something was sent and answered, ``is_waiting`` that the target could not be reached.
    """

    article: str
    target: str
    state: State
    message: str = ""
    words: str = ""
    reading: str = ""
    is_new: bool = False
    is_waiting: bool = False
    leftovers: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What would be asked of a target, and what its rules say of the package."""

    article: str
    target: str
    requests: tuple[Request, ...] = ()
    faults: tuple[str, ...] = ()
    is_unchanged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One target, by its name in the settings, with what is needed to speak with it."""

    name: str
    kind: str
    target: Target
    ledger: Ledger
    client: Exchange | None = None
    patience: Patience = field(default_factory=Patience)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def plan(self, item: Item) -> Plan:
        """Say what :meth:`send` would ask, in order, without asking: nothing is sent, nothing noted."""
        known = self.ledger.known(self.name, item.article)
        if self._has(known, item):
            return Plan(article=item.article, target=self.name, is_unchanged=True)
        faults = self.target.faults(item)
        rehearsal = Rehearsal(known)
        if not faults:
            self.target.deposit(item, rehearsal)
        return Plan(article=item.article, target=self.name, requests=tuple(rehearsal.requests), faults=faults)

    def plan_withdrawal(self, item: Item, *, reason: str) -> Plan:
        """Say what :meth:`withdraw` would ask; a target that has no withdrawal says so among the faults."""
        known = self.ledger.known(self.name, item.article)
        if _is_away(known):
            return Plan(article=item.article, target=self.name, is_unchanged=True)
        rehearsal = Rehearsal(known)
        try:
            self.target.withdraw(item, rehearsal, reason=reason)
        except RefusedError as error:
            return Plan(article=item.article, target=self.name, faults=(str(error),))
        return Plan(article=item.article, target=self.name, requests=tuple(rehearsal.requests))

    def send(self, item: Item, *, found: str = "") -> Sent:
        """Bring the target to hold the item, unless it does.

        ``found`` settles by hand what became of a request without reply: the item's address at the target, or ``none``.

        Raises:
            UnreachableError: nothing can be sent at all; the article is queued.
            UsageError: the address in ``found`` is that of another article.
        """
        with self.ledger.hold(self.name):
            self._refuse_taken(item, found)
            known = self.ledger.known(self.name, item.article)
            if self._has(known, item) and not found:
                return self._sent(item, message=say("unchanged"))
            faults = self.target.faults(item)
            self._begin(item)
            if faults:
                reading = joined(" ", faults)
                self.ledger.settle(
                    self.name, item.article, State.REFUSED, reading=say("Not sent: {reading}", reading=reading)
                )
                return self._sent(
                    item,
                    message=say(
                        "{article} was not sent to {name}: {reading}",
                        article=item.article,
                        name=self.name,
                        reading=reading,
                    ),
                )
            if found:
                self._settle_by_hand(item, found)
            return self._carefully(item, lambda talk: self.target.deposit(item, talk))

    def queue(self, item: Item, *, why: str) -> Sent:
        """Note that an article waits for the target, which cannot be reached."""
        with self.ledger.hold(self.name):
            known = self.ledger.known(self.name, item.article)
            if self._has(known, item):
                return self._sent(item, message=say("unchanged"))
            row = self.ledger.row(self.name, item.article)
            is_begun = row is not None and row.sent_digest == item.digest
            if not (is_begun and known.state in (State.QUEUED, State.IN_PROGRESS)):
                self._begin(item)
            self.ledger.settle(self.name, item.article, self._waiting(item), reading=why)
            return replace(self._sent(item, message=why), is_waiting=True)

    def withdraw(self, item: Item, *, reason: str) -> Sent:
        """Take an article back that was withdrawn here.

        Raises:
            UnreachableError: nothing can be sent at all.
        """
        with self.ledger.hold(self.name):
            known = self.ledger.known(self.name, item.article)
            if _is_away(known):
                return self._sent(item, message=say("unchanged"))
            before = known.state
            self._begin(item)
            sent = self._carefully(item, lambda talk: self.target.withdraw(item, talk, reason=reason))
            if sent.state is State.REFUSED and before.is_done:
                # It still stands there as it stood.
                self.ledger.settle(self.name, item.article, before, words=sent.words, reading=sent.message)
            return sent

    def verify(self, item: Item) -> tuple[Sent, tuple[Difference, ...]]:
        """Ask the target what it has, compare, and note its state.

        Raises:
            RefusedError: it does not say.
            UnreachableError: it cannot be asked.
            UnansweredError: its reply did not come.
        """
        with self.ledger.hold(self.name):
            talk = self._talk(item)
            row = self.ledger.row(self.name, item.article)
            outcome, differences = self._understood(item, lambda: self.target.verify(item, talk))
            if row is not None and row.state.is_done and outcome.state is State.NOT_SENT:
                # The address stays, so that the next deposit looks there again before it makes anything.
                self.ledger.note(self.name, item.article, identifiers=row.identifiers, links=row.links)
                self.ledger.settle(self.name, item.article, State.NOT_SENT, reading=_GONE)
            is_told = outcome.state.is_done or outcome.state is State.REFUSED
            if row is not None and row.state.is_done and is_told:
                words = outcome.words if outcome.state is State.REFUSED else ""
                self.ledger.settle(self.name, item.article, outcome.state, words=words, reading=outcome.reading)
            return replace(self._sent(item, message=outcome.words), state=outcome.state), differences

    def receipt(self, item: Item) -> bytes | None:
        """Give the receipt that belongs into the article's object; None where it lies there, or nothing was taken."""
        row = self.ledger.row(self.name, item.article)
        if row is None or row.receipt or not (row.state.is_done or row.state is State.WITHDRAWN):
            return None
        return write_receipt(self.name, self.kind, row, item, self.ledger)

    def _has(self, known: Known, item: Item) -> bool:
        return known.state.is_done and known.digest == item.digest

    def _refuse_taken(self, item: Item, found: str) -> None:
        taken = claims.owner(self.ledger.rows(), self.name, item.article, found) if found not in ("", NOTHING) else ""
        if taken:
            raise UsageError(
                say(
                    "{found} is where {name} has {taken}, not {article}. Nothing was sent. Give the address "
                    "of the record of {article}, or --found none if there is no record of it.",
                    found=found,
                    name=self.name,
                    taken=taken,
                    article=item.article,
                )
            )

    def _begin(self, item: Item) -> None:
        self.ledger.begin(self.name, item.article, object_id=item.object_id, version=item.version, digest=item.digest)

    def _talk(self, item: Item) -> Live:
        return Live(
            target=self.name,
            kind=self.kind,
            item=item,
            ledger=self.ledger,
            client=self.client,
            patience=self.patience,
        )

    def _settle_by_hand(self, item: Item, found: str) -> None:
        if found == NOTHING:
            self.ledger.note(self.name, item.article, identifiers={FOUND: NOTHING})
        else:
            self.ledger.note(self.name, item.article, links={FOUND: found})
        self.ledger.close_steps(self.name, item.article)

    def _carefully(self, item: Item, do: Callable[[Live], Outcome]) -> Sent:
        """Do it; after a lost reply look again and go on where it stands, a few times."""
        for round_number in range(1, self.patience.rounds + 1):
            try:
                outcome = self._understood(item, lambda: do(self._talk(item)))
            except RefusedError as error:
                return self._refused(item, error)
            except UnreachableError as error:
                self.ledger.settle(self.name, item.article, self._waiting(item), reading=str(error))
                raise
            except UnansweredError as error:
                self.ledger.settle(self.name, item.article, State.IN_PROGRESS, reading=str(error))
                if round_number == self.patience.rounds or error.is_slow:
                    return self._sent(item, message=str(error))
                self.patience.sleep(min(self.patience.longest_seconds, self.patience.first_seconds * 2**round_number))
            else:
                return self._done(item, outcome)
        raise AssertionError(say("unreachable"))

    def _understood[T](self, item: Item, do: Callable[[], T]) -> T:
        """Do it; an answer that trips our reading of it is a refusal, and no end of the whole run."""
        try:
            return do()
        except _TRIPPED as error:
            raise RefusedError(
                say(
                    "{name} answered for {article} in a way that was not foreseen ({name2}), so that nothing "
                    "more was sent. The answer is in the ledger; the next run looks at what stands there.",
                    name=self.name,
                    article=item.article,
                    name2=type(error).__name__,
                )
            ) from error

    def _waiting(self, item: Item) -> State:
        """Queued, unless something of this attempt stands at the target already."""
        asked = self.ledger.known(self.name, item.article).asked
        is_begun = any(each.is_done or each.is_open for each in asked if each.method not in ("GET", "HEAD"))
        return State.IN_PROGRESS if is_begun else State.QUEUED

    def _refused(self, item: Item, error: RefusedError) -> Sent:
        reading = error.reading or str(error)
        if self.ledger.known(self.name, item.article).links.get(FOUND):
            # What somebody found was not it; the next run looks for itself.
            self.ledger.note(self.name, item.article, links={FOUND: ""})
        self.ledger.settle(self.name, item.article, State.REFUSED, words=error.words, reading=reading)
        return self._sent(item, message=str(error), is_new=True)

    def _done(self, item: Item, outcome: Outcome) -> Sent:
        identifiers, links = {**outcome.identifiers, FOUND: ""}, {**outcome.links, FOUND: ""}
        self.ledger.note(self.name, item.article, identifiers=identifiers, links=links)
        self.ledger.settle(
            self.name,
            item.article,
            outcome.state,
            words=outcome.words,
            reading=outcome.reading,
            has_all=outcome.state.is_done,
        )
        return self._sent(item, message="", is_new=True)

    def _sent(self, item: Item, *, message: str, is_new: bool = False) -> Sent:
        row = self.ledger.row(self.name, item.article)
        if row is None:
            return Sent(article=item.article, target=self.name, state=State.NOT_SENT, message=message)
        return Sent(
            article=item.article,
            target=self.name,
            state=row.state,
            message=message,
            words=row.words,
            reading=row.reading,
            is_new=is_new,
            leftovers=row.leftovers,
            identifiers=tuple(sorted(row.identifiers.items())),
            links=tuple(sorted(row.links.items())),
        )


def _is_away(known: Known) -> bool:
    """Tell whether there is nothing to withdraw: withdrawn already, or never sent."""
    return known.state is State.WITHDRAWN or (known.state is State.NOT_SENT and not known.asked)
