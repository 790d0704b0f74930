"""Checks of HTTP and of the XML around an answer (OAI-PMH 2.0, sections 3.1 and 3.2)."""

from datetime import UTC, datetime
from functools import cache
from typing import Final

from lxml import etree

from titelei import resources
from titelei.messages import say
from titelei.names import OAI, XSI
from titelei.oai.check.asking import an_identifier, first_page, identify, moment
from titelei.oai.check.registry import check
from titelei.oai.check.server import Failure, NotApplicable, Reply, Server, reply

_CLOCK_SECONDS: Final = 300


@check("http-post", "section 3.1.1")
def _post(server: Server) -> None:
    """All verbs are answered by POST as by GET."""
    for verb in ("Identify", "ListMetadataFormats", "ListSets"):
        _same(server.ask(verb=verb), server.ask(verb=verb, post=True), verb)
    first_page(server)
    for verb in ("ListIdentifiers", "ListRecords"):
        _same(
            server.ask(verb=verb, metadataPrefix="oai_dc"),
            server.ask(verb=verb, metadataPrefix="oai_dc", post=True),
            verb,
        )
    named = (("identifier", an_identifier(server)), ("metadataPrefix", "oai_dc"))
    _same(server.ask(*named, verb="GetRecord"), server.ask(*named, verb="GetRecord", post=True), "GetRecord")


def _same(got: Reply, posted: Reply, verb: str) -> None:
    if got.codes != posted.codes or len(got.find(verb)) != len(posted.find(verb)):
        raise Failure(
            say(
                "{verb} by POST is answered otherwise than by GET: {codes}.",
                verb=verb,
                codes=", ".join(posted.codes) or say("no error"),
            )
        )


@check("http-content-type", "section 3.1.2.1")
def _content_type(server: Server) -> None:
    """Answers are text/xml."""
    found = identify(server).headers.get("Content-Type", "")
    if found.partition(";")[0].strip().lower() not in ("text/xml", "application/xml"):
        raise Failure(say("The Content-Type is “{found}”.", found=found))


@check("http-no-redirect", "section 3.1.2.2")
def _redirect(server: Server) -> None:
    """The base URL answers itself, and sends nobody elsewhere."""
    response = server.raw("verb=Identify")
    if 300 <= response.status < 400:
        raise Failure(
            say("Status {status} to {address}.", status=response.status, address=response.headers.get("Location", ""))
        )


@check("http-compression", "section 3.1.3")
def _compression(server: Server) -> None:
    """An answer is compressed only as the request allows, and the compressions that Identify names are understood."""
    plain = server.raw("verb=Identify", headers={"Accept-Encoding": "identity"})
    if plain.headers.get("Content-Encoding", "identity") != "identity":
        raise Failure(
            say(
                "Without being asked, the answer is compressed: {Content_Encoding}.",
                Content_Encoding=plain.headers["Content-Encoding"],
            )
        )
    names = [(e.text or "").strip() for e in identify(server).find("Identify/compression")]
    if "gzip" not in names:
        raise NotApplicable(say("Identify does not name gzip."))
    reply(server.raw("verb=Identify", headers={"Accept-Encoding": "gzip"}))


@check("xml-encoding", "section 3.2")
def _encoding(server: Server) -> None:
    """The answer begins with an XML declaration, and is in UTF-8."""
    data = identify(server).data
    if not data.startswith(b"<?xml"):
        raise Failure(say("The answer has no XML declaration."))
    declared = identify(server).root.getroottree().docinfo.encoding or ""
    if declared.upper() != "UTF-8":
        raise Failure(say("The answer is in {declared}.", declared=declared))


@check("xml-response-date", "section 3.2")
def _response_date(server: Server) -> None:
    """responseDate is the present time in UTC, with Z."""
    text = reply(server.raw("verb=Identify")).text("responseDate")
    found = moment(text)
    if found is None or "T" not in text:
        raise Failure(say("responseDate is “{text}”.", text=text))
    away = abs((datetime.now(UTC) - found).total_seconds())
    if away > _CLOCK_SECONDS:
        raise Failure(say("responseDate {text} is {away:.0f} seconds away from the clock here.", text=text, away=away))


@check("xml-schema-location", "section 3.2")
def _schema_location(server: Server) -> None:
    """The root names OAI-PMH.xsd as the schema of its namespace."""
    words = identify(server).root.get(f"{{{XSI}}}schemaLocation", "").split()
    if dict(zip(words[::2], words[1::2], strict=False)).get(OAI) != f"{OAI}OAI-PMH.xsd":
        raise Failure(say("xsi:schemaLocation is “{words}”.", words=" ".join(words)))


@check("xml-valid", "section 3.2")
def _valid(server: Server) -> None:
    """Answers of every verb, and errors, have the structure of OAI-PMH.xsd."""
    grammar = _grammar()
    pages = [identify(server), server.ask(verb="ListMetadataFormats"), server.ask(verb="ListSets")]
    pages += [server.ask(verb="NoSuchVerb"), server.ask(verb="Identify", notAnArgument="x")]
    pages += [server.ask(verb=verb, metadataPrefix="oai_dc") for verb in ("ListIdentifiers", "ListRecords")]
    for page in pages:
        if not grammar.validate(page.root):
            fault = grammar.error_log.last_error
            raise Failure(f"{page.url}: {'' if fault is None else fault.message}.")  # libxml2's own words


@cache
def _grammar() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(resources.schemas() / "oai" / "envelope.rng")))
