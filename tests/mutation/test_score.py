"""Every damage to the valid edition is found by the rule meant for it; TITELEI_WRITE_SCORE=1 renews the score."""

import json
import os
from collections.abc import Callable, Iterator

import pytest

from mutation.damages import ARTICLE, Damage, all_damages, unknown_attributes, unknown_elements
from mutation.score import COMMITTED, committed, findings, rules_found, score, table
from titelei.validate.misspelt import NAMES


def test_the_edition_itself_has_no_finding() -> None:
    whole = Damage(kind="none", name=ARTICLE.stem, data=ARTICLE.read_bytes(), meant=frozenset(), is_rendered=True)
    assert rules_found(whole) == frozenset()


def test_there_are_damages_of_every_kind_and_each_has_its_own_name() -> None:
    damages = list(all_damages())
    assert len(damages) >= 200
    assert {d.kind for d in damages} == set(committed())
    assert len({(d.kind, d.name) for d in damages}) == len(damages)


@pytest.mark.long
def test_a_sample_of_damages_is_found() -> None:
    _result, missed = score(list(all_damages())[::12])
    assert missed == []


@pytest.mark.long
def test_the_score_does_not_fall() -> None:
    result, missed = score(all_damages())
    print(f"\n{table(result)}")
    if os.environ.get("TITELEI_WRITE_SCORE"):
        COMMITTED.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    for kind, before in committed().items():
        now = result[kind]
        assert now["caught"] * before["of"] >= before["caught"] * now["of"], "\n".join(missed)
        assert now["of"] >= before["of"], f"there are fewer damages of the kind {kind} than there were"


@pytest.mark.long
@pytest.mark.parametrize("misspelt", [unknown_attributes, unknown_elements])
def test_a_misspelt_name_that_is_recognised_gives_one_finding(misspelt: Callable[[], Iterator[Damage]]) -> None:
    several = {}
    for damage in misspelt():
        found = findings(damage)
        if len(found) > 1 and any(f.rule in NAMES and f.about.meant for f in found):
            several[damage.name] = [f.rule for f in found]
    assert several == {}
