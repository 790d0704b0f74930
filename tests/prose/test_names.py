"""Names: which rule finds which, their nominative and key, what is known, and what context decides."""

from pathlib import Path

import pytest

from titelei.encode.prose import Entity, Known, Span, annotate
from titelei.xml.read import read

GEORGIA = Known(
    (
        Entity(id="org.georgia", kind="organisation", type="state", names=(("", "Georgian Republic"), ("", "Georgia"))),
        Entity(id="pla.georgia", kind="place", names=(("", "Georgia"),)),
        Entity(id="per.kirov", kind="person", names=(("", "S. Kirov"),), surname="Kirov", initials="s"),
        Entity(id="org.commission", kind="organisation", names=(("", "associated commission"),)),
        Entity(id="pla.tbilisi", kind="place", names=(("", "Tbilisi"),)),
        Entity(id="pla.gruzia", kind="place", names=(("ru", "Мингрелия-Абхазия"), ("ru", "Верхняя Сванетия"))),
    )
)


def _found(text: str, known: Known | None = None) -> list[tuple[str, str, str]]:
    spans = annotate(text, "ru" if any("а" <= c <= "я" for c in text) else "en", known or Known())
    return [(text[s.start : s.end], s.kind, s.ref or "") for s in spans]


def _one(text: str, known: Known | None = None) -> Span:
    (span,) = annotate(text, "en", known or Known())
    return span


@pytest.mark.parametrize(
    ("text", "person", "name", "key"),
    [
        ("AMBARTSUMYAN K.R.", "AMBARTSUMYAN K.R.", "Ambartsumyan K.R.", "Ambartsumyan"),
        ("Karine R. Ambartsumyan", "Karine R. Ambartsumyan", "Karine R. Ambartsumyan", "Ambartsumyan"),
        ("the publicist N.L. Meshcheryakov wrote", "N.L. Meshcheryakov", "N.L. Meshcheryakov", "Meshcheryakov"),
        ("Yuriy Yu. Kargin, head", "Yuriy Yu. Kargin", "Yuriy Yu. Kargin", "Kargin"),
        ("Pererva Eugeny Vladimirovich", "Pererva Eugeny Vladimirovich", "Pererva Eugeny Vladimirovich", "Pererva"),
        (
            "Larisa Viktorovna Ratsiburskaya",
            "Larisa Viktorovna Ratsiburskaya",
            "Larisa Viktorovna Ratsiburskaya",
            "Ratsiburskaya",
        ),
        ("Naumenko Valerii E., Simferopol", "Naumenko Valerii E.", "Naumenko Valerii E.", "Naumenko"),
        ("Abakumova, O.B. (2013)", "Abakumova, O.B.", "Abakumova, O.B.", "Abakumova"),
        ("led by General Denikin then", "Denikin", "Denikin", "Denikin"),
        ("letters of Nicholas II to", "Nicholas II", "Nicholas II", "Nicholas II"),
        ("политика С.М. Кирова", "С.М. Кирова", "С.М. Киров", "Киров"),
        ("Печать Льва Алиата из", "Льва Алиата", "Льва Алиата", "Алиата"),
        ("по мнению В.О. Ключевского", "В.О. Ключевского", "В.О. Ключевский", "Ключевский"),
    ],
)
def test_a_person_has_a_name_and_a_key(text: str, person: str, name: str, key: str) -> None:
    (span,) = [s for s in annotate(text, "en", Known()) if s.kind == "person"]
    assert (text[span.start : span.end], span.name, span.key) == (person, name, key)


def test_forms_of_one_person_share_a_key_and_namesakes_do_not() -> None:
    same = annotate("Kargin Yu.Yu. wrote; later Yu. Kargin agreed.", "en", Known())
    assert {span.key for span in same} == {"Kargin"}
    other = annotate("A.V. Ivanov and P.S. Ivanov agreed.", "en", Known())
    assert len({span.key for span in other}) == 2


def test_a_russian_organisation_gets_its_nominative() -> None:
    span = _one("в Волгоградском государственном университете")
    assert span.name == "Волгоградский государственный университет"
    assert span.key == _one("для Волгоградского государственного университета").key


def test_cases_of_a_place_are_one_place() -> None:
    spans = annotate("Кавказ, на Кавказе, с Кавказом и Кавказа", "ru", Known())
    assert [(s.name, s.key) for s in spans] == [("Кавказ", "Caucasus")] * 4


