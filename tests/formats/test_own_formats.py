"""A project's own folder of formats: one that is added, one whose stylesheet stands in for the shipped one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from cli.calls import Titelei
from cli.conftest import titelei as titelei
from oai.server import provider
from titelei import formats, parity
from titelei.errors import AssetError
from titelei.pipeline.run import open_catalogue
from titelei.settings import load

OWN = Path(__file__).parent / "own"
ID = "orlova-2020"


@pytest.fixture
def project(second_edition: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a project of one article with formats of its own, and make it the working folder."""
    monkeypatch.chdir(second_edition)
    for path in (second_edition / "tei" / "articles").glob("*.xml"):
        if path.stem != ID:
            path.unlink()
    shutil.copytree(OWN, second_edition / "xslt")
    settings = second_edition / "titelei.toml"
    settings.write_text(f'{settings.read_text("utf-8")}\n[paths]\nxslt = "xslt"\n', encoding="utf-8")
    return second_edition


@pytest.mark.long
def test_a_format_of_the_project_is_made_listed_linked_offered_and_compared(project: Path, titelei: Titelei) -> None:
    assert titelei("run", "--quiet").code == 0
    out = project / "out" / ID
    card = etree.parse(out / f"{ID}.card.xml").getroot()
    assert card.findtext("{urn:example:card}title") == "Ледовые дороги Нижних лугов до железной дороги (1861–1889)"

    listed = {entry["format"]: entry for entry in titelei("formats", "--json").json}
    assert listed["shelf-card"]["oai_prefix"] == "card"
    assert listed["shelf-card"]["schema"].endswith("xslt/formats/shelf-card/grammar.rng")
    page = (out / "index.html").read_text("utf-8")
    assert f'<a href="{ID}.card.xml" type="application/xml">Shelf card</a>' in page
    russian = (out / "index.ru.html").read_text("utf-8")
    assert f'<a href="{ID}.card.xml" type="application/xml"><span lang="en">Shelf card</span></a>' in russian
    assert f"{ID}.card.xml" in (out / f"{ID}.linkset.json").read_text("utf-8")

    served = provider(open_catalogue(load(project)))
    answer = served.answer(b"verb=ListMetadataFormats", base_url="https://waterways.example.org/oai")
    assert b"<metadataPrefix>card</metadataPrefix>" in answer.data
    answer = served.answer(b"verb=ListRecords&metadataPrefix=card", base_url="https://waterways.example.org/oai")
    assert b'<card xmlns="urn:example:card"' in answer.data

    cells = {cell["fact"]: cell for cell in titelei("parity", "--json", "--format", "shelf-card").json[0]["facts"]}
    assert {name for name, cell in cells.items() if cell["state"] == "carried"} == {"id", "title", "author"}
    assert cells["doi"]["why"] == "A card has no room."


def test_a_fault_against_the_grammar_of_the_project_is_told(project: Path, titelei: Titelei) -> None:
    assert titelei("render", "--quiet").code == 0
    file = project / "out" / ID / f"{ID}.card.xml"
    file.write_text(file.read_text("utf-8").replace("title>", "heading>"), encoding="utf-8")
    done = titelei("check")
    assert done.code == 1
    assert "<heading>" in done.out
    assert "output-grammar" in done.out


def test_a_stylesheet_of_the_project_stands_in_for_the_shipped_one(project: Path, titelei: Titelei) -> None:
    assert titelei("render", "--quiet").code == 0
    text = (project / "out" / ID / f"{ID}.oai_dc.xml").read_text("utf-8")
    assert "<dc:title" in text
    assert "<dc:coverage" not in text
    # What is in the folder stands in; the rest of the format is as shipped.
    assert formats.registry(project / "xslt").named("oai_dc").label == formats.registry().named("oai_dc").label
    assert "oai_dc" in parity.load(project / "xslt").columns


def test_a_project_without_formats_of_its_own_has_the_shipped_ones(tmp_path: Path) -> None:
    assert formats.registry(tmp_path).names == formats.registry().names


def _described(text: str) -> str:
    return f'order = 1\nmedia_type = "text/plain"\n{text}'


@pytest.fixture
def broken(tmp_path: Path) -> Iterator[Path]:
    """Give the file that describes a format, to be written."""
    folder = tmp_path / "formats" / "note"
    folder.mkdir(parents=True)
    (folder / "main.xsl").write_text("<x/>")
    yield folder / "format.toml"
    formats.registry.cache_clear()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("order = ", "note/format.toml does not describe a format: Invalid value"),
        (_described('ending = "n"\nlabels = 1\n[label]\nen = "N"'), "unknown field `labels`"),
        (_described('[label]\nen = "N"'), "either “ending” or “file_name” names its file"),
        (_described('ending = "n"\n[label]\nru = "N"'), "[label] has no “en”"),
        (_described('ending = "n"\ncheck = "grammar"\n[label]\nen = "N"'), "grammar.rng is not beside it"),
        (_described('ending = "ris"\n[label]\nen = "N"'), "The formats note and ris both have the file ID.ris"),
        (
            _described('ending = "n"\n[label]\nen = "N"\n[oai]\nprefix = "mods"\nnamespace = "n"\nschema = "s"'),
            "The formats mods and note both have the OAI prefix mods",
        ),
    ],
)
def test_a_folder_that_does_not_describe_its_format_is_told(broken: Path, text: str, told: str) -> None:
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(AssetError) as error:
        formats.registry(broken.parent.parent.parent)
    assert told in str(error.value)


def test_a_folder_without_a_description_is_told(broken: Path) -> None:
    with pytest.raises(AssetError, match=r"The folder formats/note has no format\.toml"):
        formats.registry(broken.parent.parent.parent)
