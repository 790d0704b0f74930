"""Who the authors are: those that the head declares, else those of the blocks, else those of heading or citation."""

from titelei.encode import people
from titelei.encode.fields.authors import Author, put
from titelei.encode.found import Reading
from titelei.encode.languages import is_cyrillic
from titelei.encode.people import Name
from titelei.encode.telling import told
from titelei.messages import say
from titelei.model import Finding


def authors(reading: Reading) -> tuple[list[Author], list[Finding]]:
    """Give the authors with all forms of their names, and a finding for each whom only a citation names."""
    found = reading.declared or list(reading.authors)
    for name, place, source in reading.cited:
        known = _known(found, name)
        if known is not None:
            known.forms.append((name, place, source))
    for author in () if reading.declared else found:
        _fullest(author)
    if reading.declared:
        return found, []
    if reading.authors:
        return found, _strangers(reading, found)
    for name, place, source in reading.cited:
        if _known(found, name) is None:
            found.append(Author(name=name, place=place, rule=f"name in the {source}", source=source, confidence=0.8))
    if len(found) == 1:
        for kind, value in reading.unowned:  # the blocks tell of somebody whom only heading or citation names
            put(found[0], kind, value)
    return found, []


def _known(found: list[Author], name: Name) -> Author | None:
    return next((a for a in found if people.is_same(a.name, name)), None)


def _strangers(reading: Reading, found: list[Author]) -> list[Finding]:
    out = []
    for name, place, source in reading.cited:
        if source != "citation" or _known(found, name) is not None:
            continue
        number = reading.page.lines[place.line].number
        message = say(
            "The citation, line {number}, names “{text}”, whom the author blocks do not name.",
            number=number,
            text=name.text,
        )
        repair = say("Add the author to the header, or correct the reading of the citation.")
        out.append(told(reading.page, "encode-conflict", message, repair, place=place, values=(name.text,)))
    return out


def _fullest(author: Author) -> None:
    """Call an author by the fullest form that is no citation's, in the first's script: “Olga S. Kim”, not “Kim O.S.”"""
    named = [(n, p) for n, p, s in author.forms if s in ("byline", "label")]
    forms = [(n, p) for n, p in named if is_cyrillic(n.text) == is_cyrillic(author.name.text)]
    best = max([(author.name, author.place), *forms], key=lambda f: _written_out(f[0]))
    if _written_out(best[0]) > _written_out(author.name):
        author.forms.append((author.name, author.place, "byline"))
        author.name, author.place = best


def _written_out(name: Name) -> int:
    return sum(not g.endswith(".") for g in name.given)
