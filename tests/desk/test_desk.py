"""The desk at its addresses: who is let in, what is brought, answered, changed, undone and published."""

import json
from collections.abc import Callable

import httpx
import pytest

from desk.conftest import TOKEN, Desk
from desk.pages import page

Read = Callable[[], bytes]
ID = "brandt-2024"


def test_only_who_has_the_token_is_let_in(desk: Desk) -> None:
    address = str(desk.client.base_url)
    with httpx.Client(base_url=address) as stranger:
        assert stranger.get("/").status_code == 403
        assert stranger.get("/", params={"token": "guessed"}).status_code == 403
        answer = stranger.get("/", params={"token": TOKEN})
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert "samesite=strict" in answer.headers["set-cookie"].lower()
        assert "httponly" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    "headers", [{"host": "desk.example.org"}, {"origin": "https://elsewhere.example.org"}], ids=["host", "origin"]
)
def test_pages_of_others_can_send_nothing_here(desk: Desk, headers: dict[str, str], as_it_was: Read) -> None:
    before = as_it_was()
    data = {"form_token": desk.token, "state": desk.state(ID), "action": "remove", "field": "doi"}
    answer = desk.client.post(f"/article/{ID}/fact", data=data, headers=headers)
    assert (answer.status_code, as_it_was()) == (403, before)


def test_a_form_without_the_desks_own_token_does_nothing(desk: Desk, as_it_was: Read) -> None:
    before = as_it_was()
    data = {"state": desk.state(ID), "action": "remove", "field": "doi"}
    answer = desk.client.post(f"/article/{ID}/fact", data=data)
    assert (answer.status_code, as_it_was()) == (403, before)
    assert 'role="alert">This form is none of the desk' in answer.text


def test_what_is_brought_becomes_drafts_and_the_rest_is_told(desk: Desk) -> None:
    told = desk.bring(
        ("mill.html", page("Mills of the Upper Ambra", "Lind", "Sara", 120)),
        ("../../../etc/to-colleagues.txt", b"Dear colleagues, the meeting is on Monday.\n"),
    )
    assert 'href="/article/lind-2024"' in told
    assert "to-colleagues.txt" in told
    assert "not taken" in told
    assert not list(desk.settings.root.parent.rglob("to-colleagues.txt"))
    assert "Mills of the Upper Ambra" in desk.client.get("/").text


def test_pasted_text_becomes_a_draft(desk: Desk) -> None:
    told = desk.bring(text=page("Locks of the Ambra", "Moser", "Karl", 121).decode())
    assert 'href="/article/moser-2024"' in told


def test_a_page_that_is_brought_again_makes_no_second_draft(desk: Desk) -> None:
    before = sorted(p.name for p in desk.settings.articles.iterdir())
    assert "as it was before" in desk.bring(("again.html", page()))
    assert sorted(p.name for p in desk.settings.articles.iterdir()) == before


def test_each_value_leads_to_its_place_in_the_source(desk: Desk) -> None:
    text = desk.client.get(f"/article/{ID}").text
    marks = {part.split('"')[0] for part in text.split('<mark id="')[1:]}
    led = {part.split('"')[0] for part in text.split('class="to" href="#')[1:]}
    assert marks
    assert marks <= led


def test_a_fact_is_added_changed_and_taken_away_as_by_answers(desk: Desk, as_it_was: Read) -> None:
    added = desk.step(ID, "fact", action="add", field="orcid", of="1", value="0000-0002-1825-0097")
    assert added.status_code == 303, added.text
    assert b"0000-0002-1825-0097" in as_it_was()
    assert desk.step(ID, "fact", action="change", field="volume", value="13").status_code == 303
    assert b'unit="volume" n="13"' in as_it_was()
    assert desk.step(ID, "fact", action="remove", field="orcid").status_code == 303
    assert b"0000-0002-1825-0097" not in as_it_was()
    assert b"M. Editor" in as_it_was()


