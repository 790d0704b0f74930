"""A plain value of each datatype: to fill a counterexample, and to test a grammar."""

from typing import Final

from titelei.validate.relaxng.content_model import ContentModels
from titelei.validate.relaxng.patterns import Choice, Data, Empty, Group, ListOf, OneOrMore, Pattern, Text, Value
from titelei.validate.relaxng.xsd_regex import Undecided, shortest

_PLAIN: Final = (
    "text",
    "a",
    "1",
    "0",
    "en",
    "2021-05-17",
    "2021",
    "2021-05",
    "true",
    "#a",
    "https://example.org/",
    "2021-05-17T12:00:00Z",
    "12:00:00",
    "P1Y",
    "--05",
    "--05-17",
    "---17",
    "0.5",
    "100",
    "A",
    "a b",
)


def sample(pattern: Pattern, models: ContentModels) -> str | None:
    """Give a text that a value pattern matches; None where none is found."""
    match pattern:
        case Text():
            return "text"
        case Empty():
            return ""
        case Value():
            return pattern.text
        case Data():
            return _of_data(pattern, models)
        case ListOf():
            return sample(pattern.item, models)
        case Choice():
            found = [sample(item, models) for item in pattern.items]
            return next((text for text in found if text), next((text for text in found if text is not None), None))
        case OneOrMore():
            return sample(pattern.item, models)
        case Group():
            parts = [sample(item, models) for item in pattern.items]
            return None if None in parts else " ".join(part for part in parts if part)
    return None


def _of_data(data: Data, models: ContentModels) -> str | None:
    candidates = list(_PLAIN)
    for name, value in data.params:
        try:
            if name == "pattern":
                candidates.insert(0, shortest(value))
            elif name in ("minInclusive", "maxInclusive"):
                candidates.append(value)
            elif name in ("length", "minLength"):
                candidates.append("a" * int(value))
        except (Undecided, ValueError):
            continue
    return next((text for text in candidates if models.matches(data, text)), None)
