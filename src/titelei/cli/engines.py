"""The option ``--engine`` of all commands that run the rules."""

from dataclasses import replace
from typing import Annotated, get_args

import typer

from titelei.errors import UsageError
from titelei.messages import say
from titelei.nearest import nearest
from titelei.settings import Settings
from titelei.validate.schematron.engines import Engine

EngineOption = Annotated[
    str | None,
    typer.Option("--engine", help="saxon, pyschematron or both.", show_default="saxon, or as titelei.toml says"),
]


def with_engine(settings: Settings, given: str | None) -> Settings:
    """Give settings with the engine that was asked for.

    Raises:
        UsageError: there is no such engine.
    """
    if given is None:
        return settings
    known: tuple[Engine, ...] = get_args(Engine)
    for engine in known:
        if engine == given:
            return replace(settings, validate=replace(settings.validate, engine=engine))
    near = nearest(given, known)
    hint = say(" Did you mean “{near}”?", near=near) if near else ""
    raise UsageError(
        say("There is no engine “{given}”.{hint} There are: {known}.", given=given, hint=hint, known=", ".join(known))
    )
