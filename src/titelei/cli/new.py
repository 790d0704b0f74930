"""``titelei new``: a folder for an edition of one's own, which works at once."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final

import typer

from titelei.cli import options
from titelei.cli.screen import Screen
from titelei.errors import UsageError
from titelei.messages import say
from titelei.pipeline import new as beginning
from titelei.pipeline.new import Beginning
from titelei.settings import fault_of
from titelei.xml.read import shown

_Asked = tuple[str, str, str]
"""Name in :class:`Beginning`, question, kind of its value."""

_QUESTIONS: Final[tuple[_Asked, ...]] = (
    ("titles", say("Title of the journal (several: en=Title; ru=Заглавие)"), ""),
    ("issn", say("ISSN, if it has one (several with spaces between)"), "issn"),
    ("languages", say("Languages (such as: en ru)"), "language"),
    ("licence", say("Address of the licence of the edition"), "url"),
    ("base_url", say("Address at which its pages will be, with / at the end"), "base_url"),
    ("contact", say("E-mail address for harvesters"), "email"),
    ("publisher", say("Who publishes the edition"), ""),
    ("editor", say("Who answers for it, and publishes articles"), ""),
)
_MANY: Final = {"titles": ";", "issn": None, "languages": None}
"""What can be several, and what stands between."""

_OPTION: Final = {"titles": "title", "languages": "language", "base_url": "base-url"}


@options.command
def new(
    call: options.Call,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to make.")],
    title: Annotated[
        list[str] | None, typer.Option("--title", help="Title of the journal; once a language: en=…, ru=….")
    ] = None,
    issn: Annotated[list[str] | None, typer.Option("--issn", help="Its ISSN; may be given twice.")] = None,
    language: Annotated[list[str] | None, typer.Option("--language", help="A language of the edition.")] = None,
    licence: Annotated[str, typer.Option("--licence", help="Address of the edition's licence.")] = "",
    base_url: Annotated[str, typer.Option("--base-url", help="Where its pages will be.")] = "",
    domain: Annotated[
        str, typer.Option("--domain", help="Domain in oai: identifiers.", show_default="base_url's")
    ] = "",
    contact: Annotated[str, typer.Option("--contact", help="E-mail address for harvesters.")] = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Who publishes the edition.")] = "",
    editor: Annotated[str, typer.Option("--editor", help="Who answers for it, and publishes articles.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing; what is not given stays open.")] = False,
) -> None:
    """Make a folder for an edition: settings, schemas, hooks and workflows. Asks for what is not given."""
    given: dict[str, tuple[str, ...]] = {
        "titles": tuple(title or ()),
        "issn": tuple(issn or ()),
        "languages": tuple(language or ()),
        **{
            name: (value,) if value else ()
            for name, value in (
                ("licence", licence),
                ("base_url", base_url),
                ("contact", contact),
                ("publisher", publisher),
                ("editor", editor),
            )
        },
    }
    for name, _, kind in _QUESTIONS:
        _hold(name, kind, given[name])
    _hold("domain", "domain", (domain,) if domain else ())
    if not yes:
        for name, question, kind in _QUESTIONS:
            if not given[name]:
                given[name] = _asked(call.screen, name, question, kind)
    written = beginning.make(folder, _beginning(given, domain), lang=call.screen.lang)
    _tell(call.screen, folder, written, has_address=bool(given["base_url"]))


def _hold(name: str, kind: str, values: tuple[str, ...]) -> None:
    """Hold what was given to what its setting takes.

    Raises:
        UsageError: it is something else.
    """
    for value in values:
        wrong = fault_of(kind, f"--{_OPTION.get(name, name)}", value)
        if wrong:
            raise UsageError(wrong)


def _asked(screen: Screen, name: str, question: str, kind: str) -> tuple[str, ...]:
    """Ask until the answer can be taken; nothing, or the end of all answers, leaves it open."""
    while True:
        sys.stderr.write(f"{screen.told(question)}: ")
        sys.stderr.flush()
        said = sys.stdin.readline().strip() if sys.stdin is not None else ""
        if not said:
            return ()
        parts = said.split(_MANY[name]) if name in _MANY else [said]
        values = tuple(part.strip() for part in parts if part.strip())
        wrong = next(filter(None, (fault_of(kind, _OPTION.get(name, name), value) for value in values)), "")
        if not wrong:
            return values
        sys.stderr.write(f"{screen.told(wrong)}\n")
        if not sys.stdin.isatty():
            raise UsageError(wrong)


def _beginning(given: dict[str, tuple[str, ...]], domain: str) -> Beginning:
    one: Callable[[str], str] = lambda name: given[name][0] if given[name] else ""  # noqa: E731
    return Beginning(
        titles=tuple(_titled(title) for title in given["titles"]),
        issn=given["issn"],
        languages=given["languages"],
        licence=one("licence"),
        base_url=one("base_url"),
        domain=domain,
        contact=one("contact"),
        publisher=one("publisher"),
        editor=one("editor"),
    )


def _titled(said: str) -> tuple[str, str]:
    """Part “en=Title” into language and title; a title without language has none."""
    language, mark, title = said.partition("=")
    is_tag = bool(mark) and not fault_of("language", "", language.strip())
    return (language.strip(), title.strip()) if is_tag else ("", said.strip())


def _tell(screen: Screen, folder: Path, written: tuple[Path, ...], *, has_address: bool) -> None:
    for path in written:
        screen.line(shown(path))
    if not has_address:
        screen.line(
            say("Set base_url in {file} before the first article is stored.", file=shown(folder / "titelei.toml"))
        )
    screen.line(
        say(
            "{folder} is an edition. Go there (cd {folder}), and make the first draft: titelei encode PAGE",
            folder=folder,
        )
    )
    screen.document([shown(path) for path in written])
