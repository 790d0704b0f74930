"""Requests are read strictly: every fault is named, and nothing is guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from titelei.oai.arguments import parse_request
from titelei.oai.errors import ProtocolError

LIST = "verb=ListRecords&metadataPrefix=oai_dc"


def codes(query: str | bytes) -> list[str]:
    try:
        parse_request(query if isinstance(query, bytes) else query.encode())
    except ProtocolError as error:
        return [f.code for f in error.faults]
    return []


@pytest.mark.parametrize(
    "query",
    [
        "verb=Identify",
        "&verb=Identify&",
        LIST,
        f"{LIST}&from=2001-01-01&until=2001-01-01",
        f"{LIST}&from=2001-01-01T00:00:00Z&until=2001-01-01T00:00:00Z",
        f"{LIST}&set=year:2021",
        "verb=GetRecord&metadataPrefix=oai_dc&identifier=oai%3Ax.org%3A1",
        "verb=ListMetadataFormats&identifier=x%22y",
        "verb=ListSets&resumptionToken=abc",
        f"{LIST}&from=0001-01-01",
        f"{LIST}&until=9999-12-31",
    ],
)
def test_requests_in_order(query: str) -> None:
    assert codes(query) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["badVerb"]),
        ("verb=", ["badVerb"]),
        ("verb=identify", ["badVerb"]),
        ("verb=Identify&verb=Identify", ["badVerb"]),
        ("verb=Identify&x=1", ["badArgument"]),
        ("verb=Identify&x=1&y=2", ["badArgument"] * 2),
        ("verb=ListRecords", ["badArgument"]),
        ("verb=GetRecord", ["badArgument"] * 2),
        (f"{LIST}&metadataPrefix=oai_dc", ["badArgument"]),
        (f"{LIST}&from=2001-01-01&from=2001-01-01", ["badArgument"]),
        (f"{LIST}&resumptionToken=abc", ["badArgument"]),
        ("verb=ListRecords&metadataPrefix=", ["badArgument"]),
        ("verb=ListRecords&metadataPrefix=a%20b", ["badArgument"]),
        (f"{LIST}&set=a%20b", ["badArgument"]),
        (f"{LIST}&set=:a", ["badArgument"]),
        (f"{LIST}&from=2001-01-01&until=2001-01-01T00:00:00Z", ["badArgument"]),
        (f"{LIST}&from=2002-01-01&until=2001-01-01", ["badArgument"]),
        (f"{LIST}&from=2001-02-30", ["badArgument"]),
        (f"{LIST}&from=2001-02-03T04:05Z", ["badArgument"]),
        (f"{LIST}&from=2001-02-03T04:05:06.7Z", ["badArgument"]),
        (f"{LIST}&from=2001-02-03T04:05:06%2B01:00", ["badArgument"]),
        (f"{LIST}&from=2001-02-03T25:05:06Z", ["badArgument"]),
        (f"{LIST}&from=", ["badArgument"]),
        (f"{LIST}&from=٢٠٠١-01-01", ["badArgument"]),
        (f"{LIST}&set=%zz", ["badArgument", "badArgument"]),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00", ["badArgument"]),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%FF", ["badArgument"]),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=", ["badArgument"]),
    ],
)
def test_requests_that_are_refused(query: str, expected: list[str]) -> None:
    assert codes(query) == expected


@given(st.binary(max_size=200))
def test_no_bytes_do_more_than_to_be_refused(data: bytes) -> None:
    assert all(code in ("badVerb", "badArgument") for code in codes(data))
    assert all(code == "badArgument" for code in codes(b"verb=ListRecords&metadataPrefix=oai_dc&" + data)) or (
        b"verb" in data
    )
