"""``titelei serve``: the embedded repository for harvesters and readers."""

from typing import Annotated, Final
from urllib.parse import urlsplit

import typer

from titelei.cli import listening, options
from titelei.errors import UsageError
from titelei.messages import say
from titelei.pipeline.run import open_catalogue
from titelei.settings import Settings

_EXAMPLES: Final = ("example", "example.org", "example.com", "example.net", "invalid", "test")
"""Domains that nobody can have (RFC 2606)."""


@options.command
def serve(
    call: options.Call,
    host: Annotated[str, typer.Option("--host", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8000,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Where clients reach it; on loopback by default wherever they do."),
    ] = None,
) -> None:
    """Serve the embedded repository: its articles as a site, OAI-PMH 2.0 at /oai."""
    settings, screen = call.settings, call.screen
    under = _base_url(base_url, host, settings)
    catalogue = open_catalogue(settings)
    with screen.progress("catalogue", 2) as progress:
        screen.notes(catalogue.fit(lambda done, of: progress.step(f"({of})")))

    from titelei.oai import Identity, Provider
    from titelei.oai.tokens import open_signer
    from titelei.repository.catalogue.presence import Presence
    from titelei.site import Edition
    from titelei.web import app as web
    from titelei.web import server
    from titelei.web.gate import Gate
    from titelei.web.harvesting import Look
    from titelei.web.pages import Reading
    from titelei.web.trouble import Trouble

    signer, is_kept = open_signer(catalogue.path / "catalogue.key")
    if not is_kept:
        screen.note(
            say(
                "{path} cannot be written, so the key of resumption tokens is not kept: lists that are "
                "being harvested when the server stops have to be begun again.",
                path=catalogue.path,
            )
        )
    identity = Identity(
        name=settings.repository.name,
        admin_email=settings.repository.admin_email,
        domain=settings.domain,
        rights=settings.edition.rights,
    )
    provider = Provider(catalogue, identity=identity, signer=signer, page_size=settings.repository.page_size)
    socket = server.listen(host, port)
    shown = listening.shown(socket)

    def started() -> None:
        where = under or f"http://{shown}/"
        screen.document({"url": where, "oai": f"{where}oai", "listening": shown})
        screen.note(
            say("Serving {where} and {where}oai (listening on {shown}). Ctrl-C ends it.", where=where, shown=shown)
        )
        if not under:
            screen.note(
                say("It answers under the address it is asked at, which only loopback may; --base-url names one.")
            )

    gate = Gate(presence=Presence(catalogue, screen.note))
    trouble = Trouble(lambda fault: typer.echo(screen.told(fault), err=True))
    edition = Edition.of(settings)
    reading = Reading(catalogue, edition, base_url=under, gate=gate, trouble=trouble)
    app = web.create_app(
        catalogue,
        provider,
        base_url=under,
        routes=[reading.route],
        gate=gate,
        say=screen.note,
        trouble=trouble,
        look=Look(edition=edition.title, style=edition.style),
    )
    server.run(app, socket, started=started)


def _base_url(given: str | None, host: str, settings: Settings) -> str:
    """Give the address to answer under, ending in a slash; empty where it is the one asked for.

    Raises:
        UsageError: it is no address, or clients of other machines would be told one that does not lead here.
    """
    if given is not None:
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise UsageError(
                say("--base-url {given} is no address. Write it as https://repository.university.edu/.", given=given)
            )
        return given if given.endswith("/") else f"{given}/"
    if listening.is_loopback(host):
        return ""
    name = urlsplit(settings.edition.base_url).hostname or ""
    if any(name == each or name.endswith(f".{each}") for each in _EXAMPLES):
        raise UsageError(
            say(
                "On {host} other machines can ask, and have to be told where. [edition] base_url is "
                "still {base_url}, which leads nowhere. Set it in titelei.toml, or give --base-url.",
                host=host,
                base_url=settings.edition.base_url,
            )
        )
    return settings.edition.base_url
