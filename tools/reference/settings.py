"""Every key of ``titelei.toml``, as its class has it."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from reference.markdown import code, table
from titelei.settings import Settings, Target

_INTRODUCTION: Final = """# Settings

`titelei.toml` marks an edition's folder; paths begin there. Every key has a default, and a wrong key or value is an
error that names its line and the nearest key there is. `titelei new` writes the file with every key and this text.
"""


def page() -> str:
    """Give the page: a table for each table of the file."""
    parts = [_INTRODUCTION]
    for name, kind in get_type_hints(Settings).items():
        part, shown = (Target, "targets.NAME") if name == "targets" else (kind, name)
        if is_dataclass(part) and isinstance(part, type):
            parts += [f"## [{shown}]\n", table(("key", "meaning", "values", "default"), _rows(part))]
    return "\n".join(parts)


def _rows(kind: type) -> Iterator[tuple[str, str, str, str]]:
    hints = get_type_hints(kind)
    for key in fields(kind):
        yield code(key.name), str(key.metadata["said"]), _values(hints[key.name], key), code(_default(key))


def _values(hint: Any, key: Field[Any]) -> str:
    if get_origin(hint) is Literal:
        return ", ".join(map(code, get_args(hint)))
    known = {str: "text", int: "number", bool: "`true`, `false`", Path: "path"}
    said = known.get(hint, "")
    if get_origin(hint) is tuple:
        said = "list of texts"
    elif isinstance(get_origin(hint), type) and issubclass(get_origin(hint), Mapping):
        said = "table of texts"
    elif Path in get_args(hint):
        said = "path"
    if "from" in key.metadata:
        said = f"{said} from {key.metadata['from']} to {key.metadata['to']}"
    example = key.metadata.get("example", "")
    return f"{said}, as {code(_toml(example))}" if example else said


def _default(key: Field[Any]) -> str:
    value = key.default if key.default is not MISSING else None
    return "" if value in (None, "", ()) else _toml(value)


def _toml(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {_toml(each)}' for name, each in value.items())} }}"
    return str(value) if isinstance(value, int) else f'"{value}"'
