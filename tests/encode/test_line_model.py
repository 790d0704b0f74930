"""The model of lines says what a line is, and can say that it is nothing; its constraints hold for a whole page."""

import pytest

from titelei.encode import page
from titelei.encode.lines.declared import declared
from titelei.encode.lines.parts import parts
from titelei.encode.segments import Segment

TEXT = """Rivertown Papers
Home | Archives | Contact

Vol. 12 No. 3 (2021)

Salt Trade on the Lower River in the Fifteenth Century

Lena Orlova, Jan Weber
University of Rivertown

Abstract

The article follows the salt trade on the lower river and shows that the town kept its own measures.

Keywords: salt, river trade, measures

References
1. Brandt, H. (1990). Salt and Silver. Harbour Studies, 4(2), 11–30.
2. Novak, P. (1999). Measures of the Delta. Delta Review, 7(1), 1–19.
"""


def _kinds(text: str, name: str = "page.txt") -> dict[str, list[str]]:
    seen = page.read(text.encode(), name=name)
    out: dict[str, list[str]] = {}
    for segment in parts(seen, declared(seen)):
        out.setdefault(segment.kind, []).extend(_texts(seen, segment))
    return out


def _texts(seen: page.Page, segment: Segment) -> list[str]:
    return [seen.lines[t.line].text[t.start : t.end] for t in segment.texts]


def test_every_line_belongs_to_one_part() -> None:
    seen = page.read(TEXT.encode(), name="page.txt")
    segments = parts(seen, declared(seen))
    lines = [t.line for s in segments for t in ([s.label] if s.label else []) + s.texts]
    assert sorted(set(lines)) == list(range(len(seen.lines)))
    assert lines == sorted(lines)


def test_a_plain_page_is_read() -> None:
    found = _kinds(TEXT)
    assert found["title"] == ["Salt Trade on the Lower River in the Fifteenth Century"]
    assert found["author"] == ["Lena Orlova, Jan Weber", "University of Rivertown"]
    assert found["keywords"] == ["salt, river trade, measures"]
    assert len(found["references"]) == 2


def test_nothing_of_the_article_stands_after_its_references() -> None:
    found = _kinds(TEXT + "3. Lind, P. Old Ferries of the Lower River. Ferry Notes, 3, 4–9.\nPaul Lind\n")
    assert "Paul Lind" not in " ".join(found["author"])
    assert len(found["title"]) == 1


def test_a_line_that_cites_the_article_is_no_line_of_its_journal() -> None:
    cited = "Orlova, L. (2021). Salt Trade on the Lower River in the Fifteenth Century. Rivertown Papers, 12(3), 41–58."
    found = _kinds(TEXT.replace("References", f"Anyhow\n\n{cited}\n\nReferences"))
    assert found["citation"] == [cited]


def test_a_title_that_ends_in_mid_phrase_goes_on_in_the_next_line() -> None:
    found = _kinds(TEXT.replace("Lower River in", "Lower River:\nMeasures in"))
    assert found["title"] == ["Salt Trade on the Lower River:", "Measures in the Fifteenth Century"]


@pytest.mark.parametrize(
    "text",
    [
        "Guidelines for Authors\n\nManuscripts are sent by e-mail.\nThey have at most forty pages.\n",
        "Opening hours\n\nMonday 9–17\nTuesday 9–17\nClosed on Sundays.\n",
    ],
)
def test_a_page_that_is_no_article_has_no_authors(text: str) -> None:
    assert "author" not in _kinds(text)
