"""The link set (RFC 9264, section 4.2): contexts with an anchor, links with an address, and each link's way back."""

import re
from collections.abc import Iterator
from typing import Any, Final

from titelei.check import json_text
from titelei.messages import say
from titelei.model import Finding

_ADDRESS: Final = re.compile(r"https?://[!-~]+")
_TARGET: Final = frozenset({"href", "type", "profile"})
_BACK: Final = {"item": "collection", "describedby": "describes"}


def check(name: str, data: bytes) -> tuple[Finding, ...]:
    """Check a link set."""
    return json_text.check("output-linkset", name, data, _problems, kind=say("a link set"), clause="RFC 9264, 4.2")


def _problems(value: Any) -> Iterator[str]:
    contexts = value.get("linkset") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(contexts, list) or not contexts:
        yield say("its only key is not “linkset” with an array of contexts")
        return
    links: list[tuple[str, str, str]] = []
    for number, context in enumerate(contexts):
        where = f"linkset[{number}]"
        if not isinstance(context, dict) or not _is_address(context.get("anchor")):
            yield say("{where} has no anchor that is an address", where=where)
            continue
        for relation, targets in context.items():
            if relation == "anchor":
                continue
            if not isinstance(targets, list) or not targets:
                yield say("{where}.{relation} is not an array of links", where=where, relation=relation)
                continue
            yield from _targets(f"{where}.{relation}", targets)
            links += [(context["anchor"], relation, t["href"]) for t in targets if isinstance(t, dict) and "href" in t]
    yield from _ways(contexts[0], links)


def _targets(where: str, targets: list[Any]) -> Iterator[str]:
    for number, target in enumerate(targets):
        if not isinstance(target, dict) or not _is_address(target.get("href")):
            yield say("{where}[{number}] has no href that is an address", where=where, number=number)
        elif not target.keys() <= _TARGET or not all(isinstance(v, str) and v for v in target.values()):
            yield say("{where}[{number}] has other attributes than href, type and profile", where=where, number=number)


def _ways(first: Any, links: list[tuple[str, str, str]]) -> Iterator[str]:
    page = first.get("anchor", "") if isinstance(first, dict) else ""
    if sum(1 for anchor, relation, _ in links if (anchor, relation) == (page, "cite-as")) != 1:
        yield say("the page has not one link “cite-as”")
    known = set(links)
    for anchor, relation, href in links:
        back = _BACK.get(relation)
        if back and (href, back, anchor) not in known:
            yield say("{href} has no link “{back}” back to {anchor}", href=href, back=back, anchor=anchor)


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None
