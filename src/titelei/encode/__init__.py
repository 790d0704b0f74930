"""Encode: from the page of an article, text or HTML, to a TEI draft that keeps every character and says why."""

from titelei.encode.encoder import Draft, encode
from titelei.encode.prose import Entity, Known

__all__ = ["Draft", "Entity", "Known", "encode"]
