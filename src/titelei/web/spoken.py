"""Answers in words, which are no pages: to people, in the language that they ask for (``Accept-Language``)."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from titelei.messages import LANGUAGES, joined, say, told
from titelei.site import preferences


def answer(text: str, status: int, accept_language: str, headers: Mapping[str, str] | None = None) -> Response:
    """Answer with a message, of one line or more."""
    language = preferences.language(accept_language, LANGUAGES)
    own = {"Content-Language": language, "Vary": "Accept-Language", **(headers or {})}
    return PlainTextResponse(f"{told(text, language)}\n", status, own)


def too_long(request: Request) -> Response:
    """Refuse an address that is longer than any of ours."""
    return answer(say("The address is too long."), 414, language_of(request))


def no_host(request: Request) -> Response:
    """Refuse a request to a host that none can be."""
    return answer(say("The Host of this request is no host."), 400, language_of(request))


def nothing_there(request: Request, oai: str) -> Response:
    """Say that there is nothing, and where harvesters ask."""
    return answer(say("There is nothing at this address. Harvesters ask {oai}.", oai=oai), 404, language_of(request))


def other_methods(request: Request, allowed: str, headers: Mapping[str, str] | None) -> Response:
    """Say which methods an address answers, which are listed with commas."""
    methods = joined(say(" and "), sorted(method.strip() for method in allowed.split(",")))
    text = say("This address answers {methods} only.", methods=methods)
    return answer(text, 405, language_of(request), headers)


def language_of(request: Request) -> str:
    """Give the languages that a request prefers."""
    return request.headers.get("accept-language", "")
