"""The site over HTTP: pages, an article's files by name or by what the client accepts, feeds; GET and HEAD."""

import hashlib
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from email.utils import formatdate, parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from titelei.errors import TiteleiError
from titelei.formats import PAGE
from titelei.messages import LANGUAGES, say, told
from titelei.nearest import did_you_mean
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.searching import FACETS
from titelei.site import Address, Edition, Page, Site, feeds, preferences
from titelei.site import articles as stored
from titelei.site.address import parse
from titelei.site.articles import Article
from titelei.site.exports import EXPORTS
from titelei.site.reference import FOLDER, MEDIA_TYPES, REFERENCE_LANGUAGE, published
from titelei.web import spoken
from titelei.web.gate import BusyError, Gate
from titelei.web.requests import HOST, accepts_gzip, client_of
from titelei.web.security import policy_for
from titelei.web.trouble import Trouble, unavailable

_HTML: Final = "text/html; charset=utf-8"
_LONGEST_ADDRESS: Final = 4_000
_LONGEST_QUESTION: Final = 500
_WORTH_COMPRESSING: Final = 1_000
_EXPORT: Final = re.compile(r"issues/(?P<journal>[^/]+)/(?P<issue>[^/]+)/(?P<name>[^/]+)")
_VERSION: Final = re.compile(r"v[1-9]\d{0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a request asks: path without the slash before it, arguments, and what is accepted."""

    path: str
    arguments: Mapping[str, str]
    accept: str
    accept_language: str
    base_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """An answer before it is tagged and compressed. ``changed`` is in seconds; 0 where it is not known."""

    data: bytes
    media_type: str
    status: int = 200
    changed: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)


