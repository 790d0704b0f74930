"""What the head of a page in HTML says of the article: citation_*, DC.*, JSON-LD, <link>; and what its address says."""

import re
from dataclasses import replace
from typing import Final

from titelei.encode import knowledge, people
from titelei.encode.claims import Claim
from titelei.encode.fields import licence, numbers
from titelei.encode.fields.citation import DOI, doi_of, language_code
from titelei.encode.html_head import Meta
from titelei.encode.languages import guess
from titelei.encode.page import Page

# Name of the statement → field. Statements of one field that come first in this list are believed first.
_FIELDS: Final = {
    "citation_title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "dc.title.alternative": "title",
    "eprints.title": "title",
    "prism.title": "title",
    "citation_author": "author",
    "dc.creator.personalname": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "eprints.creators_name": "author",
    "citation_authors": "authors",
    "citation_author_institution": "institution",
    "citation_author_email": "email",
    "citation_author_orcid": "orcid",
    "citation_journal_title": "journal",
    "prism.publicationname": "journal",
    "dc.source": "journal",
    "eprints.publication": "journal",
    "dc.relation.ispartof": "journal",
    "citation_issn": "issn",
    "dc.source.issn": "issn",
    "prism.issn": "issn",
    "prism.eissn": "issn",
    "citation_volume": "volume",
    "dc.source.volume": "volume",
    "prism.volume": "volume",
    "citation_issue": "issue",
    "dc.source.issue": "issue",
    "prism.number": "issue",
    "citation_firstpage": "first_page",
    "prism.startingpage": "first_page",
    "citation_lastpage": "last_page",
    "prism.endingpage": "last_page",
    "dc.identifier.pagenumber": "page_range",
    "eprints.pagerange": "page_range",
    "citation_doi": "doi",
    "dc.identifier.doi": "doi",
    "prism.doi": "doi",
    "dc.identifier": "doi",
    "citation_publication_date": "year",
    "citation_date": "year",
    "citation_year": "year",
    "prism.publicationdate": "year",
    "dc.date.issued": "published",
    "dcterms.issued": "published",
    "citation_online_date": "published",
    "dc.date": "year",
    "dc.date.datesubmitted": "received",
    "citation_language": "language",
    "dc.language": "language",
    "citation_abstract": "abstract",
    "dcterms.abstract": "abstract",
    "dc.description.abstract": "abstract",
    "dc.description": "abstract",
    "eprints.abstract": "abstract",
    "citation_keywords": "keywords",
    "citation_keyword": "keywords",
    "dc.rights": "licence",
    "dcterms.license": "licence",
    "license": "licence",
    "dc.rights.license": "licence",
    "citation_pdf_url": "pdf",
    "citation_publisher": "publisher",
    "dc.publisher": "publisher",
}
_JSON_LD: Final = {
    "name": "title",
    "headline": "title",
    "abstract": "abstract",
    "description": "abstract",
    "author": "author",
    "author.affiliation": "institution",
    "author.email": "email",
    "author.orcid": "orcid",
    "keywords": "keywords",
    "journal": "journal",
    "issn": "issn",
    "volumeNumber": "volume",
    "issueNumber": "issue",
    "pageStart": "first_page",
    "pageEnd": "last_page",
    "pagination": "page_range",
    "identifier": "doi",
    "datePublished": "published",
    "inLanguage": "language",
    "license": "licence",
}
_ISSN: Final = re.compile(r"\b(\d{4}-\d{3}[\dXxХх])\b")


