"""Checks of GetRecord and of what a record is (OAI-PMH 2.0, sections 2.5 and 4.1)."""

from lxml import etree

from titelei.messages import say
from titelei.names import OAI, OAI_DC
from titelei.oai.check.asking import an_identifier, datestamps, first_page, granularity, moment
from titelei.oai.check.registry import check
from titelei.oai.check.server import Failure, NotApplicable, Server


@check("record-is-the-one", "section 4.1")
def _same(server: Server) -> None:
    """GetRecord gives the record of the item asked for, with metadata in the format's namespace."""
    identifier = an_identifier(server)
    page = server.ask(verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    found = page.text("GetRecord/record/header/identifier")
    if found != identifier:
        raise Failure(say("{url} is answered with the record of “{found}”.", url=page.url, found=found))
    payloads = [child for each in page.find("GetRecord/record/metadata") for child in each]
    if len(payloads) != 1 or payloads[0].tag != f"{{{OAI_DC}}}dc":
        raise Failure(say("The metadata of {identifier} is not one oai_dc:dc.", identifier=identifier))


@check("record-agrees-with-list", "section 2.5")
def _agrees(server: Server) -> None:
    """A record has the same header in ListIdentifiers, ListRecords and GetRecord."""
    identifier = an_identifier(server)
    headers = {}
    for verb in ("ListIdentifiers", "ListRecords"):
        for page in server.walk(first_page(server, verb), verb, most=5):
            for header in page.root.iter(f"{{{OAI}}}header"):
                if header.findtext("{*}identifier", "").strip() == identifier:
                    headers[verb] = _told(header)
    page = server.ask(verb="GetRecord", identifier=identifier, metadataPrefix="oai_dc")
    for header in page.find("GetRecord/record/header"):
        headers["GetRecord"] = _told(header)
    if len(set(headers.values())) > 1:
        raise Failure(say("{identifier} has different headers: {headers}.", identifier=identifier, headers=headers))


def _told(header: "etree._Element") -> str:
    parts = sorted(f"{etree.QName(e).localname}={(e.text or '').strip()}" for e in header)
    return " ".join([*parts, header.get("status", "")])


@check("record-datestamps", "section 3.3")
def _datestamps(server: Server) -> None:
    """Every datestamp has the granularity that is declared."""
    form = granularity(server)
    for text in datestamps(first_page(server)):
        if len(text) != len(form) or moment(text) is None:
            raise Failure(
                say("A record has the datestamp {text}, and the granularity is {form}.", text=text, form=form)
            )


@check("record-identifiers", "section 2.4")
def _identifiers(server: Server) -> None:
    """Every identifier is a URI."""
    for header in first_page(server).find("ListIdentifiers/header"):
        text = header.findtext("{*}identifier", "").strip()
        scheme, _, rest = text.partition(":")
        if not scheme or not rest or not scheme.isascii() or " " in text:
            raise Failure(say("“{text}” is no URI.", text=text))


@check("record-deleted", "section 2.5.1")
def _deleted(server: Server) -> None:
    """A deleted record has neither metadata nor about."""
    seen = False
    for page in server.walk(first_page(server, "ListRecords"), "ListRecords", most=5):
        for record in page.find("ListRecords/record"):
            header = record.find("{*}header")
            if header is not None and header.get("status") == "deleted":
                seen = True
                if len(record) > 1:
                    raise Failure(
                        say(
                            "{findtext} is deleted, and has more than a header.",
                            findtext=header.findtext("{*}identifier", ""),
                        )
                    )
    if not seen:
        raise NotApplicable(say("No record looked at is deleted."))


@check("record-metadata", "section 2.5")
def _metadata(server: Server) -> None:
    """A record that is not deleted has metadata: one element, in another namespace than the protocol's."""
    for record in first_page(server, "ListRecords").find("ListRecords/record"):
        header, metadata = record.find("{*}header"), record.find("{*}metadata")
        if header is None or header.get("status") == "deleted":
            continue
        if metadata is None or len(metadata) != 1 or str(metadata[0].tag).startswith(("{" + OAI + "}",)):
            raise Failure(
                say(
                    "{findtext} has no metadata, or metadata of no namespace.",
                    findtext=header.findtext("{*}identifier", ""),
                )
            )
        if "{" not in str(metadata[0].tag):
            raise Failure(
                say("{findtext} has metadata without a namespace.", findtext=header.findtext("{*}identifier", ""))
            )
