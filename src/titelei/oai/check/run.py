"""Running the checks, each by itself, so that one fault hides no other."""

from collections.abc import Iterator
from typing import Final

from titelei.messages import say
from titelei.oai.check import arguments, identify, lists, records, transport  # noqa: F401  # they enter themselves
from titelei.oai.check.registry import Check, entered
from titelei.oai.check.report import Outcome, Result
from titelei.oai.check.server import Failure, NotApplicable, Server

_FIRST: Final = "identify-complete"
"""The check that fails where a server speaks no OAI-PMH at all."""


def checks() -> tuple[Check, ...]:
    """Give all checks, in the order in which they are run."""
    return entered()


def check_server(base_url: str, *, timeout_seconds: float = 30) -> Iterator[Result]:
    """Run all checks against a server and give each result as it comes.

    Where it does not answer Identify with OAI-PMH, that is the one fault, and all else is skipped.

    Raises:
        UsageError: the server cannot be reached.
    """
    server = Server(base_url, timeout_seconds=timeout_seconds)
    try:
        fault = _fault_of_identify(server)
        for each in checks():
            if not fault:
                outcome, said = _run(each, server)
            elif each.name == _FIRST:
                outcome, said = Outcome.FAILED, fault
            else:
                outcome, said = (
                    Outcome.SKIPPED,
                    say("Identify is not answered with OAI-PMH, so nothing else was asked."),
                )
            yield Result(
                name=each.name,
                asks=each.asks,
                clause=each.clause,
                severity=each.severity,
                outcome=outcome,
                said=said,
                url=base_url,
            )
    finally:
        server.close()


def _fault_of_identify(server: Server) -> str:
    """Say why an answer to the simplest request is no OAI-PMH; empty where it is."""
    try:
        server.ask(verb="Identify")
    except Failure as error:
        return _said(error)
    return ""


def _run(each: Check, server: Server) -> tuple[Outcome, str]:
    try:
        each.test(server)
    except Failure as error:
        return Outcome.FAILED, _said(error)
    except NotApplicable as error:
        return Outcome.SKIPPED, _said(error)
    except (LookupError, ValueError, AttributeError) as error:
        # Answers can lack anything; a check that trips over that has found it.
        return Outcome.FAILED, say(
            "The answer cannot be understood ({name}: {error}).", name=type(error).__name__, error=error
        )
    return Outcome.PASSED, ""


def _said(error: Failure | NotApplicable) -> str:
    """Give the text as it was given: where it is a message, readers can get it in their language."""
    return error.args[0] if error.args else ""
