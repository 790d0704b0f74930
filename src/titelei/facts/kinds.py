"""Kinds of content: a datum, words, words with mark-up, a value of a type, a part of a fact."""

from dataclasses import dataclass

from titelei.xml.binding import attribute, content, markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Datum:
    """A value without language: a number, a date in EDTF, an address."""

    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of a language; ``lang`` is empty where it is not known."""

    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rich:
    """Words that may hold mark-up: ``text`` without it, ``markup`` as XML (i b u sc sup sub formula) where any is."""

    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()
    markup: str = markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A value of a kind: an identifier ``DOI``, a title of the edition."""

    type: str = attribute("type")
    lang: str = attribute("xml:lang")
    from_: str = attribute("from")
    text: str = content()


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a fact, read where the fact was; ``type`` tells forenames apart (``middle``, ``patronymic``)."""

    type: str = attribute("type")
    text: str = content()
