"""The application (ASGI): ``/oai`` and whatever routes the site adds, with one gate before all of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Final

import anyio.to_thread
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from titelei.errors import TiteleiError
from titelei.oai import Provider
from titelei.repository.catalogue import Catalogue
from titelei.web import spoken
from titelei.web.gate import Gate
from titelei.web.harvesting import Harvesting, Look
from titelei.web.requests import Requests
from titelei.web.security import SecurityHeaders
from titelei.web.trouble import Trouble

OAI_PATH: Final = "/oai"
_LOOK_SECONDS: Final = 5

Say = Callable[[str], None]


def create_app(
    catalogue: Catalogue,
    provider: Provider,
    *,
    base_url: str = "",
    routes: Sequence[BaseRoute] = (),
    gate: Gate | None = None,
    say: Say = lambda _text: None,
    trouble: Trouble | None = None,
    look: Look | None = None,
) -> Starlette:
    """Make the application.

    ``base_url`` ends in a slash and is where the repository is reached; empty means wherever a client reaches it.
    ``routes`` are the site's; ``say`` is told what was found left over and carried on while serving,
    and of faults, unless ``trouble`` (the site's) does that. ``look``
    is the edition's.
    """
    endpoint = Harvesting(
        provider,
        base_url=f"{base_url}{OAI_PATH[1:]}" if base_url else "",
        gate=gate or Gate(),
        trouble=trouble or Trouble(say),
        look=look,
    )

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        looking = asyncio.create_task(look_after(catalogue, say))
        try:
            yield
        finally:
            looking.cancel()
            with suppress(asyncio.CancelledError):
                await looking
            catalogue.close()

    app = Starlette(
        routes=[
            *(Route(path, endpoint_of(endpoint), methods=["GET", "POST"]) for path in (OAI_PATH, f"{OAI_PATH}/")),
            *routes,
        ],
        exception_handlers={404: _not_found, 405: _not_allowed},
        middleware=[Middleware(SecurityHeaders), Middleware(Requests)],
        lifespan=lifespan,
    )
    # A redirect to the address without the slash is more than many harvesters follow.
    app.router.redirect_slashes = False
    return app


def endpoint_of(harvesting: Harvesting) -> Callable[[Request], Awaitable[Response]]:
    """Give the endpoint as the function that a route wants."""

    async def oai(request: Request) -> Response:
        return await harvesting(request)

    return oai


async def look_after(catalogue: Catalogue, say: Say, *, pause_seconds: float = _LOOK_SECONDS) -> None:
    """Carry on what a killed deposit has left, as long as the server runs."""
    while True:
        await asyncio.sleep(pause_seconds)
        try:
            if catalogue.marker.note() is not None:
                for note in await anyio.to_thread.run_sync(partial(catalogue.ready)):
                    say(note)
        except TiteleiError as error:
            say(str(error))


async def _not_found(request: Request, _error: Exception) -> Response:
    return spoken.nothing_there(request, OAI_PATH)


async def _not_allowed(request: Request, error: Exception) -> Response:
    headers = getattr(error, "headers", None)
    return spoken.other_methods(request, (headers or {}).get("Allow", "GET"), headers)
