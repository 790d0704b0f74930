"""The desk as an application (ASGI): its addresses, and what each shows or does.

==============================  =================================================================================
``GET /``                       the articles, what waits, and where files are brought to
``POST /bring``                 files and pasted text become drafts
``GET /job/ID``                 what a job has done so far
``GET /article/ID``             an article: source, questions and facts; ``?view=findings``, …
``POST /article/ID/STEP``       ``answer``, ``fact``, ``repair``, ``tei``, ``undo``, ``redo``
``POST /article/ID/check``      what would be found in a TEI text that was typed; nothing is written
``GET /article/ID/page``        the article's page as it would be rendered
``GET /publish?article=ID…``    what publishing would come to; of a whole issue by ``?issue=``
``POST /publish``, ``/draft``   publishes articles, and deposits them; takes one back to draft
``POST /withdraw``              withdraws an article from readers, or brings it back
==============================  =================================================================================
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from titelei.desk.articles import Articles
from titelei.desk.gate import Gate
from titelei.desk.jobs import Jobs
from titelei.desk.pages import FOLDER, Pages
from titelei.desk.views import Views
from titelei.desk.work import Work
from titelei.errors import TiteleiError
from titelei.settings import Settings, house
from titelei.web.security import SecurityHeaders

_CALLED: Final = {"quiet": "soft", "line": "rule", "panel": "sunk"}
"""Colours of the edition that the desk calls otherwise."""


def create_app(settings: Settings, *, token: str, by: str, lang: str = "en") -> Starlette:
    """Make the application for one edition; ``by`` is who sits at the desk, ``token`` lets them in."""
    folder = settings.root / ".titelei" / "desk"
    jobs = Jobs()
    work = Work(settings, Articles(settings, folder), folder)
    views = Views(work, jobs, Pages(token=token, by=by, lang=lang), by=by)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        looking = asyncio.create_task(look_at_drafts(work, jobs))
        yield
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking
        await jobs.close()

    return Starlette(
        routes=[
            Route("/", views.home),
            Route("/bring", views.bring, methods=["POST"]),
            Route("/job/{job}", views.job),
            Route("/article/{article}", views.article),
            Route("/article/{article}/page", views.page),
            Route("/article/{article}/check", views.check, methods=["POST"]),
            Route("/article/{article}/{step}", views.step, methods=["POST"]),
            Route("/publish", views.publish, methods=["GET", "POST"]),
            Route("/draft", views.draft, methods=["POST"]),
            Route("/withdraw", views.withdraw, methods=["POST"]),
            Route("/language", views.language, methods=["POST"]),
            Route("/static/desk.css", _sheet(settings)),
            Route("/static/{name}", _static),
        ],
        exception_handlers={HTTPException: views.failed},
        middleware=[Middleware(SecurityHeaders), Middleware(Gate, token=token, lang=lang)],
        lifespan=lifespan,
    )


async def look_at_drafts(work: Work, jobs: Jobs, *, pause_seconds: float = 0.2) -> None:
    """Look at each draft that was not looked at as it is now, between other work, so that the list can tell of it."""
    rows = await jobs.run(work.articles.rows)
    while not work.articles.is_whole:
        await asyncio.sleep(pause_seconds)
        rows = await jobs.run(work.articles.rows)
    for row in rows:
        if row.status == "draft" and row.open < 0:
            with suppress(KeyError, TiteleiError):
                await jobs.run(partial(work.open, row.id))
            await asyncio.sleep(pause_seconds)


def _sheet(settings: Settings) -> Callable[[Request], Awaitable[Response]]:
    """Give the desk's style sheet, with the fonts and colours of the edition after its own."""
    own = house.properties(settings, _CALLED)
    text = f"{(FOLDER / 'static' / 'desk.css').read_text('utf-8')}{own}\n"

    async def sheet(_request: Request) -> Response:
        return Response(text, media_type="text/css")

    return sheet


async def _static(request: Request) -> Response:
    path = FOLDER / "static" / request.path_params["name"]
    if path.name != "desk.js" or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path)