class Reading:
    """The endpoint of all addresses that are not ``/oai``. An empty ``base_url`` means the one asked for."""

    def __init__(
        self, catalogue: Catalogue, edition: Edition, *, base_url: str, gate: Gate, trouble: Trouble | None = None
    ) -> None:
        self._site = Site(catalogue, edition)
        self._articles = self._site.articles
        self._edition = edition
        self._base_url = base_url
        self._gate = gate
        self._trouble = trouble or Trouble()

    @property
    def route(self) -> Route:
        """The route that leads here; it takes what no other does."""

        async def read(request: Request) -> Response:
            return await self(request)

        return Route("/{path:path}", read, methods=["GET", "HEAD"])

    async def __call__(self, request: Request) -> Response:
        """Answer one request."""
        query = request.scope["query_string"]
        if len(query) + len(request.scope["path"]) > _LONGEST_ADDRESS:
            return spoken.too_long(request)
        host = request.headers.get("host", "")
        if not self._base_url and not HOST.fullmatch(host):
            return spoken.no_host(request)
        asked = _Asked(
            path=request.scope["path"].removeprefix("/"),
            arguments={name: values[0] for name, values in parse_qs(query.decode("latin-1")).items()},
            accept=request.headers.get("accept", ""),
            accept_language=request.headers.get("accept-language", ""),
            base_url=self._base_url or f"{request.scope['scheme']}://{host}/",
        )
        if asked.path.endswith("/"):
            return _without_slash(asked.path, query)
        try:
            return await self._gate.run(partial(self._respond, asked, dict(request.headers)), client=client_of(request))
        except BusyError:
            return unavailable(spoken.language_of(request))
        except TiteleiError as error:
            return self._trouble.answer(error, spoken.language_of(request))

    def _respond(self, asked: _Asked, headers: Mapping[str, str]) -> Response:
        return _response(self._make(asked), headers)

    def _make(self, asked: _Asked) -> _Made:
        path = asked.path
        made: _Made | None = None
        if path and not path.isprintable():
            return self._not_found(asked)
        if path in self._files:
            made = self._files[path](asked.base_url)
        elif path.startswith("sitemap-"):
            made = self._sitemap(path, asked.base_url)
        elif path in published():
            made = _of_reference(published()[path])
        elif path == FOLDER.rstrip("/"):
            made = _text("The reference begins at schema/index.html.\n", 308, {"Location": f"{FOLDER}index.html"})
        elif path == "articles":
            made = _text("The articles are listed by year.\n", 302, {"Location": f"{asked.base_url}years"})
        elif (export := _EXPORT.fullmatch(path)) and export["name"] in self._site.exported:
            data = self._site.export(export["journal"], export["issue"], export["name"])
            made = _Made(data=data, media_type=EXPORTS[export["name"]].media_type) if data else None
        elif path.startswith("articles/"):
            made = self._article(asked, *path.removeprefix("articles/").partition("/")[::2])
        else:
            made = self._page(asked)
        return made or self._not_found(asked)

    @property
    def _files(self) -> Mapping[str, Callable[[str], "_Made"]]:
        return {
            "robots.txt": lambda base: _Made(data=feeds.robots(base), media_type="text/plain; charset=utf-8"),
            "feed.atom": lambda base: _Made(data=feeds.feed(self._site, base), media_type="application/atom+xml"),
            "sitemap.xml": lambda base: self._sitemap("sitemap.xml", base) or _Made(data=b"", media_type="text/xml"),
        }

    def _sitemap(self, name: str, base_url: str) -> _Made | None:
        found = dict(feeds.sitemaps(self._site, base_url)).get(name)
        return None if found is None else _Made(data=found, media_type="application/xml")

    def _language(self, asked: _Asked) -> str:
        return preferences.language(asked.accept_language, self._edition.languages)

    def _here(self, asked: _Asked) -> Address:
        """Give the address asked for as one that stands for nothing else."""
        return Address(path=asked.path, language=self._language(asked), first=self._edition.languages[0])

    def _page(self, asked: _Asked) -> _Made | None:
        address = parse(asked.path, language=self._language(asked), languages=self._edition.languages)
        if address is None:
            return None
        if address.path == "search":
            number = asked.arguments.get("page", "1")
            address = replace(
                address,
                asked=_question(asked.arguments.get("q", "")),
                kept=tuple((name, asked.arguments[name]) for name in FACETS if _is_value(name, asked.arguments)),
                number=int(number) if re.fullmatch(r"[1-9]\d{0,3}", number) else 1,
            )
        page = self._site.page(address)
        return None if page is None else _of_page(page, address)

    def _not_found(self, asked: _Asked) -> _Made:
        address = self._here(asked)
        return _of_page(self._site.not_found(address, asked.path), address)

    def _article(self, asked: _Asked, name: str, file: str) -> _Made | None:
        entry = self._articles.entry(name)
        if entry is None:
            return None
        if entry.reason is not None:
            languages = self._edition.languages
            address = parse(asked.path, language=self._language(asked), languages=languages)
            address = address or self._here(asked)
            date = self._articles.withdrawn(entry)
            return _of_page(self._site.gone(address, title=entry.title, reason=entry.reason, date=date), address)
        version = asked.arguments.get("version", "")
        if version and not _VERSION.fullmatch(version):
            return None
        article = self._articles.article(entry, version)
        if article is None:
            return None
        if file:
            return self._file(asked, article, file) if file in article.files else None
        if "format" in asked.arguments:
            return self._format(asked, article, asked.arguments["format"])
        number = preferences.media_type(asked.accept, [media_type for media_type, _ in article.offers])
        if number is None:
            offered = "\n".join(f"{media_type}  {name}" for media_type, name in article.offers)
            text = say("None of the media types asked for is there. These are:\n{offered}", offered=offered)
            return _told(text, 406, asked, {"Vary": "Accept, Accept-Language"})
        chosen = article.offers[number][1]
        if article.offers[number][0] != "text/html":
            return self._negotiated(asked, article, chosen)
        return self._landing(asked, article)

    def _format(self, asked: _Asked, article: Article, name: str) -> _Made:
        known = {kind.name: kind.file(article.id) for kind in article.formats if kind.file(article.id) in article.files}
        if name not in known:
            near = did_you_mean(name[:40], known)
            text = say("There is no format “{name}” of this article.{near}", name=name[:40], near=near)
            return _told(text, 404, asked, {"Vary": "Accept-Language"})
        if name == PAGE:
            return self._landing(asked, article)
        return self._negotiated(asked, article, known[name])

    def _landing(self, asked: _Asked, article: Article) -> _Made:
        """Give the page at the article's own address, in the language that is preferred."""
        languages = article.language_files(self._edition.languages[0])
        offered = [each for each in self._edition.languages if each in languages] or list(languages)
        chosen = preferences.language(asked.accept_language, offered)
        made = self._file(asked, article, languages[chosen])
        page = stored.lowered(made.data, article)
        headers = {
            **made.headers,
            "Content-Location": f"{asked.base_url}articles/{article.id}/{languages[chosen]}",
            "Vary": "Accept, Accept-Language",
        }
        return _Made(data=page, media_type=made.media_type, changed=made.changed, headers=headers)

    def _negotiated(self, asked: _Asked, article: Article, name: str) -> _Made:
        made = self._file(asked, article, name)
        headers = {
            **made.headers,
            "Content-Location": f"{asked.base_url}articles/{article.id}/{name}",
            "Vary": "Accept, Accept-Language",
        }
        return _Made(data=made.data, media_type=made.media_type, changed=made.changed, headers=headers)

    def _file(self, asked: _Asked, article: Article, name: str) -> _Made:
        """Give one of an article's files, with its links and those of the page where it is one."""
        kind = article.formats.of_file(name, article.id)
        data = self._articles.read(article, name)
        media_type = kind.media_type if kind else "application/octet-stream"
        is_page = media_type == "text/html"
        if is_page and not asked.arguments.get("version") and stored.has_room(data):
            language = stored.page_language(data, self._edition.languages[0])
            data = stored.surrounded(data, self._site.around(article.entry, language))
        if is_page or media_type == "application/linkset+json":
            data = stored.moved(data, self._edition.base_url, asked.base_url)
        page = data if is_page else self._moved_page(asked, article)
        found = stored.links(page)
        if not is_page:
            found = stored.file_links(found, name, f"{asked.base_url}articles/{article.id}")
        headers: dict[str, str] = {}
        if found:
            headers["Link"] = stored.header(found)
        if is_page:
            headers["Content-Language"] = stored.page_language(data, self._edition.languages[0])
            headers["Content-Security-Policy"] = policy_for(data)
        if article.version != article.entry.version or asked.arguments.get("version"):
            headers["X-Robots-Tag"] = "noindex"
        return _Made(
            data=data,
            media_type=f"{media_type}; charset=utf-8" if _is_text(media_type) else media_type,
            changed=article.entry.datestamp,
            headers=headers,
        )

    def _moved_page(self, asked: _Asked, article: Article) -> bytes:
        page = self._articles.read(article, article.formats.named(PAGE).file(article.id))
        return stored.moved(page, self._edition.base_url, asked.base_url)


