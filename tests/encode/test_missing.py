"""Notes of what a page does not give: never of what its head gives."""

import json

from lxml import etree

from titelei.encode import encode
from titelei.names import tei

BODY = "<h1>Salt Roads of the Lower Volga</h1><p>Anna Holt</p><p>Abstract. Salt is old.</p>"


def _missing(head: str) -> set[str]:
    page = f"<html><head>{head}</head><body>{BODY}</body></html>"
    draft = encode(page.encode(), name="x.html", when="2026-11-22", version="0.1.0")
    notes = etree.fromstring(draft.tei).iter(tei("note"))
    return {str(n.get("subtype")) for n in notes if n.get("type") == "missing"}


def test_a_page_without_them_is_said_to_lack_them() -> None:
    named = '<meta name="citation_author" content="Anna Holt">'
    assert {"keywords", "ORCID", "email", "affiliation"} <= _missing(named)


def test_what_meta_tags_give_is_not_said_to_be_missing() -> None:
    values = {
        "author": "Anna Holt",
        "author_orcid": "https://orcid.org/0000-0002-1825-0097",
        "author_email": "holt@example.org",
        "author_institution": "Salt University",
        "keywords": "salt; roads",
    }
    head = "".join(f'<meta name="citation_{name}" content="{value}">' for name, value in values.items())
    assert not {"keywords", "ORCID", "email", "affiliation"} & _missing(head)


def test_what_json_ld_gives_is_not_said_to_be_missing() -> None:
    author = {
        "@type": "Person",
        "@id": "https://orcid.org/0000-0002-1825-0097",
        "name": "Anna Holt",
        "email": "holt@example.org",
        "affiliation": {"@type": "Organization", "name": "Salt University"},
    }
    value = {"@type": "ScholarlyArticle", "headline": "Salt Roads", "author": [author], "keywords": "salt, roads"}
    head = f'<script type="application/ld+json">{json.dumps(value)}</script>'
    assert not {"keywords", "ORCID", "email", "affiliation"} & _missing(head)
