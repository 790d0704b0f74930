"""Where in the storage root an object lies: OCFL extension 0003, hash and id n-tuple storage layout.

``oai:example.org:smith-2020`` lies in ``8ca/7d4/f21/oai%3aexample%2eorg%3asmith-2020``: three triples of the
identifier's SHA-256, then the identifier itself, percent-encoded, so that people find an object by its name.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

import msgspec

NAME: Final = "0003-hash-and-id-n-tuple-storage-layout"
DESCRIPTION: Final = "Hashed truncated n-tuple trees with object identifier encapsulating directory"
_WHOLE_NAME: Final = 100
"""Longest encoded identifier that the extension leaves whole."""


class _Config(msgspec.Struct, rename="camel"):
    extension_name: str = NAME
    digest_algorithm: str = "sha256"
    tuple_size: int = 3
    number_of_tuples: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The extension's parameters; the defaults are those of the extension."""

    digest_algorithm: str = "sha256"
    tuple_size: int = 3
    number_of_tuples: int = 3

    def parts(self, object_id: str) -> tuple[str, ...]:
        """Give the folders from the storage root down to the object, its own last."""
        return self._parts(self._digest(object_id), encapsulate(object_id, self._digest(object_id)))

    def parts_of_name(self, name: str) -> tuple[str, ...]:
        """Give the same, from the name of the object's own folder."""
        object_id = identifier(name)
        digest = name[_WHOLE_NAME + 1 :] if object_id is None else self._digest(object_id)
        return self._parts(digest, name)

    def config(self) -> bytes:
        """Write the extension's ``config.json``."""
        config = _Config(
            digest_algorithm=self.digest_algorithm,
            tuple_size=self.tuple_size,
            number_of_tuples=self.number_of_tuples,
        )
        return msgspec.json.format(msgspec.json.encode(config), indent=2) + b"\n"

    def _digest(self, object_id: str) -> str:
        return hashlib.new(self.digest_algorithm, object_id.encode()).hexdigest()

    def _parts(self, digest: str, name: str) -> tuple[str, ...]:
        size = self.tuple_size
        return (*(digest[n * size : (n + 1) * size] for n in range(self.number_of_tuples)), name)


def parse(config: bytes) -> Layout:
    """Read the extension's ``config.json``.

    Raises:
        ValueError: it is not JSON, of another extension, or its values are outside the extension's bounds.
    """
    read = msgspec.json.decode(config, type=_Config)
    if read.extension_name != NAME:
        raise ValueError(f"it configures {read.extension_name}, not {NAME}")
    if read.digest_algorithm not in hashlib.algorithms_guaranteed or read.digest_algorithm.startswith("shake"):
        raise ValueError(f"its digestAlgorithm {read.digest_algorithm} is unknown")
    if not (0 <= read.tuple_size <= 32 and 0 <= read.number_of_tuples <= 32):
        raise ValueError("its tupleSize and numberOfTuples must lie between 0 and 32")
    if (read.tuple_size == 0) != (read.number_of_tuples == 0):
        raise ValueError("its tupleSize and numberOfTuples must both be 0 or neither")
    return Layout(
        digest_algorithm=read.digest_algorithm,
        tuple_size=read.tuple_size,
        number_of_tuples=read.number_of_tuples,
    )


def encapsulate(object_id: str, digest: str) -> str:
    """Encode an identifier as a folder's name: ``A-Za-z0-9-_`` stay, others become ``%xx``; cut after 100."""
    name = re.sub(r"[^A-Za-z0-9_-]", lambda c: "".join(f"%{byte:02x}" for byte in c[0].encode()), object_id)
    return name if len(name) <= _WHOLE_NAME else f"{name[:_WHOLE_NAME]}-{digest}"


def identifier(name: str) -> str | None:
    """Give back the identifier that a folder's name encodes; None where it was cut."""
    return None if len(name) > _WHOLE_NAME else unquote(name)
