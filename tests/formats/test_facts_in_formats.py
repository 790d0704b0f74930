"""Where each format puts what the article says: languages, names, dates; and what it demands."""

import json
import re

import pytest
from lxml import etree

from formats.documents import FILES, SETTINGS, altered, each, made, xml
from titelei.check import check_outputs
from titelei.model import Severity
from titelei.render.render import RenderSettings, render
from titelei.xml.read import read

NAMESPACES = {
    "c": "http://www.crossref.org/schema/5.5.0",
    "j": "http://www.ncbi.nlm.nih.gov/JATS1",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "d": "http://datacite.org/schema/kernel-4",
    "o": "http://namespace.openaire.eu/schema/oaire/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "t": "http://www.tei-c.org/ns/1.0",
    "m": "http://www.loc.gov/mods/v3",
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "xlink": "http://www.w3.org/1999/xlink",
}
RUSSIAN, ENGLISH, LATIN = "О пользе примеров", "On the Use of Examples", "O polze primerov"


def said(name: str, kind: str, path: str) -> list[str]:
    found = xml(made(name)[kind]).xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [str(f.text) if isinstance(f, etree._Element) else str(f) for f in found]


BILINGUAL = {
    "jats: the work's language": ("jats", "/article/@xml:lang", ["ru"]),
    "jats: title": ("jats", "//article-title", [RUSSIAN]),
    "jats: other titles": ("jats", "//title-group/trans-title-group/@xml:lang", ["en", "ru-Latn"]),
    "jats: abstract": ("jats", "//abstract/@xml:lang | //trans-abstract/@xml:lang", ["ru", "en"]),
    "jats: sections of the translated abstract": ("jats", "//trans-abstract/sec/title", ["Why examples?", "Results"]),
    "jats: names in both scripts": ("jats", "//contrib[1]/name-alternatives/name/surname", ["Иванов", "Ivanov"]),
    "jats: a suffix and a particle": ("jats", "//contrib[2]//surname | //contrib[2]//suffix", ["van Dyk", "Jr."]),
    "jats: degree and post": ("jats", "//contrib[1]/degrees | //contrib[1]/role", ["доктор наук", "профессор"]),
    "jats: places of work": ("jats", "//contrib[1]/xref[@ref-type='aff']/@rid", ["aff1", "aff2"]),
    "jats: licence": ("jats", "//ali:license_ref", ["https://creativecommons.org/licenses/by-nc/4.0/"]),
    "jats: dates": ("jats", "//pub-date/@iso-8601-date", ["2019-03-30", "2019-03"]),
    "crossref: titles": ("crossref", "//c:titles/c:title", [RUSSIAN, ENGLISH, LATIN]),
    "crossref: the original": ("crossref", "//c:original_language_title/@language", ["ru", "ru"]),
    "crossref: abstracts": ("crossref", "//j:abstract/@xml:lang", ["ru", "en"]),
    "crossref: language": ("crossref", "//c:journal_article/@language", ["ru"]),
    "crossref: date of the issue": ("crossref", "//c:journal_issue/c:publication_date/c:month", ["03"]),
    "crossref: name in the other script": ("crossref", "//c:alt-name/c:name/c:surname", ["Ivanov"]),
    "crossref: time": ("crossref", "//c:timestamp", ["20260102233000", "20260102233000"]),
    "datacite: title types": ("datacite", "/*/d:titles/d:title/@titleType", ["TranslatedTitle", "AlternativeTitle"]),
    "datacite: language": ("datacite", "//d:language", ["ru"]),
    "datacite: ROR, once": ("datacite", "//d:creator//@affiliationIdentifier", ["https://ror.org/00example0"] * 2),
    "datacite: schemes": ("datacite", "//d:creator/d:nameIdentifier/@nameIdentifierScheme", ["ORCID", "SPIN"]),
    "oai_openaire: titles": ("oai_openaire", "//d:title/@xml:lang", ["ru", "en", "ru-Latn"]),
    "oai_openaire: language": ("oai_openaire", "//dc:language", ["rus", "eng"]),
    "oai_openaire: access": ("oai_openaire", "//d:rights/@rightsURI", ["http://purl.org/coar/access_right/c_14cb"]),
    "oai_openaire: pages": ("oai_openaire", "//o:citationStartPage | //o:citationEndPage", ["5", "5"]),
    "oai_openaire: key date": ("oai_openaire", "//d:date[@dateType='Issued']", ["2019-03"]),
    "hal: a title a language": ("hal", "//t:analytic/t:title/@xml:lang", ["ru", "en"]),
    "hal: language": ("hal", "//t:language/@ident", ["ru"]),
    "hal: abstracts": ("hal", "//t:abstract/@xml:lang", ["ru", "en"]),
    "mods: titles": ("mods", "/m:mods/m:titleInfo/@type", ["translated", "alternative"]),
    "mods: language": ("mods", "//m:languageTerm", ["rus", "ru", "eng", "en"]),
    "mods: journal": ("mods", "//m:relatedItem[@type='host']/m:titleInfo/@xml:lang", ["ru", "en"]),
}  # fmt: skip


