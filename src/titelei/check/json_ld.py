"""JSON-LD of schema.org: valid JSON, a ScholarlyArticle with its mandatory keys, nothing in it empty."""

from typing import Final

from titelei.check import json_text
from titelei.check.report import fault
from titelei.model import Finding

_REQUIRED: Final = {"@context": "https://schema.org", "@type": "ScholarlyArticle"}
_PRESENT: Final = ("@id", "url")


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a JSON-LD file."""
    return problems(name, data.decode("utf-8"), f"{name} is")


def problems(name: str, text: str, subject: str, line: int = 0) -> tuple[Finding, ...]:
    """Check JSON-LD text; ``subject`` begins the sentence about it, ``line`` is where it begins in the file."""
    try:
        value = json_text.load(text)
    except ValueError as error:
        at = getattr(error, "lineno", 1)
        return (fault("output-json-ld", name, f"{subject} not valid JSON: {error}.", line=line + at),)
    if not isinstance(value, dict):
        return (fault("output-json-ld", name, f"{subject} not an object.", line=line),)
    wrong = [f"“{key}” is not “{want}”" for key, want in _REQUIRED.items() if value.get(key) != want]
    wrong += [f"“{key}” is missing" for key in _PRESENT if key not in value]
    wrong += [f"“{path}” is empty" for path in json_text.empty(value)]
    if not wrong:
        return ()
    return (fault("output-json-ld", name, f"{subject} not the JSON-LD of an article: {', '.join(wrong)}.", line=line),)
