"""What ``titelei run`` prints: a line an article, a note once, and of thousands what is wrong or new."""

import re

import pytest

from cli.calls import Titelei
from titelei.cli import run
from titelei.cli.screen import Screen
from titelei.model import Finding, Severity
from titelei.pipeline.article import Row

WRONG = Finding(rule="pointer-resolves", severity=Severity.ERROR, message="points nowhere")


def articles(count: int, *, wrong: int) -> list[Row]:
    return [
        Row(file=f"a-{n}.xml", id=f"a-{n}", stage="check", stopped=n == wrong, findings=(WRONG,) * (n == wrong))
        for n in range(count)
    ]


def test_of_thousands_of_articles_what_is_wrong_is_shown_and_the_rest_counted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    run.table(Screen(json=False, quiet=False), articles(5000, wrong=4321), verbose=False)
    out = capsys.readouterr().out
    assert re.search(r"a-4321 +1 error: pointer-resolves +none +stopped at check", out)
    assert "5000 articles: 0 with new outputs, 1 stopped." in out
    assert len(out.splitlines()) < 10
    run.table(Screen(json=False, quiet=False), articles(50, wrong=7), verbose=True)
    assert "a-49" in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_a_note_is_told_once_and_at_its_place_when_asked(titelei: Titelei) -> None:
    out = titelei("run").out
    assert "1 article: crossref cannot be made: the article has no DOI, and Crossref registers DOIs." in out
    assert "[render-crossref]" not in out
    told = titelei("run", "--verbose").out
    assert re.search(r"tei/articles/ambartsumyan-2021\.xml:\d+:\d+: info: crossref cannot", told)
    assert "index.html  " in told