@pytest.mark.parametrize("case", BILINGUAL)
def test_each_language_name_and_date_has_the_place_that_the_format_gives_it(case: str) -> None:
    kind, path, wanted = BILINGUAL[case]
    assert said("bilingual", kind, path) == wanted


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("jats", "//article-title/@xml:lang"),
        ("oai_openaire", "//d:title/@xml:lang"),
        ("hal", "//t:analytic/t:title/@xml:lang"),
        ("mods", "/m:mods/m:titleInfo[@usage='primary']/@xml:lang"),
    ],
)
def test_where_no_title_in_the_work_s_language_is_known_the_known_one_is_no_translation(kind: str, path: str) -> None:
    assert said("ambartsumyan-2021", kind, path) == ["en"]
    assert "ranslated" not in re.sub(r"<(\w+:)?relatedItem.*</", "", made("ambartsumyan-2021")[kind], flags=re.S)


@pytest.mark.parametrize("kind", ["jats", "oai_openaire", "mods"])
def test_awkward_characters_survive(kind: str) -> None:
    title = 'A </script> & "B" \\n ]]> <!-- é e\u0301 \u202bעברית\u202c 𝔘 a b'
    assert title in [e.text for e in xml(made("awkward")[kind]).iter(etree.Element)]


@pytest.mark.parametrize("kind", ["jats", "crossref", "datacite", "oai_openaire", "hal", "mods"])
def test_no_element_is_there_without_a_fact(kind: str) -> None:
    """Empty are links only, counts, and a licence of which nothing is known."""
    allowed = {
        "xref",
        "self-uri",
        "supplementary-material",
        "related-object",
        "permissions",
        "free_to_read",
        "affiliation",
        "licence",
        "language",
        "classCode",
        "role",
        *(f"{unit}-count" for unit in ("word", "page", "fig", "table", "equation", "ref")),
    }
    for name, text in each(kind).items():
        empty = [
            str(etree.QName(e).localname)
            for e in xml(text).iter(etree.Element)
            if not len(e) and not (e.text or "").strip()
        ]
        titleless = {"article-title"} if "title" not in json.loads(made(name)["csl-json"])[0] else set()
        assert (name, set(empty) - allowed - titleless) == (name, set())


DATE = '<date when="2019-03">март 2019</date>'
DEMANDS = {
    "crossref without a DOI": ("crossref", "ambartsumyan-2021", (), {}, "no DOI"),
    "crossref without a year": ("crossref", "bilingual", ((DATE, "<date/>"),), {}, "year"),
    "crossref without a depositor": ("crossref", "bilingual", (), {"crossref_depositor_name": ""}, "who deposits"),
    "crossref without a dated change": (
        "crossref",
        "bilingual",
        (('when="2026-01-02T23:30:00Z"', ""), ('when="2025-12-31"', "")),
        {},
        "no change is dated",
    ),
    "datacite without a DOI": ("datacite", "ambartsumyan-2021", (), {}, "no DOI"),
    "datacite without a publisher": (
        "datacite", "bilingual", (("<publisher>Издательство «Пример»</publisher>", ""),), {"publisher": ""}, "publisher"
    ),
    "oai_openaire without a date": ("oai_openaire", "sparse", (), {}, "date of the issue"),
    "hal without an author": ("hal", "sparse", (), {}, "no author"),
    "hal of a name without parts": ("hal", "awkward", (), {}, "not divided"),
}  # fmt: skip


@pytest.mark.parametrize("case", DEMANDS)
def test_what_a_format_demands_and_the_article_has_not_is_said(case: str) -> None:
    kind, name, replacements, changes, words = DEMANDS[case]
    document = altered(name, *replacements)
    settings = RenderSettings(**{**{f: getattr(SETTINGS, f) for f in SETTINGS.__slots__}, **changes})
    outputs, (finding,) = render(document, settings=settings, formats=(kind,))
    assert outputs == ()
    assert (finding.rule, finding.severity, finding.breaks) == (f"render-{kind}", Severity.ERROR, (kind,))
    assert words in finding.message
    assert finding.repair
    assert finding.line > 0
    _, unasked = render(document, settings=settings)
    assert {f.rule: f.severity for f in unasked}[f"render-{kind}"] is Severity.INFO


def test_a_publisher_from_the_settings_is_used_where_one_is_demanded_and_nowhere_else() -> None:
    document = altered("bilingual", ("<publisher>Издательство «Пример»</publisher>", ""))
    outputs, _ = render(document, settings=SETTINGS)
    assert {o.format for o in outputs if SETTINGS.publisher in o.data.decode("utf-8")} == {"datacite"}


def test_the_page_links_to_no_format_that_the_article_cannot_be_given_as() -> None:
    page = made("ambartsumyan-2021")["html"]
    assert 'href="ambartsumyan-2021.jats.xml"' in page
    assert "crossref.xml" not in page
    assert "datacite.xml" not in page


