"""The schema as the site publishes it under ``schema/``: its reference pages, grammar, rules and ODD."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from titelei import resources

FOLDER: Final = "schema/"
REFERENCE_LANGUAGE: Final = "en"
MEDIA_TYPES: Final[Mapping[str, str]] = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".odd": "application/tei+xml",
    ".rng": "application/xml",
    ".sch": "application/xml",
}


@cache
def published() -> Mapping[str, Path]:
    """Give path on the site → file; ``schema/rules.html#<rule>`` is where reports say that a rule is described."""
    schemas = resources.schemas()
    found = [*(schemas / "reference").iterdir(), *schemas.glob("frontmatter.*")]
    return {f"{FOLDER}{file.name}": file for file in sorted(found) if file.suffix in MEDIA_TYPES}
