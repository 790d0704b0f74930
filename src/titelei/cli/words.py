"""Words of tables and summaries: English from ``words.toml``, the others from the catalogue of messages."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from titelei.messages import translated


@cache
def _words() -> dict[str, Any]:
    # importlib.resources would do the same, and read zip files, which takes 5 ms of every call.
    return dict(tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))["en"])


def word(lang: str, key: str, **values: object) -> str:
    """Give the word or sentence under ``key``, its ``{…}`` filled in."""
    return translated(str(_words()[key]), lang, context=f"words.{key}").format(**values)


def counted(lang: str, key: str, n: int) -> str:
    """Give ``n`` with the form of the word that goes with it: “2 errors”, «2 ошибки»."""
    one, many = _words()[key]
    form = translated(one, lang, context=f"words.{key}", many=many, number=n)
    return form.format(n=n) if "{n}" in form else f"{n} {form}"
