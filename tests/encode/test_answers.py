"""Answers as data: to questions and about fields; and questions that quote the right one of lines in one line."""

import pytest

from encode.rafts import ME, NS, PAGE, draft_of
from titelei import settings
from titelei.encode.review import Refused
from titelei.errors import UsageError
from titelei.pipeline import answers
from titelei.pipeline import review as reviewing
from titelei.pipeline.answers import Instruction

ONE_LINE = (
    '<html lang="en"><head><meta name="citation_title" content="Rafts on the Lake Shelby"/>'
    '<meta name="citation_author" content="Pavel Kozlov"/></head>'
    "<body><h1>Rafts on the Lake Shelby</h1><p>Pavel Kozlov</p><h3>Abstract</h3>"
    "<p>Rafts of the Shareniy Bugor site were small in 1931.</p><p>Views: some</p>"
    "<p>A line of no kind</p></body></html>"
)


@pytest.fixture(scope="module")
def project_settings() -> settings.Settings:
    return settings.Settings()


def test_a_list_of_answers_is_carried_out_and_what_cannot_be_taken_is_given_back(
    project_settings: settings.Settings,
) -> None:
    given = answers.read(
        b"""[{"action": "add", "field": "author", "value": "Vera Lind"},
             {"action": "change", "field": "volume", "value": "25"},
             {"action": "remove", "field": "issue"},
             {"action": "add", "field": "doi", "value": "see the PDF"},
             {"action": "accept", "question": "value of nothing"}]""",
        "answers.json",
    )
    done = answers.carried(draft_of(PAGE), given, ME, project_settings)
    root = done.draft.document.root
    assert root.xpath("//t:analytic/t:author/t:persName/text()", namespaces=NS)[-1] == "Vera Lind"
    assert root.xpath("//t:imprint/t:biblScope[@unit='volume']/@n", namespaces=NS) == ["25"]
    assert root.xpath("//t:imprint/t:biblScope[@unit='issue']", namespaces=NS) == []
    assert [(one.field, why.key) for one, why in done.refused] == [("doi", "bad_form"), ("", "no_question")]


def test_answers_of_another_article_are_left_alone(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    other = Instruction(action="change", field="volume", value="25", article="other-2019")
    assert answers.carried(draft, (other,), ME, project_settings).draft is draft


def test_a_value_that_does_not_stand_cannot_be_changed(project_settings: settings.Settings) -> None:
    with pytest.raises(Refused) as refused:
        answers.stated(draft_of(PAGE), "author 7")
    assert refused.value.key == "not_stated"


@pytest.mark.parametrize(
    "data",
    [b"[{", b'{"action": "sing"}', b'{"action": "skip", "colour": "red"}', b"a\n", b'["\xfe"]', b'"\xfe"'],
)
def test_what_are_no_answers_is_a_wrong_call_that_shows_the_form(data: bytes) -> None:
    with pytest.raises(UsageError, match='"action": "accept"'):
        answers.read(data, "answers.json")


def test_a_mark_of_byte_order_before_the_answers_says_nothing() -> None:
    assert answers.read(b'\xef\xbb\xbf{"question": "q", "action": "skip"}\n', "answers.json")[0].action == "skip"


def test_questions_quote_the_right_line_where_several_stand_in_one(project_settings: settings.Settings) -> None:
    draft = draft_of(ONE_LINE, "one.html")
    assert {line.number for line in draft.lines} == {1}
    asked = [q for q in reviewing.questions(draft, project_settings) if q.what == "encode-unclassified"]
    assert [q.where.text for q in asked] == [line for q in asked if (line := q.message.split("“")[1].split("”")[0])]
    found = [q for q in reviewing.questions(draft, project_settings) if q.kind in ("name", "date", "value")]
    for question in found:
        assert question.where.text[question.where.start - 1 : question.where.end] != ""
    named = [q for q in found if q.kind == "name"]
    assert all(q.where.text[q.where.start - 1 : q.where.end] == q.shown for q in named)
