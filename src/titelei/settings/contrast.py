"""Whether texts in a project's own colours can be read: contrast after WCAG 2.2, 1.4.3 (4.5 : 1)."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from titelei.messages import say

LEAST: Final = 4.5

_HEX: Final = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
_TEXTS: Final = ("ink", "quiet", "link", "person", "organisation", "place", "date", "event", "document")
_PAIRS: Final = (
    *((text, ground) for text in _TEXTS for ground in ("paper", "panel")),
    ("ink", "mark"),
    ("on-accent", "accent"),
)
"""(text, ground) as pages have them."""


def faults(own: Mapping[str, str], ours: Mapping[str, str], suffix: str = "") -> Iterator[tuple[str, str]]:
    """Give (name of the colour, sentence) for each pair with an own colour that cannot be read.

    ``own`` and ``ours`` are the colours of one scheme by name, without ``suffix``, which the own ones have in settings.
    Colours that are not written as ``#rrggbb`` are not measured.
    """
    everything = {**ours, **own}
    told: set[str] = set()
    for text, ground in _PAIRS:
        named = next((name for name in (text, ground, "accent") if name in own and name not in told), "")
        if not named or (named == "accent" and "accent" not in (text, ground) and text != "link"):
            continue
        pair = (_resolved(text, everything), _resolved(ground, everything))
        contrast = ratio(*pair) if all(map(_HEX.fullmatch, pair)) else LEAST
        if contrast < LEAST:
            told.add(named)
            yield (
                f"{named}{suffix}",
                say(
                    "{text} ({text_value}) on {ground} ({ground_value}) has a contrast of {contrast} : 1, and texts "
                    "need {least} : 1 to be read. Take a darker or a lighter one.",
                    text=text,
                    text_value=pair[0],
                    ground=ground,
                    ground_value=pair[1],
                    contrast=f"{contrast:.2f}",
                    least=LEAST,
                ),
            )


def ratio(one: str, other: str) -> float:
    """Give the contrast of two colours, each ``#rgb`` or ``#rrggbb``."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _resolved(name: str, colours: Mapping[str, str]) -> str:
    value = colours.get(name, "")
    other = re.fullmatch(r"var\(--([a-z-]+)\)", value)
    return colours.get(other[1], "") if other else value
