"""A project of its own for each test, and the command line, called in this process so that Saxon stays warm."""

import shutil
from pathlib import Path

import pytest

from cli.calls import Result, Titelei
from titelei.cli import main as command_line


@pytest.fixture
def project(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the first edition's project, and make it the working folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    shutil.copytree(root / "tei", folder / "tei")
    shutil.copy(root / "titelei.toml", folder / "titelei.toml")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def article(project: Path) -> Path:
    """Give the file of the first edition's article in the project."""
    return project / "tei" / "articles" / "ambartsumyan-2021.xml"


@pytest.fixture
def draft(article: Path) -> Path:
    """Give an article that could be published, as a draft that nobody has read."""
    text = article.read_text("utf-8")
    text = text.replace('<revisionDesc status="published">', '<revisionDesc status="draft">')
    text = text.replace(' status="published">', ' status="draft">')
    text = text.replace("encoding and corrections</resp>", "encoding, not yet read by a person</resp>", 1)
    article.write_text(text, "utf-8")
    return article


@pytest.fixture
def titelei(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Titelei:
    """Give a function that calls the command line."""

    def call(*arguments: str | Path) -> Result:
        monkeypatch.setattr("sys.argv", ["titelei", *(str(a) for a in arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as leaving:
            command_line.main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Result(int(leaving.value.code or 0), captured.out, captured.err)

    return call
