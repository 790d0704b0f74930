"""What ``titelei --help`` shows, and the list of commands, written here so that no library is imported for it."""

import os
from textwrap import fill
from typing import Final

from titelei.messages import translated

COMMANDS: Final = {
    "new": "Make a folder for an edition of your own, which works at once.",
    "run": "Validate, render, check and deposit articles: the whole edition, or those named.",
    "desk": "Work on the edition in a browser: bring sources, answer what is open, check, publish.",
    "encode": "Encode the pages of articles as TEI drafts.",
    "explain": "Say where on the page each value of the header was read, by which rule and how surely.",
    "validate": "Hold TEI files to the grammar and the rules, or any XML to a schema of yours.",
    "fix": "Repair what has one mechanical repair, touching nothing else in the file.",
    "publish": "Publish articles: check all that publication asks, set their status; or say what is left.",
    "unpublish": "Take articles back to drafts.",
    "render": "Render TEI files that the grammar accepts.",
    "check": "Check the outputs of TEI files: complete, current, and each valid by its own grammar.",
    "formats": "List the formats: file, media type, OAI-PMH prefix.",
    "parity": "Compare what every output says, fact by fact, with the edition.",
    "deposit": "Put articles into the embedded repository, or into another one with --to.",
    "repository": "The embedded repository: what it holds, and its upkeep.",
    "serve": "Serve the embedded repository: its articles as a site, OAI-PMH 2.0 at /oai.",
    "site": "Write the site of the embedded repository as static files.",
    "oai": "OAI-PMH: check a data provider.",
    "schema": "Compile and export the schemas.",
    "doctor": "Say what is stale, missing, changed by an upgrade or wrong in the set-up, each with its repair.",
    "watch": "Validate and render TEI files again whenever they are saved.",
}
"""Every command and what the list of commands says of it. Its module in this folder has its name, and a function of its
name, or ``app``, a group of commands."""

ABOUT: Final = "The front matter of journal articles: TEI, validated, rendered, deposited and harvested."

OPTIONS: Final = {
    "--lang <en|ru>": "Language of all that is said.",
    "--version": "Show the version.",
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": "Show completion for the current shell, to copy it or customize the installation.",
    "-h, --help": "Show this message and exit.",
}


HEADINGS: Final = ("Usage: ", "Options", "Commands")


def overview(lang: str = "en") -> str:
    """Give what ``titelei --help`` shows: options and commands, as wide as the terminal is, at most 80."""
    width = _columns() - 2
    usage, options, commands = (translated(heading, lang) for heading in HEADINGS)
    places = " ".join(translated(place, lang) for place in ("[OPTIONS]", "COMMAND [ARGS]..."))
    about = fill(translated(ABOUT, lang), width, initial_indent="  ", subsequent_indent="  ")
    tables = [
        _table({name: translated(said, lang) for name, said in rows.items()}, width) for rows in (OPTIONS, COMMANDS)
    ]
    return f"{usage}titelei {places}\n\n{about}\n\n{options}:\n{tables[0]}\n\n{commands}:\n{tables[1]}\n"


def _table(rows: dict[str, str], width: int) -> str:
    room = max(map(len, rows)) + 4
    return "\n".join(
        fill(said, width, initial_indent=f"  {name}".ljust(room), subsequent_indent=" " * room)
        for name, said in rows.items()
    )


def _columns() -> int:
    """Give the columns to write in, 52 to 80: as ``shutil`` finds them, whose import takes longer than the answer."""
    try:
        columns = int(os.environ.get("COLUMNS", "")) or 80
    except ValueError:
        columns = os.get_terminal_size().columns if os.isatty(1) else 80
    return max(52, min(columns, 80))
