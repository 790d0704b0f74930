"""Bad input is normal input: one message with file, line and repair; the rest goes on; nothing half-written."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calls import Titelei

SECRET = "secret-of-another-file"


def _damaged(article: Path, name: str, old: str, new: str, encoding: str = "utf-8") -> Path:
    text = article.read_text("utf-8")
    assert old in text
    path = article.with_name(name)
    path.write_bytes(text.replace(old, new, 1).encode(encoding))
    return path


def _only_finding(titelei: Titelei, path: Path) -> dict[str, object]:
    result = titelei("validate", path, "--json")
    assert result.code == 1
    assert len(result.json) == 1
    finding: dict[str, object] = result.json[0]
    assert str(finding["file"]).endswith(path.name)
    assert finding["repair"]
    return finding


def test_not_well_formed(article: Path, titelei: Titelei) -> None:
    finding = _only_finding(titelei, _damaged(article, "x.xml", "</front>", "</frnt>"))
    assert finding["rule"] == "xml-tags"
    assert finding["line"] == article.read_text("utf-8").split("</front>")[0].count("\n") + 1
    assert "</frnt>" in str(finding["message"])


def test_not_tei(project: Path, titelei: Titelei) -> None:
    path = project / "x.xml"
    path.write_text("<html xmlns='http://www.w3.org/1999/xhtml'/>", "utf-8")
    assert _only_finding(titelei, path)["rule"] == "not-tei"


@pytest.mark.parametrize(
    ("declared", "written"), [("UTF-8", "cp1251"), ("windows-1251", "utf-8"), ("UTF-16", "utf-8"), ("klingon", "utf-8")]
)
def test_another_encoding_than_declared(article: Path, titelei: Titelei, declared: str, written: str) -> None:
    text = article.read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{declared}"')
    path = article.with_name("x.xml")
    path.write_bytes(text.encode(written, "xmlcharrefreplace"))
    finding = _only_finding(titelei, path)
    assert finding["rule"] == "xml-encoding"
    assert finding["line"]


def test_utf_16_under_the_name_of_utf_8_is_told(article: Path, titelei: Titelei) -> None:
    path = article.with_name("x.xml")
    path.write_bytes(article.read_text("utf-8").encode("utf-16"))
    finding = _only_finding(titelei, path)
    assert finding["rule"] == "xml-encoding"
    assert "UTF-16" in str(finding["message"])


def test_a_pipe_is_refused_and_not_waited_for(article: Path, titelei: Titelei) -> None:
    pipe = article.with_name("pipe.xml")
    os.mkfifo(pipe)
    assert _only_finding(titelei, pipe)["rule"] == "read-denied"


def test_a_report_goes_through_a_link_and_a_device(article: Path, titelei: Titelei) -> None:
    real = article.with_name("real.json")
    real.write_text("old", "utf-8")
    link = article.with_name("link.json")
    link.symlink_to(real)
    assert titelei("validate", article, "--report", "json", "-o", link).code == 0
    assert link.is_symlink()
    assert real.read_text("utf-8").startswith("[")
    assert titelei("validate", article, "--report", "json", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_an_encoding_that_is_declared_and_true_is_read(article: Path, titelei: Titelei) -> None:
    text = article.read_text("utf-8").replace('encoding="UTF-8"', 'encoding="windows-1251"')
    article.write_bytes(text.encode("cp1251", "xmlcharrefreplace"))
    assert titelei("validate", article).code == 0


def test_a_duplicate_id_is_found_with_both_places(article: Path, titelei: Titelei) -> None:
    path = _damaged(article, "ambartsumyan-2021.xml", 'xml:id="per.kirov"', 'xml:id="per.chicherin"')
    findings = titelei("validate", path, "--json").json
    duplicate = [f for f in findings if f["rule"] == "xml-id-unique"]
    assert len(duplicate) == 1
    assert "per.chicherin" in duplicate[0]["message"]
    assert "line" in duplicate[0]["message"]
    assert duplicate[0]["column"] > 1


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE TEI SYSTEM "file://{secret}">',
        '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file://{secret}">]>',
        '<!DOCTYPE TEI [<!ENTITY % p SYSTEM "file://{secret}"> %p;]>',
        '<!DOCTYPE TEI [<!ENTITY a "&b;"><!ENTITY b "&a;">]>',
        '<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_doctype_draws_nothing_in(article: Path, titelei: Titelei, doctype: str, encoding: str) -> None:
    secret = article.with_name("secret.txt")
    secret.write_text(SECRET, "utf-8")
    start = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="ambartsumyan-2021"'
    text = article.read_text("utf-8").replace('encoding="UTF-8"', f'encoding="{encoding}"')
    path = article.with_name("x.xml")
    path.write_bytes(text.replace(start, f"{doctype.format(secret=secret)}\n{start}").encode(encoding))
    finding = _only_finding(titelei, path)
    assert finding["rule"] == "xml-doctype"
    assert SECRET not in str(finding)


def test_xinclude_is_not_followed(article: Path, titelei: Titelei) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="secret.txt" parse="text"/></front>'
    finding = _only_finding(titelei, _damaged(article, "x.xml", "</front>", include))
    assert finding["rule"] == "xml-xinclude"


def test_a_missing_path_is_a_finding_and_the_others_are_read(article: Path, titelei: Titelei) -> None:
    result = titelei("validate", "nowhere.xml", article, "--json")
    assert result.code == 1
    assert [f["rule"] for f in result.json] == ["read-missing"]


def test_an_unreadable_file_is_a_finding(article: Path, titelei: Titelei) -> None:
    # A link that leads to itself is refused even to root, who may read a file of mode 000.
    loop = article.with_name("loop.xml")
    loop.symlink_to(loop)
    assert _only_finding(titelei, loop)["rule"] == "read-denied"


@pytest.mark.parametrize("identifier", ["../../evil", "..", "a/../../evil", "/etc/evil", "a..b", "Ä", "con trol", ""])
def test_an_id_cannot_leave_the_output_folder(project: Path, article: Path, titelei: Titelei, identifier: str) -> None:
    text = article.read_text("utf-8").replace('xml:id="ambartsumyan-2021"', f'xml:id="{identifier}"')
    article.write_text(text, "utf-8")
    before = _everything(project.parent)
    for command in ("run", "render"):
        result = titelei(command, "--json")
        assert result.code == 1
        assert "article-id" in result.out
    assert _everything(project.parent) == before


def _everything(folder: Path) -> set[Path]:
    return {p for p in folder.rglob("*") if not {"repository", ".titelei"} & set(p.parts)}


def test_a_file_of_200_mb_is_refused_at_once(article: Path, titelei: Titelei) -> None:
    path = article.with_name("x.xml")
    with path.open("wb") as file:
        file.truncate(200_000_000)
    finding = _only_finding(titelei, path)
    assert finding["rule"] == "read-size"
    assert "200 MB" in str(finding["message"])


def test_nesting_too_deep_is_a_finding(article: Path, titelei: Titelei) -> None:
    finding = _only_finding(titelei, _damaged(article, "x.xml", "<front>", "<front>" + "<div>" * 10_000))
    assert finding["rule"] == "xml-limit"


def test_a_faulty_stylesheet_is_named_with_its_line(project: Path, titelei: Titelei) -> None:
    own = project / "own/formats/oai_dc"
    own.mkdir(parents=True)
    (own / "main.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">\n'
        '<xsl:template match="/"><xsl:value-of select="$nothing"/></xsl:template>\n</xsl:stylesheet>',
        "utf-8",
    )
    with (project / "titelei.toml").open("a", encoding="utf-8") as file:
        file.write('\n[paths]\nxslt = "own"\n')
    result = titelei("run")
    assert result.code == 2
    assert "main.xsl line 2" in result.err
    assert "nothing" in result.err
    assert not (project / "out").exists()


@pytest.mark.long
def test_a_full_disk_leaves_no_half_written_output(project: Path, root: Path) -> None:
    program = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000));"
        "sys.argv = ['titelei', 'run']; from titelei.cli.main import main; main()"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, timeout=60, check=False
    )
    assert resource.getrlimit(resource.RLIMIT_FSIZE)[0] != 3000
    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert "cannot be written" in result.stderr
    for path in (project / "out").rglob("*"):
        assert not path.is_file() or path.stat().st_size < 3000
        assert not path.name.endswith(".tmp")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("[repositry]\nname = 'x'", "Did you mean “repository”?"),
        ("[validate]\nfail_onn = 'error'", "Did you mean “fail_on”?"),
        ("[validate.severity]\nauthor-orcd = 'info'", "Did you mean “author-orcid”?"),
        ("[validate.severity]\nxml-tags = 'info'", "is always an error"),
        ("[validate]\nengine = 'saxn'", "allowed are saxon, pyschematron, both"),
        ("[render]\nwidth = 'wide'", "whole number from 40 to 400"),
        ("[render]\nwidth = ", "is not valid TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(project: Path, titelei: Titelei, line: str, said: str) -> None:
    (project / "titelei.toml").write_text(line, "utf-8")
    result = titelei("run")
    assert result.code == 2
    assert said in result.err
    assert "line" in result.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["render", "--format", "htlm"], "Did you mean “html”?"),
        (["validate", "--report", "pdf"], "There is no report"),
        (["validate", "--engine", "saxn"], "Did you mean “saxon”?"),
        (["run", "--engine", "saxn"], "Did you mean “saxon”?"),
        (["watch", "--engine", "saxn"], "Did you mean “saxon”?"),
        (["repository", "log", "nobody-1999"], "no repository"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_a_wrong_call_exits_with_2_and_says_what_there_is(
    project: Path, titelei: Titelei, arguments: list[str], said: str
) -> None:
    result = titelei(*arguments)
    assert result.code == 2
    assert said in result.err


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("folder", "is a folder"),
        ("long", "cannot be used: " + "p" * 100 + "… cannot be read"),
        ("loop", "cannot be read"),
        ("pipe", "is no regular file"),
        ("huge", "is not read"),
    ],
)
def test_a_page_that_cannot_be_read_is_a_finding_at_its_name(
    project: Path, article: Path, titelei: Titelei, kind: str, said: str
) -> None:
    name = "p" * 300 + ".txt" if kind == "long" else "page.txt"
    page = project / "tei" / "sources" / name
    if kind == "folder":
        page.mkdir()
    elif kind == "loop":
        page.symlink_to(page)
    elif kind == "pipe":
        os.mkfifo(page)
    elif kind == "huge":
        page.touch()
        os.truncate(page, 30 * 2**20)
    text = article.read_text("utf-8").replace("ambartsumyan-2021.txt", name)
    article.write_text(text, "utf-8")
    (finding,) = [f for f in titelei("validate", article, "--json").json if f["rule"] == "source-page-missing"]
    assert said in finding["message"]
    assert finding["line"]
    assert len(finding["message"]) < 400
    assert titelei("render", article, "--format", "tei").code == 0
    assert titelei("run", article).code == 1


@pytest.mark.parametrize("command", ["validate", "encode x.html", "run", "repository list", "formats", "serve", "fix"])
def test_a_working_folder_that_is_gone_is_told_in_a_sentence(tmp_path: Path, command: str) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    call = f'cd "{gone}" && rmdir "{gone}" && exec "{sys.executable}" -m titelei.cli.main {command}'
    done = subprocess.run(["sh", "-c", call], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "titelei: The folder that you are in is gone. Change into one that is there (cd).\n"
