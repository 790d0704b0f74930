"""The site's pages: what they list and find, that every link leads somewhere, and that bad requests do no harm."""

import re
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from titelei.repository.catalogue.searching import words
from titelei.repository.catalogue.shown import folded
from web.serving import asked_as_it_is

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def found(client: httpx.Client, question: str) -> set[str]:
    """Give the articles that a search finds."""
    response = client.get("search", params={"q": question})
    assert response.status_code == 200
    return set(re.findall(r'href="\./articles/([^"]*)"', response.text))


@pytest.fixture(scope="session")
def crawled(client: httpx.Client, url: str) -> dict[str, httpx.Response]:
    """Follow every link from the home page in every language; give address → answer."""
    seen: dict[str, httpx.Response] = {}
    waiting = [url, urljoin(url, "index.ru.html"), urljoin(url, "search?q=dyke")]
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen[address] = client.get(address)
        if not seen[address].headers["content-type"].startswith("text/html"):
            continue
        for element in html.document_fromstring(seen[address].content).xpath("//a[@href] | //link[@href]"):
            target = urljoin(address, str(element.get("href"))).partition("#")[0]
            if target.startswith(url) and target not in seen:
                waiting.append(target)
    return seen


def test_every_page_is_reached_and_every_link_leads_somewhere(crawled: dict[str, httpx.Response], url: str) -> None:
    assert {address: answer.status_code for address, answer in crawled.items() if answer.status_code != 200} == {}
    paths = {address.removeprefix(url) for address in crawled}
    assert {"years/2020", "years/2020/index.ru.html", "entities/per.holm", "articles/orlova-2020", "feed.atom"} <= paths
    listed = {e.text for e in etree.fromstring(crawled[f"{url}feed.atom"].content).iter(f"{ATOM}id")}
    assert len(listed) > 9


@pytest.mark.long
def test_every_page_is_valid_html(crawled: dict[str, httpx.Response], vnu: list[str], tmp_path: Path) -> None:
    # The pages of articles are held to this where they are made, and entities are all alike.
    pages = [
        answer
        for address, answer in crawled.items()
        if answer.headers["content-type"].startswith("text/html")
        and not re.search("articles/|oai|entities/pla|schema/", address)
    ]
    assert len(pages) > 40
    for number, page in enumerate(pages):
        (tmp_path / f"{number}.html").write_bytes(page.content)
    done = subprocess.run([*vnu, "--errors-only", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.stderr == ""


def test_each_page_has_one_heading_its_language_and_no_script(crawled: dict[str, httpx.Response]) -> None:
    for address, answer in crawled.items():
        if not answer.headers["content-type"].startswith("text/html"):
            continue
        page = html.document_fromstring(answer.content)
        assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1, address
        assert page.get("lang") == answer.headers["content-language"]
        assert page.xpath("//script[not(@type='application/ld+json')] | //*[@onclick]") == []
        assert bool(page.xpath("//link[@rel='stylesheet']")) == ("schema/" in address)


def test_each_page_allows_just_its_own_styles(crawled: dict[str, httpx.Response]) -> None:
    for answer in crawled.values():
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "frame-ancestors 'none'" in policy
        assert "base-uri 'none'" in policy
        assert "unsafe-inline" not in policy or "/oai" in str(answer.url)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"]
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"


def test_nothing_is_asked_of_anybody_else(crawled: dict[str, httpx.Response], url: str) -> None:
    host = urlsplit(url).netloc
    for answer in crawled.values():
        if answer.headers["content-type"].startswith("text/html"):
            for source in html.document_fromstring(answer.content).xpath("//@src | //form/@action"):
                assert urlsplit(urljoin(str(answer.url), str(source))).netloc == host


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Ледовые дороги", "orlova-2020"),
        ("ЛЕДОВЫЕ ДОРОГИ", "orlova-2020"),
        ("ледов", "orlova-2020"),
        ("железнои дороги", "orlova-2020"),
        ("Орлова", "orlova-2020"),
        ("Größe der Flöße", "weber-2023"),
        ("grosse der flosse", "weber-2023"),
        ("Παπαδακη", "weber-2023"),
        ("წისქვილები", "beridze-2022"),
        ("holm dyke", "holm-2020"),
    ],
)
def test_a_search_finds_without_case_and_marks(client: httpx.Client, question: str, article: str) -> None:
    assert article in found(client, question)


def test_a_word_is_found_in_all_its_forms_with_the_passage_and_the_years(client: httpx.Client) -> None:
    assert "orlova-2020" in found(client, "ледовыми дорогами")
    page = html.document_fromstring(client.get("search", params={"q": "mill"}).content)
    marked = {str(m.text_content()).lower() for m in page.xpath("//p[@class='passage']/mark")}
    assert marked
    assert all(word.startswith("mill") for word in marked)
    years = {str(a.text_content()): str(a.get("href")) for a in page.xpath("//nav[@aria-labelledby='facet-year']//a")}
    year = sorted(years)[0]
    kept = html.document_fromstring(client.get(years[year].removeprefix("./")).content)
    assert 0 < len(kept.xpath("//ul[@class='list']/li")) < len(page.xpath("//ul[@class='list']/li"))
    assert kept.xpath("//a[@aria-current='true']/text()") == [year]


