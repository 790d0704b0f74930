"""Pages as browsers save them whole: MHTML (RFC 2557), and the web archive of Safari; the page is taken out."""

import email
import email.policy
import plistlib
from email.message import Message

from titelei.messages import say
from titelei.sources.documents.fault import DocumentFault

_AGAIN = say("Save the page again, as “Web page, HTML only”.")


def of_mhtml(data: bytes) -> bytes:
    """Give the page that an MHTML file holds: its first part in HTML, in UTF-8.

    Raises:
        DocumentFault: it holds none.
    """
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    part = next((p for p in message.walk() if p.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if part is None:
        raise DocumentFault(say("it holds no page in HTML"), _AGAIN)
    return _decoded(part)


def _decoded(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)  # a part that is no container
    charset = part.get_content_charset()
    if charset is None:
        return content
    try:
        return content.decode(charset).encode("utf-8") if charset not in ("utf-8", "utf8") else content
    except (LookupError, UnicodeDecodeError):
        return content


def of_webarchive(data: bytes) -> bytes:
    """Give the page that a web archive holds.

    Raises:
        DocumentFault: it is damaged, or holds no page.
    """
    try:
        held = plistlib.loads(data)
        page = held["WebMainResource"]["WebResourceData"]
    except (plistlib.InvalidFileException, KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise DocumentFault(say("it is no whole web archive"), _AGAIN) from error
    if not isinstance(page, bytes):
        raise DocumentFault(say("the page in it is no text"), _AGAIN)
    return page
