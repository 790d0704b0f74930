"""What each address of the desk answers. Everything of the edition is read and written in the desk's one thread."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from titelei.desk import past, steps
from titelei.desk.gate import FIELD
from titelei.desk.jobs import Jobs
from titelei.desk.listing import listing, unpublished
from titelei.desk.pages import COOKIE, Pages
from titelei.desk.shown import groups_of, tei_of
from titelei.desk.source import Places
from titelei.desk.work import Changed, Declined, Work
from titelei.errors import TiteleiError
from titelei.messages import LANGUAGES, joined, say
from titelei.pipeline.answers import Instruction
from titelei.pipeline.render import accept_and_make

MOST_FILES: Final = 2_000
MOST_BYTES: Final = 128 * 1024 * 1024
"""What may be brought at once: so many files, so many bytes of all together."""

_MOST_ISSUES: Final = 30
_VIEWS: Final = ("facts", "findings", "tei", "page", "past")
_PREVIEW: Final = {
    "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}


Made = Callable[[], Response]
"""An answer that is made of what was read in the one thread."""


class Views:
    """The answers of one desk."""

    def __init__(self, work: Work, jobs: Jobs, pages: Pages, *, by: str) -> None:
        self._work, self._jobs, self._pages, self._by = work, jobs, pages, by

    async def home(self, request: Request) -> Response:
        """Show the articles and what waits."""
        rows = await self._jobs.run(self._work.articles.rows)
        return self._pages.show(
            request,
            "home",
            rows=rows,
            list=listing(rows, request.query_params),
            is_whole=self._work.articles.is_whole,
            most_issues=_MOST_ISSUES,
            edition=self._work.settings.edition.title,
        )

    async def bring(self, request: Request) -> Response:
        """Make drafts of what was brought, as a job."""
        form = await self._form(request)
        files: list[tuple[str, bytes]] = []
        size = 0
        pasted = str(form.get("text") or "").strip()
        given = [each for each in form.getlist("file") if isinstance(each, UploadFile) and each.filename]
        for upload in given:
            assert isinstance(upload, UploadFile)
            data = await upload.read()
            size += len(data)
            if size > MOST_BYTES:
                raise HTTPException(413, say("This is more than the desk takes at once. Bring fewer files."))
            files.append((steps.file_name(upload.filename or "", data, len(files) + 1), data))
        if pasted:
            data = pasted.encode()
            files.append((steps.file_name("", data, len(files) + 1), data))
        if not files:
            return self._told(request, say("Nothing was brought: choose files, or paste text."), 400, "/")
        url = str(form.get("url") or "").strip()
        job = self._jobs.start("bring", len(files), partial(steps.brought, self._work, tuple(files), url))
        return RedirectResponse(f"/job/{job.id}", 303)

    async def job(self, request: Request) -> Response:
        """Show what a job has done so far."""
        job = self._jobs.get(request.path_params["job"])
        if job is None:
            text = say("This job is not known any more. What it has done is in the list of articles.")
            return self._told(request, text, 404, "/")
        return self._pages.show(request, "job", job=job)

    async def article(self, request: Request) -> Response:
        """Show an article in one of its views."""
        name = request.path_params["article"]
        view = request.query_params.get("view", "")
        return await self._tried(request, partial(self._article, request, name, view))

    def _article(self, request: Request, name: str, view: str) -> Made:
        opened = self._work.open(name)
        chosen = view if view in _VIEWS else "facts" if opened.draft is not None else "findings"
        places = Places(opened.sources, (q.where for q in (*opened.values, *opened.questions)))
        values: dict[str, Any] = {
            "opened": opened,
            "view": chosen,
            "places": places,
            "groups": groups_of(opened),
            "steps": self._work.steps(name),
            "repairs": self._work.repairs(opened) if chosen == "findings" else (),
            "past": past.past(self._work.settings, name) if chosen == "past" else None,
            "tei": tei_of(opened.document.data, opened.findings) if chosen == "tei" else None,
        }
        return partial(self._pages.show, request, "article", **values)

    async def page(self, request: Request) -> Response:
        """Give an article's page as it would be rendered, for a frame that runs nothing."""
        return await self._tried(request, partial(self._page, request, request.path_params["article"]))

    def _page(self, request: Request, name: str) -> Made:
        pair = self._work.articles.pair(name)
        made = accept_and_make(pair.tei, self._work.settings, ("html",))
        lang = self._pages.language(request)
        wanted = {"en": "index.html"}.get(lang, f"index.{lang}.html")
        pages = {o.file_name: o.data for o in made.outputs if o.format == "html"}
        if not pages:
            return partial(self._pages.show, request, "unrendered", findings=made.findings)
        data = pages.get(wanted) or next(iter(pages.values()))
        return partial(HTMLResponse, data, headers=_PREVIEW)

    async def step(self, request: Request) -> Response:
        """Take a step on an article, then show it again."""
        form = await self._form(request)
        name, step, state = request.path_params["article"], request.path_params["step"], str(form.get("state") or "")
        taken: dict[str, Callable[[], None]] = {
            "answer": lambda: self._work.answer(name, state, _answer(form), self._by),
            "fact": lambda: self._work.answer(name, state, _fact(form), self._by),
            "repair": lambda: self._work.repair(name, state, str(form.get("rule") or ""), self._by),
            "undo": lambda: self._work.undo(name, state),
            "redo": lambda: self._work.redo(name, state),
            "tei": lambda: self._work.write(name, state, str(form.get("text") or ""), self._by),
        }
        if step not in taken:
            raise HTTPException(404)
        back = _back(form, f"/article/{quote(name)}")

        def take() -> Made:
            taken[step]()
            return partial(RedirectResponse, back, 303)

        return await self._tried(request, take, back)

    async def check(self, request: Request) -> Response:
        """Say what would be found in a TEI text that was typed, and write nothing."""
        form = await self._form(request)
        name, text = request.path_params["article"], str(form.get("text") or "")
        return await self._tried(request, partial(self._check, request, name, str(form.get("state") or ""), text))

    def _check(self, request: Request, name: str, state: str, text: str) -> Made:
        data, findings = self._work.looked_at(name, text)
        opened = replace(self._work.articles.open(name), state=state)
        values: dict[str, Any] = {
            "opened": opened,
            "view": "tei",
            "steps": self._work.steps(name),
            "tei": tei_of(data, findings),
            "back_to": f"/article/{quote(name)}?view=tei",
        }
        return partial(self._pages.show, request, "article", **values)

    async def publish(self, request: Request) -> Response:
        """Show what publishing would come to; or publish, as a job."""
        if request.method == "GET":
            names, issue = request.query_params.getlist("article"), request.query_params.get("issue", "")
            return await self._tried(request, partial(self._to_publish, request, names, issue))
        form = await self._form(request)
        names = [str(each) for each in form.getlist("article")]
        if not names:
            return self._told(request, say("No article was chosen."), 400, "/")
        for name in names:
            self._known(name)
        job = self._jobs.start("publish", len(names), partial(steps.published, self._work, names, self._by))
        return RedirectResponse(f"/job/{job.id}", 303)

    def _to_publish(self, request: Request, names: list[str], issue: str) -> Made:
        rows = self._work.articles.rows()
        names = names or (unpublished(rows, issue) if issue else [])
        if not names:
            return partial(self._told, request, say("No article was chosen."), 400, "/")
        found = [self._work.standing(name, is_published=True, by=self._by) for name in names]
        titles = {row.id: row.title for row in rows}
        return partial(self._pages.show, request, "publish", standings=found, titles=titles)

    async def draft(self, request: Request) -> Response:
        """Take an article back to draft."""
        form = await self._form(request)
        name = str(form.get("article") or "")
        back = f"/article/{quote(name)}"

        def take() -> Made:
            standing = self._work.standing(name, is_published=False, by=self._by)
            if standing.is_refused:
                raise Declined(joined(" ", (f.with_place for f in standing.findings)))
            if standing.is_changed:
                self._work.put(standing, is_published=False, by=self._by)
            return partial(RedirectResponse, back, 303)

        return await self._tried(request, take, back)

    async def withdraw(self, request: Request) -> Response:
        """Withdraw an article from readers, with a reason, or bring it back."""
        form = await self._form(request)
        name, reason = str(form.get("article") or ""), " ".join(str(form.get("reason") or "").split())
        back = f"/article/{quote(name)}?view=past"

        def take() -> Made:
            self._work.articles.pair(name)
            if form.get("action") == "restore":
                past.restore(self._work.settings, name, self._by)
            elif reason:
                past.withdraw(self._work.settings, name, reason, self._by)
            else:
                raise Declined(say("Say why it is withdrawn: readers see the reason."))
            return partial(RedirectResponse, back, 303)

        return await self._tried(request, take, back)

    async def language(self, request: Request) -> Response:
        """Remember the reader's language, and go back."""
        form = await self._form(request)
        answer = RedirectResponse(_back(form, "/"), 303)
        chosen = str(form.get("lang") or "")
        if chosen in LANGUAGES:
            answer.set_cookie(COOKIE, chosen, httponly=True, samesite="strict", path="/")
        return answer

    async def failed(self, request: Request, error: Exception) -> Response:
        """Tell why an address or a form cannot be answered, in a page of the desk."""
        assert isinstance(error, HTTPException)
        text = say("There is nothing at this address.") if error.status_code == 404 else error.detail
        return self._told(request, text, error.status_code, "/")

    async def _form(self, request: Request) -> FormData:
        """Read a form of the desk.

        Raises:
            HTTPException: it is none of the desk's, or has too much in it.
        """
        length = request.headers.get("content-length", "")
        if length.isdecimal() and int(length) > 2 * MOST_BYTES:
            raise HTTPException(413, say("This is more than the desk takes at once. Bring fewer files."))
        try:
            form = await request.form(max_files=MOST_FILES, max_fields=MOST_FILES, max_part_size=MOST_BYTES)
        except MultiPartException as error:
            raise HTTPException(400, error.message) from error
        if not self._pages.is_ours(form.get(FIELD)):
            raise HTTPException(403, say("This form is none of the desk's. Open the page again."))
        return form

    def _known(self, name: str) -> None:
        try:
            self._work.articles.pair(name)
        except KeyError as error:
            raise HTTPException(404) from error

    async def _tried(self, request: Request, function: Callable[[], Made], back: str = "/") -> Response:
        """Do something in the one thread, and tell what keeps it from being done."""
        try:
            answer = await self._jobs.run(function)
        except Changed as changed:
            return self._pages.show(request, "changed", status=409, article=changed.article, diff=changed.difference)
        except Declined as declined:
            return self._told(request, declined.args[0], 422, back)
        except KeyError:
            return self._told(request, say("There is no such article."), 404, "/")
        except TiteleiError as error:
            return self._told(request, error.sentence, 422, "/")
        return answer()

    def _told(self, request: Request, text: str, status: int, back: str) -> Response:
        return self._pages.show(request, "told", status=status, text=text, back=back)


def _answer(form: FormData) -> Instruction:
    action = str(form.get("action") or "")
    if action not in ("accept", "correct", "skip"):
        raise Declined(say("This is no answer."))
    value = str(form.get("value") or "").strip()
    if action == "correct" and not value:
        raise Declined(say("There is no value. Write what is right, or accept, or leave it open."))
    return Instruction(action=action, question=str(form.get("question") or ""), value=value)  # type: ignore[arg-type]


def _fact(form: FormData) -> Instruction:
    action = str(form.get("action") or "")
    if action not in ("add", "change", "remove"):
        raise Declined(say("This is no answer."))
    more = str(form.get("of") or "").strip()
    field = f"{form.get('field') or ''} {more}".strip()
    return Instruction(action=action, field=field, value=str(form.get("value") or "").strip())  # type: ignore[arg-type]


def _back(form: FormData, otherwise: str) -> str:
    """Give the page of the desk that a form wants to go back to; never one elsewhere."""
    wanted = str(form.get("back") or "")
    parts = urlsplit(wanted)
    is_here = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.netloc
    return wanted if is_here else otherwise
