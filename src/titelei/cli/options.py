"""Options that every command has, and what follows from them."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from titelei import settings as settings_module
from titelei.cli.screen import Screen
from titelei.errors import UsageError
from titelei.model import Severity
from titelei.settings import Settings


class Level(StrEnum):
    """The severities, as choices of an option."""

    error = "error"
    warning = "warning"
    info = "info"


class Language(StrEnum):
    """Languages of tables and summaries."""

    en = "en"
    ru = "ru"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="TEI files or folders; none means the project's articles.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but findings and errors.")]
FailOn = Annotated[
    Level | None, typer.Option("--fail-on", help="Exit with 1 from this severity upwards.", show_default="error")
]
Jobs = Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Processes at once; 0 means one a core.")]
Project = Annotated[
    Path | None, typer.Option("--project", help="Folder that holds titelei.toml.", show_default="nearest upwards")
]
Lang = Annotated[Language, typer.Option("--lang", help="Language of tables and summaries.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a command: the project's settings, the screen, and what the common options say."""

    settings: Settings
    screen: Screen
    fail_on: Severity
    jobs: int

    def paths(self, given: list[Path] | None) -> tuple[Path, ...]:
        """Give the paths to work on: those given, else the project's articles.

        Raises:
            UsageError: none was given and the project has no such folder.
        """
        if given:
            return tuple(given)
        if not self.settings.articles.is_dir():
            raise UsageError(
                f"There is no folder {self.settings.articles}. Name a TEI file or a folder, "
                "go to the project's folder, or name it with --project."
            )
        return (self.settings.articles,)


def call(
    *, project: Path | None, json: bool, quiet: bool, fail_on: Level | None, jobs: int | None, lang: Language
) -> Call:
    """Read the settings and open the screen for one call.

    Raises:
        SettingsError: ``titelei.toml`` is wrong.
    """
    settings = settings_module.load(project)
    return Call(
        settings=settings,
        screen=Screen(json=json, quiet=quiet, lang=lang.value),
        fail_on=Severity(fail_on.value if fail_on else settings.validate.fail_on),
        jobs=settings.batch.jobs if jobs is None else jobs,
    )