def test_an_answer_is_kept_with_who_gave_it(desk: Desk, as_it_was: Read) -> None:
    text = desk.client.get(f"/article/{ID}").text
    asked = text.split('name="question" value="')[1].split('"')[0]
    assert desk.step(ID, "answer", question=asked, action="accept").status_code == 303
    proof = json.loads((desk.settings.articles.parent / "evidence" / f"{ID}.json").read_bytes())
    assert [(a["question"], a["action"], a["by"]) for a in proof["answers"]] == [(asked, "accept", "M. Editor")]


@pytest.mark.parametrize(
    ("field", "value"), [("doi", "no doi"), ("orcid", "0000-0002-1825-0098"), ("nothing", "x")], ids=lambda v: v
)
def test_what_cannot_be_is_refused_with_why_and_changes_nothing(
    desk: Desk, as_it_was: Read, field: str, value: str
) -> None:
    before = as_it_was()
    answer = desk.step(ID, "fact", action="add", field=field, value=value)
    assert (answer.status_code, as_it_was()) == (422, before)
    assert 'role="alert"' in answer.text


def test_steps_are_undone_and_done_again_to_the_byte(desk: Desk, as_it_was: Read) -> None:
    states = [as_it_was()]
    for volume in ("13", "14"):
        desk.step(ID, "fact", action="change", field="volume", value=volume)
        states.append(as_it_was())
    assert len(set(states)) == 3
    for wanted in (states[1], states[0]):
        assert desk.step(ID, "undo").status_code == 303
        assert as_it_was() == wanted
    assert desk.step(ID, "undo").status_code == 422
    for wanted in (states[1], states[2]):
        assert desk.step(ID, "redo").status_code == 303
        assert as_it_was() == wanted


def test_a_file_that_was_changed_elsewhere_is_never_overwritten(desk: Desk, as_it_was: Read) -> None:
    seen = desk.state(ID)
    other = as_it_was().replace(b"water rights", b"rights of water")
    desk.tei(ID).write_bytes(other)
    data = {"state": seen, "action": "change", "field": "volume", "value": "15"}
    answer = desk.form(f"/article/{ID}/fact", data)
    assert (answer.status_code, as_it_was()) == (409, other)
    assert "+" in answer.text
    assert "rights of water" in answer.text


def test_findings_stand_beside_their_line_with_the_repair_shown_first(desk: Desk, as_it_was: Read) -> None:
    broken = as_it_was().replace(b">Brandt</surname>", b">Brandt </surname>", 1)
    assert broken != as_it_was()
    desk.tei(ID).write_bytes(broken)
    found = desk.client.get(f"/article/{ID}?view=findings").text
    assert 'class="diff"' in found
    rule = found.split('name="rule" value="')[1].split('"')[0]
    assert 'href="#found-' in desk.client.get(f"/article/{ID}?view=tei").text
    assert as_it_was() == broken
    assert desk.step(ID, "repair", rule=rule).status_code == 303
    assert as_it_was() != broken


def test_pages_are_shown_from_the_first_to_the_last(desk: Desk) -> None:
    assert '<span class="value">7–28</span>' in desk.client.get(f"/article/{ID}").text


def test_what_is_typed_into_the_tei_is_checked_before_it_is_written(desk: Desk, as_it_was: Read) -> None:
    before = as_it_was()
    typed = before.decode().replace("</teiHeader>", "</teiHeade>")
    answer = desk.step(ID, "check", text=typed)
    assert (answer.status_code, as_it_was()) == (200, before)
    assert 'class="finding"' in answer.text
    assert "&lt;/teiHeade&gt;" in answer.text
    assert (desk.step(ID, "tei", text=typed).status_code, as_it_was()) == (422, before)


def test_tei_that_was_typed_is_written_to_the_byte_and_taken_back(desk: Desk, as_it_was: Read) -> None:
    before = as_it_was()
    wanted = before.replace(b"water rights", b"rights of water")
    assert desk.step(ID, "tei", text=wanted.decode().replace("\n", "\r\n")).status_code == 303
    assert as_it_was() == wanted != before
    assert desk.step(ID, "undo").status_code == 303
    assert as_it_was() == before


