"""The documentation as a site: the reference is the program's, pages and pictures that are named are there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml  # type: ignore[import-untyped, unused-ignore]

LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.long
def test_the_reference_is_what_the_program_says(root: Path, tmp_path: Path) -> None:
    """``make docs`` writes it anew."""
    env = {**os.environ, "PYTHONPATH": str(root / "tools")}
    subprocess.run([sys.executable, "-m", "reference", str(tmp_path)], env=env, check=True)
    committed, made = (
        {page.name: page.read_text("utf-8") for page in folder.glob("*.md")}
        for folder in (root / "docs" / "reference", tmp_path)
    )
    assert committed == made


def test_every_page_is_in_the_navigation_and_every_link_and_picture_is_there(root: Path) -> None:
    docs = root / "docs"
    written = sorted(page.relative_to(docs).as_posix() for page in docs.rglob("*.md"))
    sections = yaml.safe_load((root / "mkdocs.yml").read_text("utf-8"))["nav"]
    assert sorted(page for section in sections for pages in section.values() for page in pages) == written
    linked = {(docs / page).parent / to for page in written for to in LINK.findall((docs / page).read_text("utf-8"))}
    assert len(linked) > 50
    assert [str(path) for path in sorted(linked) if not path.exists()] == []
    pictures = {path.resolve() for path in linked if path.suffix == ".webp"}
    assert pictures == set((docs / "pictures").iterdir())


@pytest.mark.long
def test_the_site_is_built_without_a_warning(root: Path) -> None:
    program = Path(sys.executable).with_name("zensical")
    done = subprocess.run([program, "build", "--strict"], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
