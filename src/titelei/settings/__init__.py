"""``titelei.toml``: read once, checked key by key, frozen.

The tables and keys are those of the contract; a wrong one is a :class:`SettingsError` that names the line,
what is allowed and the nearest right name. Without a file the defaults below hold.
"""

import codecs
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Final

from titelei.errors import SettingsError
from titelei.messages import joined, known, say
from titelei.settings import house as house
from titelei.settings.checking import Checker, line_of
from titelei.settings.checking import fault_of as fault_of
from titelei.settings.values import Crossref as Crossref
from titelei.settings.values import Edition as Edition
from titelei.settings.values import RepositorySettings as RepositorySettings
from titelei.settings.values import Settings as Settings
from titelei.settings.values import Target as Target

FILE_NAME: Final = "titelei.toml"


def find_project(start: Path) -> Path | None:
    """Give the nearest folder from ``start`` upwards that holds ``titelei.toml``; None where there is none."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    return None


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise SettingsError(say("The folder that you are in is gone. Change into one that is there (cd).")) from error


def load(project: Path | None = None) -> Settings:
    """Read the settings of a project: the folder given, else the nearest upwards from the working folder.

    Raises:
        SettingsError: there is no working folder, the folder given has no ``titelei.toml``, or a key or value in
            it is wrong.
    """
    folder = project if project is not None else find_project(_working_folder())
    if folder is None:
        return Settings(root=Path())
    file = folder / FILE_NAME
    try:
        text = decoded(file.read_bytes())
    except FileNotFoundError as error:
        raise SettingsError(
            say(
                "{folder} holds no {file_name}. Name the project's folder, or make a {file_name} there.",
                folder=folder,
                file_name=FILE_NAME,
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            say("{file} cannot be read: {error}. Save it as UTF-8 and check its permissions.", file=file, error=error)
        ) from error
    return parse(text, name=str(file), root=folder)


def decoded(data: bytes) -> str:
    """Give the text of a file of settings: UTF-8, or UTF-16 where a byte order mark says so, as Windows writes it.

    Raises:
        UnicodeDecodeError: it is neither.
    """
    is_wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if is_wide else "utf-8-sig").replace("\r\n", "\n")


def place_of(key: tuple[str, ...], root: Path) -> str:
    """Say where a key of a project's settings stands: the file, and the line where that can be told."""
    try:
        line = line_of(decoded((root / FILE_NAME).read_bytes()), key)
    except (OSError, UnicodeDecodeError):
        line = 0
    return say("{file} line {line}", file=FILE_NAME, line=line) if line else FILE_NAME


def parse(text: str, *, name: str = FILE_NAME, root: Path = Path()) -> Settings:
    """Check the text of a ``titelei.toml`` and give the settings in it.

    Raises:
        SettingsError: every wrong key and value, one a line of the message.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        last = f"at line {max(1, len(text.splitlines()))}, the last"
        where = known(str(error).replace("at end of document", last))
        raise SettingsError(
            say("{name} is not valid TOML: {where}. Correct that line.", name=name, where=where)
        ) from error
    checker = Checker(text, name)
    settings: Settings = checker.table(Settings, data, ())
    if checker.faults:
        raise SettingsError(joined("\n", checker.faults))
    if "languages" not in data.get("render", {}):
        settings = replace(settings, render=replace(settings.render, languages=settings.edition.languages))
    settings = replace(settings, root=root, has_base_url="base_url" in data.get("edition", {}))
    for key, sentence in house.faults(settings):
        checker.fault(key, joined(" ", (say("{at}:", at=".".join(key)), sentence)))
    if checker.faults:
        raise SettingsError(joined("\n", checker.faults))
    return settings
