"""JSON-LD of schema.org: valid JSON, a ScholarlyArticle with its mandatory keys, nothing in it empty."""

import json
from collections.abc import Iterator
from typing import Any, Final

from titelei.check.report import fault
from titelei.model import Finding

_REQUIRED: Final = {"@context": "https://schema.org", "@type": "ScholarlyArticle"}
_PRESENT: Final = ("@id", "url")
"""Not the name: a page may lack a title. That a known one is there, the agreement with the facts holds."""


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a JSON-LD file."""
    return problems(name, data.decode("utf-8"), f"{name} is")


def problems(name: str, text: str, subject: str, line: int = 0) -> tuple[Finding, ...]:
    """Check JSON-LD text; ``subject`` begins the sentence about it, ``line`` is where it begins in the file."""
    try:
        value = json.loads(text, object_pairs_hook=_without_doubles)
    except ValueError as error:
        at = getattr(error, "lineno", 1)
        return (fault("output-json-ld", name, f"{subject} not valid JSON: {error}.", line=line + at),)
    if not isinstance(value, dict):
        return (fault("output-json-ld", name, f"{subject} not an object.", line=line),)
    wrong = [f"“{key}” is not “{want}”" for key, want in _REQUIRED.items() if value.get(key) != want]
    wrong += [f"“{key}” is missing" for key in _PRESENT if key not in value]
    wrong += [f"“{path}” is empty" for path in _empty(value)]
    if not wrong:
        return ()
    return (fault("output-json-ld", name, f"{subject} not the JSON-LD of an article: {', '.join(wrong)}.", line=line),)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key “{double}” stands twice in one object")
    return found


def _empty(value: Any, path: str = "") -> Iterator[str]:
    if value is None or (isinstance(value, str | list | dict) and not value) or value == " ":
        yield path
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _empty(inner, f"{path}[{number}]")
