"""What a recogniser proposes, by tokens: the candidates among which :mod:`annotate` chooses."""

from dataclasses import dataclass

from titelei.encode.prose.span import Cert, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Tokens ``first`` to before ``end`` as a name. ``weight`` decides between candidates of one length.

    ``is_country`` tells that context decides between the place and the state; ``base`` is the nominative.
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
    is_country: bool = False
    surname: str = ""
    initials: str = ""

    @property
    def length(self) -> int:
        return self.end - self.first
