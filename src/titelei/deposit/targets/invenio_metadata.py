"""An article as InvenioRDM's ``metadata``: no value twice in a list, which real servers answer with 500 (#1313)."""

import re
from collections.abc import Iterator
from typing import Any, Final

from titelei.deposit.description import Award, Creator, Description, Link
from titelei.deposit.values import Item
from titelei.messages import say

_LICENCE: Final = re.compile(r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/(\d\.\d)/?")
_DATES: Final = {
    "received": "submitted",
    "revised": "updated",
    "accepted": "accepted",
    "published": "available",
    "online": "available",
    "print": "issued",
    "corrected": "updated",
    "retracted": "withdrawn",
}
_RELATIONS: Final = {
    "page": "isvariantformof",
    "fulltext": "isvariantformof",
    "supplement": "issupplementedby",
    "correction": "issupplementedby",
    "corrected": "issupplementto",
    "retraction": "isobsoletedby",
    "retracted": "obsoletes",
    "concern": "isreferencedby",
    "translation": "issourceof",
    "original": "isderivedfrom",
    "addendum": "issupplementedby",
    "addended": "issupplementto",
    "reply": "isreferencedby",
    "comment": "isreferencedby",
    "review": "isreviewedby",
    "reviewed": "reviews",
    "preprint": "hasversion",
    "published": "isversionof",
    "earlier": "isnewversionof",
    "later": "ispreviousversionof",
    "dataset": "issupplementedby",
    "software": "issupplementedby",
    "supplemented": "issupplementto",
    "part": "haspart",
    "whole": "ispartof",
}
"""Relations by the vocabulary that InvenioRDM comes with; it has none for translations. All others are references."""


def metadata(item: Item) -> dict[str, Any]:
    """Give the field ``metadata`` of a draft. The identifier by which we find it again stands under ``identifiers``.

    The article's DOI is not made the record's own: the record holds the edition of its front matter, and a new
    version of a record cannot bear the DOI of the one before.
    """
    about = item.description
    found: dict[str, Any] = {
        "title": about.title,
        "publication_date": about.issued,
        "resource_type": {"id": "publication-article"},
        "publisher": about.publisher,
        "creators": _once([_creator(c) for c in about.creators]),
        "identifiers": [
            {"identifier": item.object_id, "scheme": "other"},
            {"identifier": item.page, "scheme": "url"},
        ],
        "version": item.version,
    }
    titles: list[dict[str, Any]] = [
        {"title": t, "type": {"id": "translated-title"}} for t, _ in about.translated_titles
    ]
    titles += [{"title": t, "type": {"id": "alternative-title"}} for t, _ in about.alternative_titles]
    if about.subtitle:
        titles.append({"title": about.subtitle, "type": {"id": "subtitle"}})
    optional: dict[str, Any] = {
        "additional_titles": _once(titles),
        "contributors": _once([_contributor(c) for c in about.contributors]),
        "description": _paragraphs(about.abstract),
        "additional_descriptions": _once(list(_descriptions(about))),
        "dates": _once([{"date": date, "type": {"id": _DATES[kind]}} for kind, date in about.dates if kind in _DATES]),
        "funding": _once([_funding(award) for award in about.awards if award.funder]),
        "references": _once([{"reference": reference} for reference in about.references]),
        "subjects": _once([{"subject": subject} for subject in about.subjects]),
        "languages": [{"id": about.language}] if about.language else [],
        "rights": [_rights(about.licence)] if about.licence else [],
        "related_identifiers": _once([*([_doi(about.doi)] if about.doi else []), *map(_related, about.links)]),
    }
    return found | {name: value for name, value in optional.items() if value}


def faults(item: Item) -> tuple[str, ...]:
    """Say which of the fields are missing without which a record cannot be published."""
    about = item.description
    needed = {
        "title": about.title,
        "date (publication_date)": about.issued,
        "author (creators)": about.creators,
        "publisher": about.publisher,
    }
    return tuple(
        say("The article has no {name}, which InvenioRDM demands.", name=name)
        + (say(" Set name in [publisher] of titelei.toml.") if name == "publisher" else "")
        for name, value in needed.items()
        if not value
    )


def _creator(creator: Creator) -> dict[str, Any]:
    if creator.is_organisation:
        person: dict[str, Any] = {"type": "organizational", "name": creator.name}
    else:
        # A person of one name bears it as family name, which InvenioRDM demands of persons.
        person = {"type": "personal", "family_name": creator.family or creator.name, "given_name": creator.given}
        if not creator.family:
            del person["given_name"]
        if creator.orcid:
            person["identifiers"] = [{"scheme": "orcid", "identifier": creator.orcid}]
    affiliations = [{"name": name} for name in creator.affiliations]
    return {"person_or_org": person} | ({"affiliations": affiliations} if affiliations else {})


def _contributor(contributor: Creator) -> dict[str, Any]:
    """Give a contributor by the vocabulary that InvenioRDM comes with, in which all but editors are others."""
    return _creator(contributor) | {"role": {"id": "editor" if contributor.is_editor else "other"}}


def _descriptions(about: Description) -> Iterator[dict[str, Any]]:
    """Give what stands beside the abstract: the edition's scope, the place in the journal, statements and the like."""
    told = [("notes", about.scope), ("series-information", about.place)]
    told += [("other" if each.kind else "abstract", each.text) for each in about.other_abstracts]
    told += [("other", each.text) for each in about.statements]
    yield from ({"description": _paragraphs(text), "type": {"id": kind}} for kind, text in told if text)


def _funding(award: Award) -> dict[str, Any]:
    """Give a funder by name; InvenioRDM wants a title beside the number of an award, which is the page's sentence."""
    found: dict[str, Any] = {"funder": {"name": award.funder}}
    if award.number:
        found["award"] = {"number": award.number, "title": {"en": award.words or award.number}}
    return found


def _related(link: Link) -> dict[str, Any]:
    scheme, value = ("doi", link.doi) if link.doi else ("url", link.address)
    return {
        "identifier": value,
        "scheme": scheme,
        "relation_type": {"id": _RELATIONS.get(link.kind, "references")},
    }


def _rights(address: str) -> dict[str, Any]:
    found = _LICENCE.fullmatch(address)
    if found is None:
        return {"title": {"en": address}, "link": address}
    name = "cc0" if found[1] == "publicdomain" else f"cc-{found[2]}"
    return {"id": f"{name}-{found[3]}" if name != "cc0" else "cc0-1.0"}


def _doi(doi: str) -> dict[str, Any]:
    return {
        "identifier": doi,
        "scheme": "doi",
        "relation_type": {"id": "isvariantformof"},
        "resource_type": {"id": "publication-article"},
    }


def _paragraphs(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return "".join(f"<p>{paragraph}</p>" for paragraph in escaped.split("\n\n") if paragraph)


def _once(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [value for n, value in enumerate(values) if value not in values[:n]]
