"""Every message of the program has its Russian, with the parts and the plural forms that it needs."""

import re
import string
from functools import cache
from pathlib import Path

import polib
import pytest

import messages as tool
import stylesheets
from in_this_process import titelei
from messages import Entry
from titelei.messages import joined, known, plain, say, say_n, told
from titelei.oai.check import checks
from titelei.repository.ocfl import fixity
from unsaid import unsaid


@cache
def catalogue() -> polib.POFile:
    return polib.pofile(tool.CATALOGUE.read_text("utf-8"))


@cache
def messages() -> tuple[Entry, ...]:
    return tuple(tool.entries())


def test_every_message_has_its_russian_and_no_translation_is_left_over() -> None:
    said = [(m.context, m.template, m.many) for m in messages()]
    kept = [(e.msgctxt or "", e.msgid, e.msgid_plural or "") for e in catalogue()]
    assert kept == said, "Run “make messages”, and fill in what it names."
    assert [e.msgid for e in catalogue() if not e.translated()] == []


def test_a_translation_has_the_parts_of_its_message() -> None:
    wrong = {}
    for entry in (e for e in catalogue() if e.translated()):
        for russian in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            find = xpath_variables if entry.msgctxt == "rule" else parts
            lacking = find(entry.msgid_plural or entry.msgid) ^ find(russian)
            if lacking:
                wrong[russian] = lacking
    assert not wrong


def test_russian_is_written_in_cyrillic_and_with_its_own_quotation_marks() -> None:
    texts = [text for e in catalogue() for text in (e.msgstr_plural.values() if e.msgid_plural else [e.msgstr])]
    assert [t for t in texts if re.search("[“”„]", t)] == []
    assert [
        e.msgid
        for e in catalogue()
        if e.msgstr
        and not re.search("[а-яё]", e.msgstr.lower())
        and len(e.msgid) > 40
        and not e.msgid.startswith("titelei ")
    ] == []


@pytest.mark.long
def test_every_sentence_is_a_message() -> None:
    assert unsaid(tool.SOURCE, {m.template for m in messages()}) == {}


def xpath_variables(template: str) -> set[str]:
    """Give the variables in a rule's template, whose braces hold XPath."""
    return set(re.findall(r"\$\w+", template))


def parts(template: str) -> set[str]:
    return {
        re.split(r"[.\[]", name)[0] for _text, name, _spec, _conversion in string.Formatter().parse(template) if name
    }


def test_a_message_within_a_message_is_told_too() -> None:
    inner = say("The folder that you are in is gone. Change into one that is there (cd).")
    assert told(say("Error: {message}", message=inner), "ru").startswith("Ошибка: Текущей папки больше нет")


def test_an_error_within_a_message_is_told_too() -> None:
    error = ValueError(say("There is no command {name}.", name="valdate"))
    assert told(say("Error: {message}", message=error), "ru") == "Ошибка: Команды valdate нет."


def test_a_message_is_english_text_wherever_nobody_asks_for_another_language() -> None:
    message = say("There is no command {name}.", name="valdate")
    assert message == "There is no command valdate."
    assert told(message, "en") == message
    assert say_n("{n} dog", "{n} dogs", 2) == "2 dogs"


def test_what_is_no_message_of_the_catalogue_stays_as_it_is() -> None:
    assert told("plain", "ru") == "plain"
    assert told(say("Nobody says {this}.", this="that"), "ru") == "Nobody says that."


def test_an_empty_message_is_empty_in_every_language() -> None:
    assert told(known(""), "ru") == ""
    assert told(joined(", ", []), "ru") == ""


def test_what_checks_ask_for_and_what_codes_stand_for_is_told_in_russian() -> None:
    texts = [*(check.asks for check in checks()), *fixity.meanings().values()]
    assert [text for text in texts if told(text, "ru") == text] == []


@pytest.mark.parametrize(
    ("command", "places"),
    [((), "[ПАРАМЕТРЫ] КОМАНДА [АРГУМЕНТЫ]…"), (("oai",), "[ПАРАМЕТРЫ] КОМАНДА"), (("explain",), "[ПАРАМЕТРЫ]")],
)
def test_the_usage_line_of_help_is_in_russian(command: tuple[str, ...], places: str, tmp_path: Path) -> None:
    usage = titelei("--lang", "ru", *command, "--help", cwd=tmp_path).stdout.splitlines()[0]
    assert usage.startswith("Вызов: ")
    assert places in usage


def test_an_error_s_text_stays_a_message() -> None:
    error = OSError(say("There is no command {name}.", name="valdate"))
    assert told(str(error), "ru") == "Команды valdate нет."
    assert type(plain(str(error))) is str


def test_a_message_keeps_its_translation_where_a_part_is_replaced() -> None:
    message = say("There is no command {name}.", name="valdate")
    assert told(message.replace("valdate", "fixx"), "ru") == "Команды fixx нет."
    assert message.replace("command", "word") == "There is no word valdate."


@pytest.mark.parametrize(
    ("text", "russian"),
    [
        ("There is no abstract pattern “q”.", "Абстрактного шаблона «q» нет."),
        ("There is no phase “x”. It has no phases.", "Фазы «x» нет. Фаз в ней нет."),
        ("Unterminated string (at line 2, column 7)", "строка не закончена (строка 2, столбец 7)"),
        ("[Errno 13] Permission denied", "доступ запрещён (ошибка 13)"),
        ("the article has no DOI, which DataCite demands.", "у статьи нет DOI, которого требует DataCite."),
        ("Nobody ever said so.", "Nobody ever said so."),
    ],
)
def test_what_stylesheets_and_other_programs_say_is_known_by_its_form(text: str, russian: str) -> None:
    assert told(known(text), "ru") == russian
    assert told(known(text), "en") == text


def test_stylesheets_say_what_the_catalogue_has() -> None:
    said = dict(stylesheets.templates(tool.ROOT / "xslt"))
    assert "There is no abstract pattern “{p1}”." in said
    assert "the newest change is dated “{p1}”, and OAI-PMH needs a day." in said
    assert len(said) > 90
