"""Authors that the head of a page names: found on the page, in the page's order, each with what the head says of them.

The page's own byline decides order and missing names; the head decides who is an author. A fact of an author that the
head states stands before what was read from the page's blocks.
"""

import re
from dataclasses import replace
from typing import Final

from titelei.encode import located, name_lists, people
from titelei.encode.claims import Place
from titelei.encode.fields.authors import Affiliation, Author, Value
from titelei.encode.grammar import affiliation, around
from titelei.encode.languages import is_cyrillic
from titelei.encode.page import Page
from titelei.encode.people import Name, Part
from titelei.sources.head import Person
from titelei.sources.head.persons import Said

_SURE: Final = 0.97
"""How often an author was right whom head and byline both name (left-out makes)."""
_DECLARED: Final = 0.9
"""The same where only the head names them."""
_BETWEEN: Final = 0.85
"""The same where only the byline does, between authors of the head."""


def authors(page: Page, known: list[Author]) -> list[Author]:
    """Give the authors of a page whose head names some; ``known`` are those read from its lines, with their facts."""
    if not page.head.authors:
        return []
    persons = page.head.authors[0]
    finder = located.Finder(page.lines)
    titles = located.titles([s.value for s in page.head.fields.get("title", ())], page.lines)
    after = min((p.line for p in titles.values()), default=-1)
    seen = located.byline(finder.names(p.name for p in persons), page.lines, after)
    of_person = {s.person: s for s in seen}
    made = [_author(page, person, of_person.get(number)) for number, person in enumerate(persons)]
    made = _in_order_of(page, made, seen)
    for author, person in made:
        same = next((k for k in known if people.is_same(k.name, author.name)), None)
        if same is not None:
            _take(author, same)
        _give(author, person)
    return [author for author, _ in made]


def _author(page: Page, person: Person, seen: located.Seen | None) -> tuple[Author, Person]:
    name = name_of(person)
    rule = f"{person.by.kind} {person.by.name}"
    source = "jsonld" if person.by.kind in ("jsonld", "microdata") else "meta"
    is_group = person.is_group or affiliation.is_group(person.name)
    if is_group:
        name = Name(text=person.name, parts=(), confidence=_DECLARED)
    if seen is None:
        author = Author(name=name, place=None, rule=rule, source=source, confidence=_DECLARED, number=person.by.number)
        author.is_group, author.degrees = is_group, _degrees(person)
        return author, person
    place = seen.place
    shown = page.lines[place.line].text[place.start : place.end]
    printed = people.parse(shown)
    author = Author(name=name, place=place, rule=f"{rule}, and the byline", source=source, confidence=_SURE)
    author.degrees = _degrees(person)
    author.number, author.is_group = person.by.number, is_group
    if is_group:
        return author, person
    if printed is not None and printed.text != name.text:
        _also(author, printed, place)
    return author, person


def _also(author: Author, printed: Name, place: Place | None) -> None:
    """Add a form that the page prints; it becomes the name where it says more than the one before."""
    if _says_more(printed, author.name):
        author.forms.append((author.name, None if author.place == place else author.place, author.source))
        author.name = printed
    else:
        author.forms.append((printed, place, "byline"))


def _says_more(printed: Name, declared: Name) -> bool:
    """Tell whether a form has a part of the name that the other leaves out, or writes out its first initial."""
    if is_cyrillic(printed.text) != is_cyrillic(declared.text):
        return False
    if not declared.given or not printed.given:
        return len(printed.given) > len(declared.given)
    first, other = declared.given[0].rstrip("."), printed.given[0].rstrip(".")
    if len(first) != len(other) and min(len(first), len(other)) <= 2:
        return len(other) > len(first)
    return len(printed.given) > len(declared.given)


def _in_order_of(
    page: Page, made: list[tuple[Author, Person]], seen: list[located.Seen]
) -> list[tuple[Author, Person]]:
    """Take the byline's order where it names all authors of the head; add whom it names between them."""
    if len(seen) < len(made) or len(made) < 1:
        return made
    ordered = [made[s.person] for s in seen]
    lines = {s.place.line for s in seen}
    if len(lines) != 1:
        return ordered
    line = page.lines[seen[0].place.line]
    found = name_lists.split(line.indexed or line.text)
    if len(found) <= len(ordered) or any(n.confidence < 0.5 for _, _, n, _ in found):
        return ordered
    places = {s.place.start: pair for s, pair in zip(seen, ordered, strict=True)}
    if not all(any(a <= start < b for a, b, _, _ in found) for start in places):
        return ordered
    out = []
    for a, b, name, _ in found:
        pair = next((p for start, p in places.items() if a <= start < b), None)
        if pair is None:
            place = Place(line=line.index, start=a, end=b)
            unknown = Author(name=name, place=place, rule="a name between authors of the head", confidence=_BETWEEN)
            pair = (unknown, Person(name=name.text, by=ordered[0][1].by))
        out.append(pair)
    return out


