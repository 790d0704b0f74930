"""MARC 21 in XML: read back by pymarc, and each field by the rules of its tag."""

import io

import pytest
from pymarc import Record, parse_xml_to_array

from formats.documents import alone

TEXTS = alone("marcxml")


def record(name: str) -> Record:
    """Read a record as a catalogue's program does, which is strict about namespace and structure."""
    (found,) = parse_xml_to_array(io.BytesIO(TEXTS[name].encode("utf-8")), strict=True)  # type: ignore[no-untyped-call]
    assert isinstance(found, Record)
    return found


@pytest.mark.parametrize("name", TEXTS)
def test_a_record_keeps_the_rules_of_its_fixed_fields(name: str) -> None:
    read = record(name)
    leader = str(read.leader)
    assert (len(leader), leader[5:8], leader[9:12], leader[20:]) == (24, "nab", "a22", "4500")
    assert len(read["008"].data or "") == 40
    assert read["001"].data
    for field in read.get_fields("005"):
        assert len(field.data or "") == 16


@pytest.mark.parametrize("name", TEXTS)
def test_what_may_stand_once_stands_once(name: str) -> None:
    read = record(name)
    tags = [field.tag for field in read.get_fields()]
    for tag in ("001", "005", "008", "100", "110", "245"):
        assert tags.count(tag) <= 1, tag
    for field in read.get_fields("100", "110", "700", "710"):
        assert len(field.get_subfields("a")) == len(field.get_subfields("4")) == 1
        assert len(field.get_subfields("u")) <= 1
    for field in read.get_fields("773"):
        assert len(field.get_subfields("x")) <= 1
        assert len(field.get_subfields("t")) <= 1


def test_the_tags_ascend_but_for_authors_and_related_works() -> None:
    for name in TEXTS:
        tags = [field.tag for field in record(name).get_fields()]
        fixed = [tag for tag in tags if tag < "700"]
        assert fixed == sorted(fixed), name


def test_a_catalogue_sees_title_authors_and_journal() -> None:
    read = record("orlova-2020")
    assert read.title == "Ледовые дороги Нижних лугов до железной дороги (1861–1889)"
    assert read.author is not None
    assert read.author.startswith("Орлова, Нина Сергеевна")
    added = [(field["a"], field["4"]) for field in read.get_fields("700")]
    assert added == [("аф Линд, Пер", "aut"), ("Фенн, Джон", "aut"), ("Karr, M.", "ctb"), ("Holm, Astrid", "edt")]
    host = read["773"]
    assert (host["t"], host["x"]) == ("Летопись водных путей", "1234-5679")
    assert host.get_subfields("g") == ["volume:14", "year:2020", "number:3", "pages:11-29"]
    assert [field["x"] for field in read.get_fields("773")][1:] == ["9999-9994"]
    assert (read["008"].data or "")[35:38] == "rus"


def test_an_organisation_as_first_author_is_the_main_entry() -> None:
    read = record("reed-archive-2018")
    assert read.get_fields("110")
    assert not read.get_fields("100")
    assert list(read["245"].indicators or ())[:1] == ["1"]


def test_without_authors_the_title_is_the_main_entry() -> None:
    read = record("sparse")
    assert not read.get_fields("100", "110", "700", "710")
    assert {field.indicators[0] for field in read.get_fields("245") if field.indicators} <= {"0"}


def test_nothing_is_in_the_record_that_is_not_known() -> None:
    read = record("sparse")
    assert not read.get_fields("022", "024", "773", "520", "653")
