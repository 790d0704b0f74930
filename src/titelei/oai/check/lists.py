"""Checks of lists: dates, sets, resumption tokens (OAI-PMH 2.0, sections 2.6, 2.7 and 3.5)."""

from typing import Final
from urllib.parse import quote

from titelei.messages import say
from titelei.model import Severity
from titelei.oai.check.asking import (
    LIST_VERBS,
    SECONDS,
    a_datestamp,
    a_token,
    datestamps,
    expect_error,
    expect_list,
    first_page,
    granularity,
    identify,
    moment,
    shifted,
)
from titelei.oai.check.registry import check
from titelei.oai.check.server import Failure, NotApplicable, Server, reply

_PAGES: Final = 10
_HEADERS: Final = "ListIdentifiers/header"


@check("list-from-until", "section 2.7.1")
def _bounds(server: Server) -> None:
    """A list from and until a record's datestamp holds that record, and none outside: both bounds are inclusive."""
    stamp = a_datestamp(server)
    page = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=stamp, until=stamp)
    found = datestamps(page)
    if not found or any(text != stamp for text in found):
        raise Failure(
            say("{url} gives records of {set}.", url=page.url, set=", ".join(sorted(set(found))) or say("no datestamp"))
        )


@check("list-by-day", "section 3.3.1")
def _days(server: Server) -> None:
    """Where seconds are declared, days are understood, too, and until means the whole day."""
    if granularity(server) != SECONDS:
        raise NotApplicable(say("The granularity is days."))
    stamp = a_datestamp(server)
    first = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=stamp[:10], until=stamp[:10])
    expect_list(first, "ListIdentifiers")
    pages = list(server.walk(first, "ListIdentifiers", most=_PAGES))
    found: list[str] = []
    for page in pages:
        found += datestamps(page)
        others = sorted({text for text in found if not text.startswith(stamp[:10])})
        if others:
            raise Failure(say("{url} gives records of {others}.", url=page.url, others=", ".join(others)))
    # No order is prescribed, so a long list need not have it on the pages looked at.
    if stamp not in found and len(pages) < _PAGES:
        raise Failure(say("{url} does not give a record of {stamp}.", url=first.url, stamp=stamp))


@check("list-until-before-earliest", "section 3.6")
def _before(server: Server) -> None:
    """A list until before the earliest datestamp is answered with noRecordsMatch."""
    earliest = identify(server).text("Identify/earliestDatestamp")
    if moment(earliest) is None or earliest[:4] < "0002":
        raise NotApplicable(say("Nothing can be before {earliest}.", earliest=earliest))
    page = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", until=shifted(earliest, days=-1))
    expect_error(page, "noRecordsMatch")


@check("list-from-earliest", "section 4.2")
def _from_earliest(server: Server) -> None:
    """A list from earliestDatestamp begins as the list of all does."""
    everything = first_page(server)
    earliest = identify(server).text("Identify/earliestDatestamp")
    page = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=earliest)
    expect_list(page, "ListIdentifiers")
    if len(page.find("ListIdentifiers/header")) < len(everything.find("ListIdentifiers/header")):
        raise Failure(say("{url} gives fewer records than the list without from.", url=page.url))


@check("list-sets", "section 2.6")
def _sets(server: Server) -> None:
    """The records of a set say that they are in it, or in one inside it."""
    first = server.ask(verb="ListSets")
    if first.codes:
        raise NotApplicable(say("The repository has no sets."))
    for spec in [(e.text or "").strip() for e in first.root.iter("{*}setSpec")][:10]:
        page = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set=spec)
        expect_list(page, "ListIdentifiers")
        for header in page.find("ListIdentifiers/header"):
            specs = [(e.text or "").strip() for e in header.findall("{*}setSpec")]
            if not any(each == spec or each.startswith(f"{spec}:") for each in specs):
                raise Failure(
                    say(
                        "{findtext} is listed in {spec}, and does not say so.",
                        findtext=header.findtext("{*}identifier", ""),
                        spec=spec,
                    )
                )


