"""The Containerfile: what it copies is there and not left out, and is enough to build the wheel."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest


def instructions(root: Path) -> list[tuple[str, str]]:
    text = re.sub(r"\\\n\s*", "", (root / "Containerfile").read_text("utf-8"))
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def copied(root: Path) -> list[str]:
    found = (words.split() for name, words in instructions(root) if name == "COPY" and "--from" not in words)
    return [source for words in found for source in words[:-1]]


def test_what_is_copied_is_there_and_let_through(root: Path) -> None:
    let_through = {line[1:] for line in (root / ".containerignore").read_text("utf-8").splitlines() if line[0] == "!"}
    assert set(copied(root)) == let_through
    assert [name for name in copied(root) if not (root / name).exists()] == []


def test_it_names_a_python_that_the_package_takes_and_no_other_index(root: Path) -> None:
    bases = {words.split()[0] for name, words in instructions(root) if name == "FROM"}
    wanted = (root / ".python-version").read_text("utf-8").strip()
    assert bases == {f"docker.io/library/python:{wanted}-slim"}
    runs = " ".join(words for name, words in instructions(root) if name == "RUN")
    assert "--require-hashes -r /tmp/requirements.lock" in runs
    assert not re.search(r"https?://|--(extra-)?index", runs)


@pytest.mark.long
def test_what_is_let_through_is_enough_to_build_the_whole_wheel(root: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    for name in copied(root):
        (source / name).symlink_to(root / name)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"titelei/xslt/labels/en.xml", "titelei/schemas/frontmatter.rng", "titelei/starter/README.en.md"} <= names
    assert "titelei/engine/styles/apa.csl" in names