def test_all_words_are_needed_and_operators_are_words(client: httpx.Client) -> None:
    assert found(client, "dyke qqqq") == set()
    assert found(client, "dyke OR qqqq") == set()
    assert found(client, "-dyke*") == found(client, "dyke")
    assert found(client, '"dyke') == found(client, "dyke")
    assert found(client, "title:dyke NEAR(dyke)") == set()


@settings(max_examples=60, deadline=None)
@given(question=st.text(max_size=80), number=st.sampled_from(["1", "2", "0", "-1", "9999", "99999999999", "x", ""]))
def test_no_question_breaks_the_search(client: httpx.Client, question: str, number: str) -> None:
    response = client.get("search", params={"q": question, "page": number})
    assert response.status_code == 200
    page = html.document_fromstring(response.content)
    shown = page.xpath("string(//input[@name='q']/@value)")
    printable = "".join(c if c.isprintable() else " " for c in question)
    assert shown == " ".join(printable.split())
    assert page.xpath("//script | //main//img | //iframe") == []


@given(st.text(max_size=60))
def test_words_are_letters_and_digits_and_fold_to_themselves(text: str) -> None:
    for term in words(text):
        word = term.word
        assert re.fullmatch(r"[^\W_]+", term.form)
        assert word.isalnum() or not re.search(r"[\s\"'*:()&|!<>-]", word)
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    "path",
    [
        "articles/../../../etc/passwd",
        "articles/orlova-2020/..%2f..%2f..%2fetc%2fpasswd",
        "articles/orlova-2020/%2e%2e/tei/orlova-2020.xml",
        "articles/%00",
        "articles/%ff%fe",
        "articles//orlova-2020",
        "years/99999",
        "years/２０２０",
        "years/2020/page-9",
        "years/2020/page-0",
        "years/2020/page-999999999999",
        "issues/a/b/c",
        "entities/",
        "entities/per.holm/page-7",
        "index.de.html",
        "sitemap-9.xml",
        "static/../robots.txt",
        "a" * 3000,
        "'; DROP TABLE item; --",
        "%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_a_bad_address_is_answered_calmly(url: str, path: str) -> None:
    answer = asked_as_it_is(url, f"/{path}")
    status = int(answer.split(b" ", 2)[1])
    assert status in (200, 308, 400, 404, 414), answer[:200]
    assert b"Traceback" not in answer
    assert b"<script>alert" not in answer
    assert b"root:" not in answer


def test_a_host_that_is_none_is_refused(client: httpx.Client) -> None:
    assert client.get("feed.atom", headers={"Host": "a<b>"}).status_code == 400
    assert client.get("x" * 5000).status_code == 414
    assert client.post("years").status_code == 405


def test_the_sitemap_lists_each_page_once(client: httpx.Client, url: str) -> None:
    root = etree.fromstring(client.get("sitemap.xml").content)
    addresses = [str(e.text) for e in root.iter(f"{SITEMAP}loc")]
    assert len(addresses) == len(set(addresses))
    assert {url, f"{url}articles/orlova-2020", f"{url}entities/per.holm", f"{url}years/2020"} <= set(addresses)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(e.text)) for e in root.iter(f"{SITEMAP}lastmod"))
    for address in addresses:
        assert client.get(address).status_code == 200, address
    robots = client.get("robots.txt").text
    assert f"Sitemap: {url}sitemap.xml" in robots
    assert "Disallow: /search" in robots


def test_the_feed_has_what_atom_demands(client: httpx.Client) -> None:
    response = client.get("feed.atom")
    assert response.headers["content-type"] == "application/atom+xml"
    root = etree.fromstring(response.content)
    assert [root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author")] == [True] * 4
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) >= 10
    assert len({e.findtext(f"{ATOM}id") for e in entries}) == len(entries)
    for entry in entries:
        assert entry.findtext(f"{ATOM}title")
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", entry.findtext(f"{ATOM}updated") or "")
    updated = [e.findtext(f"{ATOM}updated") or "" for e in entries]
    assert updated == sorted(updated, reverse=True)


def test_a_journal_under_two_titles_has_one_place_and_the_address_of_either_leads_there(client: httpx.Client) -> None:
    titles = ("annals-of-waterways", "letopis-vodnykh-putei")
    listed = client.get("issues").text
    assert sum(f"issues/{title}/" in listed for title in titles) == 1, "one article has its English title alone"
    for title in titles:
        page = client.get(f"issues/{title}/2018")
        assert page.status_code == 200
        assert "articles/reed-archive-2018" in page.text


