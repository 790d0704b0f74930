"""Take the pictures of the documentation anew, of the real program in a real browser: ``make pictures``.

The edition is that of the tutorial, made in a scratch folder by the commands that the tutorial tells. Widths are those
of a desk, a tablet and a phone. Pictures for looking at while working, of any page, are taken by ``pictures.sh``.
"""

import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from web.browser import Browser, browser

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDER: Final = ROOT / "docs" / "pictures"
ARTICLE: Final = "lindqvist-2021"
WIDTHS: Final = {1280: 860, 768: 1000, 360: 780}
"""Widths of windows with their heights."""
PROGRAM: Final = str(Path(sys.executable).with_name("titelei"))


def commands() -> list[list[str]]:
    """Give the commands of the tutorial that make the edition, as words."""
    text = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    return [
        shlex.split(line) for line in re.findall(r"^\$ titelei ((?:new|encode|publish|run)\b.*)", text, re.MULTILINE)
    ]


def make(folder: Path) -> Path:
    """Make the edition; give its folder."""
    shutil.copy(ROOT / "docs" / "examples" / "page.txt", folder)
    edition = folder / "my-journal"
    for words in commands():
        where = edition if edition.exists() else folder
        subprocess.run([PROGRAM, *words], cwd=where, check=True, stdout=subprocess.DEVNULL)
    return edition


@contextmanager
def served(edition: Path, *command: str) -> Iterator[str]:
    """Run ``serve`` or ``desk`` on a free port; give its address."""
    words = [PROGRAM, *command, "--port", "0"]
    with subprocess.Popen(words, cwd=edition, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        assert server.stdout
        try:
            found = next((m for line in server.stdout if (m := re.search(r"http://127\.0\.0\.1:\d+/\S*", line))), None)
            if found is None:
                raise RuntimeError(f"titelei {' '.join(command)} did not say where it is")
            yield found[0].rstrip(".")
        finally:
            server.terminate()
            server.wait(30)


def take(window: Browser, name: str) -> None:
    """Write what the window shows."""
    (FOLDER / f"{name}.webp").write_bytes(window.picture())


def main() -> None:
    """Make the edition, and take every picture."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("make pictures needs chromium (Debian: chromium).")
    with tempfile.TemporaryDirectory() as name, browser(Path(chromium), Path(name) / "profile") as window:
        edition = make(Path(name))
        with served(edition, "serve") as address:
            for width, height in WIDTHS.items():
                window.resize(width, height)
                for is_dark in (False, True):
                    window.dark(is_dark)
                    window.open(f"{address}articles/{ARTICLE}")
                    take(window, f"article-{width}{'-dark' if is_dark else ''}")
            window.dark(False)
            window.resize(1280, 700)
            window.open(address)
            take(window, "home-1280")
        with served(edition, "desk", "--no-browser") as address:
            window.open(address)
            window.resize(1280, 860)
            window.open(f"{address.partition('?')[0]}article/{ARTICLE}")
            take(window, "desk")


if __name__ == "__main__":
    main()
