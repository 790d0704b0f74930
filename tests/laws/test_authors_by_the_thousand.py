"""Law: the paper of a collaboration is validated and rendered in time that grows with the number of its authors."""

import time
from collections.abc import Callable

import pytest

from laws.article import SETTINGS
from laws.collaboration import collaboration
from titelei import resources
from titelei.render.render import render
from titelei.validate.document import validate
from titelei.xml.read import Document, parse


def _document(authors: int) -> Document:
    return parse(collaboration(authors), name="brook-2020.xml")


def _validated(document: Document) -> list[str]:
    schemas = resources.schemas()
    found = validate(document, grammar=schemas / "frontmatter.rng", rules=schemas / "frontmatter.sch")
    return [f.message for f in found]


def _rendered(name: str) -> Callable[[Document], list[str]]:
    def work(document: Document) -> list[str]:
        outputs, findings = render(document, settings=SETTINGS, formats=(name,))
        assert outputs
        return [f.message for f in findings]

    return work


def _seconds(work: Callable[[Document], list[str]], document: Document) -> float:
    start = time.process_time()
    assert work(document) == []
    return time.process_time() - start


@pytest.mark.long
def test_a_collaborations_paper_breaks_no_rule_and_names_every_author() -> None:
    document = _document(60)
    assert _validated(document) == []
    outputs, findings = render(document, settings=SETTINGS, formats=("jats", "crossref"))
    assert findings == ()
    assert [o.data.count(b"contrib-type=") + o.data.count(b"<person_name") for o in outputs] == [61, 61]


@pytest.mark.long
@pytest.mark.parametrize("work", [_validated, *map(_rendered, ("html", "facts", "jats"))])
def test_four_times_the_authors_take_about_four_times_as_long(work: Callable[[Document], list[str]]) -> None:
    few, many = _document(500), _document(2000)
    work(few)
    taken = min(_seconds(work, few) for _ in range(3))
    # What grows with the square takes sixteen times as long.
    assert _seconds(work, many) < 9 * taken


@pytest.mark.long
def test_three_thousand_authors_are_validated_and_rendered() -> None:
    document = _document(3000)
    assert _validated(document) == []
    outputs, findings = render(document, settings=SETTINGS)
    assert findings == ()
    assert all(o.data for o in outputs)
    (page,) = (o.data.decode() for o in outputs if o.file_name == "index.html")
    assert page.count('name="citation_author"') == 3001
