"""How many names and dates are found, and how many of those found are right: printed, and held above floors."""

from pathlib import Path

import pytest

from prose.measure import KINDS, Score, Sentence, blocks, report, score, sentences, values
from titelei.encode.prose import Known, annotate
from titelei.xml.read import Document, read

HERE = Path(__file__).parent
GOLD = ("development", "held-out", "fresh")
UNSEEN = {"person": (0.95, 0.95), "organisation": (0.9, 0.8), "place": (0.85, 0.85), "date": (0.95, 0.95)}
"""Floors of precision and recall for sentences by which no rule was made."""


@pytest.fixture(scope="module")
def seed(root: Path) -> Document:
    return read(root / "tei" / "articles" / "ambartsumyan-2021.xml")


def _check(title: str, texts: tuple[Sentence, ...], known: Known, floor: float) -> dict[str, Score]:
    scores, wrong = score(texts, known)
    print("\n" + report(title, scores, wrong))
    for kind in KINDS:
        assert scores[kind].wanted > 0, f"no {kind} in the gold"
        assert scores[kind].precision >= floor, f"{title}: precision of {kind}"
        assert scores[kind].recall >= floor, f"{title}: recall of {kind}"
    return scores


def test_the_seed_is_found_without_known_entities(seed: Document) -> None:
    _check("seed, no entity known", blocks(seed.tree), Known(), 0.95)


def test_the_seed_is_found_with_its_own_entities(seed: Document) -> None:
    _check("seed, its standOff known", blocks(seed.tree), Known.from_documents([seed]), 0.98)


def test_every_known_name_of_the_seed_points_at_its_entry(seed: Document) -> None:
    known = Known.from_documents([seed])
    front = next(seed.root.iter("{*}front"))
    wanted = sorted(str(e.get("ref"))[1:] for e in front.iter("{*}persName", "{*}orgName", "{*}placeName"))
    found = sorted(
        str(span.ref)
        for block in blocks(seed.tree)
        for span in annotate(block.text, block.lang, known)
        if span.kind in ("person", "organisation", "place")
    )
    assert found == wanted


@pytest.mark.parametrize("name", GOLD)
def test_invented_sentences_are_tagged_as_an_editor_would(name: str) -> None:
    texts = sentences(HERE / "gold" / f"{name}.txt")
    assert len(texts) >= 40
    _check(f"{name}, {len(texts)} sentences", texts, Known(), 0.95)


def test_sentences_that_made_no_rule_are_tagged_nearly_as_well() -> None:
    scores, wrong = score(sentences(HERE / "gold" / "unseen.txt"), Known())
    print("\n" + report("unseen", scores, wrong))
    for kind, (precision, recall) in UNSEEN.items():
        assert scores[kind].precision >= precision, kind
        assert scores[kind].recall >= recall, kind


@pytest.mark.parametrize("name", [*GOLD, "unseen"])
def test_dates_of_invented_sentences_have_the_gold_values_and_states_their_type(name: str) -> None:
    wrong = []
    for sentence in sentences(HERE / "gold" / f"{name}.txt"):
        found = {(s.start, s.end, str(s.kind)): s for s in annotate(sentence.text, sentence.lang, Known())}
        for start, end, kind, type_, attributes in sentence.gold:
            span = found.get((start, end, kind))
            if span is not None and (span.type, values(span)) != (type_, attributes):
                wrong.append((sentence.text[start:end], type_, attributes, span.type, span.attributes))
    assert wrong == []


def test_the_scorer_counts_what_is_missed_and_what_is_wrong() -> None:
    missed = Sentence(text="Nothing here", lang="en", gold=((0, 7, "person", "", ()),))
    extra = Sentence(text="In Moscow", lang="en", gold=())
    scores, wrong = score((missed, extra), Known())
    assert (scores["person"].recall, scores["place"].precision) == (0.0, 0.0)
    assert len(wrong) == 2