def test_an_uncertain_date_and_a_span_of_years() -> None:
    vague = (DATE, '<date from="2019" to="2020">2019/2020</date>')
    outputs, _ = render(altered("bilingual", vague), settings=SETTINGS)
    texts = {o.format: o.data.decode("utf-8") for o in outputs}
    assert json.loads(texts["csl-json"])[0]["issued"] == {"date-parts": [[2019], [2020]]}
    assert '<datacite:date dateType="Issued">2019</datacite:date>' in texts["oai_openaire"]
    assert '<date dateType="Issued">2019/2020</date>' in texts["datacite"]
    assert "<publicationYear>2019</publicationYear>" in texts["datacite"]
    assert 'iso-8601-date="2019"' in texts["jats"]
    assert "  year = {2019},\n" in texts["bibtex"]
    assert "PY  - 2019\n" in texts["ris"]


def test_text_of_a_reference_keeps_its_doi_in_place() -> None:
    (first, _) = xml(made("bilingual")["jats"]).iter("mixed-citation")
    assert "".join(str(t) for t in first.itertext()) == "Ivanov I. Examples. 2001. 10.12345/old"
    assert first.findtext("pub-id") == "10.12345/old"


SPOILT = {
    "jats: an unknown kind of date": ("jats", 'date-type="pub"', 'date-type="epub"', "output-grammar"),
    "jats: an empty ISSN": ("jats", "<issn>1234-5679</issn>", "<issn/>", "output-grammar"),
    "crossref: a month in words": ("crossref", "<month>03</month>", "<month>March</month>", "output-grammar"),
    "crossref: a long issue": ("crossref", "<issue>1</issue>", f"<issue>{'1' * 33}</issue>", "output-grammar"),
    "datacite: ROR doubled": ("datacite", "https://ror.org/00", "https://ror.org/https://ror.org/00", "output-grammar"),
    "oai_openaire: open access": ("oai_openaire", "c_14cb", "c_abf2", "output-grammar"),
    "hal: no domain's code": ("hal", 'n="ART"', 'n="BOOK"', "output-grammar"),
    "mods: no main title": ("mods", ' usage="primary" xml:lang="ru"', ' xml:lang="ru"', "output-grammar"),
    "csl-json: not JSON": ("csl-json", '"type":', '"type"', "output-csl-json"),
    "csl-json: a DOI with its address": ("csl-json", '"10.12345', '"https://doi.org/10.12345', "output-csl-json"),
    "csl-json: an unknown key": ("csl-json", '"volume"', '"tome"', "output-csl-json"),
    "csl-json: a year as text": ("csl-json", "2019,", '"2019",', "output-csl-json"),
    "csl-json: two names in one": (
        "csl-json",
        '"family": "Иванов"',
        '"literal": "a", "family": ""',
        "output-csl-json",
    ),
    "bibtex: a brace too many": ("bibtex", "year = {2019}", "year = {2019}}", "output-bibtex"),
    "bibtex: an empty field": ("bibtex", "year = {2019}", "year = {}", "output-bibtex"),
    "bibtex: a field twice": ("bibtex", "volume = ", "year = ", "output-bibtex"),
    "bibtex: an ampersand of TeX": ("bibtex", "number = {1}", "number = {1 & 2}", "output-bibtex"),
    "bibtex: no end": ("bibtex", "\n}\n", "\n", "output-bibtex"),
    "ris: no type": ("ris", "TY  - JOUR", "TY  - BOOK", "output-ris"),
    "ris: no end": ("ris", "ER  - \n", "", "output-ris"),
    "ris: a line that goes on": ("ris", "VL  - 7", "VL  - 7\nand more", "output-ris"),
    "ris: a tag twice": ("ris", "VL  - 7", "VL  - 7\nVL  - 8", "output-ris"),
    "ris: a date in words": ("ris", "DA  - 2019/03//", "DA  - March 2019", "output-ris"),
    "linkset: not JSON": ("linkset", '"linkset":', '"linkset"', "output-linkset"),
    "linkset: another key": ("linkset", '"linkset":', '"links":', "output-linkset"),
    "linkset: a relative address": ("linkset", '"https://orcid.org/', '"orcid/', "output-linkset"),
    "linkset: no way back": ("linkset", '"collection"', '"up"', "output-linkset"),
    "linkset: nothing to cite": ("linkset", '"cite-as"', '"canonical"', "output-linkset"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_spoilt_output_is_found(case: str) -> None:
    kind, old, new, rule = SPOILT[case]
    outputs, _ = render(read(FILES["bilingual"]), settings=SETTINGS)
    (output,) = (o for o in outputs if o.format == kind)
    text = output.data.decode("utf-8")
    assert old in text, old
    findings = check_outputs({output.file_name: text.replace(old, new, 1).encode("utf-8")}, article_id="ivanov-2019")
    assert {f.rule for f in findings} == {rule}
    assert all(f.file == output.file_name and f.repair for f in findings)


@pytest.mark.parametrize("name", FILES)
def test_every_output_passes_its_own_check(name: str) -> None:
    document = read(FILES[name])
    outputs, _ = render(document, settings=SETTINGS)
    assert check_outputs({o.file_name: o.data for o in outputs}, article_id=document.id, edition=document.data) == ()
