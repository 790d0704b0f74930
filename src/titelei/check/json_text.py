"""JSON as outputs have it: one value, no key twice in an object, nothing empty."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from titelei.check.report import fault
from titelei.messages import say
from titelei.model import Finding


def load(text: str) -> Any:
    """Read JSON text.

    Raises:
        ValueError: it is not valid JSON, or a key stands twice in one object.
    """
    return json.loads(text, object_pairs_hook=_without_doubles)


def check(
    rule: str, name: str, data: bytes, problems: Callable[[Any], Iterable[str]], *, kind: str, clause: str = ""
) -> tuple[Finding, ...]:
    """Check a JSON file, which is to be ``kind``, by a function that gives its problems as parts of a sentence."""
    try:
        value = load(data.decode("utf-8"))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        return (fault(rule, name, say("{name} is not valid JSON: {error}.", name=name, error=error), line=line),)
    wrong = list(problems(value))
    return (
        (
            fault(
                rule,
                name,
                say("{name} is not {kind}: {wrong}.", name=name, kind=kind, wrong=", ".join(wrong)),
                clause=clause,
            ),
        )
        if wrong
        else ()
    )


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(say("the key “{double}” stands twice in one object", double=double))
    return found


def empty(value: Any, path: str = "") -> Iterator[str]:
    """Give the path of everything in it that is empty."""
    if value is None or (isinstance(value, str | list | dict) and not value) or value == " ":
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from empty(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from empty(inner, f"{path}[{number}]")
