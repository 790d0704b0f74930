"""In which encoding a file says that it is: byte order mark, UTF-16 without one, declaration (XML 1.0, appendix F)."""

import re
from typing import Final

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNMARKED: Final = ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be"))
_DECLARED: Final = re.compile(rb"""\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)["']""", re.IGNORECASE)


def marked(data: bytes) -> str:
    """Give the encoding that a byte order mark stands for; empty where there is none."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def declared(data: bytes) -> str:
    """Give what the XML declaration says, as it is written there; empty where it says nothing."""
    found = _DECLARED.match(data)
    return found[1].decode("ascii") if found else ""


def encoding_of(data: bytes, otherwise: str = "utf-8") -> str:
    """Give the encoding of a file that may begin as XML does; ``otherwise`` where nothing tells it."""
    unmarked = next((name for begins, name in _UNMARKED if data.startswith(begins)), "")
    return marked(data) or unmarked or declared(data) or otherwise


def decoded(data: bytes, encoding: str, errors: str = "strict") -> str:
    """Decode without the byte order mark.

    Raises:
        LookupError: there is no such encoding.
        UnicodeDecodeError: the bytes are not of it, and ``errors`` is ``strict``.
    """
    return data.decode(encoding, errors).removeprefix("\ufeff")
