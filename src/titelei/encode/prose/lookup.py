"""Names that are looked up: those of the edition's entities and those of the gazetteers, with the context's choice."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from titelei.encode.prose import context
from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import Listed, is_stop, listed
from titelei.encode.prose.known import Entity, Known
from titelei.encode.prose.phrases import Phrase
from titelei.encode.prose.span import Cert, Kind
from titelei.encode.prose.tokens import Tokens

_KNOWN: Final = 9
"""Weight of a known name: before all patterns of the same length."""
_STREET: Final = frozenset(
    "st street ave avenue lane prospekt prosp blvd boulevard square str ул улица улице проспект пр пер переулок".split()
)


def find(tokens: Tokens, known: Known) -> Iterator[Candidate]:
    """Propose known and listed names; candidates may overlap."""
    lexicon = listed()
    for at in range(len(tokens)):
        if known.entities:
            yield from _known(tokens, at, known)
        if tokens.caps[at]:
            for end, phrase in lexicon.at(tokens, at):
                if not _is_part(tokens, at, end, phrase.entry):
                    found = _listed(tokens, at, end, phrase, known)
                    yield found
                    if found.kind == "place" and _is_turned(tokens, at):
                        name = tokens.slice(at - 1, end)
                        yield replace(found, first=at - 1, name=name, key=name, ref=None, otherwise=None)


_DIRECTION: Final = re.compile(r"(?:north|south|east|west)(?:-?(?:east|west))?ern")


def _is_turned(tokens: Tokens, at: int) -> bool:
    """Tell whether a word before a place makes another of it: “New Spain”, “northeastern Italy”."""
    if not at or not tokens.joined[at]:
        return False
    return tokens.words[at - 1] == "New" or bool(_DIRECTION.fullmatch(tokens.lows[at - 1]))


def _known(tokens: Tokens, at: int, known: Known) -> Iterator[Candidate]:
    by_end: dict[int, list[Entity]] = defaultdict(list)
    for end, entity in known.at(tokens, at):
        if entity not in by_end[end]:
            by_end[end].append(entity)
    for end, entities in by_end.items():
        yield _of_entities(tokens, at, end, entities)
    if not by_end and tokens.caps[at] and (person := known.by_surname(tokens.lows[at])) is not None:
        yield _entity(at, at + 1, person, "known-surname", "medium", 4)


def _of_entities(tokens: Tokens, first: int, end: int, entities: list[Entity]) -> Candidate:
    """Choose among the entities of one name: between a place and a state by the context."""
    if len(entities) == 1:
        return _entity(first, end, entities[0], "known", "high")
    state = next((e for e in entities if e.type == "state"), None)
    place = next((e for e in entities if e.kind == "place"), None)
    if state is None or place is None:
        return _entity(first, end, entities[0], "known-ambiguous", "low")
    if context.is_state(tokens, first, end):
        return _entity(first, end, state, "known-state-acts", "medium")
    beside = _entity(first, end, state, "known-state-beside-state", "medium")
    return _entity(first, end, place, "known-place", "medium", otherwise=beside)


def _entity(
    first: int,
    end: int,
    entity: Entity,
    rule: str,
    cert: Cert,
    weight: int = _KNOWN,
    otherwise: Candidate | None = None,
) -> Candidate:
    return Candidate(
        first=first,
        end=end,
        kind=entity.kind,
        type=entity.type if entity.type == "state" else "",
        ref=entity.id,
        rule=rule,
        name=entity.main,
        key=entity.id,
        cert=cert,
        weight=weight,
        otherwise=otherwise,
    )


def _listed(tokens: Tokens, first: int, end: int, phrase: Phrase[Listed], known: Known) -> Candidate:
    """Propose a listed name; a country may be the state, a state the place."""
    entry = phrase.entry
    if entry.group == "countries":
        acting = _entry(first, end, phrase, known, "organisation", "state", "state-acts", "medium")
        if context.is_state(tokens, first, end):
            return acting
        beside = _entry(first, end, phrase, known, "organisation", "state", "state-beside-state", "medium")
        return _entry(first, end, phrase, known, "place", "", "place-listed", "high", otherwise=beside)
    if entry.type == "state" and context.is_location(tokens, first):
        return _entry(first, end, phrase, known, "place", "", "place-state-locates", "medium")
    rule = "organisation-state" if entry.type == "state" else f"{entry.kind}-listed"
    return _entry(first, end, phrase, known, entry.kind, entry.type, rule, "high")


def _entry(
    first: int,
    end: int,
    phrase: Phrase[Listed],
    known: Known,
    kind: Kind,
    type_: str,
    rule: str,
    cert: Cert,
    otherwise: Candidate | None = None,
) -> Candidate:
    """Make a candidate of a listed name; another of its names may be that of a known entity."""
    entry = phrase.entry
    entity = known.named(entry.names, kind, type_)
    if entity is not None:
        return _entity(first, end, entity, f"known+{rule}", "medium", 5, otherwise)
    is_acting = entry.group == "countries" and type_ == "state"
    return Candidate(
        first=first,
        end=end,
        kind=kind,
        type=type_,
        rule=rule,
        name=phrase.name,
        # Patterns know a person by the surname as it is written; the state beside its country needs a key of its own.
        key=phrase.name if kind == "person" else f"{entry.main} (state)" if is_acting else entry.main,
        cert=cert,
        weight=4,
        otherwise=otherwise,
    )


def _is_part(tokens: Tokens, first: int, end: int, entry: Listed) -> bool:
    """Tell whether the name only belongs to a street's, or a surname to another name (“Lenin Library”)."""
    if tokens.low(end) in _STREET or tokens.low(first - 1) in _STREET:
        return True
    return (
        entry.kind == "person"
        and end - first == 1
        and end < len(tokens)
        and tokens.caps[end]
        and tokens.joined[end]
        and not is_stop(tokens.lows[end])
    )
