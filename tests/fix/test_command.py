"""``titelei fix``: what it prints, what it writes, how it ends."""

import json
import stat
import subprocess
from pathlib import Path

import pytest

from in_this_process import titelei
from titelei import files

OWN_RULES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"
 xmlns:sqf="http://www.schematron-quickfix.com/validator/process">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<phase id="draft"><active pattern="p"/></phase><phase id="publish"><active pattern="p"/></phase>
<pattern id="p"><rule context="tei:TEI"><assert id="a" test="@xml:id" sqf:fix="f">An id.</assert>
<sqf:fix id="f"><sqf:description><sqf:title>T</sqf:title></sqf:description><sqf:keep/></sqf:fix>
</rule></pattern></schema>"""

ENTENTE = '<orgName ref="#org.entente">'


@pytest.fixture
def file(root: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "ambartsumyan-2021.xml"
    text = (root / "tei" / "articles" / copy.name).read_text(encoding="utf-8")
    copy.write_text(text.replace(ENTENTE, "<orgName>").replace('from="119" to="132"', 'from="132" to="119"'), "utf-8")
    return copy


def _titelei(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    return titelei("fix", *arguments, cwd=folder)


def test_a_dry_run_prints_a_diff_that_patch_takes_and_writes_nothing(root: Path, file: Path) -> None:
    before = file.read_bytes()
    done = _titelei(file.parent, "--dry-run", file.name)
    assert done.returncode == 0
    assert file.read_bytes() == before
    assert done.stdout.startswith(f"--- {file.name}\n+++ {file.name}\n@@ ")
    assert [line[0] for line in done.stdout.splitlines() if line[:1] in "+-"].count("+") == 4
    patched = subprocess.run(
        ["patch", "-p0"], cwd=file.parent, input=done.stdout, text=True, capture_output=True, check=False
    )
    assert patched.returncode == 0, patched.stderr
    assert file.read_bytes() == (root / "tei" / "articles" / file.name).read_bytes()


def test_fix_writes_the_file_and_says_what_it_did(root: Path, file: Path) -> None:
    done = _titelei(file.parent, file.name)
    assert done.returncode == 0
    assert done.stdout == f"{file.name}: 3 repairs (name-has-ref, pages-order 2).\n"
    assert file.read_bytes() == (root / "tei" / "articles" / file.name).read_bytes()
    assert _titelei(file.parent, file.name).stdout == f"{file.name}: nothing to repair by rote.\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_a_file_keeps_its_rights(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b"<old/>")
    path.chmod(mode)
    assert files.write(path, b"<new/>")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"<new/>", mode)


def test_one_rule_alone_is_fixed(file: Path) -> None:
    done = _titelei(file.parent, "--rule", "pages-order", "--json", file.name)
    (said,) = json.loads(done.stdout)
    assert {f["rule"] for f in said["fixes"]} == {"pages-order"}
    assert said["changed"] is True
    assert ENTENTE not in file.read_text(encoding="utf-8")


def test_an_unknown_rule_ends_with_a_hint(file: Path) -> None:
    done = _titelei(file.parent, "--rule", "page-order", file.name)
    assert done.returncode == 2
    assert "pages-order" in done.stderr


def test_a_file_that_cannot_be_read_is_a_finding(file: Path) -> None:
    (file.parent / "broken.xml").write_text("<TEI", encoding="utf-8")
    done = _titelei(file.parent, "broken.xml", file.name)
    assert done.returncode == 1
    assert "broken.xml:1" in done.stdout
    assert f"{file.name}: 3 repairs" in done.stdout


def test_a_fault_in_a_quick_fix_is_a_warning_of_validate_and_an_error_of_fix(root: Path, file: Path) -> None:
    project = file.parent
    rules = project / "schemas" / "frontmatter.sch"
    rules.parent.mkdir()
    rules.write_text(OWN_RULES, "utf-8")
    (project / "titelei.toml").write_text('[paths]\narticles = "."\nschemas = "schemas"\n', "utf-8")
    sound = root / "tei" / "articles" / file.name
    validated = titelei("validate", "--phase", "draft", "--json", str(sound), cwd=project)
    assert validated.returncode == 0
    told = [f for f in json.loads(validated.stdout) if f["rule"] == "schematron-schema"]
    assert [(f["severity"], f["line"]) for f in told] == [("warning", 6)]
    fixed = titelei("fix", "--dry-run", file.name, cwd=project)
    assert fixed.returncode == 2
    assert "frontmatter.sch:6:" in fixed.stderr
    assert "error: <sqf:keep> is no part of a fix" in fixed.stderr
