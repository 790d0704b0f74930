"""Every form of a report speaks Russian where that is asked for, and English sentences stay out of it."""

import json
import re
from pathlib import Path

import pytest

from in_this_process import titelei

BROKEN = {
    "syntax.xml": "<TEI><teiHeader></TEI>",
    "grammar.xml": '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="grammar"><teiHeader/><titel when="x"/></TEI>',
    "rule.xml": "",
}


@pytest.fixture(scope="module")
def folder(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("russian")
    article = next((root / "tei" / "articles").glob("*.xml")).read_text("utf-8")
    damaged = article.replace('ref="#per.', 'ref="#org.', 1).replace('when="2021"', 'when="2021-13"')
    for name, text in {**BROKEN, "rule.xml": damaged}.items():
        (made / name).write_text(text, "utf-8")
    return made


def own_words(text: str) -> str:
    """Take out what is quoted, what is code, and lines of the file that are shown."""
    lines = (line for line in text.splitlines() if " | " not in line)
    return re.sub(r"«[^»]*»|<[^>]*>|&lt;.*?&gt;|\"[^\"]*\"|\[[^\]]*\]|@\w+|\S+\.xml\S*|/TEI\S*", "", "\n".join(lines))


def english(text: str) -> list[str]:
    return re.findall(r"\b(?:the|is|are|has|was|not|with|write|delete|correct|this)\b", own_words(text), re.IGNORECASE)


def test_a_report_as_text_is_russian(folder: Path) -> None:
    said = titelei("validate", "--lang", "ru", *BROKEN, cwd=folder)
    assert said.returncode == 1
    assert "Как исправить: " in said.stdout
    assert "3 документа: " in said.stdout
    assert "ошибка: Элемент <teiHeader>, открытый в строке 1, закрывается здесь тегом </TEI>." in said.stdout
    assert english(said.stdout) == []


def test_findings_as_json_are_russian(folder: Path) -> None:
    found = json.loads(titelei("validate", "--lang", "ru", "--json", *BROKEN, cwd=folder).stdout)
    assert len({f["rule"] for f in found}) > 3
    assert [f["message"] for f in found if english(f["message"]) or not re.search("[а-яё]", f["message"])] == []
    assert [f["repair"] for f in found if english(f["repair"])] == []


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("html", ('<html lang="ru">', "<dt>Как исправить</dt>", "titelei", "Замечания по документам")),
        ("junit", ("Как исправить: ", "Где: ")),
        ("sarif", ("**Как исправить:**", "Папка, из которой вызван titelei.")),
        ("svrl", ("<svrl:text", 'xml:lang="ru"')),
    ],
)
def test_other_forms_are_russian(folder: Path, form: str, words: tuple[str, ...]) -> None:
    said = titelei("validate", "--lang", "ru", "--report", form, *BROKEN, cwd=folder).stdout
    assert [w for w in words if w not in said] == []
    assert re.search("[а-яё]{4}", said)


def test_without_the_option_everything_is_english(folder: Path) -> None:
    said = titelei("validate", *BROKEN, cwd=folder)
    assert not re.search("[А-Яа-я]{3}", own_words(said.stdout).replace("«", ""))
