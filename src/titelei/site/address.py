"""The address of a page below the site's own: its path, which part of a long list, and whether it names a language.

``years/2021`` is shown in the reader's language, ``years/2021/index.ru.html`` in Russian, ``years/2021/page-2`` goes
on. As files they are ``years/2021/index.html``, ``years/2021/index.ru.html`` and ``years/2021/page-2/index.html``.
"""

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urlencode

_PART: Final = re.compile(r"(?:(?P<path>.*)/)?page-(?P<number>[1-9]\d{0,5})")
_FILE: Final = re.compile(r"(?:(?P<path>.*)/)?index(?:\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """``path`` is without the part (``number``) and the language's file; ``asked`` is what the search is for,
    ``kept`` are the facets and values that it keeps to.

    ``first`` is the language of ``index.html``, which other languages' files add their names to.

    ``is_chosen``: the address names the language. ``is_folder``: the page is read from a file in a folder of its
    own, so relative addresses start one level lower.
    """

    path: str
    language: str
    first: str
    number: int = 1
    asked: str = ""
    kept: tuple[tuple[str, str], ...] = ()
    is_chosen: bool = False
    is_folder: bool = False

    @property
    def page(self) -> str:
        """The path with its part."""
        part = f"page-{self.number}" if self.number > 1 and self.path != "search" else ""
        return "/".join(each for each in (self.path, part) if each)

    @property
    def suffix(self) -> str:
        """What a page in a chosen language adds to the addresses it links to."""
        if not self.is_chosen:
            return ""
        return "/index.html" if self.language == self.first else f"/index.{self.language}.html"

    @property
    def file(self) -> str:
        """The file that holds the page."""
        return f"{self.page}{replace(self, is_chosen=True).suffix}".removeprefix("/")

    @property
    def root(self) -> str:
        """The relative way to the site's root."""
        served = f"{self.page}{self.suffix}" if self.page else self.suffix[1:]
        depth = served.count("/") + (1 if self.is_folder and self.page and not self.is_chosen else 0)
        return "../" * depth or "./"

    @property
    def link(self) -> str:
        """This page, seen from itself."""
        asked = (("q", self.asked), *self.kept, ("page", self._number))
        query = {name: value for name, value in asked if value}
        place = f"{quote(self.page)}{self.suffix}" if self.page else self.suffix[1:]
        return f"{self.root}{place}{'?' + urlencode(query) if query else ''}"

    @property
    def _number(self) -> str:
        return str(self.number) if self.path == "search" and self.number > 1 else ""

    def seen_from(self, other: "Address") -> str:
        """Give this page's address relative to another page."""
        return f"{other.root}{self.link.removeprefix(self.root)}" or "./"

    def part(self, number: int) -> "Address":
        """Give another part of the same list."""
        return replace(self, number=number)

    def in_language(self, language: str) -> "Address":
        """Give the same page in another language."""
        return replace(self, language=language, is_chosen=True)


def parse(path: str, *, language: str, languages: tuple[str, ...]) -> Address | None:
    """Read a path below the site's root; None where it names a language or a part that there cannot be.

    ``language`` is shown where the path names none.
    """
    is_chosen = False
    file = _FILE.fullmatch(path)
    if file:
        path = file["path"] or ""
        language = file["language"] or languages[0]
        is_chosen = True
        if language not in languages:
            return None
    part = _PART.fullmatch(path)
    number = 1
    if part:
        path, number = part["path"] or "", int(part["number"])
        if number == 1:
            return None
    return Address(path=path, language=language, first=languages[0], number=number, is_chosen=is_chosen)
