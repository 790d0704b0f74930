"""An edition with a look, a language, rules and a format of its own, each by one file or folder in the project."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desk.conftest import desk_over
from in_this_process import titelei
from titelei import settings
from titelei.errors import SettingsError
from titelei.web.security import policy_for

pytestmark = pytest.mark.long

GERMAN = {"language-name": "Deutsch", "skip": "Zum Text"}


@pytest.fixture(scope="module")
def edition(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the edition with one article of the second one, the format of the shelf card, and its German labels."""
    folder = tmp_path_factory.mktemp("look") / "edition"
    shutil.copytree(root / "tests" / "editions" / "own-look", folder, ignore=shutil.ignore_patterns("formats"))
    shutil.copytree(root / "tests" / "formats" / "own" / "formats" / "shelf-card", folder / "own/formats/shelf-card")
    (folder / "tei" / "articles").mkdir(parents=True)
    waterways = root / "tests" / "editions" / "waterways" / "tei"
    shutil.copy(waterways / "articles" / "reed-archive-2018.xml", folder / "tei" / "articles")
    shutil.copytree(waterways / "sources", folder / "tei" / "sources")
    labels = (root / "xslt" / "labels" / "en.xml").read_text("utf-8").replace('xml:lang="en"', 'xml:lang="de"', 1)
    for key, word in GERMAN.items():
        labels = re.sub(rf'(<label key="{key}">)[^<]*', rf"\g<1>{word}", labels)
    (folder / "own" / "labels").mkdir(exist_ok=True)
    (folder / "own" / "labels" / "de.xml").write_text(labels, "utf-8")
    return folder


@pytest.fixture(scope="module")
def made(edition: Path) -> Path:
    """Run the edition, write its site, and give its folder."""
    for command in (("run", "--verbose"), ("site",)):
        done = titelei(*command, cwd=edition)
        assert done.returncode == 0, done.stdout + done.stderr
    return edition


@pytest.mark.parametrize("page", ["out/reed-archive-2018/index.de.html", "site/index.de.html"])
def test_every_page_has_the_journal_s_logo_colours_words_and_links(made: Path, page: str) -> None:
    text = (made / page).read_text("utf-8")
    assert '<img class="logo" src="data:image/svg+xml;base64,' in text
    assert "--accent: #7a1f2b;" in text
    assert "--serif: Charter, Georgia, serif;" in text
    assert "letter-spacing: -.01em" in text
    assert '<p class="imprint">Musterverlag, Ort</p>' in text
    assert '<a href="https://samples.example.org/imprint">Imprint</a>' in text
    assert "Zeitschrift für Muster" in text
    assert "img-src data:" in policy_for(text.encode())


def test_the_imprint_says_what_the_settings_say_and_every_page_leads_to_it(made: Path) -> None:
    imprint = (made / "site/imprint/index.de.html").read_text("utf-8")
    for said in (
        "Muster aller Art.",
        "<dd>Sample Press</dd>",
        "1 Sample Street, Town",
        "mailto:office@samples.example.org",
    ):
        assert said in imprint
    assert "Muster aller Art." in (made / "site/index.de.html").read_text("utf-8")
    assert 'href="https://samples.example.org/imprint/index.de.html"' in (
        made / "out/reed-archive-2018/index.de.html"
    ).read_text("utf-8")
    assert "https://samples.example.org/imprint</loc>" in (made / "site/sitemap.xml").read_text("utf-8")


def test_the_desk_has_the_journal_s_colours_and_fonts_after_its_own(edition: Path, tmp_path: Path) -> None:
    shutil.copytree(edition / "own", tmp_path / "own")
    text = (
        (edition / "titelei.toml").read_text("utf-8").replace('accent = "#7a1f2b"', 'accent = "#7a1f2b", line = "#ccc"')
    )
    (tmp_path / "titelei.toml").write_text(text, "utf-8")
    with desk_over(tmp_path) as desk:
        sheet = desk.client.get("/static/desk.css").text
    ours, own = sheet.index("--accent: #1b4f91"), sheet.index("--accent: #7a1f2b; --rule: #ccc;")
    assert ours < own < sheet.index("--accent: #f0b6be;")
    assert "--serif: Charter, Georgia, serif;" in sheet
    assert "letter-spacing: -.01em" not in sheet


