"""Words of tables and summaries, from ``words.toml``, with the plural forms of English and Russian."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def _words() -> dict[str, dict[str, Any]]:
    # importlib.resources would do the same, and read zip files, which takes 5 ms of every call.
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def word(lang: str, key: str, **values: object) -> str:
    """Give the word or sentence under ``key``, its ``{…}`` filled in."""
    return str(_words()[lang][key]).format(**values)


def counted(lang: str, key: str, n: int) -> str:
    """Give ``n`` with the form of the word that goes with it: “2 errors”, «2 ошибки»."""
    forms = _words()[lang][key]
    form = forms[_form(lang, n)]
    return str(form).format(n=n) if "{n}" in form else f"{n} {form}"


def _form(lang: str, n: int) -> int:
    """Number of the plural form (CLDR plural rules for whole numbers)."""
    if lang == "ru":
        if n % 10 == 1 and n % 100 != 11:
            return 0
        return 1 if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else 2
    return 0 if n == 1 else 1
