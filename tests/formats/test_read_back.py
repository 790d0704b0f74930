"""Citations read back by the programs that people use: BibTeX by two readers, RIS by one, CSL-JSON by a processor."""

import json
import re
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string as parse_bibtex
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database import BibliographyData, Entry, parse_string

from formats.documents import FILES, each, made

AWKWARD = 'A </script> & "B" \\n ]]> <!-- é e\u0301 \u202bעברית\u202c 𝔘 a b'
TITLES = {
    "awkward": AWKWARD,
    "bilingual": "О пользе примеров",
    "ambartsumyan-2021": (
        "Policy of Postponed Sovetization: Russian Soviet Federative Socialist Republic and Georgia in 1920–1921"
    ),
}
TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\#": "#", r"\$": "$", r"\%": "%", r"\&": "&", r"\_": "_",
}  # fmt: skip


def _plain(tex: str) -> str:
    """Read TeX as a typesetter does, as far as we write it; braces that group go."""
    pattern = "|".join(re.escape(command) for command in TEX) + "|[{}]"
    return re.sub(pattern, lambda match: TEX.get(match.group(), ""), tex)


def _bibtexparser(text: str) -> dict[str, str]:
    library = parse_bibtex(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {field.key: field.value for field in entry.fields}


def _pybtex(text: str) -> Entry:
    data: BibliographyData = parse_string(text, "bibtex")
    (entry,) = data.entries.values()
    return entry


@pytest.mark.parametrize("name", FILES)
def test_both_readers_read_the_same_from_bibtex(name: str) -> None:
    text = made(name)["bibtex"]
    one, other = _bibtexparser(text), _pybtex(text)
    for key, value in other.fields.items():
        # pybtex folds white space, no-break spaces as well
        assert (key, " ".join(_plain(one[key]).split())) == (key, " ".join(_plain(value).split()))
    assert len(other.persons.get("author", ())) == (one["author"].count(" and ") + 1 if "author" in one else 0)


@pytest.mark.parametrize("name", TITLES)
def test_titles_survive_in_every_format_that_people_cite_with(name: str) -> None:
    outputs = made(name)
    assert _plain(_bibtexparser(outputs["bibtex"])["title"]) == TITLES[name]
    assert rispy.loads(outputs["ris"])[0]["title"] == TITLES[name]
    assert json.loads(outputs["csl-json"])[0]["title"] == TITLES[name]


def test_bibtex_of_names_dates_and_pages() -> None:
    entry = _pybtex(made("bilingual")["bibtex"])
    people = entry.persons["author"]
    assert [(p.prelast_names, p.last_names, p.lineage_names, p.first_names + p.middle_names) for p in people] == [
        ([], ["Иванов"], [], ["Иван", "Петрович"]),
        (["van"], ["Dyk"], ["Jr."], ["Anna"]),
        ([], ["{Кружок любителей примеров}"], [], []),
    ]
    wanted = {
        "year": "2019", "month": "3", "volume": "7", "number": "1", "pages": "5", "issn": "1234-5679, 2049-3630",
        "doi": "10.12345/example.2019.1", "language": "russian", "langid": "russian",
        "url": "https://titelei.example.org/articles/ivanov-2019",
        "copyright": "https://creativecommons.org/licenses/by-nc/4.0/",
    }  # fmt: skip
    assert {key: entry.fields.get(key) for key in wanted} == wanted


def test_bibtex_tells_the_work_s_language_from_the_title_s() -> None:
    entry = _pybtex(made("ambartsumyan-2021")["bibtex"])
    assert (entry.fields["language"], entry.fields["langid"]) == ("russian", "english")
    assert entry.fields["pages"] == "119--132"


def test_ris_of_names_dates_and_pages() -> None:
    (found,) = rispy.loads(made("bilingual")["ris"])
    wanted = {
        "type_of_reference": "JOUR",
        "authors": ["Иванов, Иван Петрович", "van Dyk, Anna, Jr.", "Кружок любителей примеров"],
        "translated_title": "On the Use of Examples",
        "secondary_title": "Вестник примеров",
        "year": "2019",
        "date": "2019/03//",
        "start_page": "5",
        "end_page": "5",
        "issn": "1234-5679, 2049-3630",
        "doi": "10.12345/example.2019.1",
        "language": "ru",
        "keywords": ["пример", "польза", "example", "use"],
        "notes_abstract": "Why examples? They are useful. Results. First. one two",
    }
    assert {key: found.get(key) for key in wanted} == wanted


@pytest.mark.parametrize("name", FILES)
def test_ris_is_one_reference_without_a_line_that_is_not_read(name: str) -> None:
    text = made(name)["ris"]
    (found,) = rispy.loads(text)
    assert "unknown_tag" not in found
    lines = text.rstrip("\n").split("\n")
    assert len(lines) - 1 == sum(len(value) if isinstance(value, list) else 1 for value in found.values())


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>t</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout>
<names variable="author"><name form="long" delimiter="; "/></names>
<date variable="issued" prefix=" (" suffix="). "><date-part name="year"/></date>
<text variable="title"/><text variable="container-title" prefix=". "/><text variable="volume" prefix=", "/>
<text variable="issue" prefix="(" suffix=")"/><text variable="page" prefix=", "/><text variable="DOI" prefix=", "/>
</layout></bibliography></style>"""


@pytest.fixture(scope="module")
def style(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Give a small style that shows what is in the item."""
    file = tmp_path_factory.mktemp("csl") / "small.csl"
    file.write_text(STYLE, encoding="utf-8")
    return CitationStylesStyle(str(file), validate=False)


def _cited(text: str, style: Any) -> str:
    items = json.loads(text)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    return "".join(str(item) for item in bibliography.bibliography())  # none of an item that has nothing to show


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported")
def test_a_citation_processor_renders_csl_json(style: Any) -> None:
    assert _cited(made("bilingual")["csl-json"], style) == (
        "Иван Петрович Иванов; Anna van Dyk Jr.; Кружок любителей примеров (2019). О пользе примеров. Вестник примеров,"
        " 7(1), 5, 10.12345/example.2019.1"
    )


@pytest.mark.filterwarnings("ignore:The following arguments for Reference are unsupported")
def test_a_citation_processor_takes_every_article(style: Any) -> None:
    for name, text in each("csl-json").items():
        year = re.search(r'"issued": \{\s*"date-parts": \[\s*\[\s*(\d+)', text)
        assert (year[1] if year else "") in _cited(text, style), name
