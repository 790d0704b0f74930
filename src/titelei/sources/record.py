"""What a source gives: records, each with its facts, or the reason why there are none."""

from dataclasses import dataclass, field

from titelei.facts import Facts
from titelei.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record of a file: its facts, or None where it was refused; what to look at; its own bytes.

    ``kind`` is the name of the source's kind, ``title`` its name for people; ``number`` counts the records of the file
    from 1, ``line`` is where it begins. ``lines`` gives the line of the file for the places in ``facts``, where known.
    ``language`` is what the format means where the record says none.
    ``data`` is the record alone, fit to be kept beside the draft, in a file that ends in ``suffix``.
    """

    kind: str
    title: str
    number: int
    line: int
    facts: Facts | None
    language: str = ""
    findings: tuple[Finding, ...] = ()
    data: bytes = b""
    suffix: str = ".txt"
    lines: dict[str, int] = field(default_factory=dict)
