"""Where checks enter themselves: one requirement of the protocol each, with its clause and its severity."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from titelei.messages import known
from titelei.model import Severity
from titelei.oai.check.server import Server

Test = Callable[[Server], None]


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement: ``asks`` says it in a sentence, ``test`` raises where it does not hold."""

    name: str
    clause: str
    asks: str
    severity: Severity
    test: Test


_CHECKS: Final[list[Check]] = []


def check(name: str, clause: str, *, severity: Severity = Severity.ERROR) -> Callable[[Test], Test]:
    """Enter a function among the checks; its docstring is what the protocol asks."""

    def enter(test: Test) -> Test:
        _CHECKS.append(Check(name, clause, known(" ".join((test.__doc__ or "").split())), severity, test))
        return test

    return enter


def entered() -> tuple[Check, ...]:
    """Give the checks that have entered themselves so far, in the order in which they did."""
    return tuple(_CHECKS)
