"""Secrets of a target: from the environment, else from the system's keyring; masked wherever they might show.

``TITELEI_NAME_TOKEN``, ``TITELEI_NAME_USER`` and ``TITELEI_NAME_PASSWORD``; in the keyring the service
``titelei:NAME`` with the names ``token``, ``user`` and ``password`` (the optional package ``keyring``).
"""

import base64
import importlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from html.entities import html5
from typing import Final

from titelei.errors import SettingsError
from titelei.messages import say

MASK: Final = "‹secret›"
_ASKED: Final = ("token", "user", "password")
_LONG_ENOUGH: Final = 4
_IN_XML: Final = re.compile(
    rb"(<(?:[\w.-]+:)?password\b[^>]*(?<!/)>)(?:<!\[CDATA\[.*?\]\]>|[^<]+)", re.IGNORECASE | re.DOTALL
)
_IN_ATTRIBUTE: Final = re.compile(rb"(\b(?:password|token)\s*=\s*([\"']))[^\"'<>]*(?=\2)", re.IGNORECASE)
_IN_ADDRESS: Final = re.compile(rb"([?&](?:access_)?token=)[^&#\"'\s<>]+", re.IGNORECASE)
_IN_JSON: Final = re.compile(
    rb'("(?:access_token|refresh_token|token|password|secret)"\s*:\s*")[^"]+(?=")', re.IGNORECASE
)


def variable(target: str, what: str) -> str:
    """Name the environment variable: ``TITELEI_MY_ZENODO_TOKEN`` for the target ``my-zenodo``."""
    return f"TITELEI_{re.sub(r'[^A-Z0-9]', '_', target.upper())}_{what.upper()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What identifies us at a target. It shows nothing of itself when printed.

    ``problem`` says why the keyring could not be asked, where it was needed.
    """

    token: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    problem: str = ""

    def authorization(self) -> str:
        """Give the value of the header ``Authorization``; empty where there is none."""
        if self.token:
            return f"Bearer {self.token}"
        return f"Basic {self._basic()}" if self.user else ""

    def mask(self, data: bytes) -> bytes:
        """Put a mark in the place of every secret: ours in any form, and such as a server hands out."""
        secrets = self._forms()
        if secrets:
            data = _in_any_writing(secrets).sub(MASK.encode(), data)
        return self.mask_handed_out(data)

    def mask_handed_out(self, data: bytes) -> bytes:
        """Put a mark in the place of secrets that a server hands out, and of ours as they are sent: no word is one."""
        if self.user and self.password:
            data = data.replace(self._basic().encode(), MASK.encode())
        for pattern in (_IN_XML, _IN_ATTRIBUTE, _IN_ADDRESS, _IN_JSON):
            data = pattern.sub(rb"\1" + MASK.encode(), data)
        return data

    def mask_text(self, text: str) -> str:
        """As :meth:`mask`, for text."""
        return self.mask(text.encode("utf-8", "surrogatepass")).decode("utf-8", "replace")

    def _forms(self) -> tuple[str, ...]:
        plain = [s for s in (self.token, self.password) if len(s) >= _LONG_ENOUGH]
        forms = {*plain, *(_base64(s) for s in plain)}
        if self.user and self.password:
            forms.add(self._basic())
        return tuple(sorted(forms, key=len, reverse=True))

    def _basic(self) -> str:
        return _base64(f"{self.user}:{self.password}")


def find(target: str, environment: Mapping[str, str] | None = None) -> Secrets:
    """Look in the environment, then in the keyring, where there is one, for what is not there.

    Raises:
        SettingsError: the token has characters that no header can carry.
    """
    where = os.environ if environment is None else environment
    found = {what: _clean(target, what, where.get(variable(target, what), "")) for what in _ASKED}
    if found["token"] or (found["user"] and found["password"]):
        return Secrets(**found)
    try:
        return Secrets(
            **{what: given or _clean(target, what, _from_keyring(target, what)) for what, given in found.items()}
        )
    except KeyError as error:
        return Secrets(**found, problem=str(error.args[0]))


def _clean(target: str, what: str, given: str) -> str:
    """Take off the end of a line that came along with a copy; a token has visible ASCII characters only."""
    if what != "token":
        return given.strip("\r\n")
    token = given.strip()
    if any(not "!" <= character <= "~" for character in token):
        raise SettingsError(
            say(
                "The token for {target} has a character that no token has: a space, a control character "
                "or one beyond ASCII. It is not repeated here. Copy it anew into {variable}, or into the "
                "keyring.",
                target=target,
                variable=variable(target, what),
            )
        )
    return token


def _from_keyring(target: str, what: str) -> str:
    """Ask the keyring; there may be none.

    Raises:
        KeyError: there is one, and it does not answer.
    """
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(f"titelei:{target}", what) or "")
    except errors.NoKeyringError:
        return ""
    except (errors.KeyringError, RuntimeError, OSError) as error:
        raise KeyError(
            say("The system's keyring does not answer: {error}.", error=str(error) or type(error).__name__)
        ) from error


@cache
def _in_any_writing(secrets: tuple[str, ...]) -> re.Pattern[bytes]:
    """Match secrets as they are, and as addresses, XML, HTML and JSON write them, character by character."""
    return re.compile(b"|".join(b"".join(map(_character, secret)) for secret in secrets))


@cache
def _character(character: str) -> bytes:
    percent = "".join(f"%{byte:02x}" for byte in character.encode("utf-8", "surrogatepass"))
    utf16 = character.encode("utf-16-be", "surrogatepass").hex()
    escapes = {percent, "".join(f"\\u{utf16[n : n + 4]}" for n in range(0, len(utf16), 4))}
    written = {character, json.dumps(character, ensure_ascii=False)[1:-1], *_named(character)}
    if character == " ":
        written.add("+")
    if character in "/'":
        written.add(f"\\{character}")
    forms: list[bytes] = [re.escape(each.encode("utf-8", "surrogatepass")) for each in written]
    forms += [_either_case(each) for each in escapes]
    forms += [rb"&#0*%d;" % ord(character), rb"&#[xX]0*" + _either_case(f"{ord(character):x}") + b";"]
    forms.sort(key=len, reverse=True)
    return b"(?:" + b"|".join(forms) + b")"


@cache
def _named(character: str) -> tuple[str, ...]:
    return tuple(f"&{name}" for name, value in html5.items() if value == character and name.endswith(";"))


def _either_case(escaped: str) -> bytes:
    """Match hexadecimal digits in either case; the letters of the escape itself are in one."""
    text = re.sub(r"(?<!\\)[a-f]", lambda found: f"[{found[0]}{found[0].upper()}]", escaped)
    return text.replace("\\", "\\\\").encode()


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
