"""Write the table fact × format of ``docs/parity.md`` anew, from the table of parity.

    .venv/bin/python tools/parity_page.py

A dot stands where a format carries a fact, a plus where it does so since the model holds all that journals print
(``parity_before.toml``); an empty cell has its reason in the format's ``parity.toml``.
"""

import tomllib
from pathlib import Path
from typing import Final

from titelei import parity

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "parity.md"
BEFORE: Final = Path(__file__).with_name("parity_before.toml")
BEGIN: Final = "<!-- The table is made by tools/parity_page.py. -->"


def table() -> str:
    """Give the table in Markdown: a row a fact, a column a format or part of the page."""
    known = parity.load()
    before = {fact: names.split() for fact, names in tomllib.loads(BEFORE.read_text("utf-8")).items()}
    columns = {name: column for name, column in known.columns.items() if column.reader != "tei"}
    lines = [
        f"| fact | {' | '.join(columns)} |",
        f"|---|{'---|' * len(columns)}",
        *(
            f"| {row.is_} | "
            + " | ".join(
                ("•" if name in before.get(fact, ()) else "+") if column.place(fact) else ""
                for name, column in columns.items()
            )
            + " |"
            for fact, row in known.facts.items()
        ),
        f"| **carried before, of {len(before)}** | "
        + " | ".join(str(sum(name in names for names in before.values())) for name in columns)
        + " |",
        f"| **carried, of {len(known.facts)}** | "
        + " | ".join(str(sum(column.place(fact) is not None for fact in known.facts)) for column in columns.values())
        + " |",
    ]
    return "\n".join(lines)


def page(text: str) -> str:
    """Give the page with the table made anew at its end."""
    return f"{text.partition(BEGIN)[0]}{BEGIN}\n\n{table()}\n"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8")), "utf-8")
