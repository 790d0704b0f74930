"""Messages: English sentences that remember their template and its parts, so that a reader gets them in his language.

``say("There is no file {path}.", path=path)`` is the English text, a ``str`` like any other; :func:`told` gives it in
another language, from the one catalogue beside this file (``ru.po``, GNU gettext). Code writes and compares
English; what prints for people asks :func:`told`, last of all. Only that reads the catalogue.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, Self, SupportsIndex

__all__ = [
    "LANGUAGES",
    "Message",
    "filled",
    "joined",
    "known",
    "plain",
    "say",
    "say_n",
    "template",
    "told",
    "translated",
]

LANGUAGES: Final = ("en", "ru")
"""What ``--lang`` takes; English is what stands in the source."""

_NONE: Final[Mapping[str, Any]] = MappingProxyType({})


class Message(str):
    """English text, with the template and the parts it was made from.

    ``many`` is the template for other numbers than one, and ``number`` decides between the two; ``known`` holds texts
    in other languages where they came with the English one, as from a Schematron schema.
    """

    __slots__ = ("known", "many", "number", "parts", "template")

    template: str
    many: str
    number: int
    parts: Mapping[str, Any]
    known: Mapping[str, str]

    def __new__(
        cls,
        template: str,
        parts: Mapping[str, Any] = _NONE,
        many: str = "",
        number: int = 1,
        known: Mapping[str, str] = _NONE,
    ) -> Self:
        kept = {name: _kept(part) for name, part in parts.items()}
        text = template if known else (many if many and number != 1 else template).format(**kept)
        self = super().__new__(cls, text)
        self.template, self.many, self.number, self.parts, self.known = template, many, number, kept, known
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        """Carry template and parts to another process."""
        return (Message, (self.template, dict(self.parts), self.many, self.number, dict(self.known)))

    def __str__(self) -> str:
        """Stay a message, so that ``str(error)`` is one, too."""
        return self

    def __add__(self, other: str) -> str:
        return joined("", (self, other))

    def __radd__(self, other: str) -> str:
        return joined("", (other, self))

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> str:
        """Give the message with other text in its parts; plain text where what is replaced is not of one part."""
        after = plain(self).replace(old, new, count)
        parts = {name: p.replace(old, new, count) if isinstance(p, str) else p for name, p in self.parts.items()}
        again = self if self.known else Message(self.template, parts, self.many, self.number)
        return again if again == after else after


def say(template: str, /, **parts: object) -> str:
    """Give a message; ``{name}`` in the template stands for a part, which may be a message itself, or an error."""
    return Message(template, parts)


def template(text: str, /) -> str:
    """Mark a template that :func:`filled` makes a message of, elsewhere."""
    return text


def filled(text: str, /, **parts: object) -> str:
    """Give a message of a template that :func:`template` has marked."""
    return Message(text, parts)


def say_n(one: str, many: str, number: int, /, **parts: object) -> str:
    """Give a message that goes with ``number``, which is its part ``{n}``: “1 file”, “2 files”."""
    return Message(one, {"n": number, **parts}, many, number)


def joined(separator: str, messages: Iterable[str]) -> str:
    """Give messages and other texts in one, with ``separator`` between them, which may be a message, too."""
    parts: dict[str, str] = {f"p{number}": each for number, each in enumerate(messages)}
    return Message("{separator}".join(f"{{{name}}}" for name in parts), {"separator": separator, **parts})


def plain(text: object, /) -> str:
    """Give a text without what it was made from, as writers of files and tables want it."""
    return str(text)[:]


def known(text: str, /) -> str:
    """Make a message of a text that may be one of the catalogue's: such as was kept, and came back as plain text."""
    return text if isinstance(text, Message) else Message(text.replace("{", "{{").replace("}", "}}"))


def told(text: str, lang: str) -> str:
    """Give a text in the language of the reader; what is no message, or has no translation, stays as it is."""
    if lang == "en" or not isinstance(text, Message):
        return text
    if lang in text.known:
        return text.known[lang]
    if text.known:
        return text
    if not text.parts:
        spoken = translated(text.template, lang)
        return _heard(plain(text), lang) if spoken == text.template else spoken.format()
    parts = {name: told(part, lang) if isinstance(part, str) else part for name, part in text.parts.items()}
    return translated(text.template, lang, many=text.many, number=text.number).format(**parts)


def _heard(text: str, lang: str) -> str:
    """Give what a stylesheet or another program says, which comes as plain text, in another language."""
    from titelei.messages.catalogue import heard  # which few calls need

    template, parts = heard(text, lang)
    return template.format(**{name: told(known(part), lang) for name, part in parts.items()}) if template else text


def translated(template: str, lang: str, *, context: str = "", many: str = "", number: int = 1) -> str:
    """Give a template in a language, its parts not filled in; the English one where it has no translation."""
    if lang == "en" or not template:  # gettext answers nothing with the head of its catalogue
        return many if many and number != 1 else template
    from titelei.messages.catalogue import catalogue  # which few calls need

    entries = catalogue(lang)
    if many:
        return (
            entries.npgettext(context, template, many, number) if context else entries.ngettext(template, many, number)
        )
    return entries.pgettext(context, template) if context else entries.gettext(template)


def _kept(part: object) -> object:
    """Keep what can be told later: messages, also those of errors, and numbers; of all else the text."""
    if isinstance(part, BaseException) and part.args and isinstance(part.args[0], Message):
        return part.args[0]
    return part if isinstance(part, str | int | float) else str(part)
