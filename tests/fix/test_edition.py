"""A fault put into the first edition and fixed gives the edition back, byte for byte."""

import re
from pathlib import Path

import pytest

from titelei import settings
from titelei.pipeline.fix import Repaired, fix_file
from titelei.validate import hygiene
from titelei.xml.read import parse

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SPAM = "This email address is being protected from spambots. You need JavaScript enabled to view it."
DAMAGES = [
    ("licence-canonical", LICENCE, "http://creativecommons.org/licenses/by/4.0"),
    ("licence-canonical", LICENCE, "https://www.creativecommons.org/licenses/by/4.0/deed.ru"),
    ("licence-canonical", LICENCE, "HTTPS://CreativeCommons.org/licenses/BY/4.0/legalcode"),
    ("date-has-value", '<date when="1920-05">', "<date>"),
    ("date-has-value", '<date when="2026-11-22">', "<date>"),
    ("date-has-value", '<date from="1920" to="1921">', "<date>"),
    ("date-form", '<date when="1920-05">', '<date when="1920-5">'),
    ("date-form", '<date when="2026-11-22">', '<date when="22.11.2026">'),
    ("date-order", 'from="1920" to="1921"', 'from="1921" to="1920"'),
    ("pages-order", 'from="119" to="132"', 'from="132" to="119"'),
    ("scope-encoded", ' n="26">26<', ">26<"),
    ("scope-encoded", ' from="119" to="132">119-132<', ">119-132<"),
    ("name-has-ref", '<orgName ref="#org.entente">', "<orgName>"),
    ("name-has-ref", '<placeName ref="#pla.georgia">Georgia', "<placeName>Georgia"),
    ("known-name-untagged", '<placeName ref="#pla.north-caucasus">North Caucasus</placeName>', "North Caucasus"),
    (
        "known-name-untagged",
        '<persName ref="#per.meshcheryakov">N.L. Meshcheryakov</persName> are',
        "N.L. Meshcheryakov are",
    ),
    (
        "known-name-untagged",
        '<orgName type="state" ref="#org.kemalist-turkey">Kemalist Turkey</orgName>',
        "Kemalist Turkey",
    ),
    ("id-prefix", 'pla.russia"', 'russia"'),
    ("id-prefix", "org.rsfsr", "per.rsfsr"),
    ("id-prefix", "kw.georgia", "k.georgia"),
    ("spambot-surplus", f'<surplus reason="furniture">{SPAM}</surplus>', SPAM),
    (
        "name-edge-space",
        '</orgName> and <orgName type="state" ref="#org.kemalist-turkey">',
        ' </orgName>and<orgName type="state" ref="#org.kemalist-turkey"> ',
    ),
    (
        "name-edge-space",
        '<orgName ref="#org.entente">Entente</orgName> and',
        '<orgName ref="#org.entente">Entente </orgName> and',
    ),
    ("chars-invisible", "legally accepted", "leg\u200bally accepted"),
    ("name-edge-space", "<surname>Kirov</surname>", "<surname>\n  Kirov </surname>"),
    ("keywords-agree", '          <term xml:id="kw.georgia">Georgia</term>\n', ""),
    ("keywords-agree", '<term xml:id="kw.kirov">S. Kirov</term>', '<term xml:id="kw.kirov">S.M. Kirov</term>'),
    ("keyword-pointer-agrees", '<term ref="#kw.chicherin">', '<term ref="#kw.kirov">'),
    ("corr-resp", '<corr cert="high" resp="#resp.editors">', '<corr cert="high">'),
    ("reg-resp", '<reg resp="#resp.editors">', "<reg>"),
    ("sha256-shape", "13dce72733463dd1eb2edfd1051c00d7", "13DCE72733463DD1EB2EDFD1051C00D7"),
    (
        "missing-note-stale",
        '<title level="j" type="main" xml:lang="ru-Latn">',
        '<idno type="ISSN">2309-0251</idno><title level="j" type="main" xml:lang="ru-Latn">',
    ),
]


@pytest.fixture
def edition(root: Path) -> bytes:
    return (root / "tei" / "articles" / "ambartsumyan-2021.xml").read_bytes()


def _fixed(tmp_path: Path, data: bytes, *rules: str) -> Repaired:
    file = tmp_path / "ambartsumyan-2021.xml"
    file.write_bytes(data)
    return fix_file(file, settings.load(None), rules=rules)


def test_the_first_edition_needs_no_fix(tmp_path: Path, edition: bytes) -> None:
    assert not _fixed(tmp_path, edition).is_changed


@pytest.mark.parametrize(("rule", "right", "wrong"), [d for d in DAMAGES if d[0] != "missing-note-stale"])
def test_a_fault_is_fixed_without_a_trace(tmp_path: Path, edition: bytes, rule: str, right: str, wrong: str) -> None:
    damaged = edition.decode().replace(right, wrong).encode()
    assert damaged != edition
    fixed = _fixed(tmp_path, damaged, rule)
    assert [f.message for f in fixed.findings] == []
    assert {f.rule for f in fixed.made} == {rule}
    assert fixed.after.decode().splitlines() == edition.decode().splitlines()
    assert fixed.after == edition


