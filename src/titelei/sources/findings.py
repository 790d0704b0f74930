"""What is said of sources: what no fact holds, what cannot be read, what is no article."""

from collections.abc import Iterable
from typing import Final

from titelei.model import Finding, Severity
from titelei.xml.read import refusal as refusal

_LONGEST: Final = 160


def told(name: str, title: str, said: Iterable[tuple[str, str, str, int]]) -> tuple[Finding, ...]:
    """Tell what a record says and no fact holds: (about, value, path, line), one finding for each thing."""
    by_thing: dict[str, list[tuple[str, str, int]]] = {}
    for about, value, path, line in said:
        by_thing.setdefault(about, []).append((value, path, line))
    out = []
    for about, values in by_thing.items():
        value, path, line = values[0]
        more = f" and {len(values) - 1} more" if len(values) > 1 else ""
        out.append(
            Finding(
                rule="source-untold",
                severity=Severity.INFO,
                phase="draft",
                file=name,
                line=line,
                path=path,
                message=f"The {title} record says “{cut(value)}”{more} in {about}, which the edition has no place for; "
                "the draft leaves it out.",
                repair="Nothing has to be done. The record itself is kept beside the draft.",
                count=len(values),
            )
        )
    return tuple(out)


def other_work(name: str, title: str, said: str, line: int, path: str = "") -> Finding:
    """Say that a record describes a work that is no journal article."""
    return Finding(
        rule="source-other-work",
        severity=Severity.ERROR,
        file=name,
        line=line,
        path=path,
        message=f"The {title} record describes another kind of work: “{cut(said)}”. An edition holds journal articles.",
        repair="If it is an article of a journal, correct its type in the record and encode it again.",
        breaks=("every output",),
    )


def cut(text: str) -> str:
    """Give a text as it fits into a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
