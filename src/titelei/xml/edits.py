"""What a repair changes, as values: edits inside one document, gathered into fixes (Schematron QuickFix).

A rule's hit carries fixes, character faults do too; :mod:`titelei.fix` carries them out on the bytes of the file.
"""

from dataclasses import dataclass
from html import escape
from typing import Literal

ENGINE = "urn:titelei:schematron"

Operation = Literal["add", "replace", "delete", "string"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change at the node that ``path`` selects, as ``path()`` writes it.

    ``add``: an attribute named ``target``, else content at ``position`` (first-child, last-child, before, after).
    ``replace``: the node becomes the content; of an attribute the value, ``target`` then is a new name.
    ``delete``: the node goes. ``string``: ``length`` characters of a text, from ``start`` (from 0), become the content.

    ``content`` is XML inside a root ``edit``; ``source`` elements of the engine's namespace stand for nodes of the
    document as they are written there.
    """

    op: Operation
    path: str
    target: str = ""
    position: str = ""
    start: int = 0
    length: int = 0
    content: str = "<edit/>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits that repair one finding together: all of them are made, or none.

    ``failure`` says why a fix could not be worked out: then it has no edits. ``asks`` tells that what it lacks is an
    answer of the user.
    """

    id: str
    rule: str
    title: str = ""
    location: str = ""
    edits: tuple[Edit, ...] = ()
    failure: str = ""
    asks: bool = False


def text(value: str) -> str:
    """Give text as the content of an edit."""
    return f"<edit>{escape(value, quote=False)}</edit>"


def wrapped(name: str, namespace: str, value: str, **attributes: str) -> str:
    """Give text inside one element as the content of an edit."""
    given = "".join(f' {key}="{escape(v)}"' for key, v in attributes.items())
    return f'<edit><{name} xmlns="{escape(namespace)}"{given}>{escape(value, quote=False)}</{name}></edit>'


def choice(namespace: str, printed: str, meant: str, **attributes: str) -> str:
    """Give what is printed beside what was meant, ``choice`` with ``sic`` and ``corr``, as the content of an edit."""
    given = "".join(f' {key}="{escape(v)}"' for key, v in attributes.items())
    halves = f"<sic>{escape(printed, quote=False)}</sic><corr{given}>{escape(meant, quote=False)}</corr>"
    return f'<edit><choice xmlns="{escape(namespace)}">{halves}</choice></edit>'
