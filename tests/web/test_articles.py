"""An article over HTTP: its page, its files by name and by Accept, Signposting, versions, and what is not there."""

import gzip
import json
import re
from dataclasses import replace

import httpx
import pytest
from lxml import html

from titelei import formats
from titelei.repository.catalogue import Catalogue
from titelei.repository.catalogue.reading import snapshot
from titelei.settings import Settings
from titelei.site import Edition
from titelei.site.articles import Articles
from web.serving import alone, asked_as_it_is, serving

ARTICLE = "articles/orlova-2020"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
SIGNPOSTS = {"cite-as", "type", "author", "license", "describedby", "item", "linkset"}

Links = list[tuple[str, str, str]]


def header_links(response: httpx.Response) -> Links:
    """Give (relation, address, type) of each link in a header."""
    found = re.findall(r'<([^>]*)>; rel="([^"]*)"(?:; type="([^"]*)")?', response.headers.get("link", ""))
    return [(relation, address, kind) for address, relation, kind in found]


def element_links(response: httpx.Response) -> Links:
    """Give the same of a page's head."""
    elements = html.document_fromstring(response.content).xpath("/html/head/link")
    found = [(str(e.get("rel")), str(e.get("href")), str(e.get("type") or "")) for e in elements]
    return [link for link in found if link[0] in SIGNPOSTS]


def test_header_and_html_say_the_same(client: httpx.Client) -> None:
    for address in (ARTICLE, f"{ARTICLE}/index.ru.html", "articles/weber-2023", "articles/nameless-page"):
        response = client.get(address)
        links = header_links(response)
        assert links == element_links(response)
        assert {"cite-as", "type", "describedby", "item", "linkset"} <= {relation for relation, _, _ in links}


def test_links_lead_to_what_they_say(client: httpx.Client, url: str) -> None:
    response = client.get(ARTICLE)
    links = header_links(response)
    assert ("cite-as", "https://doi.org/10.5555/waterways.2020.3.11", "") in links
    assert ("license", "https://creativecommons.org/licenses/by/4.0/", "") in links
    assert [a for r, a, _ in links if r == "author"] == [
        "https://orcid.org/0000-0002-1825-0097",
        "https://orcid.org/0000-0001-5109-3700",
    ]
    for relation, address, kind in links:
        if address.startswith(url):
            target = client.get(address)
            assert target.status_code == 200
            assert target.headers["content-type"].partition(";")[0] == kind
            back = header_links(target)
            if relation != "linkset":
                expected = "collection" if relation == "item" else "describes"
                assert (expected, f"{url}{ARTICLE}", "text/html") in back
                assert "linkset" in [r for r, _, _ in back]


def test_an_article_without_doi_is_cited_by_its_page(client: httpx.Client, url: str) -> None:
    links = header_links(client.get("articles/petrov-2024"))
    assert ("cite-as", f"{url}articles/petrov-2024", "") in links


def test_the_linkset_holds_the_links_of_the_header(client: httpx.Client, url: str) -> None:
    linkset = client.get(ARTICLE, headers={"Accept": "application/linkset+json"}).json()["linkset"]
    page = next(context for context in linkset if context["anchor"] == f"{url}{ARTICLE}")
    said = {(relation, link["href"]) for relation in page if relation != "anchor" for link in page[relation]}
    assert said == {(r, a) for r, a, _ in header_links(client.get(ARTICLE)) if r != "linkset"}


@pytest.mark.parametrize("kind", [k for k in formats.registry() if k.name != "html"], ids=lambda kind: kind.name)
def test_each_format_is_had_by_its_name(client: httpx.Client, kind: formats.Format) -> None:
    by_format = client.get(ARTICLE, params={"format": kind.name})
    by_file = client.get(f"{ARTICLE}/{kind.file('orlova-2020')}")
    assert by_format.status_code == by_file.status_code == 200
    assert by_format.content == by_file.content
    assert by_format.headers["content-type"].partition(";")[0] == kind.media_type
    assert by_format.headers["content-location"].endswith(kind.file("orlova-2020"))


