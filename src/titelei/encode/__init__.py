"""Encode: from the page of an article, text or HTML, to a TEI draft that keeps every character and says why.

Its names are imported when they are first used: ``import titelei`` binds this package, and is to be quick.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from titelei.encode.encoder import Draft, encode
    from titelei.encode.prose import Entity, Known

__all__ = ["Draft", "Entity", "Known", "encode"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from titelei.encode import encoder, prose

    return getattr(encoder if name in ("Draft", "encode") else prose, name)