def claims(page: Page) -> list[Claim]:
    """Give every claim of the page's head, in its order; the last page stands with the first."""
    out: list[Claim] = []
    ranks = {name: rank for rank, name in enumerate(_FIELDS)}
    known = [m for m in page.metas if m.name in _FIELDS or (m.kind == "jsonld" and m.name in _JSON_LD)]
    by_field: dict[str, list[Meta]] = {}
    for meta in known:
        name = _JSON_LD[meta.name] if meta.kind == "jsonld" and meta.name in _JSON_LD else _FIELDS[meta.name]
        by_field.setdefault(name, []).append(meta)
    for name, metas in by_field.items():
        metas = sorted(metas, key=lambda m: (m.kind == "jsonld", ranks.get(m.name, 99)))
        if name in ("author", "institution", "orcid", "email"):
            metas = [m for m in metas if m.name == metas[0].name and m.kind == metas[0].kind]
        for meta in metas:
            out += _claim(name, meta, page)
    for claim in [c for c in out if c.field == "published"]:
        out.append(replace(claim, field="year", value=claim.value[:4], confidence=0.45))
    first = next((c for c in out if c.field == "first_page"), None)
    last = next((c for c in out if c.field == "last_page"), None)
    out = [c for c in out if c.field not in ("first_page", "last_page")]
    if first is not None:
        value = f"{first.value}-{last.value if last else first.value}"
        out.append(
            Claim(
                field="pages", value=value, source=first.source, rule=first.rule, confidence=0.85, number=first.number
            )
        )
    return out


def _claim(name: str, meta: Meta, page: Page) -> list[Claim]:
    value, lang, confidence = meta.value.strip(), meta.lang, 0.85 if meta.name.startswith("citation_") else 0.75
    field = name
    match name:
        case "title":
            lang = guess(value, lang or page.lang)
            if meta.name.startswith("dc") and len(value) < 4:
                return []
        case "abstract":
            lang = guess(value, lang or page.lang)
            if len(value.split()) < 10:
                return []
        case "volume" | "issue":
            value = numbers.plain(re.sub(r"^\D*(?=\d)", "", value) if re.search(r"\d", value) else value)
            whole = re.match(r"(\d+)\s?\((\d+)\)", meta.value)
            value = whole[1] if whole else value
            if not re.search(r"\d", value):
                return []
        case "first_page" | "last_page":
            value = numbers.page_number(value)
            if not re.fullmatch(r"[A-Za-z]?\d{1,6}|[ivxlcIVXLC]{1,8}", value):
                return []
        case "page_range":
            found = numbers.PLAIN_PAGES.search(value)
            if not found:
                return []
            field, value = "pages", f"{numbers.page_number(found['a'])}-{numbers.page_number(found['b'])}"
        case "doi":
            doi = DOI.search(value)
            if not doi:
                return []
            value = doi_of(doi[0])
        case "year":
            year = re.search(r"(?:19|20)\d\d", value)
            if not year:
                return []
            value = year[0]
            if meta.name.startswith("dc"):
                confidence = 0.5
        case "published" | "received":
            date = numbers.date(value)
            if date is None or len(date.value) < 10:
                return []
            value, confidence = date.value, 0.6
        case "issn":
            issn = _ISSN.search(value)
            if not issn:
                return []
            value = issn[1].upper().replace("Х", "X")
        case "language":
            value = language_code(value)
            if not value:
                return []
            confidence = 0.6
        case "licence":
            value = licence.canonical(value)
            if not value:
                return []
        case "author":
            name_found = people.parse(value)
            if name_found is None:
                return []
        case "authors":
            return [
                Claim(
                    field="author",
                    value=n.text,
                    source="meta",
                    rule=f"meta {meta.name}",
                    confidence=0.8,
                    number=meta.number,
                )
                for _, _, n, _ in people.split(value)
            ]
        case "journal":
            lang = guess(value, lang)
            if _ISSN.fullmatch(value) or re.search(r";.*(?:vol|no|том|№)", value, re.I):
                value = re.split(r";", value)[0].strip()
    source = meta.kind if meta.kind == "jsonld" else "meta"
    rule = f"{'JSON-LD' if meta.kind == 'jsonld' else meta.kind} {meta.name}"
    return [
        Claim(field=field, value=value, source=source, rule=rule, confidence=confidence, number=meta.number, lang=lang)
    ]


def of_address(url: str) -> list[Claim]:
    """Give year, volume and issue that an address carries, by the patterns of ``journals.toml``."""
    out: list[Claim] = []
    for entry in knowledge.table("journals")["address"]:
        found = re.search(entry["pattern"], url, re.I)
        if not found:
            continue
        for name, value in found.groupdict().items():
            if value and name in ("year", "volume", "issue"):
                out.append(
                    Claim(
                        field=name,
                        value=numbers.plain(value),
                        source="address",
                        confidence=0.5,
                        rule=f"{name} in the page's address",
                    )
                )
        break
    return out
