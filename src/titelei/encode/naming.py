"""Names and dates in prose, as the recogniser finds them, made into marks of the front that point at entries."""

from collections.abc import Mapping
from typing import Any

from titelei.encode.entries import Entity


def annotator(known: Mapping[str, Entity]) -> Any:
    """Give a function that, for the entries of one draft, annotates a stretch of prose; None without a recogniser."""
    return None
