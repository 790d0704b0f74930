"""Whether a name is the state that acts or is a party, or the place where something is (encoding.md, names)."""

from functools import cache

from titelei.encode.prose.atoms import skip_article
from titelei.encode.prose.tokens import Tokens
from titelei.encode.prose.words import words


def is_state(tokens: Tokens, first: int, end: int) -> bool:
    """Tell whether a country's name at these tokens is the state: it acts, makes treaties, is judged of, recognised."""
    after = tokens.low(end)
    if after in words("context/english/acts") or after in words("context/russian/acts"):
        return True
    at = _before_article(tokens, first)
    before, earlier = tokens.low(at), tokens.low(at - 1)
    if before == "for" and earlier in words("context/english/judged"):
        return True
    if before in ("with", "against") and earlier in words("context/english/parties"):
        return True
    if before in ("of", "by") and earlier in words("context/english/recognition"):
        return True
    if before in ("с", "со", "против") and _starts(earlier, "context/russian/parties"):
        return True
    return _starts(before, "context/russian/recognition")


def is_location(tokens: Tokens, first: int) -> bool:
    """Tell whether a state's name only locates: “in the USSR”, “territory of the Golden Horde”."""
    at = _before_article(tokens, first)
    before, earlier = tokens.low(at), tokens.low(at - 1)
    if before in words("context/english/locating", "context/russian/locating"):
        return True
    if before == "of" and earlier in words("context/english/extent"):
        return True
    return _starts(before, "context/russian/extent")


def _before_article(tokens: Tokens, first: int) -> int:
    at = first - 1
    return at - 1 if at >= 0 and skip_article(tokens, at) > at else at


@cache
def _stems(path: str) -> tuple[tuple[str, ...], frozenset[str]]:
    listed = words(path)
    return tuple(word[:-1] for word in listed if word.endswith("*")), frozenset(
        w for w in listed if not w.endswith("*")
    )


def _starts(low: str, path: str) -> bool:
    stems, whole = _stems(path)
    return bool(low) and (low in whole or low.startswith(stems))
