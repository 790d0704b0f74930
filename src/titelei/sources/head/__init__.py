"""What a page declares of itself: Highwire, Dublin Core, PRISM, EPrints, bepress, schema.org, COinS, OpenGraph last."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, Final

from titelei.sources.head import items, persons
from titelei.sources.head.persons import Person
from titelei.sources.head.statements import Statement, language, statements

__all__ = ["Head", "Person", "Statement", "read", "vocabulary"]

_SCHEMA: Final = "schema.author"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The declared metadata of one page.

    ``fields`` has the statements of each field, the most believed first; ``authors`` a list for each vocabulary that
    names some. ``kinds`` are kinds of work that the page says it shows, ``beside`` addresses of the same article as
    data. ``metas`` are all statements in their order.
    """

    fields: dict[str, tuple[Statement, ...]] = field(default_factory=dict)
    authors: tuple[tuple[Person, ...], ...] = ()
    kinds: tuple[tuple[str, Statement], ...] = ()
    beside: tuple[Statement, ...] = ()
    metas: tuple[Statement, ...] = ()
    lang: str = ""

    def first(self, name: str) -> str:
        """Give the value of a field that is believed first; empty where nothing is declared."""
        found = self.fields.get(name, ())
        return found[0].value if found else ""


@cache
def vocabulary() -> dict[str, Any]:
    """Read ``vocabularies.toml``."""
    return tomllib.loads(files("titelei.sources.head").joinpath("vocabularies.toml").read_text("utf-8"))


def read(root: Any) -> Head:
    """Read what the tree of a page in HTML declares."""
    words = vocabulary()
    found = list(statements(root))
    all_items = items.items(root)
    article = items.article(all_items)
    said = [*found, *(items.said(article) if article is not None else ())]
    of_name: dict[str, list[Statement]] = {}
    for one in said:
        of_name.setdefault(one.name, []).append(one)
    fields = {
        name: tuple(s for known in names for s in of_name.get(known, ())) for name, names in words["fields"].items()
    }
    authors = persons.of_statements(said, **words["authors"])
    if article is not None and (of_item := persons.of_item(article)):
        names = words["authors"]["names"]
        ranks = [names.index(a[0].by.name) if a[0].by.name in names else 0 for a in authors]
        authors.insert(sum(rank < names.index(_SCHEMA) for rank in ranks), of_item)
        said += [by for person in of_item for by in (person.by, *(one.by for one in person.said))]
    return Head(
        fields={name: values for name, values in fields.items() if values},
        authors=tuple(authors),
        kinds=tuple(_kinds(said, all_items, words["kinds"])),
        beside=tuple(_beside(said, words["beside"])),
        metas=tuple(said),
        lang=language(root),
    )


def _kinds(said: list[Statement], found: list[items.Item], words: dict[str, Any]) -> Iterator[tuple[str, Statement]]:
    kind_of = {value: kind for kind, values in words["values"].items() for value in values}
    for one in said:
        if one.name in words["names"] and (kind := kind_of.get(one.value.strip().lower())):
            yield kind, one
    for item in found:
        for name in item.types:
            if kind := kind_of.get(name):
                yield kind, Statement(name="schema.@type", value=name, number=item.number, kind=item.kind)


def _beside(said: list[Statement], words: dict[str, Any]) -> Iterator[Statement]:
    pattern = re.compile(words["links"])
    for one in said:
        is_data = one.name in words["names"] or (
            one.name == "link.alternate"
            and (
                one.media
                in ("application/x-research-info-systems", "application/x-bibtex", "application/xml", "text/xml")
                or bool(pattern.search(one.value))
            )
        )
        if is_data:
            yield one
