"""The link set, read as RFC 9264 says: contexts, relations, targets."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from formats.documents import FILES, SETTINGS, made
from titelei.render.render import render
from titelei.xml.read import read

Link = tuple[str, str, str, str]
"""Context, relation, target, media type of the target."""


def _links(text: str) -> Iterator[Link]:
    """Read a link set of JSON (RFC 9264, 4.2)."""
    document = json.loads(text)
    assert list(document) == ["linkset"]
    for context in document["linkset"]:
        for relation, targets in context.items():
            if relation != "anchor":
                for target in targets:
                    yield context["anchor"], relation, target["href"], target.get("type", "")


@pytest.mark.parametrize("name", FILES)
def test_every_other_file_is_linked_with_its_media_type_and_links_back(name: str) -> None:
    outputs, _ = render(read(FILES[name]), settings=SETTINGS)
    links = list(_links(made(name)["linkset"]))
    page = links[0][0]
    wanted = {(f"{page}/{o.file_name}", o.media_type) for o in outputs if o.format not in ("html", "linkset")}
    there = {
        (href, kind)
        for _, relation, href, kind in links
        if relation in ("describedby", "item") and href.startswith(page)
    }
    back = {anchor for anchor, relation, href, _ in links if relation in ("describes", "collection") and href == page}
    assert there == wanted
    elsewhere = {href for _, relation, href, _ in links if relation == "item" and not href.startswith(page)}
    assert back == {href for href, _ in wanted} | elsewhere


def test_what_the_page_of_a_whole_article_links_to() -> None:
    links = list(_links(made("bilingual")["linkset"]))
    page = "https://titelei.example.org/articles/ivanov-2019"
    said = {relation: [href for a, r, href, _ in links if (a, r) == (page, relation)] for _, relation, _, _ in links}
    assert said["cite-as"] == ["https://doi.org/10.12345/example.2019.1"]
    assert said["author"] == ["https://orcid.org/0000-0002-1825-0097"]
    assert said["license"] == ["https://creativecommons.org/licenses/by-nc/4.0/"]
    assert said["type"] == ["https://schema.org/ScholarlyArticle", "https://schema.org/AboutPage"]
    assert [Path(href).name for href in said["item"]] == [
        "ivanov-2019.reading.txt",
        "ivanov-2019.diplomatic.txt",
        "ivanov-2019.tei.xml",
    ]


def test_without_a_doi_the_page_s_own_address_is_to_be_cited() -> None:
    links = list(_links(made("ambartsumyan-2021")["linkset"]))
    page = "https://titelei.example.org/articles/ambartsumyan-2021"
    assert [href for _, relation, href, _ in links if relation == "cite-as"] == [page]
    assert not [href for _, _, href, _ in links if "crossref" in href or "datacite" in href]
