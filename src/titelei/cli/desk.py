"""``titelei desk``: the whole work in a browser, on this machine."""

import webbrowser
from typing import Annotated

import typer

from titelei.cli import listening, options
from titelei.errors import UsageError
from titelei.messages import say


@options.command
def desk(
    call: options.Call,
    host: Annotated[str, typer.Option("--host", help="Loopback address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8765,
    as_name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="Who works.", show_default="repository.user_name")
    ] = "",
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
) -> None:
    """Work on the edition in a browser: bring sources, answer what is open, check, publish."""
    if not listening.is_loopback(host):
        raise UsageError(
            say("{host} can be reached by others, and the desk has no log-in of its own. Use 127.0.0.1.", host=host)
        )
    from titelei.desk import app, gate
    from titelei.web import server

    token, by = gate.new_token(), " ".join(as_name.split()) or call.settings.repository.user_name
    socket = server.listen(host, port)
    address = f"http://{listening.shown(socket)}/?token={token}"

    def started() -> None:
        call.screen.document({"url": address})
        call.screen.note(
            say("The desk is at {address} (for you alone: it holds a token). Ctrl-C ends it.", address=address)
        )
        if not no_browser:
            webbrowser.open(address)

    made = app.create_app(call.settings, token=token, by=by, lang=call.screen.lang)
    server.run(made, socket, started=started)