def _question(text: str) -> str:
    """Write a question on one line, without characters that nobody sees."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_LONGEST_QUESTION]


def _is_value(facet: str, arguments: Mapping[str, str]) -> bool:
    value = arguments.get(facet, "")
    return re.fullmatch(r"\d{4}" if facet == "year" else r"[\w.-]{1,100}", value, re.ASCII) is not None


def _is_text(media_type: str) -> bool:
    return media_type.startswith("text/") or media_type in (
        "application/x-bibtex",
        "application/x-research-info-systems",
    )


def _of_page(page: Page, address: Address) -> _Made:
    headers = {"Content-Language": address.language, "Content-Security-Policy": policy_for(page.data)}
    if not address.is_chosen:
        headers["Vary"] = "Accept-Language"
    return _Made(data=page.data, media_type=_HTML, status=page.status, changed=page.changed, headers=headers)


def _of_reference(file: Path) -> _Made:
    policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    headers = {"Content-Security-Policy": policy, "Content-Language": REFERENCE_LANGUAGE}
    return _Made(data=file.read_bytes(), media_type=MEDIA_TYPES[file.suffix], headers=headers)


def _text(text: str, status: int, headers: Mapping[str, str] | None = None) -> _Made:
    return _Made(data=text.encode(), media_type="text/plain; charset=utf-8", status=status, headers=headers or {})


def _told(text: str, status: int, asked: _Asked, headers: Mapping[str, str]) -> _Made:
    language = preferences.language(asked.accept_language, LANGUAGES)
    return _text(f"{told(text, language)}\n", status, {"Content-Language": language, **headers})


def _without_slash(path: str, query: bytes) -> Response:
    """Send to the address without slashes at its end."""
    target = "/" + path.strip("/")
    return RedirectResponse(f"{target}{'?' + query.decode('latin-1') if query else ''}", 308)


def _response(made: _Made, asked: Mapping[str, str]) -> Response:
    """Tag an answer, compress it, or say that the client has it already (RFC 9110, section 13)."""
    headers = {**made.headers, "Cache-Control": "no-cache"}
    headers["Vary"] = ", ".join(part for part in (headers.get("Vary", ""), "Accept-Encoding") if part)
    if made.status != 200:
        return Response(made.data, made.status, headers=headers, media_type=made.media_type)
    tag = f'W/"{hashlib.sha256(made.data).hexdigest()[:24]}"'
    headers["ETag"] = tag
    if made.changed:
        headers["Last-Modified"] = formatdate(made.changed, usegmt=True)
    if _is_known(asked, tag, made.changed):
        return Response(status_code=304, headers=headers)
    data = made.data
    if len(data) > _WORTH_COMPRESSING and accepts_gzip(asked.get("accept-encoding", "")):
        compressor = zlib.compressobj(5, zlib.DEFLATED, 31)
        data = compressor.compress(data) + compressor.flush()
        headers["Content-Encoding"] = "gzip"
    return Response(data, headers=headers, media_type=made.media_type)


def _is_known(asked: Mapping[str, str], tag: str, changed: int) -> bool:
    known = asked.get("if-none-match")
    if known is not None:
        tags = {each.strip().removeprefix("W/") for each in known.split(",")}
        return "*" in tags or tag.removeprefix("W/") in tags
    since = asked.get("if-modified-since")
    if since is None or not changed:
        return False
    try:
        return changed <= parsedate_to_datetime(since).timestamp()
    except (ValueError, OverflowError):
        return False
