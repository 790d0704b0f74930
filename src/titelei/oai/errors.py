"""The protocol's errors (OAI-PMH 2.0, section 3.6): values, since an answer may bear several."""

from dataclasses import dataclass
from typing import Literal

Code = Literal[
    "badArgument",
    "badResumptionToken",
    "badVerb",
    "cannotDisseminateFormat",
    "idDoesNotExist",
    "noMetadataFormats",
    "noRecordsMatch",
    "noSetHierarchy",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a request."""

    code: Code
    text: str


class ProtocolError(Exception):
    """The request is answered with these faults."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__("; ".join(f.text for f in faults))


def bad_argument(text: str) -> Fault:
    """Give a ``badArgument``."""
    return Fault("badArgument", text)
