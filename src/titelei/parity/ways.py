"""What formats do to values: how one is taken out of what a format holds, and what is left of one that it cannot hold.

Each way has a name, by which a ``parity.toml`` calls it, and changes values in order.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import Final
from urllib.parse import unquote

from titelei.parity.values import Values, bare_doi
from titelei.parity.vocabularies import (
    ABSTRACTS,
    AGENTS,
    LANGUAGES,
    NOTICES,
    NUMBERED_SEASONS,
    RELATIONS,
    ROLES,
    SEASONS,
    VERSIONS,
    article_kinds,
    in_openaire,
)

Way = Callable[[Values], Values]

_DATE: Final = re.compile(r"-?\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ISSUE: Final = re.compile(
    r"(?:(?:Vol|Т)\. (?P<volume>.+?))?(?: ?(?:No\.|№) (?P<issue>.+?)|(?:(?<=\S), |^)(?P<named>[^()0-9]+)(?= \()| )?"
    r"(?: ?\((?P<date>[^()]*)\))?"
)


def each(change: Callable[[str], str]) -> Way:
    """Change every value; what becomes empty is gone."""
    return lambda values: tuple((author, change(value)) for author, value in values if change(value))


def only(test: Callable[[str], object]) -> Way:
    """Keep the values that pass a test."""
    return lambda values: tuple(v for v in values if test(v[1]))


def mapped(names: Mapping[str, str]) -> Way:
    """Translate the names that are known."""
    return each(lambda value: names.get(value, value))


def joined(separator: str) -> Way:
    """Make one value of all that belong to one author, or to none."""
    return _by_author(lambda values: [separator.join(values)])


def split(separator: str) -> Way:
    """Make several values of each."""
    return lambda values: tuple(
        (author, part.strip()) for author, value in values for part in value.split(separator) if part.strip()
    )


def _by_author(change: Callable[[list[str]], Iterable[str]]) -> Way:
    def changed(values: Values) -> Values:
        groups: dict[int, list[str]] = {}
        for author, value in values:
            groups.setdefault(author, []).append(value)
        return tuple((author, value) for author, found in groups.items() for value in change(found))

    return changed


def _dates(value: str) -> list[str]:
    return _DATE.findall(value)


def _astronomical(year: int) -> str:
    """Write a year before Christ as EDTF counts it: -0043 for 44."""
    return f"-{year - 1:04d}" if year > 1 else "0000"


def _figures(value: str) -> str:
    """Write a day or moment as fourteen figures."""
    return re.sub(r"\D", "", value).ljust(14, "0")


def _date_of_parts(parts: list[str]) -> list[str]:
    return ["-".join(part.zfill(2) for part in parts)]


def _part_of_name(number: int) -> Callable[[str], str]:
    """Give a part of “surname, given, suffix”."""
    return lambda value: ([*value.split(", "), "", ""])[number].strip()


def _bibtex_name(is_suffix: bool) -> Callable[[str], str]:
    """Give the first names or the suffix of “surname, given” or “surname, suffix, given”."""

    def part(value: str) -> str:
        parts = value.split(", ")
        if len(parts) < 3:
            return "" if is_suffix or len(parts) < 2 else parts[1]
        return parts[1] if is_suffix else parts[2]

    return part


def _of_place(match: "re.Match[str] | None", part: str) -> str:
    if match is None or part not in ("volume", "issue"):
        return ""
    return match[part] or (match["named"] if part == "issue" else "") or ""


def _source(part: str) -> Callable[[str], str]:
    """Give a part of dc:source: “Journal; Vol. 3 No. 2 (2020); 11-29”."""

    def found(value: str) -> str:
        parts = value.split("; ")
        place = next((n for n in range(len(parts) - 1, 0, -1) if _ISSUE.fullmatch(parts[n]) and parts[n]), 0)
        if value.startswith("ISSN ") or not place:
            return ""
        match = _ISSUE.fullmatch(parts[place])
        range_ = parts[-1] if place < len(parts) - 1 else ""
        pages = re.split("-+", range_)
        whole = {"journal": "; ".join(parts[:place]), "first": pages[0], "last": pages[-1], "pages": range_}
        return whole.get(part) or _of_place(match, part)

    return found


_NOTICE: Final = re.compile(
    rf"(?:^|(?<=\. ))(?=(?:{'|'.join(sorted([*NOTICES, 'Related'], key=len, reverse=True))}): )"
)
_ADDRESS: Final = re.compile(r"https?://\S+|\b10\.\d{4,9}/\S+")


def _notices(note: str) -> list[tuple[str, str]]:
    """Give what a note says of other versions: (what it is, its words and address), from its first such sentence on."""
    found = (sentence.strip().removesuffix(".").partition(": ") for sentence in _NOTICE.split(note)[1:])
    return [(kind, said) for kind, _, said in found]


def _of_notices(part: Callable[[str, str], str]) -> Way:
    return lambda values: tuple(
        (author, found) for author, value in values for kind, said in _notices(value) if (found := part(kind, said))
    )


def _address_of(said: str) -> str:
    found = _ADDRESS.findall(said)
    return str(found[-1]) if found else ""


_MARKS: Final = re.compile(r"</?(?:i|b|sup|sub|span)\b[^>]*>")


def _unmarked(value: str) -> str:
    """Take off the marks of HTML that processors of citations know."""
    return _MARKS.sub("", value)


def _doi_address(value: str) -> bool:
    return re.match(r"https?://(dx\.)?doi\.org/|10\.\d{4,9}", value) is not None


def _licence_of_invenio(value: str) -> str:
    """Write an identifier of a licence, as SPDX has it, as its address."""
    found = re.fullmatch(r"cc-([a-z-]+)-(\d\.\d)", value)
    if value == "cc0-1.0":
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    return f"https://creativecommons.org/licenses/{found[1]}/{found[2]}/" if found else value


WAYS: Final[Mapping[str, Way]] = {
    # which values
    "first of all": lambda values: values[:1],
    "last of all": lambda values: values[-1:],
    "all but the first": lambda values: values[1:],
    "first of each": _by_author(lambda values: values[:1]),
    "distinct": lambda values: tuple(dict.fromkeys(values)),
    "sorted": lambda values: tuple(sorted(values)),
    "only doi": only(_doi_address),
    "all but doi": only(lambda value: not _doi_address(value)),
    "only addresses": only(lambda value: value.startswith(("http://", "https://"))),
    "only several": only(lambda value: "," in value),
    "only seasons": only(lambda value: value in SEASONS.values()),
    "but articles": only(lambda value: value != "article-journal"),
    "but own files": only(lambda value: re.search(r"/articles/([^/]+)/\1\.", value) is None),
    "only organisations": only(lambda value: value == "organisation"),
    "not DOI": only(lambda value: value != "DOI"),
    "values not of DOI": lambda values: _untyped(values, "DOI"),
    "known language": only(lambda value: value != "und"),
    "certain dates": only(lambda value: not re.search(r"[\[?]", value)),
    "of HAL": lambda values: _typed(values, ("arXiv", "PMID")),
    "of PubMed": lambda values: _typed(values, ("PMID",)),
    "unordered": lambda values: tuple(sorted((0, value) for _, value in values)),
    "renumbered": lambda values: tuple((n, value) for n, (_, value) in enumerate(values, start=1)),
    # one of several, several of one
    "joined with comma": joined(", "),
    "joined with semicolon": joined("; "),
    "joined with space": joined(" "),
    "split at comma": split(","),
    "words sorted": each(lambda value: " ".join(sorted(value.split()))),
    "decoded": each(unquote),
    "bare doi": each(bare_doi),
    "all but pages": only(lambda value: re.match(r"Pages \d.*\.$", value) is None),
    "paragraph": each(lambda value: re.sub(r"</p>\s*<p>|</?p>", " ", value).strip()),
    "with plain marks": each(unescape),
    "without issn": each(lambda value: value.partition("; ISSN ")[0]),
    "issn of a source": each(lambda value: value.partition("; ISSN ")[2]),
    "all but notices": each(lambda value: _NOTICE.split(value)[0].strip()),
    "kinds of notices": _of_notices(lambda kind, said: NOTICES.get(kind, "")),
    "words of notices": _of_notices(lambda kind, said: re.sub(r", https?://\S+$", "", said)),
    "addresses of notices": _of_notices(lambda kind, said: _address_of(said)),
    # parts
    "last step": each(lambda value: value.rstrip("/").rpartition("/")[2]),
    "surname": each(_part_of_name(0)),
    "given": each(_part_of_name(1)),
    "suffix": each(_part_of_name(2)),
    "given in BibTeX": each(_bibtex_name(False)),
    "suffix in BibTeX": each(_bibtex_name(True)),
    "first of a range": each(lambda value: re.split("-+|–", value)[0]),
    "last of a range": each(lambda value: re.split("-+|–", value)[-1]),
    "journal titles": each(_source("journal")),
    "volume of a source": each(_source("volume")),
    "issue of a source": each(_source("issue")),
    "first page of a source": each(_source("first")),
    "last page of a source": each(_source("last")),
    "pages of a source": each(_source("pages")),
    "last word": each(lambda value: value.rpartition(" ")[2]),
    "number": each(lambda value: value.partition(" ")[0]),
    "after the kind": each(lambda value: value.partition(": ")[2] or value),
    "issn": each(lambda value: value.removeprefix("ISSN ") if value.startswith("ISSN ") else ""),
    "without script": each(lambda value: value.partition("-")[0]),
    # dates
    "year": each(lambda value: re.sub(r"^(-?\d{4}).*$", r"\1", (_dates(value) or [""])[0])),
    "month": each(lambda value: re.sub(r"^(-?\d{4}-\d\d)-.*$", r"\1", value)),
    "year of EDTF": each(lambda value: re.sub(r"^-(\d{4})", lambda year: _astronomical(int(year[1])), value)),
    "counted year": each(lambda value: re.sub(r"^(-\d{4}|0000)$", lambda year: str(1 - int(year[0])), value)),
    "first date": each(lambda value: (_dates(value) or [""])[0]),
    "plain dates": each(lambda value: "/".join(_dates(value))),
    "date parts": _by_author(_date_of_parts),
    "with hyphens": each(lambda value: value.replace("/", "-")),
    "without season": each(lambda value: re.sub(r"^(\d{4})-2[1-4]$", r"\1", value)),
    "single hyphen": each(lambda value: value.replace("--", "-")),
    "plain hyphen": each(lambda value: value.replace("–", "-")),
    "dash for hyphen": each(lambda value: value.replace("-", "–")),
    "hyphen for space": each(lambda value: value.replace(" ", "-")),
    "trimmed": each(lambda value: value.rstrip("-")),
    "figures": each(_figures),
    # names
    "lower case": each(str.lower),
    "without marks": each(_unmarked),
    "particles joined": each(lambda value: re.sub(r"(?<=[’'ʼ-]) ", "", value)),
    "roles": mapped(ROLES),
    "kinds": mapped(AGENTS),
    "relations of JATS": each(lambda value: RELATIONS.get(value, "companion")),
    "seasons": mapped(SEASONS),
    "numbered seasons": mapped(NUMBERED_SEASONS),
    "versions of eu-repo": mapped(VERSIONS),
    "kinds of abstracts in Crossref": mapped(ABSTRACTS),
    "kinds of abstracts in JATS": mapped({**ABSTRACTS, "graphical": "graphical-text"}),
    "kinds of JATS": each(lambda value: article_kinds("jats").get(value, "")),
    "kinds of OpenAIRE": each(lambda value: article_kinds("words").get(value, "") if in_openaire(value) else ""),
    "kinds of COAR": each(lambda value: article_kinds("coar").get(value, "")),
    "kinds of CSL": each(lambda value: article_kinds("csl").get(value, "")),
    "kinds in words": each(lambda value: article_kinds("words").get(value, "")),
    "handles": mapped({"hdl": "handle"}),
    "language names": mapped(LANGUAGES),
    "licences of InvenioRDM": each(_licence_of_invenio),
    "all organisations": each(lambda value: "organisation"),
    "yes": each(lambda value: "yes"),
}
"""All of them by name."""


def _typed(values: Values, types: tuple[str, ...]) -> Values:
    """Of “TYPE value” keep the values of some types, without the type."""
    return tuple((author, value.partition(" ")[2]) for author, value in values if value.partition(" ")[0] in types)


def _untyped(values: Values, without: str) -> Values:
    """Of “TYPE value” keep the values of all types but one, without the type."""
    return tuple((author, value.partition(" ")[2]) for author, value in values if value.partition(" ")[0] != without)
