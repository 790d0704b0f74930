"""What identifiers are made from is demanded before the first deposit, and a change of it makes no second items."""

from pathlib import Path

import pytest

from cli.calls import Titelei

ID = "ambartsumyan-2021"
OLD = f"oai:titelei.example.org:{ID}"


def settings(project: Path, text: str) -> None:
    (project / "titelei.toml").write_text(text, "utf-8")


def stored(titelei: Titelei) -> list[str]:
    return [each["object"] for each in titelei("repository", "list", "--json").json]


def second(article: Path) -> Path:
    """Give one more article, which no repository has yet."""
    other = article.with_name("a-new-2021.xml")
    other.write_text(article.read_text("utf-8").replace(f'xml:id="{ID}"', 'xml:id="a-new-2021"', 1), "utf-8")
    return other


@pytest.mark.parametrize("command", ["run", "deposit"])
@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", 'base_url = "'),
        ('[repository]\ndomain = "journal.example.org"\n', 'base_url = "'),
        ('[edition]\nbase_url = "http://127.0.0.1:8000/"\n', 'domain = "'),
        ('[edition]\nbase_url = "http://localhost/"\n', 'domain = "'),
    ],
)
def test_nothing_is_deposited_under_a_domain_that_nobody_chose(
    titelei: Titelei, project: Path, command: str, text: str, named: str
) -> None:
    settings(project, text)
    result = titelei(command)
    assert (result.code, named in result.err) == (2, True)
    assert stored(titelei) == []
    assert titelei("validate").code == 0, "only depositing needs it"


def test_a_domain_of_its_own_may_stand_beside_an_address_that_gives_none(titelei: Titelei, project: Path) -> None:
    settings(project, '[edition]\nbase_url = "http://localhost/"\n[repository]\ndomain = "journal.example.org"\n')
    assert titelei("run", "-q").code == 0
    assert stored(titelei) == [f"oai:journal.example.org:{ID}"]


def test_a_change_of_domain_makes_no_second_item(titelei: Titelei, project: Path, article: Path) -> None:
    assert titelei("run", "-q").code == 0
    second(article)
    settings(project, '[edition]\nbase_url = "https://elsewhere.example.org/"\n')
    for words in (["run"], ["deposit"], ["deposit", "--dry-run"], ["run", str(second(article))]):
        refused = titelei(*words)
        assert refused.code == 2
        assert 'domain = "titelei.example.org"' in refused.err
        assert f"titelei repository withdraw {OLD}" in refused.err
        assert stored(titelei) == [OLD]
    moved = (project / "titelei.toml").read_text("utf-8")
    settings(project, f'{moved}[repository]\ndomain = "titelei.example.org"\n')
    assert titelei("run", "-q").code == 0
    assert stored(titelei) == ["oai:titelei.example.org:a-new-2021", OLD]


def test_a_change_of_domain_makes_no_second_item_where_the_catalogue_is_gone(
    titelei: Titelei, project: Path, article: Path
) -> None:
    assert titelei("run", "-q").code == 0
    (catalogue,) = project.rglob("catalogue.sqlite")
    settings(project, '[edition]\nbase_url = "https://elsewhere.example.org/"\n')
    for words in (["deposit", "--dry-run"], ["deposit"], ["deposit", str(second(article))]):
        for file in catalogue.parent.glob("catalogue.sqlite*"):
            file.unlink()
        refused = titelei(*words)
        assert (refused.code, 'domain = "titelei.example.org"' in refused.err) == (2, True)
        assert not catalogue.exists()
    assert stored(titelei) == [OLD]


def test_identifiers_change_after_the_old_ones_were_withdrawn(titelei: Titelei, project: Path) -> None:
    assert titelei("run", "-q").code == 0
    assert titelei("repository", "withdraw", OLD, "--reason", "Has another identifier now").code == 0
    settings(project, '[edition]\nbase_url = "https://elsewhere.example.org/"\n')
    assert titelei("run", "-q").code == 0
    assert stored(titelei) == [f"oai:elsewhere.example.org:{ID}", OLD]
    assert titelei("run", "-q").code == 0
