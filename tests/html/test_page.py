"""The page as HTML: what it says, that it is valid and accessible, that nothing of the text is lost or doubled."""

import itertools
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from html_checks import inaccessible
from titelei.errors import AssetError
from titelei.render.render import RenderSettings, render
from titelei.xml.read import parse, read


def _text(element: "html.HtmlElement") -> str:
    return " ".join(str(element.text_content()).split())


@pytest.fixture(scope="session")
def page(first_page: Path) -> "html.HtmlElement":
    return html.fromstring(first_page.read_bytes().decode("utf-8"))


@pytest.mark.long
def test_every_page_is_valid_html(page_files: list[Path], vnu: list[str]) -> None:
    done = subprocess.run(
        [*vnu, "--Werror", "--format", "json", *map(str, page_files)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert json.loads(done.stderr)["messages"] == []


def test_there_is_one_main_one_h1_and_no_skipped_heading(page_files: list[Path]) -> None:
    for path in page_files:
        tree = html.fromstring(path.read_bytes().decode("utf-8"))
        assert len(tree.xpath("//main")) == 1
        levels = [int(str(h.tag)[1]) for h in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_link_inside_the_page_leads_somewhere_and_every_link_says_where(page_files: list[Path]) -> None:
    for path in page_files:
        tree = html.fromstring(path.read_bytes().decode("utf-8"))
        ids = [str(i) for i in tree.xpath("//@id")]
        assert len(ids) == len(set(ids))
        for link in tree.xpath("//a[@href]"):
            href = str(link.get("href"))
            assert not href.startswith("#") or href[1:] in ids
            assert _text(link) or link.get("aria-label")


def test_nothing_is_fetched_and_nothing_is_run(page_files: list[Path]) -> None:
    for path in page_files:
        tree = html.fromstring(path.read_bytes().decode("utf-8"))
        assert tree.xpath("//@src") == []
        assert tree.xpath("//link[@rel='stylesheet' or @rel='preload']") == []
        assert [str(address)[:19] for address in tree.xpath("//link[@rel='icon']/@href")] == ["data:image/svg+xml,"]
        assert {s.get("type") for s in tree.iter("script")} <= {"application/ld+json"}
        assert not re.search(r"url\(|@import", str(tree.xpath("string(//style)")))


def test_the_reading_text_has_the_corrections_and_hides_what_the_page_had(page: "html.HtmlElement") -> None:
    (choice,) = [c for c in page.find_class("choice") if "decision" in _text(c)]
    assert [_text(ins) for ins in choice.iter("ins")] == ["decision-making"]
    assert [(_text(page_word), page_word.get("hidden") is not None) for page_word in choice.iter("del")] == [
        ("decisionmaking", True)
    ]


def test_names_lead_to_their_entry_and_back(page: "html.HtmlElement") -> None:
    (kirov,) = [a for a in page.xpath("//div[@id='text']//a[@class='person']") if _text(a) == "S. Kirov"]
    entry = page.get_element_by_id("per.kirov")
    assert kirov.get("href") == "#per.kirov"
    back = entry.xpath(".//p[@class='way-back']/a")
    assert [a.get("href") for a in back] == [f"#{kirov.get('id')}"]
    assert "S. Kirov" in str(back[0].get("aria-label"))


def test_a_place_that_stands_for_a_government_is_both(page: "html.HtmlElement") -> None:
    moscow = page.xpath("//span[contains(@class, 'phrase')][a[@href='#pla.moscow']]")
    assert len(moscow) == 1
    mark = moscow[0].getnext()
    assert mark.get("href") == "#org.rsfsr"
    assert mark.get("aria-label") == "Organisation: Russian Soviet Federative Socialist Republic"


def test_runs_in_another_language_say_so(page: "html.HtmlElement") -> None:
    assert page.get("lang") == "en"
    badge = page.xpath("//section[@class='licence']//*[@lang='ru']")
    assert any("Лицензия" in _text(e) for e in badge)


SCRIPTS = {
    "[Ѐ-ӿ]": {"ru", "uk"},
    "[\u0370-\u03ff\u1f00-\u1fff]": {"el", "grc"},
    "[\u10a0-\u10ff]": {"ka"},
    "[\u0590-\u05ff]": {"he"},
    "[\u0600-\u06ff]": {"ar"},
}


def test_every_letter_stands_in_a_language_that_is_written_with_it(page_files: list[Path]) -> None:
    for path in page_files[: 2 * 13]:
        tree = html.fromstring(path.read_bytes().decode("utf-8"))
        for text in tree.xpath("//body//text()[normalize-space()]"):
            around = text.getparent().getparent() if text.is_tail else text.getparent()
            language = str(around.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))
            for letters, languages in SCRIPTS.items():
                if re.search(letters, str(text)):
                    assert language.partition("-")[0] in languages, (path, text)
                    assert "-Latn" not in language, (path, text)


def test_what_runs_from_right_to_left_is_kept_apart(page_files: list[Path]) -> None:
    (quill,) = [p for p in page_files if p.parent.name == "quill-2022" and p.name == "index.html"]
    tree = html.fromstring(quill.read_bytes().decode("utf-8"))
    for text in tree.xpath("//body//text()[normalize-space()]"):
        if re.search("[\u0590-\u06ff]", str(text)):
            around = text.getparent().getparent() if text.is_tail else text.getparent()
            assert around.xpath("ancestor-or-self::*[@dir][1]/@dir") == ["rtl"], text


def test_the_diplomatic_view_is_the_page_line_by_line(page: "html.HtmlElement", root: Path) -> None:
    source = (root / "tei/sources/ambartsumyan-2021.txt").read_text("utf-8")
    lines = [str(li.text_content()) for li in page.xpath("//section[@class='diplomatic']//li")]
    assert lines == [line for line in source.split("\n") if line.strip()]


def test_labels_are_in_the_language_asked_for_and_the_text_in_its_own(page_files: list[Path]) -> None:
    russian = html.fromstring(page_files[1].read_bytes().decode("utf-8"))
    assert page_files[1].name == "index.ru.html"
    assert russian.get("lang") == "ru"
    assert "Как цитировать" in [_text(h) for h in russian.iter("h2")]
    assert russian.xpath("//h1/@lang") == ["en"]
    assert [str(a) for a in russian.xpath("//header//a[@hreflang]/@href")] == ["index.html"]


def test_all_languages_have_the_same_labels(root: Path) -> None:
    keys = {}
    for path in sorted((root / "xslt" / "labels").glob("*.xml")):
        found = [str(k) for k in etree.parse(path).xpath("//@key")]
        assert len(found) == len(set(found)), path.name
        keys[path.stem] = set(found)
    assert keys["en"] == keys["ru"]


def test_every_kind_of_division_and_of_gap_has_a_label(root: Path) -> None:
    odd = etree.parse(root / "schemas" / "frontmatter.odd")
    names = {"t": "http://www.tei-c.org/ns/1.0"}
    labels = {str(k) for k in etree.parse(root / "xslt/labels/en.xml").xpath("//@key")}

    def values(spec: str) -> set[str]:
        return {str(v) for v in odd.xpath(f"//t:*[@ident='{spec}']//t:valItem/@ident", namespaces=names)}

    reasons, kinds = values("gap"), values("data.kind")
    assert {"cloaked", "omitted", "sampling"} <= reasons
    assert {"abstract", "keywords", "citation", "licence"} <= kinds
    assert {f"gap-{reason}" for reason in reasons} <= labels
    assert {f"section-{kind}" for kind in kinds} <= labels


def test_every_property_that_a_journal_may_set_is_documented(root: Path) -> None:
    first_block = (root / "xslt/formats/html/style.css").read_text("utf-8").partition("}")[0]
    table = (root / "docs/pages.md").read_text("utf-8").partition("## Properties")[2]
    assert set(re.findall(r"(--[a-z-]+):", first_block)) == set(re.findall(r"`(--[a-z-]+)`", table))


def test_an_element_without_a_rule_is_a_finding_with_its_line(root: Path) -> None:
    text = (root / "tei/articles/ambartsumyan-2021.xml").read_text("utf-8")
    damaged = text.replace("A list of historical sources is presented.", "A <emphh>list</emphh> is presented.")
    document = parse(damaged.encode("utf-8"), name="x.xml")
    outputs, findings = render(document, settings=RenderSettings(), formats=("html",))
    assert outputs == ()
    assert [f.rule for f in findings] in (["render-html"], ["render-facts"])
    assert "emphh" in findings[0].message
    assert findings[0].line == damaged.split("<emphh>")[0].count("\n") + 1


def test_names_dates_and_links_stand_in_headings_and_in_dates_too(root: Path) -> None:
    text = (root / "tei/articles/ambartsumyan-2021.xml").read_text("utf-8")
    georgia = '<placeName ref="#pla.georgia">Georgia</placeName>'
    heading = f'<ref target="https://example.org/a">Sources</ref> in <date when="1919">the {georgia} of 1919</date>.'
    changed = text.replace("Introduction.</head>", f"{heading}</head>", 1)
    assert changed != text
    outputs, findings = render(
        parse(changed.encode("utf-8"), name="x.xml"), settings=RenderSettings(), formats=("html",)
    )
    assert findings == ()
    page = html.document_fromstring(outputs[0].data.decode("utf-8"))
    (found,) = [h for h in page.iterfind(".//h3") if "Sources" in h.text_content()]
    assert found.find(".//a[@href='https://example.org/a']") is not None
    assert found.find(".//time/a[@href='#pla.georgia']") is not None
    assert not found.xpath(".//a//a"), "no link holds a link"
    assert b'<a class="date" id' not in outputs[0].data.split(b"Sources</a>")[1].split(b"</h3>")[0]


def test_a_language_without_labels_stops_with_what_to_add(root: Path) -> None:
    document = read(root / "tei/articles/ambartsumyan-2021.xml")
    with pytest.raises(AssetError, match=r"labels/xx\.xml"):
        render(document, settings=RenderSettings(languages=("xx",)), formats=("html",))


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, *(pytest.param(width, marks=pytest.mark.long) for width in (768, 1280))])
def test_no_page_is_wider_than_the_window(page_files: list[Path], chromium: Path, tmp_path: Path, width: int) -> None:
    # A frame of the width asked for and its scroll bar, since the browser itself refuses windows under some 500 pixels.
    for number, path in enumerate(page_files):
        shutil.copy(path, tmp_path / f"{number}.html")
    frames = "".join(
        f'<iframe src="{n}.html" width="{width + 15}" height="900"></iframe>' for n in range(len(page_files))
    )
    script = (
        "onload = () => { document.title = [...document.querySelectorAll('iframe')]"
        ".map(f => f.contentDocument.documentElement).map(e => e.scrollWidth - e.clientWidth).join(' ') }"
    )
    (tmp_path / "frames.html").write_text(f"<title></title>{frames}<script>{script}</script>", "utf-8")
    dumped = subprocess.run(
        [
            str(chromium),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--no-first-run",
            "--allow-file-access-from-files",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=5000",
            "--dump-dom",
            (tmp_path / "frames.html").as_uri(),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    title = re.search("<title>([0-9 ]+)</title>", dumped.stdout)
    assert title is not None, dumped.stderr[-500:]
    assert [int(beyond) for beyond in title[1].split()] == [0] * len(page_files)


@pytest.mark.long
@pytest.mark.browser
def test_the_checkers_of_accessibility_find_what_is_wrong_and_nothing_on_the_first_page(
    first_page: Path, pa11y: Path, chromium: Path, tmp_path: Path
) -> None:
    page = tmp_path / "bad.html"
    page.write_text('<!doctype html><html><title>x</title><img src="x.png"><p style="color:#ccc">x</p></html>', "utf-8")
    found = inaccessible([page, first_page], pa11y, chromium, timeout=280)
    assert {"image-alt", "html-has-lang", "color-contrast"} <= {one["rule"] for one in found}
    assert {one["page"] for one in found} == {str(page)}


@pytest.mark.browser
@pytest.mark.long
@pytest.mark.timeout(900)
def test_every_page_is_accessible(page_files: list[Path], pa11y: Path, chromium: Path) -> None:
    """Every article in every language of labels, light and dark, in every view: neither axe nor pa11y has a word."""
    assert inaccessible(page_files, pa11y, chromium, timeout=840) == []


def test_the_article_is_cited_in_four_styles(page: "html.HtmlElement") -> None:
    said = [_text(dd) for dd in page.xpath("//section[@class='citation']/dl/dd")]
    assert said[0].startswith("Ambartsumyan, K. R. (2021). Policy of Postponed Sovetization")
    assert said[1].endswith("26 (2): 119–32.")
    assert said[2].endswith("26(2), pp. 119–132.")
    assert said[3].endswith("2021. Т. 26. № 2. С. 119–132.")
    assert [_text(dt) for dt in page.xpath("//section[@class='citation']/dl/dt")][3] == "ГОСТ Р 7.0.5–2008"
