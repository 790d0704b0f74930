"""The page “How the source runs”: the places it names exist, its table of rooms is whole, and files stay short."""

import re
from pathlib import Path

MOST_LINES = 400
CODE = re.compile(r"`([^`\n]+)`")
PLACE = re.compile(r"[\w.*/-]+(?:/|\.(?:py|md|toml|odd|xsl|css|rng))")


def places(text: str) -> set[str]:
    """Give what is named as code and looks like a file or a folder; ``<id>`` and the like stand for any name."""
    return {place for place in (re.sub(r"<\w+>", "*", code) for code in CODE.findall(text)) if PLACE.fullmatch(place)}


def test_every_place_that_the_page_names_exists(root: Path) -> None:
    text = (root / "docs" / "source.md").read_text("utf-8")
    package = root / "src" / "titelei"
    was = set(re.findall(r"\(was `([^`]+)`\)", text))
    named = places(text) - was
    assert len(named) > 40
    found = {n for n in named for start in (root, package) if list(start.glob(n.rstrip("/")))}
    stages = {n for n in named for stage in package.iterdir() if "/" not in n.rstrip("/") and (stage / n).exists()}
    assert sorted(named - found - stages) == []


def test_every_room_of_the_package_is_in_the_table_of_rooms(root: Path) -> None:
    text = (root / "docs" / "source.md").read_text("utf-8")
    table = text.partition("## Rooms")[2].partition("\n## ")[0]
    rooms = {f"{f.name}/" for f in (root / "src" / "titelei").iterdir() if f.is_dir() and f.name != "__pycache__"}
    assert len(rooms) > 15
    assert sorted(rooms - {code for code in CODE.findall(table)}) == []


def test_no_file_grows_past_four_hundred_lines(root: Path) -> None:
    files = [f for top in ("src", "tests", "tools", "bench") for f in (root / top).rglob("*.py")]
    assert len(files) > 300
    long = {str(f.relative_to(root)): n for f in files if (n := len(f.read_bytes().splitlines())) > MOST_LINES}
    assert long == {}
