"""Resumption tokens (OAI-PMH 2.0, section 3.5): the whole state of a list, signed, kept by nobody but the harvester.

A token says after which place the list goes on, so it costs the same at any depth, survives restarts and changes, and
never expires. The key lies in the repository's folder; without it, tokens given out before are refused.
"""

import hashlib
import hmac
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from contextlib import suppress
from pathlib import Path
from typing import Final

import msgspec

_KEY_BYTES: Final = 32
_SIGNATURE_BYTES: Final = 16
_LONGEST: Final = 2000


class Token(msgspec.Struct, array_like=True, frozen=True, kw_only=True):
    """Where a list goes on. ``verb`` and what follows are the first request's; ``place`` is that of the last record.

    ``cursor`` counts what has been given, ``size`` is the whole list's; for ListSets ``set_spec`` is the last set.
    ``coming`` is the identifier of the next record, where it can leave the list by changing.
    """

    verb: str
    prefix: str = ""
    set_spec: str = ""
    until: int | None = None
    place: int = 0
    cursor: int
    size: int
    epoch: str = ""
    coming: str = ""


class Signer:
    """Writes and reads tokens with one key."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def write(self, token: Token) -> str:
        """Write a token as text that fits a URL as it is."""
        data = msgspec.msgpack.encode(token)
        return urlsafe_b64encode(self._sign(data) + data).rstrip(b"=").decode("ascii")

    def read(self, text: str) -> Token:
        """Read a token.

        Raises:
            ValueError: it is not one that was written with this key.
        """
        if len(text) > _LONGEST or not text.isascii():
            raise ValueError("no token of this server")
        try:
            data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        except ValueError as error:
            raise ValueError("no token of this server") from error
        signature, data = data[:_SIGNATURE_BYTES], data[_SIGNATURE_BYTES:]
        # One token has one spelling: what decoding would forgive is not accepted either.
        if not hmac.compare_digest(signature, self._sign(data)) or self._spell(signature + data) != text:
            raise ValueError("no token of this server")
        try:
            return msgspec.msgpack.decode(data, type=Token)
        except msgspec.DecodeError as error:
            raise ValueError("a token of another release of this server") from error

    def _sign(self, data: bytes) -> bytes:
        return hmac.digest(self._key, data, hashlib.sha256)[:_SIGNATURE_BYTES]

    def _spell(self, data: bytes) -> str:
        return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def open_signer(file: Path) -> tuple[Signer, bool]:
    """Give a signer with the key in ``file``, which is made where there is none; False where it cannot be kept."""
    for _ in range(2):
        with suppress(OSError):
            key = file.read_bytes()
            if len(key) == _KEY_BYTES:
                return Signer(key), True
            file.unlink()
        new = secrets.token_bytes(_KEY_BYTES)
        temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        try:
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as opened:
                opened.write(new)
                opened.flush()
                os.fsync(opened.fileno())
            # Where two servers start at once, the first one's key holds.
            with suppress(FileExistsError):
                os.link(temporary, file)
        except OSError:
            break
        finally:
            with suppress(OSError):
                temporary.unlink()
    return Signer(secrets.token_bytes(_KEY_BYTES)), False
