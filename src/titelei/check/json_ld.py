"""JSON-LD of schema.org: valid JSON, a ScholarlyArticle with its mandatory keys, nothing in it empty."""

import re
from typing import Final

from titelei.check import json_text
from titelei.check.report import fault
from titelei.messages import say
from titelei.model import Finding

_REQUIRED: Final = {"@context": "https://schema.org", "@type": "ScholarlyArticle"}
_PRESENT: Final = ("@id", "url")


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a JSON-LD file."""
    return problems(name, data.decode("utf-8"), say("{name} is", name=name))


def problems(name: str, text: str, subject: str, line: int = 0) -> tuple[Finding, ...]:
    """Check JSON-LD text; ``subject`` begins the sentence about it, ``line`` is where it begins in the file."""
    try:
        value = json_text.load(text)
    except ValueError as error:
        at = getattr(error, "lineno", 1)
        return (
            fault(
                "output-json-ld",
                name,
                say("{subject} not valid JSON: {error}.", subject=subject, error=error),
                line=line + at,
            ),
        )
    if not isinstance(value, dict):
        return (fault("output-json-ld", name, say("{subject} not an object.", subject=subject), line=line),)
    wrong = [
        say("“{key}” is not “{want}”", key=key, want=want)
        for key, want in _REQUIRED.items()
        if want not in _each(value.get(key))
    ]
    wrong += [say("“{key}” is missing", key=key) for key in _PRESENT if key not in value]
    wrong += [say("“{path}” is empty", path=path) for path in json_text.empty(value)]
    if not wrong:
        return ()
    at = _line_of(text, next((key for key in re.findall(r"\w+|@\w+", wrong[0]) if f'"{key}"' in text), ""))
    message = say("{subject} not the JSON-LD of an article: {wrong}.", subject=subject, wrong=", ".join(wrong))
    return (fault("output-json-ld", name, message, line=line + at),)


def _each(value: object) -> list[object]:
    """Give the values of an array; any other value alone."""
    return value if isinstance(value, list) else [value]


def _line_of(text: str, key: str) -> int:
    """Give the line, from 1, in which a key stands first; the first one where it stands nowhere."""
    return text[: max(0, text.find(f'"{key}"'))].count("\n") + 1
