"""Weighs claims of one fact: how probable each value is, by who says it, who else does, and who says otherwise.

Sources are independent of one another where they were written apart: all that a head declares is one voice, each kind
of line another. A value under ``STATED`` is not stated but asked.
"""

import tomllib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Final

from titelei.encode.claims import Claim
from titelei.encode.languages import is_cyrillic
from titelei.encode.segments import folded

STATED: Final = 0.8
"""What is less probable is no value but a question."""
HEAD: Final = frozenset(("meta", "jsonld"))
"""Sources that are one voice: what a page declares of itself."""
_ANCHORS: Final = ("volume", "issue", "pages", "year", "doi", "journal")
_MOST: Final = 0.995
_NEAR: Final = 12
"""A title's translation stands at most so many lines from it."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A value with the claim that stands for it, how probable it is, and the claims for it and against it."""

    claim: Claim
    probability: float
    others: tuple[Claim, ...] = ()

    @property
    def is_stated(self) -> bool:
        """Tell whether the value is probable enough to stand in the header."""
        return self.probability >= STATED


@cache
def weights() -> dict[str, dict[str, float]]:
    """Read ``weights.toml``."""
    return tomllib.loads(files("titelei.encode").joinpath("weights.toml").read_text("utf-8"))


def calibrated(claims: Sequence[Claim], *, is_declared: bool) -> list[Claim]:
    """Give claims with the probability of their kind; ``is_declared`` where the page's head declares facts."""
    told: dict[str, set[str]] = {}
    for claim in claims:
        if claim.source in HEAD and claim.field in _ANCHORS:
            told.setdefault(claim.field, set()).add(folded(claim.value))
    of_line: dict[int, list[Claim]] = {}
    for claim in claims:
        if claim.place is not None:
            of_line.setdefault(claim.place.line, []).append(claim)
    bonds = {line: _bond(found, told) for line, found in of_line.items()} if told else {}
    far = _far_titles(claims)
    return [
        replace(c, confidence=weights()["agreement"]["far"])
        if c in far
        else _calibrated(c, is_declared, bonds.get(c.place.line) if c.place else None)
        for c in claims
    ]


def _far_titles(claims: Iterable[Claim]) -> set[Claim]:
    """Give the lines taken for titles that stand far from the one the head declares: they are the site's words."""
    titles = [c for c in claims if c.field == "title"]
    declared = {folded(c.value) for c in titles if c.source in HEAD}
    lines = [c.place.line for c in titles if c.place and folded(c.value) in declared]
    if not lines:
        return set()
    return {
        c for c in titles if c.source == "heading" and c.place and min(abs(c.place.line - at) for at in lines) > _NEAR
    }


def _bond(found: Iterable[Claim], told: dict[str, set[str]]) -> tuple[int, int]:
    """Count the fields in which a line agrees with what the head declares, and those in which it gainsays it."""
    agreed: set[str] = set()
    gainsaid: set[str] = set()
    for claim in found:
        if claim.field in told and claim.field in _ANCHORS and not _is_translated(claim, told[claim.field]):
            (agreed if folded(claim.value) in told[claim.field] else gainsaid).add(claim.field)
    return len(agreed), len(gainsaid - agreed)


def _is_translated(claim: Claim, told: set[str]) -> bool:
    """Tell whether a journal is named in another script than the declared one, which does not gainsay it."""
    return claim.field == "journal" and all(is_cyrillic(claim.value) != is_cyrillic(name) for name in told)


def _calibrated(claim: Claim, is_declared: bool, bond: tuple[int, int] | None) -> Claim:
    table = weights()
    if claim.source in HEAD:
        is_online = claim.field == "year" and "online" in claim.rule
        of_kind = table["online"] if is_online else table["head"]
        return replace(claim, confidence=of_kind.get(claim.field, claim.confidence))
    lines = table["lines-of-html" if is_declared else "lines-of-text"]
    base = lines.get(f"{claim.source}.{claim.field}", claim.confidence)
    if bond is not None and claim.field in _ANCHORS:
        agreed, gainsaid = bond
        agreement = table["agreement"]
        if gainsaid and claim.source not in ("label", "licence"):
            base = min(base, agreement["none"])
        elif agreed:
            base = max(base, agreement["more" if agreed > 1 else "one"])
    return replace(claim, confidence=base)


def weigh(claims: Sequence[Claim], *, allied: Collection[str] = ()) -> list[Weighed]:
    """Give the values that are claimed, the most probable first.

    A value's voices are its independent sources; each other value's voices count against it, but for values that are
    ``allied``: “issue 2 (118)” gives a number in the year and one of all years.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(folded(claim.value) or claim.value, []).append(claim)
    odds = {key: _odds(_voices(found)) for key, found in groups.items()}
    out = []
    for key, found in groups.items():
        rivals = [o for o in groups if o != key and not {groups[o][0].value, found[0].value} & set(allied)]
        against = sum(odds[other] for other in rivals)
        best = max(found, key=lambda c: (c.confidence, c.place is not None))
        others = tuple(c for c in claims if c is not best)
        probability = min(_MOST, odds[key] / (1 + odds[key] + against))
        out.append(Weighed(best, probability, others))
    return sorted(out, key=lambda w: -w.probability)


def _voices(found: Iterable[Claim]) -> list[float]:
    """Give the probability of each independent voice: the surest claim of each kind of source."""
    surest: dict[str, float] = {}
    for claim in found:
        voice = "head" if claim.source in HEAD else claim.source
        surest[voice] = max(surest.get(voice, 0.0), claim.confidence)
    return list(surest.values())


def _odds(voices: Iterable[float]) -> float:
    wrong = 1.0
    for probability in voices:
        wrong *= 1 - min(probability, _MOST)
    return (1 - wrong) / wrong
