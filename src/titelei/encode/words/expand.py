"""All wordings of a pattern, where they are finite: looking them up is faster than trying a thousand patterns."""

import re
from functools import cache
from typing import Any, Final

_parser: Final[Any] = re._parser  # type: ignore[attr-defined]
_MOST: Final = 400


@cache
def expanded(pattern: str) -> tuple[str, ...] | None:
    """Give every text that a pattern matches; None where it has no end or more than some hundreds of them."""
    try:
        found = _sequence(_parser.parse(pattern))
    except _EndlessError:
        return None
    return tuple(dict.fromkeys(found))


class _EndlessError(Exception):
    pass


def _sequence(nodes: Any) -> list[str]:
    out = [""]
    for kind, value in nodes:
        choices = _choices(str(kind), value)
        out = [a + b for a in out for b in choices]
        if len(out) > _MOST:
            raise _EndlessError
    return out


def _choices(kind: str, value: Any) -> list[str]:
    match kind:
        case "LITERAL":
            return [chr(value)]
        case "IN":
            return [c for item in value for c in _members(str(item[0]), item[1])]
        case "SUBPATTERN":
            return _sequence(value[3])
        case "BRANCH":
            return [text for branch in value[1] for text in _sequence(branch)]
        case "MAX_REPEAT" | "MIN_REPEAT":
            least, most, inner = value
            if int(most) > 2:
                raise _EndlessError
            one = _sequence(inner)
            out = [""] if int(least) == 0 else []
            return out + one + ([a + b for a in one for b in one] if int(most) == 2 else [])
        case "CATEGORY" if str(value) == "CATEGORY_SPACE":
            return [" "]
    raise _EndlessError


def _members(kind: str, value: Any) -> list[str]:
    if kind == "LITERAL":
        return [chr(value)]
    if kind == "RANGE" and value[1] - value[0] < 30:
        return [chr(n) for n in range(value[0], value[1] + 1)]
    if kind == "CATEGORY" and str(value) == "CATEGORY_SPACE":
        return [" "]
    raise _EndlessError
