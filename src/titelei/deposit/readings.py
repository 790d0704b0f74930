"""Our reading of a target's refusal, from ``readings.toml``; the target's own words always stand beside it."""

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec

from titelei.deposit.values import Reply
from titelei.messages import known, say


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a refusal means: ``kind`` and ``status`` empty hold for all, ``contains`` is a regular expression."""

    says: str
    kind: tuple[str, ...] = ()
    status: tuple[int, ...] = ()
    contains: str = ""


@cache
def readings() -> tuple[Reading, ...]:
    """Give all readings, the most particular first, as they stand in the file."""
    data = tomllib.loads(resources.files(__package__).joinpath("readings.toml").read_text("utf-8"))
    return msgspec.convert(data["reading"], tuple[Reading, ...])


def read_refusal(kind: str, reply: Reply) -> str:
    """Say what a refusal means and what to do; in general words where we have met no such refusal."""
    for each in readings():
        if each.kind and kind not in each.kind:
            continue
        if each.status and reply.status not in each.status:
            continue
        if each.contains and not re.search(each.contains, reply.text, re.IGNORECASE):
            continue
        return known(each.says)
    return say("We have no reading of this answer; the server's own words are kept whole in the ledger.")
