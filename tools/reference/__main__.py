"""Write ``docs/reference/``: a page a subject, each made anew from the program, so that none can lag behind it."""

import sys
from pathlib import Path
from typing import Final

from reference import commands, elements, errors, formats, rules, settings

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "reference"
NOTE: Final = "<!-- Made from the program by “make docs”; what is changed here by hand is lost. -->"


def pages() -> dict[str, str]:
    """Give file name → text of every page."""
    made = {
        "commands.md": commands.page(),
        "settings.md": settings.page(),
        "rules.md": rules.page(),
        "elements.md": elements.page(),
        "formats.md": formats.page(),
        "errors.md": errors.page(),
    }
    return {name: f"{NOTE}\n\n{text.rstrip()}\n" for name, text in made.items()}


def main(folder: Path = FOLDER) -> None:
    """Write the pages into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
