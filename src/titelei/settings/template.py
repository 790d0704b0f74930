"""A ``titelei.toml`` with every key and what it means: what was given is set, the rest waits behind a ``#``."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, get_type_hints

from titelei.messages import say, told
from titelei.settings.values import Settings, Target

Given = Mapping[tuple[str, str], Any]
"""What is set, by (table, key)."""

_HEAD: Final = (
    say("The settings of this edition. A key behind a # is not set: what stands there is its default, or an example."),
    say("“titelei doctor” says what is wrong or missing; an unknown key is an error that names the nearest one."),
)
_TARGET: Final = say(
    "Repositories elsewhere, a table each; secrets stand in TITELEI_NAME_TOKEN and the like, never here."
)


def written(given: Given, lang: str = "en") -> str:
    """Write the file in the language of the one who will read it."""
    return "\n".join(line.rstrip() for line in _lines(given, lang)) + "\n"


def _lines(given: Given, lang: str) -> Iterator[str]:
    yield from (f"# {told(said, lang)}" for said in _HEAD)
    for name, kind in get_type_hints(Settings).items():
        if is_dataclass(kind) and isinstance(kind, type):
            yield ""
            yield f"[{name}]"
            yield from _keys(kind, name, given, lang)
    yield ""
    yield f"# {told(_TARGET, lang)}"
    yield "#[targets.archive]"
    yield from _keys(Target, "targets.archive", given, lang)


def _keys(kind: type, table: str, given: Given, lang: str) -> Iterator[str]:
    for key in fields(kind):
        value, mark = given.get((table, key.name)), ""
        if value is None or value in ((), ""):
            value, mark = _default(key), "#"
        is_table = isinstance(value, Mapping)
        said = told(key.metadata["said"], lang)
        yield f"# {said}"
        yield f"{mark}{key.name} = {_inline(value) if is_table else _toml(value)}"


def _default(key: Field[Any]) -> Any:
    """Give what holds where a key is not set; an example where that is nothing."""
    default = key.default if key.default is not MISSING else None
    if default in (None, "", ()):
        default = key.metadata.get("example", "")
        if not default and key.metadata.get("is") == "issn":
            return ()
        return (default,) if key.default == () else default
    return default


def _toml(value: Any) -> str:
    if isinstance(value, bool | int):
        return str(value).lower()
    if isinstance(value, tuple | list):
        return f"[{', '.join(_toml(each) for each in value)}]"
    text = value.as_posix() if isinstance(value, Path) else str(value)
    return json.dumps(text, ensure_ascii=False)


def _inline(value: Mapping[str, Any]) -> str:
    return "{ " + ", ".join(f"{_word(name)} = {_toml(each)}" for name, each in value.items()) + " }"


def _word(name: str) -> str:
    is_bare = name.replace("-", "").replace("_", "").isalnum() and name.isascii()
    return name if is_bare else json.dumps(name, ensure_ascii=False)
