"""What a recogniser proposes, by tokens: the candidates among which :mod:`annotate` chooses."""

from dataclasses import dataclass

from titelei.encode.prose.span import Cert, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Tokens ``first`` to before ``end`` as a name. ``weight`` decides between candidates of one length.

    ``otherwise`` is what a country is where it
    stands beside a state: the state; ``surname`` and ``initials`` identify a person.
    """

    first: int
    end: int
    kind: Kind
    rule: str
    name: str
    key: str
    type: str = ""
    cert: Cert = "high"
    ref: str | None = None
    weight: int = 0
    otherwise: "Candidate | None" = None
    surname: str = ""
    initials: str = ""

    @property
    def length(self) -> int:
        return self.end - self.first
