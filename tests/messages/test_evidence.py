"""What a draft's evidence keeps in English is told in Russian whenever it is read: in review, in explain."""

import ast
import json
import re
from pathlib import Path

import pytest

import messages as tool
from encode.rafts import PAGE
from in_this_process import titelei
from titelei.encode import encode, evidence, wording
from titelei.messages import told

_QUOTED = re.compile(r"«[^»]*»|\[[^\]]*\]|<[^>]*>|\([^()]*\)")


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    (tmp_path / "titelei.toml").write_text("")
    (tmp_path / "rafts.txt").write_text(PAGE, "utf-8")
    assert titelei("encode", "rafts.txt", cwd=tmp_path).returncode == 0
    return tmp_path


def english(text: str) -> list[str]:
    """Give the lines that hold two Latin words in a row beside quotes, names and values."""
    said = [line for line in text.splitlines() if not line.startswith("На странице: ")]
    return [line for line in said if re.search(r"\b[A-Za-z]{2,} [a-z]{2,}\b", _QUOTED.sub("", line))]


def test_a_review_in_russian_holds_no_english_sentence_but_the_quotes_of_the_page(reviewed: Path) -> None:
    session = titelei(
        "--lang", "ru", "encode", "rafts.txt", "--review", "--as", "Вера Козлова", cwd=reviewed, typed="s\n" * 40
    )
    assert session.returncode == 0
    assert "Ни одно правило не знает, что такое строка 12: «Паромы верхнего Заречья»." in session.stdout
    assert "Прочитано как улица в адресе (address street): «Lake St, 1» (блок авторов: часть адреса: улица)" in (
        session.stdout
    )
    open_values = re.compile(r"^(- [а-яё ]+(?: \([a-z ]+\))?): .*$", re.MULTILINE | re.IGNORECASE)
    assert english(open_values.sub(r"\1", session.stdout)) == []


def test_explain_in_russian_names_fields_sources_and_rules(reviewed: Path) -> None:
    said = titelei("explain", "tei/articles/kozlov-2019.xml", "--lang", "ru", cwd=reviewed).stdout
    assert "год (year): 2019\n  строка 11, знаки 63–66 (библиографическое описание): «2019»\n" in said
    assert re.search(r"  правило: четыре цифры, образующие год; уверенность 0\.\d\d\b", said)
    values = re.compile(r"^\S.*\): .*$", re.MULTILINE)  # a field and its value, which is the page's
    assert english(values.sub("", said)) == []
    in_english = titelei("explain", "tei/articles/kozlov-2019.xml", cwd=reviewed).stdout
    assert "year: 2019\n  line 11, characters 63–66 (citation): “2019”\n" in in_english


def test_a_refused_answer_is_refused_in_russian(reviewed: Path) -> None:
    (reviewed / "answers.json").write_text(
        json.dumps([{"action": "change", "field": "doi", "value": "10.5555/x"}]), "utf-8"
    )
    call = ("encode", "rafts.txt", "--answers", "answers.json", "--as", "Вера Козлова", "--lang", "ru")
    assert "Значения «doi» в этом черновике нет." in titelei(*call, cwd=reviewed).stdout


def test_evidence_keeps_the_english_text_and_what_it_was_made_from() -> None:
    made = encode(PAGE.encode(), name="rafts.txt", when="2026-11-22", version="0.1.0")
    data = evidence.dump(made.evidence)
    again = evidence.load(data)
    assert evidence.dump(again) == data
    assert [t.message for t in again.told] == [t.message for t in made.evidence.told]
    assert [told(t.message, "ru") for t in again.told] == [told(f.message, "ru") for f in made.evidence.told]


def test_evidence_without_templates_or_with_others_is_read_all_the_same() -> None:
    made = encode(PAGE.encode(), name="rafts.txt", when="2026-11-22", version="0.1.0")
    file = json.loads(evidence.dump(made.evidence))
    kept = file.pop("messages")
    old = evidence.load(json.dumps(file).encode())
    assert old.told[-1].message == made.evidence.told[-1].message
    assert told(old.told[-1].repair, "ru") == "Разметьте её по смыслу или как surplus."
    text = str(made.evidence.told[-1].message)
    for spoilt in ({"template": "{lost}"}, {"template": "Something else."}):
        changed = evidence.load(json.dumps({**file, "messages": {**kept, text: spoilt}}).encode())
        assert told(changed.told[-1].message, "ru") == text


@pytest.mark.parametrize(
    ("rule", "russian"),
    [
        ("label “DOI”", "подпись «DOI»"),
        ("line model, 0.88, over 2 lines", "модель строк, 0.88, на 2 строках"),
        ("meta citation_author, and the byline", "meta citation_author, и блок авторов"),
        ("/article/front/article-meta", "/article/front/article-meta"),
    ],
)
def test_a_rule_of_evidence_is_told_with_its_parts(rule: str, russian: str) -> None:
    assert wording.rule(rule) == rule
    assert told(wording.rule(rule), "ru") == russian


def test_every_rule_that_is_written_as_words_has_its_wording() -> None:
    """Rules are literals of several words, given as ``rule=`` or as the last text of a claim."""
    lacking = []
    for path in sorted((tool.SOURCE / "encode").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "rule" and isinstance(node.value, ast.Constant):
                rule = str(node.value.value)
                if " " in rule and told(wording.rule(rule), "ru") == rule:
                    lacking.append(rule)
    assert lacking == []
