"""The reference pages are valid HTML, every link in them leads somewhere, and they say what the ODD says."""

import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from titelei.schema.compile import compile_odd, compiled

SMALL = Path(__file__).parent / "cases" / "small" / "small.odd"


OURS = Path(__file__).resolve().parents[2] / "schemas" / "frontmatter.odd"
ODDS = pytest.mark.parametrize("odd", [SMALL, OURS], ids=lambda p: p.stem)


def _pages(odd: Path) -> dict[str, "etree._Element"]:
    return {
        name.removeprefix("reference/"): html.document_fromstring(data.decode())
        for name, data in compiled(odd).items()
        if name.endswith(".html")
    }


@pytest.fixture(scope="module")
def small() -> dict[str, "etree._Element"]:
    return _pages(SMALL)


def _text(page: "etree._Element") -> str:
    return " ".join("".join(page.itertext()).split())


@pytest.mark.long
@ODDS
def test_every_link_leads_somewhere(odd: Path) -> None:
    pages = _pages(odd)
    anchors = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        for address in page.xpath("//a/@href"):
            if ":" in address:
                continue
            file, _, anchor = str(address).partition("#")
            assert (file or name) in pages, f"{name} links to {address}"
            assert not anchor or anchor in anchors[file or name], f"{name} links to {address}"


@ODDS
@pytest.mark.long
def test_the_pages_are_valid_html(odd: Path, vnu: list[str], tmp_path: Path) -> None:
    compile_odd(odd, tmp_path)
    done = subprocess.run(
        [*vnu, "--Werror", "--skip-non-html", str(tmp_path / "reference")], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr


def test_an_element_knows_where_it_may_stand_and_what_it_may_hold(small: dict[str, "etree._Element"]) -> None:
    rows = {
        " ".join(str(row.findtext("dt")).split()): _text(row.find("dd"))
        for row in small["element-name.html"].xpath("//dl[@class = 'facts']/div")
    }
    assert rows["Contained by"] == "head item"
    assert rows["May contain"] == "text"
    assert rows["Member of"] == "model.name"


def test_a_content_model_is_written_as_one_reads_it(small: dict[str, "etree._Element"]) -> None:
    model = _text(small["element-list.html"].xpath("//p[@class = 'model']")[0])
    assert model == ("head{0,2}, model.info (each at most once, in order), item{2,4}, (first & last?)?")


def test_an_attribute_shows_use_type_and_values(small: dict[str, "etree._Element"]) -> None:
    page = _text(small["element-item.html"])
    assert "@cert recommended" in page.replace("@certrecommended", "@cert recommended")
    assert "not together with @from, @to" in page
    assert "values separated by spaces, 1–∞" in page
    head = _text(small["element-head.html"])
    assert "@xml:id" not in head
    assert "A number it must have." in head


def test_a_rule_stands_on_its_element_and_among_the_rules(small: dict[str, "etree._Element"]) -> None:
    for page, anchor in (("element-list.html", "SM01"), ("rules.html", "SM01")):
        assert small[page].xpath(f"//*[@id = '{anchor}']")
        text = _text(small[page])
        assert "The list @n has two equal items." in text
        assert "Delete one." in text
        assert "error from phase draft" in text


def test_an_example_is_shown_as_it_was_laid_out(tmp_path: Path) -> None:
    odd = tmp_path / "small.odd"
    example = "\n              <num>7</num>\n            "
    odd.write_text(SMALL.read_text().replace("<num>7</num>", example))
    page = _pages(odd)["element-num.html"]
    assert page.xpath("string(//pre)").strip("\n") == "<num>7</num>"


def test_unknown_prose_is_refused(tmp_path: Path) -> None:
    from titelei.errors import AssetError

    odd = tmp_path / "small.odd"
    odd.write_text(SMALL.read_text().replace("A share.", "A <measure>share</measure>."))
    with pytest.raises(AssetError, match=r"elementSpec num: the compiler does not know measure inside desc"):
        compiled(odd)
