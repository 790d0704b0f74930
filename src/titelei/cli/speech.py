"""The command line in the reader's language: its help, and what it says of a wrong call.

Typer's own few words are gettext's, which finds compiled catalogues only; they are given here from ours.
"""

import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, Final

import typer
from typer import core

from titelei.messages import LANGUAGES, say, told, translated

FRAME: Final = (
    "Arguments",
    "default: {default}",
    "required",
)
"""Words of Typer that stand in every help."""

PLACES: Final = ("[OPTIONS]", "COMMAND [ARGS]...")
"""What stands in a usage line for options, and for a command with its own."""


class Language(StrEnum):
    """Languages of all that is printed for people."""

    en = "en"
    ru = "ru"


LANGUAGE: Final = typer.Option("--lang", help="Language of all that is said.", show_default="en")


def language(arguments: Sequence[str]) -> str:
    """Give the language that ``--lang`` names among arguments; English where none does, or one that there is not."""
    for here, following in zip(arguments, [*arguments[1:], ""], strict=False):
        name = following if here == "--lang" else here.removeprefix("--lang=")
        if name != here and name in LANGUAGES:
            return name
    return "en"


_Context: Any = core.TyperCommand.context_class
_Base: Any = _Context.formatter_class


class _Formatter(_Base):  # type: ignore[misc]
    """Writes help with its headings in a language."""

    lang = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        for word in PLACES:
            args = args.replace(word, translated(word, self.lang))
        super().write_usage(prog, args, prefix or translated("Usage: ", self.lang))

    def write_heading(self, heading: str) -> None:
        """Write the heading of a section."""
        super().write_heading(translated(heading, self.lang))


def begin(lang: str) -> None:
    """Let Typer speak a language from now on."""
    _Formatter.lang = lang
    _Context.formatter_class = _Formatter
    vars(core)["_"] = lambda text: translated(text, lang)


def put(command: Any, lang: str) -> None:
    """Put the help of a command, and of those within it, in a language; a group lists theirs whole."""
    command.help = _told(command.help, lang)
    command.short_help = (command.help or "").partition("\n\n")[0]
    for option in command.params if lang != "en" else ():
        option.help = _told(getattr(option, "help", None), lang)
        if _is_told(option.show_default):
            option.show_default = translated(option.show_default, lang)
    own = command.get_help_option(_Context(command, help_option_names=["-h", "--help"])) if lang != "en" else None
    if own is not None:
        own.help = _told(own.help, lang)
    for inner in getattr(command, "commands", {}).values():
        put(inner, lang)


def _is_told(default: object) -> bool:
    """Tell words that stand for a default from a default itself."""
    return isinstance(default, str) and " " in default


def _told(text: str | None, lang: str) -> str | None:
    return translated(text, lang) if text else text


def of_wrong_call(error: Any, lang: str) -> str:
    """Say in a language what is wrong with a call; Typer's own words where it is none of the usual faults."""
    option = getattr(error, "param", None)
    name = max(option.opts, key=len) if option is not None and option.opts else getattr(error, "option_name", "")
    kind = type(error).__name__
    if kind == "NoSuchOption":
        near = ", ".join(error.possibilities or ())
        hint = say(" Did you mean {near}?", near=near) if near else ""
        return told(say("There is no option {name}.{hint}", name=name, hint=hint), lang)
    if kind == "MissingParameter":
        return told(say("{name} is missing, and this command needs it.", name=name), lang)
    if kind == "BadOptionUsage":
        return told(say("The option {name} takes a value, and has none; or takes none, and has one.", name=name), lang)
    if kind == "BadParameter" and option is not None:
        choices = ", ".join(str(c) for c in getattr(option.type, "choices", ()))
        if choices:
            return told(say("{name} takes one of these values: {choices}.", name=name, choices=choices), lang)
        if type(option.type).__name__.startswith("Int"):
            return told(say("{name} takes a whole number that is not negative.", name=name), lang)
        return told(say("The value of {name} cannot be used: {reason}", name=name, reason=error.message), lang)
    if error.message.startswith("No such command"):
        return told(say("There is no command {name}.", name=error.message.split("'")[1]), lang)
    if error.message.startswith("Got unexpected extra argument"):
        surplus = error.message.rpartition(" (")[2].rstrip(".)")
        return told(say("The command takes no further words, and got {surplus}.", surplus=surplus), lang)
    return str(error.format_message())


def show(error: Any, lang: str) -> None:
    """Print of a wrong call how the command is called, where its help is, what is wrong."""
    if lang == "en":
        if hasattr(error, "show"):
            error.show()
        return
    if error.ctx is not None:
        call = f"{error.ctx.command_path} {error.ctx.help_option_names[-1]}"
        sys.stderr.write(f"{error.ctx.get_usage()}\n{told(say('“{call}” tells more.', call=call), lang)}\n\n")
    sys.stderr.write(told(say("Error: {message}", message=of_wrong_call(error, lang)), lang) + "\n")


def of_command(command: Any) -> Iterator[str]:
    """Give every text of the help of a command, and of those within it."""
    texts = [command.help]
    for option in command.params:
        texts += [getattr(option, "help", None), option.show_default if _is_told(option.show_default) else None]
    yield from (text for text in texts if text)
    for inner in getattr(command, "commands", {}).values():
        yield from of_command(inner)
