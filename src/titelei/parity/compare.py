"""Compare one article's outputs with the edition, cell by cell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lxml import etree

from titelei.facts import Facts
from titelei.messages import joined, say
from titelei.parity.edition import Edition
from titelei.parity.readers import Element, Output, open_output, parse
from titelei.parity.table import Column, Fact, Table, load
from titelei.parity.values import KINDS, Values, of
from titelei.parity.ways import WAYS


class State(StrEnum):
    """What a cell says of one article."""

    CARRIED = "carried"
    REASON = "reason"
    NOTHING = say("nothing to carry")
    NOT_MADE = say("not made")
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One fact in one format of one article. ``why`` is the reason, how it is carried, or what is wrong.

    ``expected`` is what the edition says, where the format can hold it; ``found`` what a red cell has instead.
    """

    article: str
    fact: str
    column: str
    state: State
    why: str = ""
    expected: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


def compare(
    root: Element,
    facts: Facts,
    outputs: Mapping[str, bytes],
    *,
    article_id: str,
    not_made: Mapping[str, str],
    page_url: str = "",
    publisher: str = "",
    table: Table | None = None,
) -> tuple[Cell, ...]:
    """Compare the outputs of one article, by file name, with its TEI and the facts that the edition reads in it.

    What targets of deposits are told stands among them under the names of their columns. ``not_made`` says why a format
    is impossible for this article; ``page_url`` is where the edition shows the article, which is no fact of it;
    ``publisher`` is the name in the settings, which formats that demand one may give instead.
    """
    edition = Edition(root, facts)
    return tuple(_Comparison(edition, outputs, article_id, not_made, page_url, publisher, table or load()).cells())


class _Comparison:
    def __init__(
        self,
        edition: Edition,
        outputs: Mapping[str, bytes],
        article_id: str,
        not_made: Mapping[str, str],
        page_url: str,
        publisher: str,
        table: Table,
    ) -> None:
        self._edition = edition
        self._outputs = outputs
        self._article_id = article_id
        self._not_made = not_made
        self._page_url = page_url
        self._publisher = publisher
        self._table = table

    def cells(self) -> Iterator[Cell]:
        for name, column in self._table.columns.items():
            yield from self._column(name, column)

    def _column(self, name: str, column: Column) -> Iterator[Cell]:
        file = self._table.file(name, self._article_id)
        data = self._outputs.get(file)
        if data is None:
            why = self._not_made.get(column.format)
            state, why = (
                (State.NOT_MADE, why) if why is not None else (State.RED, say("{file} is not there.", file=file))
            )
            yield from (self._cell(fact, name, state, why) for fact in self._table.facts)
            return
        try:
            if column.reader == "tei":
                yield from self._copy(name, file, parse(data))
                return
            output = open_output(column, data)
        except ValueError as error:
            yield from (
                self._cell(fact, name, State.RED, say("{file} cannot be read: {error}.", file=file, error=error))
                for fact in self._table.facts
            )
            return
        for fact, row in self._table.facts.items():
            yield self._one(fact, row, name, output)

    def _copy(self, column: str, file: str, root: Element) -> Iterator[Cell]:
        """Compare the copy of the edition's file, which holds each fact as long as it is the same."""
        is_same = etree.tostring(root, method="c14n") == etree.tostring(self._edition.root, method="c14n")
        for fact, row in self._table.facts.items():
            expected = _spelt(row, self._edition.values(fact))
            state = State.RED if not is_same else State.CARRIED if expected else State.NOTHING
            why = "" if is_same else say("{file} is not the same as the edition’s file.", file=file)
            yield self._cell(fact, column, state, why, expected)

    def _one(self, fact: str, row: Fact, column: str, output: Output) -> Cell:
        place = self._table.columns[column].place(fact)
        if place is None:
            reason = self._table.reason(fact, column)
            return self._cell(
                fact, column, State.REASON if reason else State.RED, reason or say("The table says nothing.")
            )
        said = tuple(value for name in place.expects or (fact,) for value in self._edition.values(name))
        held = _way(said if len(place.expects) < 2 else tuple(sorted(said, key=lambda v: v[0])), place.holds)
        expected = _spelt(row, held)
        read = output.values(fact, place, of_author=row.of == "author", expected=held)
        taken = _taken(place.take, tuple(v for v in read if v[1] != self._page_url or fact != "url"))
        found = _spelt(row, _way(taken, place.ways))
        if place.else_settings and not expected and found:
            expected = _spelt(row, of([self._publisher]) or self._edition.values("edition.publisher"))
        if found == expected:
            return self._cell(fact, column, State.CARRIED if expected else State.NOTHING, place.how, expected)
        return self._cell(fact, column, State.RED, _difference(expected, found), expected, found)

    def _cell(self, fact: str, column: str, state: State, why: str, expected: Values = (), found: Values = ()) -> Cell:
        return Cell(
            article=self._article_id,
            fact=fact,
            column=column,
            state=state,
            why=why,
            expected=_written(expected),
            found=_written(found),
        )


def _taken(form: str, values: Values) -> Values:
    if not form:
        return values
    matches = ((author, re.fullmatch(form, value)) for author, value in values)
    return tuple((author, match[1]) for author, match in matches if match is not None)


def _way(values: Values, names: tuple[str, ...]) -> Values:
    for name in names:
        values = WAYS[name](values)
    return values


def _spelt(row: Fact, values: Values) -> Values:
    spell = KINDS[row.kind]
    return tuple((author, spell(value)) for author, value in values if spell(value))


def _written(values: Values) -> tuple[str, ...]:
    return tuple(f"{author}: {value}" if author else value for author, value in values)


def _difference(expected: Values, found: Values) -> str:
    if not expected:
        return say("It says {found}, the edition says nothing.", found=_quoted(found))
    if not found:
        return say("It says nothing, the edition says {expected}.", expected=_quoted(expected))
    lost = tuple(v for v in expected if v not in found)
    more = tuple(v for v in found if v not in expected)
    if not lost and not more:
        return say(
            "It has another order or number: {found}, the edition {expected}.",
            found=_quoted(found),
            expected=_quoted(expected),
        )
    parts = [say("It lacks {lost}", lost=_quoted(lost))] if lost else []
    if more:
        also = _quoted(more)
        parts.append(
            say("it says {more}, which the edition does not", more=also)
            if lost
            else say("It says {more}, which the edition does not", more=also)
        )
    return joined("", (joined("; ", parts), "."))


def _quoted(values: Values) -> str:
    shown = [f"“{v if len(v) <= 80 else f'{v[:79]}…'}”" for v in _written(values)[:4]]
    listed = ", ".join(shown)
    return say("{listed} and {more} more", listed=listed, more=len(values) - 4) if len(values) > 4 else listed
