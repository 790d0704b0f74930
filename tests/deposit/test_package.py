"""What is deposited of an article, and that the same edition always gives the same bytes."""

import hashlib
import json
from pathlib import Path

import pytest

from titelei import resources
from titelei.deposit import package
from titelei.errors import UsageError
from titelei.model import Output
from titelei.version import __version__

HTML = Output(format="html", file_name="index.html", media_type="text/html", data=b"<html/>")
DC = Output(format="oai_dc", file_name="smith-2020.oai_dc.xml", media_type="application/xml", data=b"<dc/>")


def _content(**other: object) -> dict[str, bytes]:
    arguments: dict[str, object] = {
        "article_id": "smith-2020",
        "tei": b"<TEI/>",
        "sources": {"smith-2020.txt": "Страница".encode()},
        "outputs": (HTML, DC),
        "settings": {"width": 72, "domain": "example.org"},
    }
    return package.content(**(arguments | other))  # type: ignore[arg-type]


def test_an_article_is_deposited_with_tei_page_outputs_and_manifest() -> None:
    assert {path: data for path, data in _content().items() if path != "manifest.json"} == {
        "tei/smith-2020.xml": b"<TEI/>",
        "source/smith-2020.txt": "Страница".encode(),
        "out/index.html": b"<html/>",
        "out/smith-2020.oai_dc.xml": b"<dc/>",
    }
    assert "manifest.json" in _content()


def test_the_manifest_says_how_each_file_was_made() -> None:
    content = _content()
    manifest = json.loads(content["manifest.json"])
    assert manifest["article"] == "smith-2020"
    assert manifest["made_with"]["titelei"] == __version__
    assert manifest["made_with"]["saxonche"][0].isdigit()
    assert manifest["settings"] == {"domain": "example.org", "width": 72}
    files = {file["path"]: file for file in manifest["files"]}
    assert set(files) == set(content) - {"manifest.json"}
    for path, file in files.items():
        assert file["size"] == len(content[path])
        assert file["sha512"] == hashlib.sha512(content[path]).hexdigest()
    assert (files["out/index.html"]["format"], files["out/index.html"]["media_type"]) == ("html", "text/html")
    assert files["source/smith-2020.txt"]["media_type"] == "text/plain"


def test_the_manifest_names_everything_that_makes_outputs_with_its_digest() -> None:
    manifest = json.loads(_content()["manifest.json"])
    # Notes and the script by which a site is searched make no output.
    files = [path for path in resources.xslt().rglob("*") if path.is_file() and path.suffix not in (".md", ".js")]
    on_disk = {path.relative_to(resources.xslt()).as_posix(): path for path in files}
    assert {"formats/mods/main.xsl", "formats/mods/grammar.rng", "formats/mods/format.toml"} <= set(on_disk)
    assert set(manifest["stylesheets"]) == set(on_disk)
    for name, path in on_disk.items():
        assert manifest["stylesheets"][name] == hashlib.sha512(path.read_bytes()).hexdigest()


def test_own_stylesheets_stand_in_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "mine.xsl").write_bytes(b"<x/>")
    manifest = json.loads(_content(own_folders=[tmp_path])["manifest.json"])
    assert manifest["own"] == {"mine.xsl": hashlib.sha512(b"<x/>").hexdigest()}


def test_the_same_edition_gives_the_same_bytes_in_any_order() -> None:
    other = _content(outputs=(DC, HTML), settings={"domain": "example.org", "width": 72})
    assert list(other.items()) == list(_content().items())


@pytest.mark.parametrize(
    ("path", "does"),
    [
        ("tei/a.xml", True),
        ("source/a.txt", True),
        ("out/index.html", True),
        ("manifest.json", False),
        ("receipts/zenodo/1.json", False),
    ],
)
def test_only_tei_page_and_outputs_make_an_article_changed(path: str, does: bool) -> None:
    assert package.counts(path) is does


def test_two_outputs_of_one_name_are_refused() -> None:
    with pytest.raises(UsageError, match=r"index\.html"):
        _content(outputs=(HTML, HTML))


def test_an_article_without_its_page_is_deposited_without_it() -> None:
    assert not any(path.startswith("source/") for path in _content(sources={}))


def test_the_identifier_is_that_of_the_oai_item() -> None:
    assert package.object_id("example.org", "smith-2020") == "oai:example.org:smith-2020"
