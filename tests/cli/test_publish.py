"""``titelei publish`` and ``unpublish``: status, change and responsibility, or what is left to do."""

from pathlib import Path
from typing import Any

from cli.calls import Titelei
from titelei.names import TEI, XML_ID, tei
from titelei.xml.read import read

NS = {"t": TEI}


def standing(path: Path) -> tuple[str, str, str]:
    root: Any = read(path).root
    newest = root.find(".//t:revisionDesc/t:change", NS)
    who = {s.get(XML_ID): s.findtext("t:name", namespaces=NS) for s in root.iter(tei("respStmt"))}
    return root.find(".//t:revisionDesc", NS).get("status"), newest.get("status"), who[newest.get("who")[1:]]


def test_an_article_with_nothing_left_is_published_with_who_and_when(titelei: Titelei, draft: Path) -> None:
    result = titelei("publish", draft.stem, "--as", "Anna Editor")
    assert (result.code, f"{draft.stem}: published." in result.out) == (0, True)
    assert standing(draft) == ("published", "published", "Anna Editor")
    assert "not yet read by a person" not in draft.read_text("utf-8")
    assert titelei("validate", "--phase", "publish").code == 0
    assert "published already" in titelei("publish", str(draft)).out


def test_what_is_left_is_said_and_the_file_stays(titelei: Titelei, draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8").replace('ref="#per.kirov"', 'ref="#per.kirow"'), "utf-8")
    before = draft.read_bytes()
    result = titelei("publish", draft.stem, "--as", "Anna Editor")
    assert (result.code, draft.read_bytes()) == (1, before)
    assert "pointer-resolves" in result.out
    assert "not published" in result.out


def test_a_dry_run_shows_the_change_and_makes_none(titelei: Titelei, draft: Path) -> None:
    before = draft.read_bytes()
    result = titelei("publish", draft.stem, "--as", "Anna Editor", "--dry-run")
    assert '+      <change when="' in result.out
    assert draft.read_bytes() == before


def test_an_article_is_taken_back_to_a_draft_with_the_reason(titelei: Titelei, article: Path) -> None:
    result = titelei("unpublish", article.stem, "--as", "Anna Editor", "--reason", "The licence is wrong.", "--json")
    assert (result.code, result.json[0]["changed"]) == (0, True)
    assert standing(article) == ("draft", "draft", "Anna Editor")
    assert "Taken back to draft: The licence is wrong." in article.read_text("utf-8")


def test_a_wrong_id_is_an_error_that_names_the_nearest(titelei: Titelei, article: Path) -> None:
    result = titelei("publish", article.stem.replace("a", "e", 1))
    assert (result.code, article.stem in result.err) == (2, True)


def test_a_warning_is_let_stand_with_its_reason(titelei: Titelei, project: Path, root: Path) -> None:
    titelei("encode", root / "tests" / "encode" / "pages" / "wiley-angstrom-2022.txt")
    result = titelei("publish", "angstrom-2022", "--as", "Anna Editor")
    assert (result.code, 'titelei publish angstrom-2022 --excuse abstract-length="…"' in result.out) == (1, True)
    said = ("--excuse", "abstract-length=As printed.")
    assert titelei("publish", "angstrom-2022", "--as", "Anna Editor", *said).code == 0
    text = (project / "tei" / "articles" / "angstrom-2022.xml").read_text("utf-8")
    assert '<?titelei excuse rule="abstract-length" reason="As printed."?>' in text
    assert titelei("publish", "angstrom-2022", "--excuse", "abstract-length").code == 2


def test_the_imprint_comes_from_the_settings_and_no_program_publishes(
    titelei: Titelei, project: Path, root: Path
) -> None:
    page = next((root / "tests" / "encode" / "pages").glob("*voss-1998*.txt"))
    toml = project / "titelei.toml"
    toml.write_text(toml.read_text("utf-8").replace('publisher = "titelei"\n', ""), "utf-8")
    assert titelei("encode", page).code == 0
    result = titelei("publish", "voss-1998", "--as", "Anna Editor")
    assert (result.code, "[edition-publisher]" in result.out) == (1, True)
    said = 'publisher = "Sample Press"\nresponsible = ["Boris Editor"]\n'
    toml.write_text(toml.read_text("utf-8").replace("[edition]\n", f"[edition]\n{said}", 1), "utf-8")
    assert titelei("publish", "voss-1998", "--as", "Anna Editor").code == 0
    text = (project / "tei" / "articles" / "voss-1998.xml").read_text("utf-8")
    assert "<publisher>Sample Press</publisher>" in text
    assert "<name>Boris Editor</name>" in text
