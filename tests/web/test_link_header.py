"""The Link header of an article stays below what a server in front takes; the link set holds the rest."""

from titelei.site.articles import Link, header


def _links(authors: int) -> tuple[Link, ...]:
    people = tuple(Link(relation="author", href=f"https://orcid.org/0000-0000-{n:04}-0000") for n in range(authors))
    return (
        *people,
        Link(relation="linkset", href="https://e.example.org/x.linkset.json", type="application/linkset+json"),
    )


def test_few_links_are_all_in_the_header() -> None:
    assert header(_links(3)).count('rel="author"') == 3


def test_links_of_three_thousand_authors_leave_the_link_set_and_as_many_as_fit() -> None:
    said = header(_links(3000))
    assert len(said) < 3_500
    assert 'rel="linkset"' in said
    assert said.count('rel="author"') > 40