def test_home_shows_the_current_issue_and_the_ways_to_all_others(client: httpx.Client) -> None:
    page = html.document_fromstring(client.get("").content)
    (issue,) = page.xpath("//section[@class='current']")
    assert issue.xpath(".//h2//a/@href")[0].startswith("./issues/")
    assert issue.xpath(".//ol[@class='contents']/li//a/@href") == ["./articles/sedge-2024"]
    assert "70–81" in issue.xpath("string(.//p[@class='page'])")
    assert len(page.xpath("//dl[@class='shelf']//a")) > 8
    assert "./entities/subjects" in page.xpath("//ul[contains(@class, 'kinds')]//a/@href")


def test_an_issue_leads_to_those_before_and_after(client: httpx.Client) -> None:
    page = html.document_fromstring(client.get("").content)
    (home,) = [a for a in page.xpath("//dl[@class='shelf']//a/@href") if "2022-16-2" in a]
    issue = html.document_fromstring(client.get(home.removeprefix("./")).content)
    assert [a.rpartition("/")[2] for a in issue.xpath("//a[@rel='prev' or @rel='next']/@href")] == [
        "2021-15-3-suppl-1",
        "2022-16-3",
    ]


def test_persons_stand_by_surname_under_their_letters_and_have_a_page_with_what_is_known(client: httpx.Client) -> None:
    listed = html.document_fromstring(client.get("entities/persons").content)
    names = [str(a.text_content()) for a in listed.xpath("//div[@class='entities']//li/a")]
    assert names[:3] == ["Aas, Ivar", "Brook, Tom", "Fenn, John, Jr."]
    assert listed.xpath("//nav[@class='letters']//a[text()='B']/@href") == ["#letter-98"]
    assert listed.xpath("//h2[@id='letter-98']")
    page = html.document_fromstring(client.get("entities/per.orlova").content)
    assert "https://orcid.org/0000-0002-1825-0097" in page.xpath("//dl[@class='facts']//a/@href")
    assert "Тростниковый архив" in page.xpath("string(//dl[@class='facts'])")
    subject = html.document_fromstring(client.get("entities/kw.ледовые-дороги").content)
    assert subject.xpath("//ul[@class='list']//a/@href") == ["../articles/orlova-2020"]


def test_an_entity_that_articles_share_has_one_page(client: httpx.Client) -> None:
    page = html.document_fromstring(client.get("entities/per.orlova").content)
    articles = {str(href).rpartition("/")[2] for href in page.xpath("//ul[@class='list']//a/@href")}
    assert {"orlova-2020", "correction-2021"} <= articles
    assert '"@type": "Person"' in page.xpath("string(//script)")


def test_the_reference_of_elements_and_rules_is_where_reports_say(client: httpx.Client) -> None:
    rules = client.get("schema/rules.html")
    assert rules.status_code == 200
    assert b'id="pointer-resolves"' in rules.content
    assert "style-src 'self'" in rules.headers["content-security-policy"]
    assert client.get("schema/style.css").headers["content-type"] == "text/css; charset=utf-8"
    assert client.get("schema/frontmatter.rng").content.startswith(b"<?xml")
    assert client.get("schema").headers["location"] == "schema/index.html"
    assert client.get("schema/../titelei.toml").status_code == 404
    assert b'href="./schema/manual.html"' in client.get("").content


def test_the_folder_of_all_articles_leads_to_their_list(client: httpx.Client) -> None:
    answer = client.get("articles")
    assert answer.status_code == 302
    assert client.get(answer.headers["location"]).status_code == 200


def test_what_a_page_cannot_be_asked_is_said(client: httpx.Client) -> None:
    answer = client.post("years")
    assert (answer.status_code, answer.text) == (405, "This address answers GET and HEAD only.\n")


def test_what_is_said_without_a_page_is_in_the_language_that_is_asked_for(client: httpx.Client) -> None:
    russian = {"Accept-Language": "ru-RU, en;q=0.5"}
    answer = client.post("years", headers=russian)
    assert answer.text == "Этот адрес отвечает только на GET и HEAD.\n"
    assert (answer.headers["content-language"], answer.headers["vary"]) == ("ru", "Accept-Language")
    format_ = client.get("articles/orlova-2020?format=jatz", headers=russian)
    assert format_.text.startswith("Формата «jatz» у этой статьи нет.")
    types = client.get("articles/orlova-2020", headers={**russian, "Accept": "image/png"})
    assert (types.status_code, types.text.partition("\n")[0]) == (
        406,
        "Ни одного из запрошенных типов данных нет. Есть такие:",
    )
    assert client.get("x" * 9000, headers=russian).text == "Адрес слишком длинный.\n"
