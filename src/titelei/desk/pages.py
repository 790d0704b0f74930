"""Pages of the desk: templates filled in, every word in the reader's language, every value escaped."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from titelei.desk.gate import FIELD, form_token, policy
from titelei.encode import wording
from titelei.encode.review import fact
from titelei.messages import LANGUAGES, told, translated
from titelei.model import told_finding
from titelei.pipeline import asking

FOLDER: Final = Path(__file__).parent
COOKIE: Final = "titelei_desk_lang"


@cache
def _words() -> dict[str, Any]:
    return dict(tomllib.loads((FOLDER / "desk.toml").read_text("utf-8"))["en"])


def word(lang: str, key: str, n: int | None = None, /, **values: object) -> str:
    """Give a word or sentence of the desk in a language; with ``n`` the form that goes with it."""
    english = _words()[key]
    one, many = english if isinstance(english, list) else (english, "")
    text = translated(one, lang, context=f"desk.{key}", many=many, number=1 if n is None else n)
    return text.format(n=n, **{k: told(v, lang) if isinstance(v, str) else v for k, v in values.items()})


class Pages:
    """Fills in templates for one desk."""

    def __init__(self, *, token: str, by: str, lang: str) -> None:
        self._lang, self._by, self._token = lang, by, form_token(token)
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def language(self, request: Request) -> str:
        """Give the language that the reader chose."""
        chosen = request.cookies.get(COOKIE, "")
        return chosen if chosen in LANGUAGES else self._lang

    def is_ours(self, given: object) -> bool:
        """Tell whether a form is one of the desk's."""
        return given == self._token

    def show(self, request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Fill in a template."""
        lang = self.language(request)
        made = self._templates.get_template(f"{name}.html").render(
            lang=lang,
            other=next(each for each in LANGUAGES if each != lang),
            by=self._by,
            token=lambda: Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, self._token),
            here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            t=lambda key, n=None, **parts: word(lang, key, n, **parts),
            told=lambda text: told(text, lang),
            finding=lambda each: told_finding(each, lang),
            what=lambda question: asking.what(question, lang),
            field=lambda name: wording.named(name, lang),
            addable=fact.kinds(),
            kinds=asking.words()["en"]["kinds"],
            sentence=lambda key, **parts: asking.sentence(lang, key, **parts),
            **values,
        )
        return HTMLResponse(made, status, headers=policy())