def test_a_third_language_is_one_file(made: Path) -> None:
    page = (made / "out/reed-archive-2018/index.de.html").read_text("utf-8")
    assert re.search(r'<html [^>]*lang="de"', page)
    assert '<a class="skip" href="#text">Zum Text</a>' in page
    assert ">Deutsch</a>" in (made / "out/reed-archive-2018/index.html").read_text("utf-8")


def test_own_rules_stand_beside_ours_and_can_be_given_another_severity(made: Path) -> None:
    own = made / "own" / "rules.sch"
    assert "[has-doi]" in titelei("validate", "--all", cwd=made).stdout
    before = own.read_text("utf-8")
    toml = made / "titelei.toml"
    plain = toml.read_text("utf-8")
    toml.write_text(plain.replace("[look]", '[validate.severity]\nhas-doi = "error"\n\n[look]', 1), "utf-8")
    try:
        assert titelei("validate", cwd=made).returncode == 1
        own.write_text(before.replace("</pattern>", "</patern>"), "utf-8")
        broken = titelei("validate", cwd=made)
        assert (broken.returncode, "rules.sch" in broken.stdout + broken.stderr) == (2, True)
    finally:
        own.write_text(before, "utf-8")
        toml.write_text(plain, "utf-8")


def test_an_own_format_is_one_folder(made: Path) -> None:
    assert any(path.name.endswith(".card.xml") for path in (made / "out" / "reed-archive-2018").iterdir())


def test_an_own_template_imports_ours_by_a_stable_address(made: Path, root: Path, tmp_path: Path) -> None:
    own = made / "own" / "formats" / "html"
    shutil.copytree(root / "tests" / "editions" / "own-look" / "own" / "formats" / "html", own)
    try:
        article = made / "tei" / "articles" / "reed-archive-2018.xml"
        done = subprocess.run(
            [sys.executable, "-m", "titelei.cli.main", "render", str(article), "--format", "html", "-o", str(tmp_path)],
            cwd=made,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        shutil.rmtree(own)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "index.html").read_text("utf-8")
    assert ">Library of " in page
    assert 'class="heading"' in page


def test_a_change_of_the_look_alone_makes_the_pages_anew(made: Path) -> None:
    (made / "own" / "style.css").write_text(".heading h1 { letter-spacing: .02em; }\n", "utf-8")
    titelei("run", cwd=made)
    assert "letter-spacing: .02em" in (made / "out/reed-archive-2018/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("own/logo.svg", "own/lgoo.svg", 17, "own/lgoo.svg is not there"),
        ("own/logo.svg", "own/rules.sch", 17, "is no picture"),
        ("own/style.css", "own/stile.css", 18, "own/stile.css is not there"),
        ("own/rules.sch", "own/regeln.sch", 14, "own/regeln.sch is not there"),
        ('xslt = "own"', 'xslt = "mine"', 11, "mine is not there"),
        ("{ accent =", "{ acent =", 19, "Did you mean “accent”?"),
        ('"#7a1f2b"', '"red; } body {"', 19, "is no colour"),
        ('"#7a1f2b"', '"#e0a000"', 19, "link (#e0a000) on paper (#fdfcf9) has a contrast of 2.23 : 1"),
        ('"#f0b6be"', '"#5a1f2b"', 19, "link (#5a1f2b) on paper (#16181c) has a contrast of"),
        ("{ serif =", "{ serifs =", 20, "there is no font “serifs”"),
        ('de = "Musterverlag', 'fr = "Musterverlag', 21, "no page is in “fr”"),
        ("https://samples.example.org/imprint", "imprint", 22, "is no address"),
        ('["en", "de"]', '["en", "de", "fr"]', 7, "there are no labels in “fr”"),
    ],
)
def test_what_is_not_there_or_has_no_effect_is_an_error_with_its_line(
    edition: Path, tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    shutil.copytree(edition / "own", tmp_path / "own")
    text = (edition / "titelei.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "titelei.toml").write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(SettingsError) as error:
        settings.load(tmp_path)
    assert said in str(error.value)
    assert f"titelei.toml line {line}:" in str(error.value)


def test_a_style_sheet_that_fetches_something_is_refused_with_its_line(edition: Path, tmp_path: Path) -> None:
    shutil.copytree(edition / "own", tmp_path / "own")
    shutil.copy(edition / "titelei.toml", tmp_path)
    (tmp_path / "own" / "style.css").write_text("\n@import 'https://fonts.example.org/x.css';\n", "utf-8")
    with pytest.raises(SettingsError, match=r"style\.css line 2: pages hold all"):
        settings.load(tmp_path)
