"""How probable a value is that was read on a line: learnt on pages of makes that did not train the line model.

``calibration.toml`` is written by ``tools/lines/calibrate.py``. The odds of a value grow with those of its line.
"""

import math
import tomllib
from functools import cache
from importlib import resources
from typing import Final

from titelei.encode.claims import Claim
from titelei.encode.fields.authors import Author

OTHERS: Final = "label.*"
"""The curve of what stands behind a label, for fields of which the gold says too little, as dates and ISSN."""
_EDGE: Final = 0.01


@cache
def _table() -> dict[str, dict[str, list[float]]]:
    text = resources.files(__package__).joinpath("calibration.toml").read_text("utf-8")
    return tomllib.loads(text)


def probability(claim: Claim, sure: float, page_kind: str) -> float:
    """Give the probability of a claim whose line is ``sure`` to be what it was read as."""
    if claim.place is None:
        return claim.confidence
    return _of(f"{claim.source}.{claim.field}", sure, page_kind, claim.confidence)


def of_author(author: Author, sure: float, page_kind: str) -> float:
    """Give the probability that somebody named on a line is an author, by the line and the form of the name."""
    form = "sure" if author.name.confidence >= 0.5 else "unsure"
    return _of(f"byline.author-{form}", sure, page_kind, author.name.confidence)


def _of(key: str, sure: float, page_kind: str, otherwise: float) -> float:
    of_kind = _table().get(page_kind, {})
    found = of_kind.get(key) or (of_kind.get(OTHERS) if key.startswith("label.") else None)
    if found is None:
        return round(otherwise * sure, 3)
    intercept, slope = found
    return round(1 / (1 + math.exp(-(intercept + slope * logit(sure)))), 3)


def logit(p: float) -> float:
    """Give the logarithm of the odds of a probability, kept away from its ends."""
    p = min(1 - _EDGE, max(_EDGE, p))
    return math.log(p / (1 - p))
