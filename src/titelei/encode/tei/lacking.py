"""What a source does not say of an article and its authors, and a reader may expect: each a fact of its own."""

from collections.abc import Collection
from dataclasses import replace

from titelei.facts import Agent, Facts, Missing


def told(facts: Facts, source: str, unsaid: Collection[tuple[str, str]] = ()) -> Facts:
    """Give facts that also tell what ``source`` (“page”, “record”) lacks.

    What is told to be missing already stays in its words; ``unsaid`` are (of, fact) of which nothing can be said.
    """
    known = {(m.of, m.fact) for m in facts.missing} | set(unsaid)
    lacks = [("article", fact, words) for fact, words in _of_article(facts)]
    authors = []
    for number, author in enumerate(facts.authors, start=1):
        of = author.ref or f"author-{number}"
        authors.append(replace(author, ref=of))
        lacks += [(of, fact, words) for fact, words in _of_author(author)]
    new = tuple(
        Missing(of=of, fact=fact, text=f"The {source} {words}.") for of, fact, words in lacks if (of, fact) not in known
    )
    return replace(facts, authors=tuple(authors), missing=(*facts.missing, *new))


def _of_article(facts: Facts) -> list[tuple[str, str]]:
    journal = facts.journal
    checks = (
        (bool(facts.identifier("DOI")), "DOI", "gives no DOI"),
        (bool(journal and journal.issns), "ISSN", "gives no ISSN"),
        (bool(journal and journal.titles), "journal", "does not name the journal"),
        (bool(facts.date("issued")), "imprint", "gives no year of the issue"),
        (bool(facts.licences), "licence", "names no licence that can be told by version"),
        (facts.work_language is not None, "language", "does not say in which language the article is written"),
        (bool(facts.titles), "title", "gives no title"),
        (bool(facts.abstracts), "abstract", "gives no abstract"),
        (bool(facts.keywords), "keywords", "gives no key words"),
    )
    return [(fact, words) for is_given, fact, words in checks if not is_given]


def _of_author(author: Agent) -> list[tuple[str, str]]:
    checks = (
        (bool(author.emails), "email", "gives no e-mail address"),
        (author.orcid is not None, "ORCID", "gives no ORCID"),
        (bool(author.affiliations), "affiliation", "names no institution"),
    )
    return [(fact, words) for is_given, fact, words in checks if not is_given]