def test_a_stale_note_goes_with_its_line(tmp_path: Path, edition: bytes) -> None:
    given = '<idno type="ISSN">2309-0251</idno>'
    damaged = edition.decode().replace("            <imprint>", f"            {given}\n            <imprint>")
    note = '          <note type="missing" subtype="ISSN">The page gives no ISSN.</note>\n'
    assert _fixed(tmp_path, damaged.encode(), "missing-note-stale").after.decode() == damaged.replace(note, "")


def test_a_language_is_declared_in_the_layout_of_the_list(tmp_path: Path, edition: bytes) -> None:
    line = (
        '        <language ident="ru-Latn">Russian in Latin letters: the journal’s title in the citation</language>\n'
    )
    damaged = edition.decode().replace(line, "")
    fixed = _fixed(tmp_path, damaged.encode(), "languages-declared").after.decode()
    end = "      </langUsage>"
    assert fixed == damaged.replace(
        end, f'        <language ident="ru-Latn">Russian in Latin letters</language>\n{end}'
    )


def test_changes_are_sorted_and_stay_as_they_are_written(tmp_path: Path, edition: bytes) -> None:
    old = "<change when='2026-11-20'\n              who=\"#resp.editors\">Begun &#38; left.</change>"
    (new,) = [line.strip() for line in edition.decode().splitlines() if line.strip().startswith("<change")]
    wrong = edition.decode().replace(new, f"{old}\n      {new}")
    fixed = _fixed(tmp_path, wrong.encode(), "revision-newest-first").after.decode()
    assert fixed == edition.decode().replace(new, f"{new}\n      {old}")


def test_a_name_of_a_state_is_tagged_as_one(tmp_path: Path, edition: bytes) -> None:
    damaged = edition.decode().replace('<orgName type="state" ref="#org.rsfsr">RSFSR', "<orgName>RSFSR")
    fixed = _fixed(tmp_path, damaged.encode(), "name-has-ref").after.decode()
    assert '<orgName ref="#org.rsfsr" type="state">RSFSR' in fixed


def test_several_faults_are_fixed_at_once_and_a_second_time_changes_nothing(tmp_path: Path, edition: bytes) -> None:
    damaged = edition.decode()
    for rule, right, wrong in DAMAGES:
        if rule in ("spambot-surplus", "date-order", "keywords-agree", "known-name-untagged", "corr-resp"):
            damaged = damaged.replace(right, wrong)
    once = _fixed(tmp_path, damaged.encode())
    assert once.findings == ()
    assert len({f.rule for f in once.made}) == 5
    assert not _fixed(tmp_path, once.after).is_changed
    assert once.after == edition


def test_key_words_are_mended_without_touching_tags_that_are_right(tmp_path: Path, edition: bytes) -> None:
    odd = edition.replace(b'<keywords xml:lang="en">', b"<keywords   xml:lang = 'en'  >")
    odd = odd.replace(b'<term xml:id="kw.international-relations">', b"<term\txml:id = 'kw.international-relations'  >")
    assert _fixed(tmp_path, odd.replace(b">international relations<", b">international relation<", 1)).after == odd
    first = re.search(rb"( +<term xml:id=\"kw.caucasus-bureau\">.*\n)( +<term xml:id.*\n)", odd)
    assert first is not None
    assert _fixed(tmp_path, odd.replace(first[0], first[2] + first[1], 1)).after == odd
    more = odd.replace(first[1], first[1] + b"          <term xml:id='kw.x'>Nothing</term>\n", 1)
    assert _fixed(tmp_path, more).after == odd


def test_a_slip_that_the_page_has_is_kept_beside_what_is_meant(edition: bytes) -> None:
    document = parse(edition.replace(b"legally", "leg\u200bally".encode(), 1), name="d.xml")
    page = (settings.load(None).sources / "ambartsumyan-2021.txt").read_text("utf-8")
    (found,) = hygiene.look(document, page.replace("legally", "leg\u200bally"))
    assert found.fix is not None
    assert "<sic>leg\u200bally</sic>" in found.fix.edits[0].content
    (found,) = hygiene.look(document, page.replace("legally", "lawfully"))
    assert found.fix is None


def test_names_in_an_unknown_element_wait_until_it_is_repaired(tmp_path: Path, edition: bytes) -> None:
    tagged = b'<placeName ref="#pla.north-caucasus">North Caucasus</placeName>'
    unknown = edition.replace(tagged, b"<i>North Caucasus</i>", 1)
    assert not _fixed(tmp_path, unknown, "known-name-untagged").is_changed
    repaired = unknown.replace(b"<i>North Caucasus</i>", b'<hi rend="italic">North Caucasus</hi>', 1)
    assert tagged in _fixed(tmp_path, repaired, "known-name-untagged").after


def test_an_excused_place_is_left_alone(tmp_path: Path, edition: bytes) -> None:
    excuse = '<?titelei excuse rule="known-name-untagged" reason="the band, not the place"?>'
    damaged = edition.decode().replace("<p>The author draws", f"<p>{excuse}The author draws", 1)
    damaged = damaged.replace(
        '<placeName ref="#pla.south-caucasus">South Caucasus</placeName>.</p>', "South Caucasus.</p>"
    )
    assert not _fixed(tmp_path, damaged.encode()).is_changed
    assert _fixed(tmp_path, damaged.replace(excuse, "").encode()).is_changed
