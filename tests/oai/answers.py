"""Reading answers in the tests."""

from collections.abc import Iterator
from urllib.parse import urlencode

from lxml import etree

from titelei.oai import Provider

NS = {"o": "http://www.openarchives.org/OAI/2.0/"}
BASE = "http://titelei.example.org/oai"


def ask(provider: Provider, **arguments: str) -> "etree._Element":
    """Ask a provider; ``from_`` is written for ``from``."""
    query = urlencode({name.rstrip("_"): value for name, value in arguments.items()})
    answer = provider.answer(query.encode(), base_url=BASE)
    assert answer is not None
    return etree.fromstring(answer.data)


def codes(answer: "etree._Element") -> list[str]:
    return [e.get("code", "") for e in answer.findall("o:error", NS)]


def names(answer: "etree._Element") -> list[str]:
    """Give the articles of a list, in order."""
    return [(e.text or "").rpartition(":")[2] for e in answer.iterfind(".//o:header/o:identifier", NS)]


def token(answer: "etree._Element") -> "etree._Element | None":
    return answer.find(".//o:resumptionToken", NS)


def harvest(provider: Provider, verb: str = "ListRecords", **arguments: str) -> Iterator["etree._Element"]:
    """Follow a list to its end."""
    answer = ask(provider, verb=verb, **arguments)
    while True:
        yield answer
        found = token(answer)
        if found is None or not found.text:
            return
        answer = ask(provider, verb=verb, resumptionToken=found.text)