def test_tei_of_another_article_or_on_an_older_state_is_not_written(desk: Desk, as_it_was: Read) -> None:
    before, seen = as_it_was(), desk.state(ID)
    other = before.decode().replace(f'xml:id="{ID}"', 'xml:id="other-2024"')
    assert (desk.step(ID, "tei", text=other).status_code, as_it_was()) == (422, before)
    meanwhile = before.replace(b"water rights", b"rights of water")
    desk.tei(ID).write_bytes(meanwhile)
    answer = desk.form(f"/article/{ID}/tei", {"state": seen, "text": before.decode().replace("ferries", "boats")})
    assert (answer.status_code, as_it_was()) == (409, meanwhile)


def test_the_list_is_narrowed_to_an_issue_and_to_words(desk: Desk) -> None:
    desk.bring(("tolls.html", page("Tolls of the Ambra", "Ilves", "Mart", 123).replace(b'"12"', b'"14"')))
    assert 'href="/publish?issue=14%281%29' in desk.client.get("/").text
    narrowed = desk.client.get("/", params={"issue": "14(1), 2024"}).text
    assert "Tolls of the Ambra" in narrowed
    assert "Ferries of the Lower Ambra" not in narrowed
    assert "ilves-2024" in desk.client.get("/", params={"q": "ILVES tolls"}).text
    assert "ilves-2024" not in desk.client.get("/", params={"q": "ilves ferries"}).text
    to_publish = desk.client.get("/publish", params={"issue": "14(1), 2024"}).text
    assert 'href="/article/ilves-2024"' in to_publish
    assert ID not in to_publish


def test_the_preview_runs_nothing_and_reaches_nothing(desk: Desk) -> None:
    answer = desk.client.get(f"/article/{ID}/page")
    assert "Ferries of the Lower Ambra" in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("sandbox;")
    assert "script-src" not in policy


def test_nothing_of_a_source_becomes_markup_of_the_desk(desk: Desk) -> None:
    desk.bring(("evil.html", page("Weirs &lt;script&gt;alert(1)&lt;/script&gt; of Ambra", "Evers", "Ida", 122)))
    for path in ("/", "/article/evers-2024", "/article/evers-2024?view=tei", "/publish?article=evers-2024"):
        text = desk.client.get(path).text
        assert "<script>" not in text, path


@pytest.mark.parametrize("path", ["/article/none-2000", "/article/..%2f..%2fetc", "/job/none", "/nothing"])
def test_what_is_not_there_is_told_in_a_page(desk: Desk, path: str) -> None:
    answer = desk.client.get(path)
    assert answer.status_code == 404
    assert "<h1>" in answer.text


def test_a_form_leads_back_to_no_other_site(desk: Desk) -> None:
    for back in ("https://elsewhere.example.org/", "//elsewhere.example.org/", "/\\elsewhere.example.org"):
        assert desk.form("/language", {"lang": "en", "back": back}).headers["location"] == "/"


def test_the_desk_speaks_the_readers_language(desk: Desk) -> None:
    try:
        desk.form("/language", {"lang": "ru", "back": "/"})
        text = desk.client.get("/").text
        assert '<html lang="ru">' in text
        assert "Сделать черновики" in text
    finally:
        desk.client.cookies.delete("titelei_desk_lang")


def test_a_broken_file_is_told_and_the_others_go_on(desk: Desk) -> None:
    broken = desk.settings.articles / "broken-2020.xml"
    broken.write_bytes(b"<TEI><unclosed></TEI>")
    try:
        text = desk.client.get("/").text
        assert "cannot be read" in text
        assert "Ferries of the Lower Ambra" in text
        answer = desk.client.get("/article/broken-2020")
        assert (answer.status_code, "broken-2020.xml" in answer.text) == (422, True)
    finally:
        broken.unlink()
