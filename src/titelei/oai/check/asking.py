"""What several checks ask and need to know."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from titelei.messages import say
from titelei.oai.check.server import Failure, NotApplicable, Reply, Server

SECONDS: Final = "YYYY-MM-DDThh:mm:ssZ"
LIST_VERBS: Final = ("ListIdentifiers", "ListRecords")


def identify(server: Server) -> Reply:
    """Ask who the server is."""
    return server.ask(verb="Identify")


def granularity(server: Server) -> str:
    """Give the granularity that the server declares."""
    return identify(server).text("Identify/granularity")


def first_page(server: Server, verb: str = "ListIdentifiers", prefix: str = "oai_dc") -> Reply:
    """Ask for the first page of the list of all; skip where the repository is empty."""
    page = server.ask(verb=verb, metadataPrefix=prefix)
    if "noRecordsMatch" in page.codes:
        raise NotApplicable(say("The repository holds no records."))
    if page.codes:
        raise Failure(say("{url} answers with the error {codes}.", url=page.url, codes=", ".join(page.codes)))
    return page


def an_identifier(server: Server) -> str:
    """Give the identifier of a record that is not deleted."""
    for page in server.walk(first_page(server), "ListIdentifiers", most=5):
        for header in page.find("ListIdentifiers/header"):
            if header.get("status") != "deleted":
                return header.findtext("{*}identifier", "").strip()
    raise NotApplicable(say("All records looked at are deleted."))


def a_token(server: Server, verb: str = "ListIdentifiers") -> str:
    """Give a resumption token."""
    token = first_page(server, verb).text(f"{verb}/resumptionToken")
    if not token:
        raise NotApplicable(say("The list fits one answer, so there is no resumption token."))
    return token


def a_datestamp(server: Server) -> str:
    """Give the datestamp of the first record of the list of all."""
    found = datestamps(first_page(server))
    if not found:
        raise Failure(say("The list of all identifiers gives no datestamp."))
    return found[0]


def datestamps(page: Reply) -> list[str]:
    """Give the datestamps on a page of a list."""
    return [(e.text or "").strip() for e in page.root.iter("{*}datestamp")]


def moment(text: str) -> datetime | None:
    """Read a datestamp of either form; None where it is of neither."""
    for form in ("%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"):
        if len(text) == (20 if "T" in form else 10):
            try:
                return datetime.strptime(text, form).replace(tzinfo=UTC)
            except ValueError:
                continue
    return None


def shifted(text: str, **by: int) -> str:
    """Give a datestamp moved by some days or seconds, with its granularity."""
    found = moment(text)
    if found is None:
        raise NotApplicable(say("The datestamp {text} cannot be read.", text=text))
    return (found + timedelta(**by)).strftime("%Y-%m-%dT%H:%M:%SZ" if "T" in text else "%Y-%m-%d")


def expect_error(page: Reply, *codes: str) -> None:
    """Hold an answer to bear one of these errors.

    Raises:
        Failure: it bears others, or none.
    """
    if not set(codes) & set(page.codes):
        found = say("the error {codes}", codes=", ".join(page.codes)) if page.codes else say("no error")
        raise Failure(
            say(
                "{url} is answered with {found}, not with {codes}.", url=page.url, found=found, codes=" or ".join(codes)
            )
        )


def expect_list(page: Reply, verb: str) -> None:
    """Hold an answer to be a list, or to say that nothing fits.

    Raises:
        Failure: it is neither.
    """
    if page.codes and page.codes != ("noRecordsMatch",):
        raise Failure(say("{url} is answered with the error {codes}.", url=page.url, codes=", ".join(page.codes)))
    if not page.codes and not page.find(verb):
        raise Failure(say("{url} is answered without the element {verb}.", url=page.url, verb=verb))


def is_domain(text: str) -> bool:
    """Tell whether a text is a domain name as oai-identifier wants it."""
    return re.fullmatch(r"[a-zA-Z][a-zA-Z0-9-]*(\.[a-zA-Z][a-zA-Z0-9-]+)+", text) is not None
