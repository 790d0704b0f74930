"""The entry of an author: name in parts, forms, degrees, posts, affiliations, numbers, what is missing."""

import re
from typing import Any

from titelei.encode.fields.authors import Author, Value
from titelei.encode.languages import guess
from titelei.encode.people import Name
from titelei.encode.recorder import Record, Recorder, folded_space
from titelei.encode.transcription import CLOAKED
from titelei.names import XML_ID


def person(header: Recorder, parent: Any, author: Author, identifier: str) -> None:
    """Make the entry of an author: name in parts, forms, degrees, posts, affiliations, numbers, what is missing."""
    person = header.sub(parent, "person", role="author")
    person.set(XML_ID, identifier)
    main = header.sub(person, "persName", type="main")
    name_parts(header, main, author.name)
    header.records.append(
        Record(
            "name",
            main,
            "",
            author.name.text,
            author.source,
            author.rule or "a person's name",
            author.name.confidence,
            author.place,
            author.number,
        )
    )
    entry = header.entries.made[identifier]
    for text, lang in entry.names:
        if text != author.name.text:
            variant = header.sub(person, "persName", text, type="variant")
            if lang not in ("en",):
                header.lang(variant, "ru" if lang == "ru-Latn" and re.search("[Ѐ-ӿ]", text) else lang)
    for degree in author.degrees:
        _worded(header, person, "education", degree, "degree", type="degree")
    for post in author.posts:
        _worded(header, person, "occupation", post, "post")
    emails = list(author.emails)
    for number, affiliation in enumerate(author.affiliations):
        element = header.sub(person, "affiliation")
        if affiliation.department:
            _organisation(header, element, affiliation.department, "department")
        if affiliation.organisation:
            _organisation(header, element, affiliation.organisation, "institution")
        if affiliation.address:
            address = header.sub(element, "address")
            for kind, value in affiliation.address:
                _address_part(header, address, kind, value)
        if number == 0:
            for email in emails:
                header.record_value("email", header.sub(element, "email", email.text), email)
    for orcid in author.orcids[:1]:
        header.record_value("orcid", header.sub(person, "idno", orcid.text, type="ORCID", source="#src.page"), orcid)
    for kind, value in author.ids:
        header.record_value(kind, header.sub(person, "idno", value.text, type=kind, source="#src.page"), value)
    if not emails and not _declares(header, "email"):
        text = (
            f"{CLOAKED[:-1]}, and the copy that was encoded does not hold it."
            if author.is_cloaked
            else "The page gives no e-mail address."
        )
        header.sub(person, "note", text, type="missing", subtype="email")
    if not author.orcids and not _declares(header, "orcid"):
        header.sub(person, "note", "The page gives no ORCID.", type="missing", subtype="ORCID")
    if not author.affiliations and not _declares(header, "institution"):
        header.sub(person, "note", "The page names no institution.", type="missing", subtype="affiliation")


def _declares(header: Recorder, field: str) -> bool:
    """Tell whether the page's head gives such a fact of an author: then it cannot be said that the page gives none."""
    return any(claim.field == field for claim in header.reading.claims)


def _worded(header: Recorder, parent: Any, element: str, value: Value, name: str, **attributes: str) -> None:
    made = header.sub(parent, element, folded_space(value.text), **attributes)
    header.cyrillic(made)
    header.record_value(name, made, value)


def _organisation(header: Recorder, parent: Any, value: Value, kind: str) -> None:
    entry = header.entries.thing("org", value.text, guess(value.text) or "en")
    element = header.sub(parent, "orgName", folded_space(value.text), type=kind, ref=f"#{entry.id}")
    header.cyrillic(element)
    header.record_value("department" if kind == "department" else "organisation", element, value)


def _address_part(header: Recorder, parent: Any, kind: str, value: Value) -> None:
    name = kind if kind in ("street", "postCode", "settlement", "region", "country") else "street"
    element = header.sub(parent, name, folded_space(value.text))
    if name in ("settlement", "country") and not re.search(r"\d", value.text):
        bare = re.sub(r"^(?:g\.|г\.|с\.|город|city of)\s?", "", value.text, flags=re.I)
        element.set("ref", f"#{header.entries.thing('place', bare, guess(bare) or 'en').id}")
    if name != "postCode":
        header.cyrillic(element)
    header.record_value(f"address {name}", element, value)


def name_parts(header: Recorder, parent: Any, name: Name) -> None:
    """Write a name with its parts tagged, as printed."""
    lang = guess(name.text)
    if lang in ("ru", "uk", "be", "kk"):
        header.lang(parent, lang)
    at = 0
    kinds = {
        "surname": ("surname", {}),
        "forename": ("forename", {}),
        "nameLink": ("nameLink", {}),
        "patronymic": ("forename", {"type": "patronymic"}),
        "middle": ("forename", {"type": "middle"}),
        "generation": ("genName", {}),
    }
    for part in name.parts:
        between = name.text[at : part.start]
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + between
        else:
            parent.text = (parent.text or "") + between
        element, attributes = kinds[part.kind]
        header.sub(parent, element, name.text[part.start : part.end], **attributes)
        at = part.end
    rest = name.text[at:]
    if rest and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + rest
    elif rest:
        parent.text = (parent.text or "") + rest
