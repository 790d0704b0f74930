"""``titelei.toml`` held to the classes of its tables: what is wrong, in which line, what is allowed."""

import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from titelei.messages import joined, say
from titelei.nearest import did_you_mean, nearest
from titelei.settings.values import Target

_TABLE: Final = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_PART: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY: Final = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")


_PATTERNS: Final = {
    "url": (r"https?://[^\s/]+(/\S*)?", say("an address that begins with https:// or http://")),
    "base_url": (r"https?://[^\s/]+/(\S*/)?", say("an address that begins with https:// or http:// and ends with /")),
    "domain": (r"[a-z0-9-]+(\.[a-z0-9-]+)+", say("a domain name such as titelei.example.org")),
    "email": (r"[^@\s]{2,}@[^@\s]+\.[^@\s.]+", say("an e-mail address with at least two characters before the @")),
    "language": (r"[a-z]{2,3}(-[A-Za-z0-9]+)*", say("a language tag such as en or ru-Latn")),
    "issn": (r"\d{4}-\d{3}[\dX]", say("an ISSN such as 1234-5679")),
}

_SECRETS: Final = {
    "token": "TOKEN",
    "access_token": "TOKEN",
    "api_key": "TOKEN",
    "key": "TOKEN",
    "user": "USER",
    "username": "USER",
    "login": "USER",
    "password": "PASSWORD",
    "secret": "PASSWORD",
}
"""Keys that somebody may try in ``[targets.NAME]``, and the end of the environment variable to be set instead."""

_OURS: Final = ("root", "has_base_url")
"""Fields that no file sets."""


class Checker:
    """Walks the tables along the dataclasses above and collects what is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.faults: list[str] = []

    def fault(self, key: tuple[str, ...], sentence: str) -> None:
        """Note what is wrong at a key, with its line."""
        line = line_of(self.text, key)
        place = say("{file} line {line}", file=self.name, line=line) if line else self.name
        self.faults.append(joined(": ", (place, sentence)))

    def table(self, kind: type, data: Mapping[str, Any], at: tuple[str, ...]) -> Any:
        """Give a table as a value of its class; what is wrong in it is noted."""
        hints = get_type_hints(kind)
        known = {f.name: f for f in fields(kind) if f.name not in _OURS}
        values: dict[str, Any] = {}
        for key, value in data.items():
            here = (*at, key)
            if kind is Target and key in _SECRETS:
                self.fault(
                    here,
                    say(
                        "secrets never stand in titelei.toml. Take “{key}” out and set {variable}.",
                        key=key,
                        variable=_variable(here),
                    ),
                )
                continue
            if key not in known:
                what = say("setting") if at else say("table")
                where = say(" in [{table}]", table=".".join(at)) if at else ""
                self.fault(
                    here,
                    say(
                        "there is no {what} “{key}”{where}.{hint}",
                        what=what,
                        key=key,
                        where=where,
                        hint=did_you_mean(key, known),
                    ),
                )
                continue
            values[key] = self.value(hints[key], value, here, known[key].metadata)
        if kind is Target:
            self._target(values, at)
        return None if self.faults and kind is Target else kind(**values)

    def value(self, hint: Any, value: Any, at: tuple[str, ...], allowed: Mapping[str, Any]) -> Any:
        """Give a value as its field has it."""
        origin = get_origin(hint)
        if hasattr(hint, "__dataclass_fields__"):
            if not isinstance(value, dict):
                return self.fault(at, say("{at} must be a table: write [{at}] above its keys.", at=".".join(at)))
            return self.table(hint, value, at)
        if origin is Literal:
            return self._choice(get_args(hint), value, at)
        if origin is tuple:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                return self.fault(
                    at,
                    say(
                        '{at} must be a list of texts, such as ["{example}"].',
                        at=".".join(at),
                        example=_example(allowed),
                    ),
                )
            return tuple(self._text(v, at, allowed) for v in value)
        if origin is not None and issubclass(origin, Mapping):
            if not isinstance(value, dict):
                return self.fault(at, say("{at} must be a table: write [{at}] above its keys.", at=".".join(at)))
            return {key: self.value(get_args(hint)[1], v, (*at, key), {}) for key, v in value.items()}
        if hint is int:
            return self._number(value, at, allowed)
        if not isinstance(value, str):
            return self.fault(
                at, say("{at} must be a text in quotation marks, not {value!r}.", at=".".join(at), value=value)
            )
        if hint is str:
            return self._text(value, at, allowed)
        return Path(value).expanduser()

    def _choice(self, options: tuple[str, ...], value: Any, at: tuple[str, ...]) -> Any:
        if value not in options:
            known = ", ".join(options)
            near = nearest(value, options) if isinstance(value, str) else ""
            hint = say(" Did you mean “{near}”?", near=near) if near else ""
            return self.fault(
                at,
                say(
                    "{at} is {value!r}; allowed are {known}.{hint}",
                    at=".".join(at),
                    value=value,
                    known=known,
                    hint=hint,
                ),
            )
        return value

    def _number(self, value: Any, at: tuple[str, ...], allowed: Mapping[str, Any]) -> Any:
        low, high = allowed["from"], allowed["to"]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            return self.fault(
                at,
                say(
                    "{at} is {value!r}; it must be a whole number from {low} to {high}.",
                    at=".".join(at),
                    value=value,
                    low=low,
                    high=high,
                ),
            )
        return value

    def _text(self, value: str, at: tuple[str, ...], allowed: Mapping[str, Any]) -> Any:
        wrong = fault_of(allowed.get("is", ""), ".".join(at), value) if value else ""
        return self.fault(at, wrong) if wrong else value

    def _target(self, values: Mapping[str, Any], at: tuple[str, ...]) -> None:
        if "kind" not in values:
            self.fault(
                at, say("[{at}] has no kind. Write kind = one of swordv2, hal, invenio, bagit, ocfl.", at=".".join(at))
            )


def fault_of(kind: str, name: str, value: str) -> str:
    """Say what is wrong with the text of a setting of a kind (``url``, ``issn`` …); nothing where it is right."""
    if not kind or re.fullmatch(_PATTERNS[kind][0], value):
        return ""
    return say("{at} is {value!r}; it must be {patterns}.", at=name, value=value, patterns=_PATTERNS[kind][1])


def _variable(at: tuple[str, ...]) -> str:
    """Name the environment variable that a target's secret is looked for in."""
    return re.sub(r"[^A-Z0-9_]", "_", f"TITELEI_{at[-2]}_{_SECRETS[at[-1]]}".upper())


def _example(allowed: Mapping[str, Any]) -> str:
    return {"language": "en", "issn": "1234-5679"}.get(allowed.get("is", ""), "…")


def line_of(text: str, key: tuple[str, ...]) -> int:
    """Give the line, from 1, where ``key`` is set or its table opened; the nearest table above it, else 0."""
    table: tuple[str, ...] = ()
    best, depth = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        opened = _TABLE.match(line)
        if opened:
            table = _parts(opened[1])
            here = table
        elif assigned := _KEY.match(line):
            here = (*table, *_parts(assigned[1]))
        else:
            continue
        if here == key:
            return number
        shared = len(here) if key[: len(here)] == here else 0
        if shared > depth:
            best, depth = number, shared
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(p.strip().strip("\"'") for p in re.findall(_PART, dotted))
