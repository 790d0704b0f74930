"""What the deposit commands print: rows of their tables, and the targets' own words beside our reading of them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from titelei.cli.requests import text_of
from titelei.cli.screen import Screen, as_json
from titelei.messages import joined, known
from titelei.model import Finding

if TYPE_CHECKING:
    from titelei.deposit.desk import Plan, Sent
    from titelei.deposit.ledger.ledger import Row
    from titelei.pipeline.delivery import Standing, Verified


def state(screen: Screen, name: str) -> str:
    """Give a state in the language of this call."""
    return screen.word("state_" + name.replace(" ", "_"))


def stored_row(screen: Screen, row: dict[str, object]) -> tuple[str, str, str]:
    """Give the row of an article in the embedded repository."""
    if row["version"] is None and row["draft"] and row["stage"] != "deposit":
        return (str(row["article"]), "", screen.word("draft_left"))
    if row["version"] is None:
        return (str(row["article"]), "", screen.word("stopped", stage=row["stage"]))
    draft = f", {screen.word('stored_draft')}" if row["draft"] else ""
    change = "" if row["changed"] else f", {screen.word('unchanged')}"
    return (str(row["article"]), str(row["object"]), f"{row['version']}{draft}{change}")


def sent_row(screen: Screen, sent: "Sent") -> tuple[str, str, str]:
    """Give the row of an article that was sent, or was to be."""
    words = state(screen, sent.state.value)
    if sent.message == "unchanged":
        words = f"{words}, {screen.word('unchanged')}"
    return (sent.article, sent.target, words)


def sent_lines(screen: Screen, sent: "Sent") -> Iterator[str]:
    """Say what came of an article, in our words and the target's."""
    message = "" if sent.message == "unchanged" or sent.is_waiting else sent.message
    reading = message or ("" if sent.is_waiting else sent.reading)
    yield from said(screen, sent.article, sent.target, _telling(sent.state.value, sent.words), reading, sent.leftovers)


def said(
    screen: Screen, article: str, target: str, words: str, reading: str, leftovers: tuple[str, ...]
) -> Iterator[str]:
    """Give the target's own words whole, our reading of them, and what may be left there."""
    if reading:
        yield joined("", (f"{article}, {target}: ", known(reading)))
    if words:
        yield f"{article}, {target}, {screen.word('own_words')}:"
        yield from (f"  | {line}" for line in words.splitlines())
    yield from (joined("", (f"{article}, {target}: ", known(leftover))) for leftover in leftovers)


def standing_lines(screen: Screen, row: "Row") -> Iterator[str]:
    """Say of an article at a target what the table has no place for."""
    words = _telling(row.state.value, row.words)
    yield from said(screen, row.article, row.target, words, row.reading, row.leftovers)


def _telling(name: str, words: str) -> str:
    """Give the target's words where they say more than that all went well."""
    return "" if name == "published" else words


def standing_row(screen: Screen, standing: "Standing") -> tuple[str, ...]:
    """Give the row of an article at a target."""
    words = state(screen, standing.state.value)
    row = standing.row
    if row is None:
        return (standing.article, standing.target, words, "", "")
    if row.state.value == "in progress":
        words += f", {screen.word('step', n=row.step, what=row.purpose)}"
    if row.version and row.state.value != "not sent":
        words += f", {row.version}"
    if standing.waits:
        words += f" ({screen.word('waits', version=standing.waits)})"
    return (standing.article, standing.target, words, row.changed, _address(dict(row.links)))


def verified_row(screen: Screen, each: "Verified") -> tuple[str, ...]:
    """Give the row of what a target has."""
    if each.sent is None:
        return (each.article, each.target, screen.word("not_asked"), each.problem)
    lines = joined("\n", (joined("", (d.what, f": {d.here} / {d.there}")) for d in each.differences))
    return (each.article, each.target, state(screen, each.sent.state.value), lines or known(each.sent.message) or "–")


def _address(links: dict[str, str]) -> str:
    names = ("self_html", "alternate", "edit", "bag", "root", "draft")
    return next((links[name] for name in names if links.get(name)), "")


def findings_json(findings: list[Finding]) -> list[dict[str, Any]]:
    """Give findings as data."""
    return [as_json(f) for f in findings]


def sent_json(sent: "Sent") -> dict[str, object]:
    """Give what came of a sending as data."""
    return {
        "article": sent.article,
        "target": sent.target,
        "state": sent.state.value,
        "sent": sent.is_new,
        "message": sent.message,
        "words": sent.words,
        "reading": sent.reading,
        "leftovers": list(sent.leftovers),
        "identifiers": dict(sent.identifiers),
        "links": dict(sent.links),
    }


def plan_json(plan: "Plan") -> dict[str, object]:
    """Give what a rehearsal would send as data."""
    return {
        "article": plan.article,
        "target": plan.target,
        "unchanged": plan.is_unchanged,
        "faults": list(plan.faults),
        "requests": [
            {
                "purpose": r.purpose,
                "method": r.method,
                "address": r.address,
                "headers": dict(r.headers),
                "body": {"size": len(r.body), "sha256": r.sha256, "text": text_of(r)} if r.body else None,
                "files": [{"name": f.name, "size": len(f.data), "sha256": f.sha256} for f in r.files],
            }
            for r in plan.requests
        ],
    }


def standing_json(each: "Standing") -> dict[str, object]:
    """Give what the ledger knows of an article at a target as data."""
    row = each.row
    known: dict[str, object] = {"article": each.article, "target": each.target, "state": each.state.value}
    if row is None:
        return known
    return known | {
        "version": row.version,
        "waits": each.waits,
        "step": row.step,
        "purpose": row.purpose,
        "since": row.changed,
        "words": row.words,
        "reading": row.reading,
        "leftovers": list(row.leftovers),
        "identifiers": dict(row.identifiers),
        "links": dict(row.links),
        "receipt": row.receipt,
    }


def verified_json(each: "Verified") -> dict[str, object]:
    """Give what a target holds, compared with what it was sent, as data."""
    return {
        "article": each.article,
        "target": each.target,
        "state": each.sent.state.value if each.sent else None,
        "differences": [{"what": d.what, "here": d.here, "there": d.there} for d in each.differences],
        "problem": each.problem,
    }
