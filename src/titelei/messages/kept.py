"""Messages in files: the English text stands where it is read, its template and parts beside it, to be told later."""

from typing import Any, Self

import msgspec

from titelei.messages import Message, known, plain


class Kept(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a message was made from: its template, that for other numbers than one, and its parts."""

    template: str
    parts: "dict[str, Kept | str | int | float | bool]" = {}
    many: str = ""
    number: int = 1
    known: dict[str, str] = {}

    @classmethod
    def of(cls, message: Message) -> Self:
        """Keep a message."""
        parts: dict[str, Any] = {
            name: cls.of(part) if isinstance(part, Message) else part for name, part in message.parts.items()
        }
        return cls(
            template=message.template, parts=parts, many=message.many, number=message.number, known=dict(message.known)
        )

    def message(self) -> str:
        """Make the message again."""
        parts = {name: part.message() if isinstance(part, Kept) else part for name, part in self.parts.items()}
        return Message(self.template, parts, self.many, self.number, self.known)


def kept(texts: "tuple[str, ...]") -> dict[str, Kept]:
    """Give what each message among texts was made from, by its English text; one without parts is known by that."""
    return {plain(t): Kept.of(t) for t in texts if isinstance(t, Message) and (t.parts or t.known)}


def again(text: str, of: dict[str, Kept]) -> str:
    """Make a text a message again; what does not come to the text, as in a file changed by hand, is not believed."""
    if text not in of:
        return known(text)
    try:
        made = of[text].message()
    except (LookupError, ValueError, TypeError, AttributeError):
        return known(text)
    return made if made == text else known(text)