@check("list-sets-named", "section 2.6", severity=Severity.WARNING)
def _sets_named(server: Server) -> None:
    """The record that comes first in a set names that very set, not only one inside it."""
    first = server.ask(verb="ListSets")
    if first.codes:
        raise NotApplicable(say("The repository has no sets."))
    for spec in [(e.text or "").strip() for e in first.root.iter("{*}setSpec")][:10]:
        for header in server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set=spec).find(_HEADERS)[:1]:
            if spec not in [(e.text or "").strip() for e in header.findall("{*}setSpec")]:
                raise Failure(
                    say(
                        "{findtext} is listed in {spec}, and does not name it.",
                        findtext=header.findtext("{*}identifier", ""),
                        spec=spec,
                    )
                )


@check("list-unknown-set", "section 3.6")
def _unknown_set(server: Server) -> None:
    """A set that is not there is answered with noRecordsMatch, badArgument or noSetHierarchy."""
    page = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set="no-such-set")
    expect_error(page, "noRecordsMatch", "badArgument", "noSetHierarchy")


@check("token-goes-on", "section 3.5")
def _goes_on(server: Server) -> None:
    """A resumption token gives the records that follow; none comes twice."""
    for verb in LIST_VERBS:
        a_token(server, verb)
        seen: set[str] = set()
        for page in server.walk(first_page(server, verb), verb, most=_PAGES):
            if page.codes:
                raise Failure(say("{url} is answered with {codes}.", url=page.url, codes=", ".join(page.codes)))
            for element in page.root.iter("{http://www.openarchives.org/OAI/2.0/}header"):
                identifier = element.findtext("{*}identifier", "").strip()
                if identifier in seen:
                    raise Failure(say("{identifier} comes twice in one list.", identifier=identifier))
                seen.add(identifier)


@check("token-again", "section 3.5.1")
def _again(server: Server) -> None:
    """The newest token can be used again, and gives the same records."""
    token = a_token(server)
    one = server.ask(verb="ListIdentifiers", resumptionToken=token)
    other = reply(server.raw(f"verb=ListIdentifiers&resumptionToken={quote(token, safe='')}"))
    if [e.text for e in one.root.iter("{*}identifier")] != [e.text for e in other.root.iter("{*}identifier")]:
        raise Failure(say("The same token gives different records the second time."))


@check("token-empty-at-end", "section 3.5")
def _end(server: Server) -> None:
    """The last answer of a list that came in several bears an empty resumption token."""
    a_token(server)
    pages = list(server.walk(first_page(server), "ListIdentifiers", most=_PAGES))
    if pages[-1].text("ListIdentifiers/resumptionToken"):
        raise NotApplicable(say("The list has more than {pages} pages.", pages=_PAGES))
    if not pages[-1].find("ListIdentifiers/resumptionToken"):
        raise Failure(say("The last answer of the list has no resumptionToken element."))


@check("token-size-and-cursor", "section 3.5")
def _size(server: Server) -> None:
    """Where cursor and completeListSize are given, they count the records."""
    a_token(server)
    given = 0
    size = ""
    for page in server.walk(first_page(server), "ListIdentifiers", most=_PAGES):
        for token in page.find("ListIdentifiers/resumptionToken"):
            if token.get("cursor", str(given)) != str(given):
                raise Failure(say("cursor is {cursor} after {given} records.", cursor=token.get("cursor"), given=given))
            size = token.get("completeListSize", "")
        given += len(page.find("ListIdentifiers/header"))
        if not page.text("ListIdentifiers/resumptionToken") and size and size != str(given):
            raise Failure(say("completeListSize is {size}, and the list has {given} records.", size=size, given=given))


@check("token-of-other-verb", "section 3.5")
def _other_verb(server: Server) -> None:
    """A token of ListSets, or an altered one, is answered with badResumptionToken."""
    token = a_token(server)
    altered = token[:-1] + ("A" if token[-1] != "A" else "B")
    page = server.ask(verb="ListSets", resumptionToken=altered)
    expect_error(page, "badResumptionToken", "noSetHierarchy")