def name_of(person: Person) -> Name:
    """Give a declared name with its parts: those that are declared, else those that its form shows."""
    if person.family:
        text = person.name
        parts = [
            Part(kind=kind, start=at, end=at + len(value))
            for kind, value in (("forename", person.given), ("surname", person.family))
            if value and (at := text.find(value)) >= 0
        ]
        if parts:
            return Name(text=text, parts=tuple(sorted(parts, key=lambda p: p.start)), confidence=_SURE)
    text = " ".join(around.without_degrees(person.name).split()).strip(" ,;")
    return _with_generation(people.parse(text) or _by_comma(text))


_GENERATION: Final = re.compile(r"(?:,\s*|\s)(?P<g>Jr|Sr|II|III|IV|мл|ст)\b\.?")


def _with_generation(name: Name) -> Name:
    """Keep “Jr.” and “III” as a part of the name."""
    found = _GENERATION.search(name.text)
    if not found or any(p.start <= found.start("g") < p.end for p in name.parts):
        return name
    end = found.end() if name.text[found.end() - 1] == "." else found.end("g")
    part = Part(kind="generation", start=found.start("g"), end=end)
    return replace(name, parts=tuple(sorted((*name.parts, part), key=lambda p: p.start)))


def _by_comma(text: str) -> Name:
    """“Surname, Given names” of any language; a name of one word has no parts that could be told apart."""
    family, comma, given = text.partition(",")
    if not comma and len(text.split()) == 1:
        return people.of_one_word(text)
    if not comma or not given.strip() or "," in given:
        return Name(text=text, parts=(), confidence=0.8)
    at = text.index(given.strip(), len(family))
    return Name(
        text=text,
        parts=(Part(kind="surname", start=0, end=len(family)), Part(kind="forename", start=at, end=len(text.rstrip()))),
        confidence=0.9,
    )


def _take(author: Author, known: Author) -> None:
    """Take over what the lines of the page tell of an author."""
    author.degrees = known.degrees or author.degrees
    author.posts, author.affiliations = known.posts, known.affiliations
    author.emails, author.orcids, author.ids = known.emails, known.orcids, known.ids
    author.is_cloaked, author.corresponding, author.marks = known.is_cloaked, known.corresponding, known.marks
    texts = {author.name.text, *(n.text for n, _, _ in author.forms)}
    for name, place, _ in [(known.name, known.place, "byline"), *known.forms]:
        if name.text not in texts:
            texts.add(name.text)
            _also(author, name, place)


def _degrees(person: Person) -> list[Value]:
    """Give the degrees that a head writes behind the name: “Ada Mill, PhD”."""
    said = Said(value=person.name, by=person.by)
    return [_value(person.name[d.start : d.end], said) for d in around.degrees(person.name)]


def _give(author: Author, person: Person) -> None:
    """Give an author what the head states of them."""
    if person.affiliations:
        said = [_affiliation(one) for one in person.affiliations]
        author.affiliations = [one for one in said if one.organisation or one.department]
    if person.emails:
        author.emails = [_value(one.value, one) for one in person.emails]
    if person.orcid is not None:
        author.orcids = [_value(person.orcid.value, person.orcid)]


def _affiliation(said: Said) -> Affiliation:
    body = affiliation.read(said.value)
    if body is None:
        return Affiliation()
    department = body.department
    return Affiliation(
        organisation=_value(said.value[body.institution.start : body.institution.end], said),
        department=_value(said.value[department.start : department.end], said) if department else None,
        address=[
            (kind, replace(_value(said.value[a:b], said), confidence=0.8))
            for kind, a, b in (affiliation.address(said.value, body.address) if body.address else ())
        ],
    )


def _value(text: str, said: Said) -> Value:
    source = "jsonld" if said.by.kind in ("jsonld", "microdata") else "meta"
    return Value(text, None, f"{said.by.kind} {said.by.name}", 0.9, said.by.number, source)