@pytest.mark.parametrize(
    ("accept", "file"),
    [
        ("", "index.html"),
        ("*/*", "index.html"),
        (BROWSER, "index.html"),
        ("application/tei+xml", "orlova-2020.tei.xml"),
        ("application/ld+json;q=0.9, application/x-bibtex", "orlova-2020.bib"),
        ("application/xml", "orlova-2020.oai_dc.xml"),
        ("text/xml", "orlova-2020.oai_dc.xml"),
        ("text/plain", "orlova-2020.reading.txt"),
        ("text/html;q=0, application/mods+xml;q=0.1", "orlova-2020.mods.xml"),
        ("application/vnd.citationstyles.csl+json", "orlova-2020.csl.json"),
        ("application/vnd.jats+xml", "orlova-2020.jats.xml"),
        ("application/jats+xml", "orlova-2020.jats.xml"),
    ],
)
def test_what_is_accepted_decides(client: httpx.Client, accept: str, file: str) -> None:
    response = client.get(ARTICLE, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-location"].endswith(f"/{ARTICLE}/{file}")
    assert {"Accept", "Accept-Language", "Accept-Encoding"} <= set(response.headers["vary"].split(", "))


def test_what_is_not_there_is_refused_with_what_is(client: httpx.Client) -> None:
    response = client.get(ARTICLE, headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "application/tei+xml" in response.text
    wrong = client.get(ARTICLE, params={"format": "bibtext"})
    assert (wrong.status_code, "“bibtex”" in wrong.text) == (404, True)


@pytest.mark.parametrize(
    ("accept", "language"),
    [("", "en"), ("ru", "ru"), ("ru-RU,ru;q=0.9,en;q=0.5", "ru"), ("de, ru;q=0.1", "ru"), ("ru;q=0, de", "en")],
)
def test_the_page_is_in_the_readers_language(client: httpx.Client, accept: str, language: str) -> None:
    response = client.get(ARTICLE, headers={"Accept-Language": accept})
    assert response.headers["content-language"] == language
    assert html.document_fromstring(response.content).get("lang") == language


def test_every_link_of_the_page_holds_where_it_is_served(client: httpx.Client, url: str) -> None:
    for address in (ARTICLE, f"{ARTICLE}/index.html", f"{ARTICLE}/index.ru.html"):
        page = client.get(address)
        root = html.document_fromstring(page.content, base_url=f"{url}{address}")
        root.make_links_absolute()
        ours = {str(e.get("href")).partition("#")[0] for e in root.xpath("//a[@href]")}
        ours = {each for each in ours if each.startswith(url)}
        assert len(ours) > 15
        for link in sorted(ours):
            assert client.get(link).status_code == 200, link


def test_a_slash_at_the_end_is_taken_away(client: httpx.Client, url: str) -> None:
    response = client.get(f"{ARTICLE}/", params={"format": "tei"})
    assert response.status_code == 308
    assert response.headers["location"] == f"/{ARTICLE}?format=tei"
    # An address that begins with two slashes would lead to another host.
    assert b"location: /evil.example\r\n" in asked_as_it_is(url, "//evil.example/")


def test_a_client_that_has_it_gets_nothing(client: httpx.Client) -> None:
    first = client.get(ARTICLE)
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    same = client.get(ARTICLE, headers={"If-None-Match": f'"x", {tag}'})
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["link"] == first.headers["link"]
    assert client.get(ARTICLE, headers={"If-Modified-Since": changed}).status_code == 304
    assert client.get(ARTICLE, headers={"If-None-Match": '"x"', "If-Modified-Since": changed}).status_code == 200
    assert client.get(ARTICLE, headers={"If-Modified-Since": "no date"}).status_code == 200


def test_head_says_what_get_says(client: httpx.Client) -> None:
    for address in (ARTICLE, f"{ARTICLE}/orlova-2020.tei.xml", "years", "search?q=dyke", "articles/no-such"):
        got, asked = client.get(address), client.head(address)
        assert asked.content == b""
        assert asked.status_code == got.status_code
        for name in ("content-type", "etag", "link", "content-length", "vary"):
            assert asked.headers.get(name) == got.headers.get(name), name


def test_pages_are_compressed_for_those_who_take_it(client: httpx.Client) -> None:
    with client.stream("GET", ARTICLE, headers={"Accept-Encoding": "gzip"}) as response:
        raw = b"".join(response.iter_raw())
    assert response.headers["content-encoding"] == "gzip"
    plain = client.get(ARTICLE, headers={"Accept-Encoding": "gzip;q=0"})
    assert gzip.decompress(raw) == plain.content


def test_a_withdrawn_article_is_gone_and_says_why(client: httpx.Client) -> None:
    for address in ("articles/retraction-2022", "articles/retraction-2022/retraction-2022.tei.xml"):
        response = client.get(address)
        assert response.status_code == 410
        assert "Printed &lt;twice&gt; &amp; by mistake" in response.text
        assert "2026-03-01" in response.text
        assert "noindex" in response.text
    listed = client.get("years/2022").text
    assert "beridze-2022" in listed
    assert "retraction-2022" not in listed
    assert "retraction-2022" not in client.get("search?q=retraction").text
    assert "retraction-2022" not in client.get("sitemap.xml").text


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("articles/orlov-2020", "articles/orlova-2020"),
        ("articles/orlova-2021/orlova-2020.tei.xml", "articles/orlova-2020"),
        ("entities/per.hol", "entities/per.holm"),
    ],
)
def test_what_is_unknown_is_not_found_and_the_nearest_named(client: httpx.Client, asked: str, near: str) -> None:
    response = client.get(asked)
    assert response.status_code == 404
    assert f"{near}</a>" in response.text or f'{near}">' in response.text


