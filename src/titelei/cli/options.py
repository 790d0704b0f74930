"""Options that every command has, and what follows from them."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Concatenate, Final, get_type_hints

import typer

from titelei import settings as settings_module
from titelei.cli.screen import Screen
from titelei.cli.speech import LANGUAGE, Language, language
from titelei.cli.version import VERSION
from titelei.errors import UsageError
from titelei.messages import say
from titelei.model import Severity
from titelei.settings import Settings


class Level(StrEnum):
    """The severities, as choices of an option."""

    error = "error"
    warning = "warning"
    info = "info"


Paths = Annotated[
    list[Path] | None,
    typer.Argument(help="TEI files or folders; none means the project's articles.", show_default=False),
]


# What every command takes, by parameter: its type and help, and its default.
_COMMON: Final[dict[str, tuple[Any, Any]]] = {
    "json": (Annotated[bool, typer.Option("--json", help="Print one JSON document on standard output.")], False),
    "fail_on": (
        Annotated[
            Level | None,
            typer.Option("--fail-on", help="Exit with 1 from this severity upwards.", show_default="error"),
        ],
        None,
    ),
    "jobs": (
        Annotated[int | None, typer.Option("--jobs", "-j", min=0, help="Processes at once; 0 means one a core.")],
        None,
    ),
    "quiet": (Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but findings and errors.")], False),
    "lang": (Annotated[Language | None, LANGUAGE], None),
    "project": (
        Annotated[
            Path | None,
            typer.Option("--project", help="Folder that holds titelei.toml.", show_default="nearest upwards"),
        ],
        None,
    ),
    "version": (Annotated[bool, VERSION], False),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of a command: the project's settings, the screen, and what the common options say."""

    settings: Settings
    screen: Screen
    fail_on: Severity
    jobs: int
    project: Path | None = None

    def paths(self, given: list[Path] | None) -> tuple[Path, ...]:
        """Give the paths to work on: those given, else the project's articles.

        Raises:
            UsageError: none was given and the project has no such folder.
        """
        if given:
            return tuple(given)
        if not self.settings.articles.is_dir():
            raise UsageError(_nothing_here(self.settings))
        return (self.settings.articles,)


def _nothing_here(settings: Settings) -> str:
    """Say how to begin: where no edition is, and where one is without articles."""
    if settings.root == Path():
        return say(
            "There is no edition here: neither titelei.toml nor a folder {articles}. “titelei new DIR” makes one; "
            "of an edition elsewhere, go to its folder, or name it with --project.",
            articles=settings.articles,
        )
    return say(
        "There is no folder {articles}. “titelei encode PAGE” makes it with the first article; [paths] articles in "
        "titelei.toml says where it is.",
        articles=settings.articles,
    )


def command[**P](function: "Callable[Concatenate[Call, P], None]") -> Callable[..., None]:
    """Make a command of a function that takes a :class:`Call` first: it gets the options that every command has.

    An option of the function's own that has the name of a common one takes its place (``repository get --version``).
    Where an option has nothing to do (``--jobs`` of a command that lists), it is taken all the same, so that
    scripts can give it to all.

    Raises:
        SettingsError: ``titelei.toml`` is wrong.
    """
    hints = get_type_hints(function, include_extras=True)
    own = list(signature(function).parameters.values())[1:]
    common = {name: kind for name, kind in _COMMON.items() if name not in {p.name for p in own}}

    @wraps(function)
    def run(**given: Any) -> None:
        asked = {name: given.pop(name) for name in common}
        function(_call(**{name: asked[name] for name in _COMMON if name in asked and name != "version"}), **given)  # type: ignore[call-arg]

    parameters = [p.replace(kind=Parameter.KEYWORD_ONLY, annotation=hints[p.name]) for p in own]
    parameters += [
        Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default)
        for name, (kind, default) in common.items()
    ]
    run.__signature__ = Signature(parameters, return_annotation=None)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in parameters}
    return run


def _call(
    *, project: Path | None, json: bool, quiet: bool, fail_on: Level | None, jobs: int | None, lang: Language | None
) -> Call:
    """Read the settings and open the screen for one call."""
    settings = settings_module.load(project)
    return Call(
        settings=settings,
        screen=Screen(json=json, quiet=quiet, lang=lang.value if lang else language(sys.argv[1:])),
        fail_on=Severity(fail_on.value if fail_on else settings.validate.fail_on),
        jobs=settings.batch.jobs if jobs is None else jobs,
        project=project,
    )
