"""Checks of Identify, ListMetadataFormats and ListSets (OAI-PMH 2.0, sections 4.2, 4.4, 4.6)."""

import re
from typing import Final

from titelei.messages import say
from titelei.model import Severity
from titelei.names import OAI_DC
from titelei.oai.check.asking import (
    SECONDS,
    an_identifier,
    datestamps,
    expect_error,
    first_page,
    granularity,
    identify,
    is_domain,
    moment,
)
from titelei.oai.check.registry import check
from titelei.oai.check.server import Failure, NotApplicable, Server

_SET: Final = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(:[A-Za-z0-9\-_.!~*'()]+)*")
_PREFIX: Final = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")


@check("identify-complete", "section 4.2")
def _complete(server: Server) -> None:
    """Identify has repositoryName, baseURL, adminEmail, earliestDatestamp, deletedRecord and granularity."""
    names = ("repositoryName", "baseURL", "adminEmail", "earliestDatestamp", "deletedRecord", "granularity")
    missing = [name for name in names if not identify(server).text(f"Identify/{name}")]
    if missing:
        raise Failure(say("Identify lacks {missing}.", missing=", ".join(missing)))


@check("identify-version", "section 4.2")
def _version(server: Server) -> None:
    """protocolVersion is 2.0."""
    found = identify(server).text("Identify/protocolVersion")
    if found != "2.0":
        raise Failure(say("protocolVersion is “{found}”.", found=found))


@check("identify-base-url", "section 4.2")
def _base_url(server: Server) -> None:
    """baseURL is the address that was asked."""
    found = identify(server).text("Identify/baseURL")
    if found != server.base_url:
        raise Failure(say("baseURL is {found}, and {base_url} was asked.", found=found, base_url=server.base_url))


@check("identify-admin-email", "section 4.2")
def _email(server: Server) -> None:
    """Every adminEmail is an address, with at least two characters before the @."""
    for element in identify(server).find("Identify/adminEmail"):
        found = (element.text or "").strip()
        if not re.fullmatch(r"\S{2,}@(\S+\.)+\S+", found):
            raise Failure(say("adminEmail is “{found}”.", found=found))


@check("identify-granularity", "section 4.2")
def _granularity(server: Server) -> None:
    """granularity is YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ, and earliestDatestamp is written with it."""
    found = granularity(server)
    if found not in (SECONDS, "YYYY-MM-DD"):
        raise Failure(say("granularity is “{found}”.", found=found))
    earliest = identify(server).text("Identify/earliestDatestamp")
    if len(earliest) != len(found) or moment(earliest) is None:
        raise Failure(
            say("earliestDatestamp {earliest} does not have the granularity {found}.", earliest=earliest, found=found)
        )


@check("identify-deleted-record", "section 2.5.1")
def _deleted(server: Server) -> None:
    """deletedRecord is no, transient or persistent."""
    found = identify(server).text("Identify/deletedRecord")
    if found not in ("no", "transient", "persistent"):
        raise Failure(say("deletedRecord is “{found}”.", found=found))


@check("identify-earliest-datestamp", "section 4.2")
def _earliest(server: Server) -> None:
    """earliestDatestamp is not later than any datestamp."""
    earliest = moment(identify(server).text("Identify/earliestDatestamp"))
    for page in server.walk(first_page(server), "ListIdentifiers", most=3):
        for text in datestamps(page):
            found = moment(text)
            if earliest is not None and found is not None and found < earliest:
                raise Failure(say("A record has the datestamp {text}, which is before earliestDatestamp.", text=text))


@check("identify-oai-identifier", say("guidelines, oai-identifier"))
def _oai_identifier(server: Server) -> None:
    """Where oai-identifier is described, repositoryIdentifier is a domain name and identifiers begin with it."""
    found = identify(server).root.find(".//{http://www.openarchives.org/OAI/2.0/oai-identifier}repositoryIdentifier")
    if found is None:
        raise NotApplicable(say("Identify does not describe oai-identifier."))
    domain = (found.text or "").strip()
    if not is_domain(domain):
        raise Failure(say("repositoryIdentifier is “{domain}”, which is no domain name.", domain=domain))
    identifier = an_identifier(server)
    if not identifier.startswith(f"oai:{domain}:"):
        raise Failure(say("{identifier} does not begin with oai:{domain}:.", identifier=identifier, domain=domain))


@check("formats-oai-dc", "section 3.4")
def _oai_dc(server: Server) -> None:
    """ListMetadataFormats offers oai_dc, with its namespace."""
    for each in server.ask(verb="ListMetadataFormats").find("ListMetadataFormats/metadataFormat"):
        if each.findtext("{*}metadataPrefix", "").strip() == "oai_dc":
            namespace = each.findtext("{*}metadataNamespace", "").strip()
            if namespace != OAI_DC:
                raise Failure(say("oai_dc is offered with the namespace {namespace}.", namespace=namespace))
            return
    raise Failure(say("oai_dc is not offered."))


@check("formats-prefixes", "section 3.4")
def _prefixes(server: Server) -> None:
    """Every metadataPrefix consists of characters that a URL need not encode, and is listed once."""
    found = [
        e.findtext("{*}metadataPrefix", "")
        for e in server.ask(verb="ListMetadataFormats").root.iter("{*}metadataFormat")
    ]
    wrong = [name for name in found if not _PREFIX.fullmatch(name)]
    if wrong or len(found) != len(set(found)):
        raise Failure(say("The prefixes are {found}.", found=", ".join(found)))


@check("formats-of-item", "section 4.4")
def _formats_of_item(server: Server) -> None:
    """ListMetadataFormats for an item that is listed in oai_dc names oai_dc."""
    page = server.ask(verb="ListMetadataFormats", identifier=an_identifier(server))
    names = [(e.text or "").strip() for e in page.root.iter("{*}metadataPrefix")]
    if "oai_dc" not in names:
        listed = ", ".join(names) or say("no format")
        raise Failure(say("{page} names {listed}.", page=page.url, listed=listed))


@check("formats-unknown-item", "section 4.4")
def _formats_unknown(server: Server) -> None:
    """ListMetadataFormats for an item that is not there is answered with idDoesNotExist."""
    expect_error(server.ask(verb="ListMetadataFormats", identifier='no-such-"item"'), "idDoesNotExist")


@check("sets-specs", "section 2.6")
def _sets(server: Server) -> None:
    """Every setSpec has the form of one, is listed once, and has a name; or noSetHierarchy is answered."""
    first = server.ask(verb="ListSets")
    if first.codes:
        expect_error(first, "noSetHierarchy")
        return
    seen: set[str] = set()
    for page in server.walk(first, "ListSets", most=20):
        for each in page.find("ListSets/set"):
            spec = each.findtext("{*}setSpec", "").strip()
            if not _SET.fullmatch(spec) or spec in seen or not each.findtext("{*}setName", "").strip():
                raise Failure(say("The set “{spec}” is ill-formed, without a name, or listed twice.", spec=spec))
            seen.add(spec)


@check("sets-parents", "section 2.6", severity=Severity.WARNING)
def _parents(server: Server) -> None:
    """A set whose setSpec has a colon is inside one that is listed, too."""
    specs = {
        (e.text or "").strip()
        for page in server.walk(server.ask(verb="ListSets"), "ListSets", most=20)
        for e in page.root.iter("{*}setSpec")
    }
    for spec in sorted(specs):
        if ":" in spec and spec.rpartition(":")[0] not in specs:
            raise Failure(
                say("{spec} is listed, and {rpartition} is not.", spec=spec, rpartition=spec.rpartition(":")[0])
            )
