"""The invented article of ``article.xml`` as a collaboration’s paper: authors by the thousand.

Each has an e-mail, an ORCID, and an affiliation that points at an entry.
"""

from pathlib import Path
from typing import Final

_TEXT: Final = (Path(__file__).parent / "article.xml").read_text(encoding="utf-8")
_HEADER: Final = '<author><persName ref="#per.brook">Ada Brook</persName></author>\n'
_BYLINE: Final = '<docAuthor><persName type="byline" ref="#per.brook">Ada Brook</persName></docAuthor>'
_CITED: Final = '<author><persName type="citation" ref="#per.brook">Ada Brook</persName></author>'
_ENTRY: Final = "</listPerson>"
_INSTITUTIONS: Final = '<org xml:id="org.fen-university">'
_SHARE: Final = 40
"""So many authors work at one institution."""

_NAMES: Final = ("Ash", "Birch", "Cedar", "Dogwood", "Elder", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")


def collaboration(authors: int) -> bytes:
    """Give the article with so many authors more: accepted by the grammar, and by every rule of a draft."""
    numbers = range(authors)
    places = range(-(-authors // _SHARE))
    return (
        _TEXT.replace(_HEADER, _HEADER + "".join(f"<author>{_name(n)}</author>" for n in numbers))
        .replace(_BYLINE, _BYLINE + "".join(map(_on_the_page, numbers)))
        .replace(_CITED, _CITED + "".join(f", <author>{_name(n, ' type="citation"')}</author>" for n in numbers))
        .replace(_ENTRY, "".join(map(_person, numbers)) + _ENTRY)
        .replace(_INSTITUTIONS, "".join(map(_organisation, places)) + _INSTITUTIONS)
        .encode()
    )


def _parts(number: int) -> tuple[str, str]:
    digits = tuple(int(digit) for digit in f"{number:04}")
    return _NAMES[digits[0]], "-".join(_NAMES[digit] for digit in digits[1:])


def _name(number: int, kind: str = "") -> str:
    return f'<persName{kind} ref="#per.a{number}">{" ".join(_parts(number))}</persName>'


def _person(number: int) -> str:
    forename, surname = _parts(number)
    place = number // _SHARE
    return (
        f'<person xml:id="per.a{number}" role="author"><persName type="main"><forename>{forename}</forename> '
        f"<surname>{surname}</surname></persName><affiliation>"
        f'<orgName type="institution" ref="#org.i{place}">Institute {place} of Waterways</orgName>, '
        f"<email>a{number}@fen.example.org</email></affiliation>"
        f'<idno type="ORCID" source="#src.page">{_orcid(number)}</idno></person>'
    )


def _on_the_page(number: int) -> str:
    place = number // _SHARE
    return (
        f", <docAuthor>{_name(number, ' type="byline"')}</docAuthor>, "
        f'<affiliation><orgName ref="#org.i{place}">Institute {place} of Waterways</orgName></affiliation>, '
        f'<email>a{number}@fen.example.org</email> <idno type="ORCID">{_orcid(number)}</idno>'
    )


def _organisation(place: int) -> str:
    return f'<org xml:id="org.i{place}"><orgName type="main">Institute {place} of Waterways</orgName></org>'


def _orcid(number: int) -> str:
    """Give a number of ORCID's form with its check digit (ISO 7064 mod 11-2)."""
    digits = f"{20_000_000_000_000 + number:015}"[-15:]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    whole = digits + ("X" if check == 10 else str(check))
    return "-".join(whole[at : at + 4] for at in range(0, 16, 4))
