"""What holds of the spans of any text."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from titelei.encode.prose import Known, Span, annotate

PIECES = st.sampled_from(
    """Georgia RSFSR Moscow N.L. Kirov University of the Institute History and 1920 1920–1921 May 12, in from to BC
    13th century XIX в. г. вв. С.М. Киров Грузии РСФСР Министерство финансов Республика Treaty Battle Stalingrad
    «» ( ) . , ; — - / @ _ 's People’s Commissariat ИЗ I II первой половине конец early half turn İstanbul ё ²
    10.1234/x \n""".split(" ")
)


def _holds(text: str, spans: tuple[Span, ...]) -> None:
    assert list(spans) == sorted(spans, key=lambda s: (s.start, -s.end))
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        piece = text[span.start : span.end]
        assert piece == piece.strip(), "no blank at the edge of a name"
        assert span.rule
        assert span.attributes or span.name
        assert span.attributes or span.key
    flat = [span for span in spans if span.kind not in ("event", "document")]
    assert all(one.end <= after.start for one, after in pairwise(flat))
    for around in (span for span in spans if span.kind in ("event", "document")):
        for span in flat:
            is_apart = span.end <= around.start or around.end <= span.start
            assert is_apart or (around.start <= span.start and span.end <= around.end)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_spans_of_any_mixture_of_names_are_sorted_and_nest(text: str) -> None:
    _holds(text, annotate(text, "en", Known()))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_any_text_at_all_is_borne(text: str) -> None:
    _holds(text, annotate(text, "ru", Known()))


def test_the_same_text_gives_the_same_spans() -> None:
    text = "В мае 1920 г. С.М. Киров прибыл в Тифлис; RSFSR and Georgia signed a treaty."
    assert annotate(text, "ru", Known()) == annotate(text, "ru", Known())
