"""An author as the page tells of them, and where each thing told belongs."""

from dataclasses import dataclass, field

from titelei.encode.claims import Place
from titelei.encode.people import Name


@dataclass(frozen=True, slots=True)
class Value:
    """A fact and its place; one that the head of a page states has a line of the file, ``number``, instead."""

    text: str
    place: Place | None
    rule: str
    confidence: float = 0.9
    number: int = 0
    source: str = "byline"


@dataclass(slots=True)
class Affiliation:
    """One institution of an author, its department before it and its address after it."""

    department: Value | None = None
    organisation: Value | None = None
    address: list[tuple[str, Value]] = field(default_factory=list)


@dataclass(slots=True)
class Author:
    """One author as the blocks of the page tell of them; ``marks`` are index marks after the name.

    ``number`` is the line of the file where only its head names the author.
    """

    name: Name
    place: Place | None
    rule: str
    source: str = "byline"
    confidence: float = 0.9
    number: int = 0
    marks: str = ""
    degrees: list[Value] = field(default_factory=list)
    posts: list[Value] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    emails: list[Value] = field(default_factory=list)
    orcids: list[Value] = field(default_factory=list)
    ids: list[tuple[str, Value]] = field(default_factory=list)
    is_cloaked: bool = False
    is_group: bool = False
    corresponding: Value | None = None
    forms: list[tuple[Name, Place | None, str]] = field(default_factory=list)


def put(author: Author, kind: str, value: Value) -> None:
    """Put a fact where it belongs with its author; what is there already is not put twice."""
    if kind == "degree":
        author.degrees += [] if value.text in [d.text for d in author.degrees] else [value]
    elif kind == "post":
        author.posts += [] if value.text in [p.text for p in author.posts] else [value]
    elif kind == "email":
        author.emails += [] if value.text in [e.text for e in author.emails] else [value]
    elif kind == "ORCID":
        author.orcids += [] if value.text in [o.text for o in author.orcids] else [value]
    elif kind in ("ResearcherID", "ScopusID", "SPIN"):
        author.ids.append((kind, value))
    elif kind == "department":
        if not author.affiliations or author.affiliations[-1].organisation or author.affiliations[-1].department:
            author.affiliations.append(Affiliation())
        author.affiliations[-1].department = value
    elif kind == "organisation":
        if any(a.organisation and a.organisation.text == value.text for a in author.affiliations):
            return
        if not author.affiliations or author.affiliations[-1].organisation:
            author.affiliations.append(Affiliation())
        author.affiliations[-1].organisation = value
    elif kind.startswith("address:"):
        if not author.affiliations:
            author.affiliations.append(Affiliation())
        author.affiliations[-1].address.append((kind.removeprefix("address:"), value))