def test_old_versions_are_shown_and_not_indexed(client: httpx.Client) -> None:
    response = client.get(ARTICLE, params={"version": "v1"})
    assert response.status_code == 200
    assert response.headers["x-robots-tag"] == "noindex"
    for version in ("v9", "1", "../v1", "v0"):
        assert client.get(ARTICLE, params={"version": version}).status_code == 404


def test_under_its_own_address_the_page_is_as_it_was_deposited(catalogue: Catalogue, project: Settings) -> None:
    files = dict(catalogue.repository.get(f"oai:{project.domain}:orlova-2020"))
    with serving(catalogue, project, base_url=project.edition.base_url) as address:
        served = httpx.get(f"{address}{ARTICLE}/index.html")
        assert alone(served.content) == files["out/index.html"]
        assert json.loads(files["out/orlova-2020.linkset.json"])["linkset"][0]["anchor"] in str(
            httpx.get(f"{address}{ARTICLE}/orlova-2020.linkset.json").json()
        )
        assert f"{project.edition.base_url}{ARTICLE}/orlova-2020.tei.xml" in served.headers["link"]


def test_after_a_change_of_domain_articles_are_still_found(catalogue: Catalogue, project: Settings) -> None:
    moved = replace(project, repository=replace(project.repository, domain="elsewhere.example.org"))
    with serving(catalogue, moved) as address, httpx.Client(base_url=address) as client:
        assert client.get(ARTICLE).status_code == 200
        assert client.get("articles/retraction-2022").status_code == 410
        assert client.get("articles/no-such").status_code == 404
    older = Edition.of(moved)
    with snapshot(catalogue.database) as found:
        own = next(entry for entry in found.entries() if entry.article == "orlova-2020")
    other = replace(own, identifier="oai:elsewhere.example.org:orlova-2020")
    chosen = Articles(catalogue, older).preferred([own, other, replace(own, reason="Twice")])
    assert chosen == {"orlova-2020": other}
