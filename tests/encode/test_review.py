"""Review in the terminal: what is asked, what each answer changes, that nothing on the page does."""

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from encode.rafts import ASK, ME, NS, PAGE, draft_of, errors, question
from encode.scoring import OWN
from encode.terminal import Terminal
from in_this_process import titelei
from titelei import settings
from titelei.encode import encode, evidence
from titelei.encode import page as pages
from titelei.encode.review import Refused
from titelei.fix import page as diplomatic
from titelei.pipeline import review as reviewing
from titelei.pipeline.review import Draft
from titelei.pipeline.validate import validate_document
from titelei.xml.read import parse, read


@pytest.fixture(scope="module")
def project_settings() -> settings.Settings:
    return settings.Settings()


def test_questions_come_the_most_doubtful_first_with_their_characters(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    found = reviewing.questions(draft, project_settings)
    for of_publication in (False, True):
        doubts = [q.doubt for q in found if q.needs_reason is of_publication]
        assert doubts == sorted(doubts, reverse=True)
    name = question(draft, "name pla.shareniy-bugor", project_settings)
    assert (name.where.text[name.where.start - 1 : name.where.end], name.sure) == ("Shareniy Bugor", "low")
    assert {q.what for q in found if q.kind == "finding"} >= {"encode-inline-label", "encode-unclassified"}


def test_an_accepted_name_is_the_editors_and_certain(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = question(draft, "name pla.shareniy-bugor", project_settings)
    after = reviewing.answered(draft, asked, "accept", "", ME, project_settings)
    marked = after.document.root.xpath("//t:front//t:placeName[@ref='#pla.shareniy-bugor']", namespaces=NS)
    assert [(e.get("resp"), e.get("cert")) for e in marked] == [("#resp.vera-kozlova", "high")] * 2
    statement = after.document.root.xpath("//t:respStmt[@xml:id='resp.vera-kozlova']/t:name", namespaces=NS)
    assert [e.text for e in statement] == ["Vera Kozlova"]
    assert asked.id not in [q.id for q in reviewing.questions(after, project_settings)]


def test_an_answer_touches_nothing_else_in_the_file(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = question(draft, "name pla.shareniy-bugor", project_settings)
    after = reviewing.answered(draft, asked, "accept", "", ME, project_settings)
    old, new = (d.document.data.decode().splitlines() for d in (draft, after))
    signed = re.compile(r"Shareniy Bugor|resp\.vera-kozlova|review of the draft|Vera Kozlova|</?respStmt>")
    assert [x for x in new if not signed.search(x)] == [x for x in old if not signed.search(x) and x in new]
    assert [x for x in old if x not in new and "Shareniy Bugor</placeName>" not in x] == []


@pytest.mark.parametrize(
    ("value", "element", "entry"),
    [
        ("person", "persName", "per.shareniy-bugor"),
        ("organisation", "orgName", "org.shareniy-bugor"),
        ("state", "orgName", "org.shareniy-bugor"),
        ("event", "rs", "evt.shareniy-bugor"),
        ("document", "rs", "bib.shareniy-bugor"),
        ("per.bugor", "persName", "per.bugor"),
        ("pla.lakeville", "placeName", "pla.lakeville"),
    ],
)
def test_a_name_can_be_of_another_kind_or_entry(
    value: str, element: str, entry: str, project_settings: settings.Settings
) -> None:
    draft = draft_of(PAGE)
    asked = question(draft, "name pla.shareniy-bugor", project_settings)
    after = reviewing.answered(draft, asked, "correct", value, ME, project_settings)
    root = after.document.root
    marked = root.xpath("//t:front//*[@ref=$ref][.='Shareniy Bugor']", namespaces=NS, ref=f"#{entry}")
    assert [(etree.QName(e).localname, e.get("resp")) for e in marked] == [(element, "#resp.vera-kozlova")] * 2
    assert len(root.xpath("//t:standOff//*[@xml:id=$id]", namespaces=NS, id=entry)) == 1
    assert not root.xpath("//t:standOff//*[@xml:id='pla.shareniy-bugor']", namespaces=NS)
    assert "Shareniy Bugor" in root.xpath("string(//t:standOff//*[@xml:id=$id])", namespaces=NS, id=entry)
    assert errors(after, project_settings) == []


def test_a_name_that_is_none_loses_its_tags_and_its_entry(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = question(draft, "name pla.shareniy-bugor", project_settings)
    after = reviewing.answered(draft, asked, "correct", "none", ME, project_settings)
    assert b"shareniy-bugor" not in after.document.data
    assert diplomatic.text(after.document) == diplomatic.text(draft.document)


def test_a_corrected_value_keeps_its_copies_equal(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    entry = next(e for e in draft.evidence.values if e.field == "title")
    doubted = evidence.Entry(**{**{f: getattr(entry, f) for f in entry.__struct_fields__}, "confidence": 0.5})
    values = tuple(doubted if e is entry else e for e in draft.evidence.values)
    proof = evidence.Evidence(
        **{**{f: getattr(draft.evidence, f) for f in draft.evidence.__struct_fields__}, "values": values}
    )
    draft = Draft(document=draft.document, evidence=proof, lines=draft.lines)
    asked = question(draft, f"value {entry.path}", project_settings)
    after = reviewing.answered(draft, asked, "correct", "Rafts on Lake Shelby", ME, project_settings)
    titles = after.document.root.xpath("//t:teiHeader//t:title[starts-with(., 'Rafts')]", namespaces=NS)
    assert [t.text for t in titles] == ["Rafts on Lake Shelby"] * 2
    assert evidence.responsible(entry, after.document.root) == "Vera Kozlova"
    assert diplomatic.text(after.document) == diplomatic.text(draft.document)


def test_a_settlement_corrected_takes_its_lonely_place_away(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = next(q for q in reviewing.questions(draft, project_settings) if q.what == "address country")
    after = reviewing.answered(draft, asked, "correct", "Russia", ME, project_settings)
    country = after.document.root.find(".//t:person//t:country", NS)
    assert country is not None
    assert (country.text, country.get("ref"), country.get("resp")) == ("Russia", None, "#resp.vera-kozlova")


def test_a_label_in_a_paragraph_becomes_a_section(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = question(draft, "finding encode-inline-label", project_settings)
    after = reviewing.answered(draft, asked, "correct", "yes", ME, project_settings)
    heads = after.document.root.xpath("//t:div[@type='section']/t:head", namespaces=NS)
    assert [(h.text, h.get("rend")) for h in heads][:2] == [("Introduction.", "run-in"), ("Methods.", "inline")]
    assert diplomatic.text(after.document) == diplomatic.text(draft.document)


def test_an_unknown_line_can_be_furniture(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = question(draft, "finding encode-unclassified", project_settings)
    after = reviewing.answered(draft, asked, "correct", "furniture", ME, project_settings)
    assert (
        after.document.root.xpath("string(//t:surplus[@resp='#resp.vera-kozlova'])", namespaces=NS)
        == "Паромы верхнего Заречья"
    )
    assert diplomatic.text(after.document) == diplomatic.text(draft.document)


def test_a_finding_of_a_rule_is_excused_and_an_error_is_not(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    broken = draft.document.data.replace(
        b'<biblScope unit="page" from="10" to="20">', b'<biblScope unit="page" from="30" to="20">'
    )
    draft = Draft(document=parse(broken, name="x.xml"), evidence=draft.evidence, lines=draft.lines)
    wrong = question(draft, "finding pages-order", project_settings)
    with pytest.raises(Refused) as refused:
        reviewing.answered(draft, wrong, "accept", "", ME, project_settings)
    assert refused.value.key == "reason_needed"
    with pytest.raises(Refused) as refused:
        reviewing.answered(draft, replace(wrong, needs_reason=False), "accept", "", ME, project_settings)
    assert refused.value.key == "error_stands"


@pytest.mark.parametrize(
    ("begins", "value", "key"),
    [
        ("name pla.shareniy-bugor", "a hill", "no_name"),
        ("name pla.shareniy-bugor", "pla.UPPER", "no_name"),
        ("finding encode-unclassified", "Two Words", "no_block"),
        ("finding encode-unclassified", "nonsense", "worse"),
    ],
)
def test_a_value_that_fits_nothing_is_refused_and_changes_nothing(
    begins: str, value: str, key: str, project_settings: settings.Settings
) -> None:
    draft = draft_of(PAGE)
    before = draft.document.data
    with pytest.raises(Refused) as refused:
        reviewing.answered(draft, question(draft, begins, project_settings), "correct", value, ME, project_settings)
    assert refused.value.key == key
    assert draft.document.data == before


@pytest.mark.parametrize("name", ["joomla-petrov-2019.txt", "ojs-ev-kim-2020.txt", "table1251-sokolov-2011.html"])
def test_places_are_known_and_all_accepted_is_valid(name: str, project_settings: settings.Settings) -> None:
    data = (OWN / name).read_bytes()
    made = encode(data, name=name, when="2026-11-22", version="0.1.0")
    lines = pages.read(data, name=name).lines
    draft = Draft(document=parse(made.tei, name="x.xml"), evidence=made.evidence, lines=lines)
    assert draft.has_same_page
    while open_ones := [q for q in reviewing.questions(draft, project_settings) if not q.is_error]:
        draft = reviewing.answered(draft, open_ones[0], "accept", "", ME, project_settings)
    assert errors(draft, project_settings) == []
    assert diplomatic.text(draft.document) == diplomatic.text(parse(made.tei, name="x.xml"))


# -- the command, in a terminal ---------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "titelei.toml").write_text("")
    (tmp_path / "rafts.txt").write_text(PAGE, "utf-8")
    return tmp_path


TEI_FILE, PROOF = "tei/articles/kozlov-2019.xml", "tei/evidence/kozlov-2019.json"


@pytest.mark.long
def test_a_session_in_a_terminal_is_kept_and_goes_on(project: Path) -> None:
    first = Terminal(project, "encode", "rafts.txt", "--review")
    first.wait_for("Your name, as the file is to give it: ")
    first.type("Vera Kozlova")
    seen = first.wait_for(ASK)
    assert re.search(r"Question 1 of \d+, line \d+, characters \d+ to \d+\.\nOn the page: .*\[.+\]", seen)
    first.type("a")
    first.wait_for("Accepted.")
    kept = (project / TEI_FILE).read_bytes()
    assert b"resp.vera-kozlova" in kept, "an answer is written before the next question"
    first.answer(ASK, ["s", "q"])
    assert first.close() == 0
    assert "\x1b" not in first.seen

    second = Terminal(project, "encode", "rafts.txt", "--review", "--as", "Vera Kozlova")
    answered = json.loads((project / PROOF).read_text("utf-8"))["answers"]
    assert [a["action"] for a in answered] == ["accept", "skip"]
    shown = second.wait_for(ASK)
    total = int(re.findall(r"Question 1 of (\d+)", seen)[0])
    left = int(re.findall(r"Question 1 of (\d+)", shown)[0])
    assert left == total - 2, "what was accepted, and what publication asked because it was open"
    second.type("q")
    assert second.close() == 0
    assert (project / TEI_FILE).read_bytes() == kept


@pytest.mark.long
def test_a_correction_is_asked_for_and_a_wrong_one_asked_again(project: Path) -> None:
    run = Terminal(project, "encode", "rafts.txt", "--review", "--as", "Vera Kozlova")
    while "“Shareniy Bugor” is a place" not in run.wait_for(ASK):
        run.type("s")
    run.type("x")
    run.wait_for("“x” is none of the answers.")
    run.answer(ASK, ["?"])
    run.wait_for("Skip: it stays open.")
    run.answer(ASK, ["c"])
    run.wait_for("or the id of an entry: ")
    run.type("a hill")
    run.wait_for("neither a kind nor the id of an entry")
    run.answer(ASK, ["c"])
    run.wait_for("or the id of an entry: ")
    run.type("n")
    run.wait_for("Corrected.")
    run.answer(ASK, ["q"])
    assert run.close() == 0
    assert b"shareniy-bugor" not in (project / TEI_FILE).read_bytes()


@pytest.mark.long
def test_ctrl_c_leaves_what_was_answered_and_ctrl_d_quits(project: Path) -> None:
    run = Terminal(project, "encode", "rafts.txt", "--review", "--as", "Vera Kozlova")
    run.answer(ASK, ["a"])
    run.wait_for(ASK)
    run.press(b"\x03")
    assert run.close() in (130, -2)
    assert len(json.loads((project / PROOF).read_text("utf-8"))["answers"]) == 1
    run = Terminal(project, "encode", "rafts.txt", "--review", "--as", "Vera Kozlova")
    run.answer(ASK, ["a"])
    run.wait_for(ASK)
    run.press(b"\x04")
    run.wait_for("The answers ended here.")
    assert run.close() == 0
    assert len(json.loads((project / PROOF).read_text("utf-8"))["answers"]) == 2


@pytest.mark.long
def test_russian_is_spoken_and_typed(project: Path) -> None:
    run = Terminal(project, "encode", "rafts.txt", "--review", "--as", "Вера Козлова", "--lang", "ru")
    ask = "выход (в), помощь (?): "
    run.answer(ask, ["п"])
    run.wait_for("Принято.")
    run.answer(ask, ["в"])
    assert run.close() == 0
    document = read(project / TEI_FILE)
    found = document.root.xpath("//t:respStmt[@xml:id='resp.vera-kozlova']/t:name", namespaces=NS)
    assert [(e.text, e.get("{http://www.w3.org/XML/1998/namespace}lang")) for e in found] == [("Вера Козлова", "ru")]
    assert validate_document(document, settings.Settings(), phase="draft").findings == ()


# -- without a terminal -----------------------------------------------------------------------------------------------


def piped(folder: Path, answers: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return titelei("encode", "rafts.txt", "--review", *arguments, cwd=folder, typed=answers)


def test_piped_answers_are_taken_and_the_file_is_the_editors_afterwards(project: Path) -> None:
    done = piped(project, "a\n" * 40, "--as", "Vera Kozlova")
    assert done.returncode == 0, done.stderr
    assert "0 still open." in done.stdout
    document = read(project / TEI_FILE)
    assert validate_document(document, settings.Settings(), phase="draft").findings == ()
    newest = document.root.find(".//t:revisionDesc/t:change", NS)
    assert newest is not None
    assert re.fullmatch(r"Draft reviewed: \d+ accepted, 0 corrected\.", newest.text or "")
    again = titelei("encode", "rafts.txt", cwd=project)
    assert "kept: changed by hand" in " ".join(again.stdout.split())
    assert '-                <country ref="#pla.russian-federation" resp="#resp.vera-kozlova"' in re.sub(
        r"\n-\s+<country", "\n-                <country", again.stdout
    )
    assert (project / TEI_FILE).read_bytes() == document.data


def opened(folder: Path) -> list[dict[str, str]]:
    """Give what is open in the draft, as the command says it as data."""
    said = titelei("encode", "rafts.txt", "--answers", "-", "--as", "Vera Kozlova", "--json", cwd=folder, typed="[]")
    found: list[dict[str, str]] = json.loads(said.stdout)[0]["open"]
    return found


def test_explain_says_who_accepted_and_who_set_a_value(project: Path) -> None:
    answers = [
        {"action": "change", "field": "address street", "value": "Lake Street, 1"},
        *({"action": "accept", "question": q["question"]} for q in opened(project) if q["kind"] == "value"),
    ]
    given = json.dumps([a for a in answers if "street" not in a.get("question", "")])
    done = titelei("encode", "rafts.txt", "--answers", "-", "--as", "Vera Kozlova", cwd=project, typed=given)
    assert done.returncode == 0, done.stdout
    said = titelei("explain", TEI_FILE, "--field", "address", cwd=project).stdout
    assert "address street: Lake Street, 1\n  set by hand, by Vera Kozlova; the draft had “Lake St, 1”" in said
    assert "address country: Russian Federation\n  accepted by Vera Kozlova" in said


def test_no_answers_at_all_are_a_wrong_call(project: Path) -> None:
    done = piped(project, "", "--as", "Vera Kozlova")
    assert done.returncode == 2
    assert "Run it in a terminal, or pipe the answers" in done.stderr


def test_without_a_terminal_the_editor_must_be_named(project: Path) -> None:
    done = piped(project, "a\n")
    assert done.returncode == 2
    assert "--as NAME" in done.stderr
    (project / "titelei.toml").write_text('[repository]\nuser_name = "Nina Orlova"\n')
    done = piped(project, "a\n")
    assert done.returncode == 0
    assert b'xml:id="resp.nina-orlova"' in (project / TEI_FILE).read_bytes()


def test_review_and_json_exclude_each_other(project: Path) -> None:
    done = piped(project, "a\n", "--as", "Vera Kozlova", "--json")
    assert (done.returncode, "--json" in done.stderr) == (2, True)


# -- what publication asks --------------------------------------------------------------------------------------------


def test_an_error_of_publication_stands_for_a_reason_only(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    asked = next(q for q in reviewing.questions(draft, project_settings) if q.what == "abstract-sections-order")
    with pytest.raises(Refused, match="reason_needed"):
        reviewing.answered(draft, asked, "accept", " ", ME, project_settings)
    after = reviewing.answered(draft, asked, "accept", "As it is printed.", ME, project_settings)
    assert b'<?titelei excuse rule="abstract-sections-order" reason="As it is printed. (' in after.document.data
    assert asked.id not in [q.id for q in reviewing.questions(after, project_settings)]


def test_a_mark_that_is_wrong_is_taken_off_and_its_words_stay(project_settings: settings.Settings) -> None:
    draft = draft_of(PAGE)
    words = "Паромы верхнего Заречья".encode()
    marked = words.replace("Паромы".encode(), "<title level='j'>Паромы</title>".encode())
    before = draft.document.data.replace(words, marked, 1)
    draft = replace(draft, document=parse(before, name=draft.document.name, path=draft.document.path))
    asked = next(q for q in reviewing.questions(draft, project_settings) if q.what == "journal-agrees")
    assert (asked.is_error, asked.can_untag) == (True, True)
    after = reviewing.answered(draft, asked, "correct", "yes", ME, project_settings)
    assert "Паромы верхнего Заречья".encode() in after.document.data
    assert diplomatic.text(after.document) == diplomatic.text(draft.document)
