"""What is said of sources: what no fact holds, what cannot be read, what is no article."""

from collections.abc import Iterable
from typing import Final

from titelei.messages import say
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
        more = say(" and {n} more", n=len(values) - 1) if len(values) > 1 else ""
        out.append(
            Finding(
                rule="source-untold",
                severity=Severity.INFO,
                phase="draft",
                file=name,
                line=line,
                path=path,
                message=say(
                    "The {title} record says “{cut}”{more} in {about}, which the edition has no place for; "
                    "the draft leaves it out.",
                    title=title,
                    cut=cut(value),
                    more=more,
                    about=about,
                ),
                repair=say("Nothing has to be done. The record itself is kept beside the draft."),
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
        message=say(
            "The {title} record describes another kind of work: “{cut}”. An edition holds journal articles.",
            title=title,
            cut=cut(said),
        ),
        repair=say("If it is an article of a journal, correct its type in the record and encode it again."),
        breaks=(say("every output"),),
    )


def cut(text: str) -> str:
    """Give a text as it fits into a sentence."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