def test_adjectives_and_parts_of_organisations_are_not_tagged() -> None:
    assert _found("The Soviet-Georgian relations and the Russian statehood") == []
    assert [kind for _, kind, _ in _found("The North-Caucasus Federal University")] == ["organisation"]


def test_a_country_that_acts_is_a_state_and_one_that_locates_is_a_place() -> None:
    assert (_one("Georgia signed it.").kind, _one("Georgia signed it.").type) == ("organisation", "state")
    assert _one("It happened in Georgia.").kind == "place"
    assert [s.type for s in annotate("the RSFSR and Georgia", "en", Known())] == ["state", "state"]
    assert _one("in the USSR").kind == "place"
    assert _one("policy of the USSR").type == "state"


def test_known_names_win_and_context_decides_between_two_entries_of_one_name() -> None:
    assert _found("politics in Georgia", GEORGIA) == [("Georgia", "place", "pla.georgia")]
    assert _found("a treaty with Georgia", GEORGIA) == [("Georgia", "organisation", "org.georgia")]
    assert _found("the RSFSR and Georgia", GEORGIA)[1] == ("Georgia", "organisation", "org.georgia")
    assert _one("politics in Georgia", GEORGIA).cert == "medium"


def test_a_known_name_is_found_in_other_cases_letters_and_capitals() -> None:
    assert _found("в Верхней Сванетии", GEORGIA) == [("Верхней Сванетии", "place", "pla.gruzia")]
    assert _found("in TBILISI", GEORGIA) == [("TBILISI", "place", "pla.tbilisi")]
    assert _found("в Тифлисе", GEORGIA) == [("Тифлисе", "place", "pla.tbilisi")]
    assert _found("an associated commission", GEORGIA) == [("associated commission", "organisation", "org.commission")]


def test_a_known_person_is_found_by_every_form_that_fits() -> None:
    for text in ("Sergei Kirov", "Kirov S.M.", "KIROV S.", "then Kirov spoke", "С.М. Киров", "речь С.М. Кирова"):
        assert [ref for _, _, ref in _found(text, GEORGIA)] == ["per.kirov"], text
    assert [ref for _, _, ref in _found("A.P. Kirov", GEORGIA)] == [""]


def test_a_new_name_is_proposed_and_points_at_nobody() -> None:
    assert all(span.ref is None for span in annotate("S. Kirov in Moscow at Moscow State University", "en", Known()))


def test_addresses_and_file_names_hold_no_names() -> None:
    text = "See https://example.org/Moscow/1920, 1_Kirov.pdf and Kirov@Moscow.ru"
    assert _found(text, GEORGIA) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("«Роман Ф. М. Лисина» и лирика В. Г. Орлова", ["Ф. М. Лисина", "В. Г. Орлова"]),
        ("The critic T. S. Holm and Critic T. S. Holm", ["T. S. Holm", "T. S. Holm"]),
        ("Pedro Holm de Rivera wrote to S N Sen", ["Pedro Holm de Rivera", "S N Sen"]),
        ("the poems of Ivan Holmov; Holmov was read", ["Ivan Holmov", "Holmov"]),
        ("в трудах Ивана Лисина; Лисину отвечали", ["Ивана Лисина", "Лисину"]),
        ("the reforms of Deng Laoshi", ["Deng Laoshi"]),
        ("the Song Dynasty and the Ma River", []),
    ],
)
def test_persons_are_found_whole_and_again_by_surname(text: str, names: list[str]) -> None:
    assert [n for n, kind, _ in _found(text, Known()) if kind == "person"] == names


def test_entries_of_two_documents_are_one_entity_with_the_names_of_both(tmp_path: Path) -> None:
    place = '<listPlace><place xml:id="pla.x">{}</place></listPlace>'
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><standOff>{place}</standOff></TEI>'
    documents = []
    for number, name in enumerate(("Xanadu", "Ксанаду")):
        path = tmp_path / f"{number}.xml"
        path.write_text(tei.format(f"<placeName type='main'>{name}</placeName>"), "utf-8")
        documents.append(read(path))
    known = Known.from_documents(documents)
    assert [entity.id for entity in known.entities] == ["pla.x"]
    assert _found("to Xanadu", known) == [("Xanadu", "place", "pla.x")]
    assert _found("в Ксанаду", known) == [("Ксанаду", "place", "pla.x")]
