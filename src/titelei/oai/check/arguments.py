"""Checks of what is wrong with a request (OAI-PMH 2.0, sections 3.1.1, 3.2 and 3.6)."""

from titelei.messages import say
from titelei.oai.check.asking import LIST_VERBS, an_identifier, expect_error, first_page, granularity
from titelei.oai.check.registry import check
from titelei.oai.check.server import Failure, Server


@check("error-no-verb", "section 3.6")
def _no_verb(server: Server) -> None:
    """A request without verb is answered with badVerb."""
    expect_error(server.ask(("from", "2000-01-01")), "badVerb")


@check("error-unknown-verb", "section 3.6")
def _unknown_verb(server: Server) -> None:
    """A verb that there is not is answered with badVerb."""
    expect_error(server.ask(verb="NoSuchVerb"), "badVerb")


@check("error-verb-twice", "section 3.6")
def _verb_twice(server: Server) -> None:
    """A verb given twice is answered with badVerb."""
    expect_error(server.ask(("verb", "Identify"), ("verb", "Identify")), "badVerb")


@check("error-verb-case", "section 3.1.1")
def _verb_case(server: Server) -> None:
    """Verbs are case-sensitive."""
    expect_error(server.ask(verb="identify"), "badVerb")


@check("error-unknown-argument", "section 3.6")
def _unknown_argument(server: Server) -> None:
    """An argument that a verb does not have is answered with badArgument."""
    expect_error(server.ask(verb="Identify", notAnArgument="x"), "badArgument")


@check("error-argument-twice", "section 3.6")
def _argument_twice(server: Server) -> None:
    """An argument given twice is answered with badArgument."""
    pairs = (("metadataPrefix", "oai_dc"), ("metadataPrefix", "oai_dc"))
    expect_error(server.ask(*pairs, verb="ListIdentifiers"), "badArgument")


@check("error-missing-argument", "section 3.6")
def _missing(server: Server) -> None:
    """A required argument that is missing is answered with badArgument."""
    for verb in LIST_VERBS:
        expect_error(server.ask(verb=verb), "badArgument")
    expect_error(server.ask(verb="GetRecord", metadataPrefix="oai_dc"), "badArgument")
    expect_error(server.ask(verb="GetRecord", identifier="oai:x.example.org:1"), "badArgument")


@check("error-unknown-format", "section 3.6")
def _unknown_format(server: Server) -> None:
    """A format that is not offered is answered with cannotDisseminateFormat."""
    for verb in LIST_VERBS:
        expect_error(server.ask(verb=verb, metadataPrefix="no_such_format"), "cannotDisseminateFormat")
    page = server.ask(verb="GetRecord", identifier=an_identifier(server), metadataPrefix="no_such_format")
    expect_error(page, "cannotDisseminateFormat")


@check("error-unknown-identifier", "section 3.6")
def _unknown_identifier(server: Server) -> None:
    """An item that is not there is answered with idDoesNotExist."""
    page = server.ask(verb="GetRecord", identifier="no-such-item", metadataPrefix="oai_dc")
    expect_error(page, "idDoesNotExist")


@check("error-bad-dates", "section 3.3")
def _bad_dates(server: Server) -> None:
    """A from or until that is no date of either form is answered with badArgument."""
    for name in ("from", "until"):
        for text in ("junk", "2001-13-40", "2001-01-01T00:00:00", "2001-01-01T00:00:00+01:00", "2001-01-01 00:00:00Z"):
            page = server.ask((name, text), verb="ListIdentifiers", metadataPrefix="oai_dc")
            expect_error(page, "badArgument")


@check("error-mixed-granularity", "section 3.3.1")
def _mixed(server: Server) -> None:
    """from and until of different granularities are answered with badArgument."""
    page = server.ask(verb="ListRecords", metadataPrefix="oai_dc", from_="2000-01-01", until="2030-01-01T00:00:00Z")
    expect_error(page, "badArgument")


@check("error-from-after-until", "section 3.3")
def _order(server: Server) -> None:
    """A from later than until is answered with badArgument."""
    page = server.ask(verb="ListRecords", metadataPrefix="oai_dc", from_="2002-01-01", until="2001-01-01")
    expect_error(page, "badArgument")


@check("error-bad-token", "section 3.5")
def _bad_token(server: Server) -> None:
    """A resumption token that the server did not give is answered with badResumptionToken."""
    for verb in LIST_VERBS:
        expect_error(server.ask(verb=verb, resumptionToken="no-such-token"), "badResumptionToken")


@check("error-token-not-exclusive", "section 3.5")
def _exclusive(server: Server) -> None:
    """A resumption token beside another argument is answered with badArgument."""
    page = server.ask(verb="ListIdentifiers", resumptionToken="no-such-token", metadataPrefix="oai_dc")
    expect_error(page, "badArgument")


@check("error-nothing-fits", "section 3.6")
def _nothing(server: Server) -> None:
    """A list in which nothing is is answered with noRecordsMatch."""
    first_page(server)
    text = "2100-01-01T00:00:00Z" if "T" in granularity(server) else "2100-01-01"
    page = server.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", from_=text)
    expect_error(page, "noRecordsMatch")


@check("request-without-attributes", "section 3.2")
def _no_attributes(server: Server) -> None:
    """After badVerb and badArgument, request bears no attributes."""
    for page in (server.ask(verb="NoSuchVerb"), server.ask(verb="Identify", notAnArgument="x")):
        if page.request.attrib:
            raise Failure(
                say(
                    "In the answer to {url}, request has attributes: {attrib}.",
                    url=page.url,
                    attrib=", ".join(page.request.attrib),
                )
            )


@check("request-with-attributes", "section 3.2")
def _attributes(server: Server) -> None:
    """Otherwise request holds the base URL and, as attributes, the arguments as they were given, escaped."""
    identifier = 'no-such-"item"&<\'>'
    page = server.ask(verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    if (page.request.text or "").strip() != server.base_url:
        raise Failure(say("request holds {text}, not {base_url}.", text=page.request.text, base_url=server.base_url))
    if "badArgument" in page.codes:
        return
    expected = {"verb": "GetRecord", "identifier": identifier, "metadataPrefix": "oai_dc"}
    found = {str(name): str(value) for name, value in page.request.attrib.items()}
    if found != expected:
        raise Failure(say("In the answer to {url}, request has the attributes {found}.", url=page.url, found=found))
