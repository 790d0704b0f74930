"""``titelei new``: a folder that works at once, of what was told and nothing else."""

import dataclasses
import re
import subprocess
import sys
import tomllib
import typing
from pathlib import Path
from typing import Any

import pytest

from cli.calls import Titelei
from titelei import settings

TOLD = (
    ("--title", "en=Journal of Samples"),
    ("--title", "ru=Журнал примеров"),
    ("--issn", "1234-5679"),
    ("--language", "en"),
    ("--base-url", "https://samples.example.org/"),
    ("--contact", "office@samples.example.org"),
    ("--publisher", "Sample Press"),
    ("--editor", "Anna Editor"),
)


@pytest.fixture
def journal(titelei: Titelei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a new edition, and make it the working folder."""
    monkeypatch.chdir(tmp_path)
    assert titelei("new", "my-journal", *(word for pair in TOLD for word in pair), "--yes").code == 0
    monkeypatch.chdir("my-journal")
    return tmp_path / "my-journal"


def test_what_was_told_stands_in_the_settings_and_every_other_key_as_a_comment(journal: Path) -> None:
    made = settings.load(journal)
    assert (made.edition.title, made.domain) == ("Journal of Samples", "samples.example.org")
    assert made.journal.titles == ("Journal of Samples", "Журнал примеров")
    assert (made.edition.publisher, made.repository.user_name) == ("Sample Press", "Anna Editor")
    text = re.sub(r"(?m)^#(?=[a-z_]+ =|\[)", "", (journal / "titelei.toml").read_text("utf-8"))
    keys = {table: set(values) for table, values in tomllib.loads(text).items() if table != "targets"}
    kinds = typing.get_type_hints(settings.Settings)
    known = {t: {f.name for f in dataclasses.fields(k)} for t, k in kinds.items() if dataclasses.is_dataclass(k)}
    assert keys == known
    for path in ("own/logo.svg", "own/style.css", "own/rules.sch", "own/schemas/x", "own/labels/ru.xml"):
        (journal / path).parent.mkdir(parents=True, exist_ok=True)
        (journal / path).touch()
    assert settings.parse(text, root=journal).targets["archive"].kind == "bagit"


def test_nothing_is_invented(titelei: Titelei, tmp_path: Path) -> None:
    assert titelei("new", tmp_path / "bare", "--yes").code == 0
    assert settings.load(tmp_path / "bare") == settings.parse("", root=tmp_path / "bare")


def test_the_folder_is_asked_for_in_the_reader_s_language(
    titelei: Titelei, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = tmp_path / "answers"
    answers.write_text("ru=Журнал примеров\n1234-5679\nru en\n\nhttps://samples.example.org/\n", "utf-8")
    with answers.open(encoding="utf-8") as typed:
        monkeypatch.setattr("sys.stdin", typed)
        result = titelei("new", tmp_path / "журнал", "--lang", "ru")
    assert (result.code, "Название журнала" in result.err) == (0, True)
    made = settings.load(tmp_path / "журнал")
    assert (made.edition.title, made.render.languages) == ("Журнал примеров", ("ru", "en"))
    assert "название издания" in (tmp_path / "журнал" / "titelei.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--issn", "1234", "an ISSN such as"),
        ("--base-url", "samples.example.org", "ends with /"),
        ("--contact", "anna", "an e-mail address"),
    ],
)
def test_a_wrong_value_is_refused_before_anything_is_written(
    titelei: Titelei, tmp_path: Path, option: str, value: str, said: str
) -> None:
    result = titelei("new", tmp_path / "x", option, value, "--yes")
    assert (result.code, said in result.err, (tmp_path / "x").exists()) == (2, True, False)


def test_nothing_that_stands_is_overwritten(titelei: Titelei, journal: Path) -> None:
    before = (journal / "titelei.toml").read_bytes()
    assert "holds an edition already" in titelei("new", journal, "--yes").err
    assert (journal / "titelei.toml").read_bytes() == before
    (journal.parent / "thesis").mkdir()
    (journal.parent / "thesis" / "chapter.txt").write_text("x", "utf-8")
    assert "chapter.txt" in titelei("new", journal.parent / "thesis", "--yes").err


def test_run_says_how_to_begin(titelei: Titelei, journal: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = titelei("run")
    assert (result.code, "titelei encode PAGE" in result.err) == (0, True)
    monkeypatch.chdir(journal.parent)
    result = titelei("run")
    assert (result.code, "titelei new DIR" in result.err) == (2, True)


def test_schemas_for_editing_programs_are_the_program_s_own(journal: Path, root: Path) -> None:
    for name in ("frontmatter.rng", "frontmatter.sch"):
        assert (journal / "schemas" / name).read_bytes() == (root / "schemas" / name).read_bytes()
    assert not list(journal.rglob("*.xsl"))


def test_workflows_are_right_by_the_schemas_of_their_hosts(journal: Path) -> None:
    for schema, name in (
        ("vendor.github-workflows", ".github/workflows/edition.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ):
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(journal / name)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    import yaml  # type: ignore[import-untyped, unused-ignore]

    hooks: Any = yaml.safe_load((journal / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {hook["entry"] for hook in hooks["repos"][0]["hooks"]} == {"titelei fix", "titelei validate"}
