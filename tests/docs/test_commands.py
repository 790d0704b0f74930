"""Every command that the documentation shows in a ``console`` block is run, and what comes out is what is shown.

The blocks of a page are one session in an empty folder that holds ``page.txt``, or in what the tutorial leaves where
the page says ``<!-- after: tutorial -->``. A block with a title is a file, which is written. “…” stands for anything.
"""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r'^```(?P<kind>\w+)(?: title="(?P<file>[^"]+)")?\n(?P<text>.*?)^```$', re.MULTILINE | re.DOTALL)
PORT = "8765"
"""The port that pages show; a free one takes its place."""
CURL = """command -v curl >/dev/null || curl() {
  python -c 'import sys, urllib.request as u; print(u.urlopen(sys.argv[2]).read().decode())' "$@"
}"""
AFTER = "<!-- after: tutorial -->"
TUTORIAL = DOCS / "tutorial.md"


@dataclass(frozen=True)
class Shown:
    """A command with what it says."""

    command: str
    says: str

    @property
    def goes_on(self) -> bool:
        """Whether it is a server that goes on behind the next commands."""
        return self.command.endswith(" &")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def steps(text: str) -> Iterator[Shown | tuple[str, str]]:
    """Give the commands of a page, and its files as (path, content), in their order."""
    for block in BLOCK.finditer(text):
        if block["file"]:
            yield block["file"], block["text"]
        elif block["kind"] == "console":
            for part in re.split(r"^\$ ", block["text"], flags=re.MULTILINE)[1:]:
                command, _, says = part.partition("\n")
                yield Shown(command, says)


def pages() -> list[Path]:
    return sorted(page for page in DOCS.rglob("*.md") if any(steps(page.read_text("utf-8"))))


def folded(text: str) -> str:
    """Give a text without what only spaces it out: blank lines, blanks at ends, several blanks."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in text.splitlines())))


def pattern(says: str) -> str:
    """Give what is shown as a pattern; a line of “…” alone stands for any lines, none among them."""
    lines = [".*" if line == "…" else re.escape(line).replace("…", "[^\n]*") for line in folded(says).splitlines()]
    return r"\n?".join(lines)


def session(text: str, folder: Path) -> Iterator[tuple[Shown, str]]:
    """Run a page's commands in one shell; give each with what it said."""
    script, shown = [CURL], []
    port = str(free_port())
    for step in steps(text):
        if isinstance(step, tuple):
            path, content = step
            name = shlex.quote(path)
            script.append(f"mkdir -p $(dirname {name}); cat > {name} <<'END OF FILE'\n{content}END OF FILE")
        else:
            shown.append(step)
            script.append(f"{{\n{step.command.replace(PORT, port)}\n}} 2>&1\nlast=$?; printf '\\n\\036'")
            script.append(f"until (: </dev/tcp/127.0.0.1/{port}) 2>/dev/null; do sleep .2; done" * step.goes_on)
            script.append("(exit $last)")
    program = Path(sys.executable).parent
    env = {**os.environ, "PATH": f"{program}:{os.environ['PATH']}", "COLUMNS": "100", "LANG": "C.UTF-8"}
    done = subprocess.run(
        ["bash", "-m", "-s"],
        input="\n".join(script) + "\n",
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout.split("\x1e")
    assert len(said) == len(shown) + 1, done.stdout + done.stderr
    yield from zip(shown, said, strict=False)


def hold(page: Path, folder: Path) -> None:
    text = page.read_text("utf-8")
    for shown, said in session(text, folder):
        assert re.fullmatch(pattern(shown.says), folded(said), re.DOTALL), (
            f"{page.relative_to(ROOT)} shows “$ {shown.command}” with\n{shown.says}\nbut it says\n{said}"
        )


@pytest.fixture(scope="module")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Walk through the tutorial; give the folder that it leaves."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copy(DOCS / "examples" / "page.txt", folder)
    hold(TUTORIAL, folder)
    return folder


def test_the_tutorial_goes_from_a_page_to_a_harvested_record(tutorial: Path) -> None:
    assert (tutorial / "my-journal" / "repository" / "ocfl").is_dir()


@pytest.mark.parametrize("page", [p for p in pages() if p != TUTORIAL], ids=lambda page: page.stem)
def test_what_a_page_shows_comes_out(page: Path, tutorial: Path, tmp_path: Path) -> None:
    folder = tmp_path / "walk"
    if AFTER in page.read_text("utf-8"):
        shutil.copytree(tutorial, folder)
        folder = folder / "my-journal"
    else:
        folder.mkdir()
        shutil.copy(DOCS / "examples" / "page.txt", folder)
    hold(page, folder)
