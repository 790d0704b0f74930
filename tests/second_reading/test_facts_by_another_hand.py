"""The facts of ``xslt/facts/`` are those that another reading of the TEI finds, by lxml and without a stylesheet."""

import pytest

from parity.conftest import Rendered
from parity.conftest import articles as articles
from second_reading import edition as second
from second_reading import printing as second_printing
from second_reading.people import Authors
from titelei.parity import authors, contributors, edition, load, printing
from titelei.parity.values import KINDS, Values

ASKED = sorted({*edition.FACTS, *authors.FACTS, *printing.FACTS, *contributors.FACTS})


def _spelt(fact: str, values: Values) -> Values:
    row = load().facts.get(fact)
    spell = KINDS[row.kind if row is not None else "words"]
    return tuple((author, spell(value)) for author, value in values if spell(value))


@pytest.mark.parametrize("fact", ASKED)
def test_every_fact_is_read_alike(fact: str, articles: dict[str, Rendered]) -> None:
    for article in articles.values():
        read, found = article.edition.values(fact), second.Edition(article.root).values(fact)
        assert _spelt(fact, read) == _spelt(fact, found), article.id


def test_the_second_reading_knows_every_fact_that_parity_asks_for() -> None:
    assert {*second.FACTS, *second_printing.FACTS, *Authors.FACTS} == set(ASKED)


def test_every_fact_that_parity_asks_for_is_said_by_some_article(articles: dict[str, Rendered]) -> None:
    editions = [article.edition for article in articles.values()]
    assert [fact for fact in ASKED if not any(each.values(fact) for each in editions)] == []
