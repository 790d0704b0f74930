"""Fields, sources and rules of evidence as messages: what stands there in English words a reader gets in his language.

Evidence keeps them as they are, since a field is a name that is typed; what is none of these stays as it is: names of
meta elements, paths of a record.
"""

import re
from functools import cache
from typing import Final

from titelei.messages import filled, known, say, template, told

_FIELDS: Final = {
    "abstract": say("abstract"),
    "accepted": say("accepted"),
    "address": say("address"),
    "address country": say("address country"),
    "address postCode": say("address postCode"),
    "address region": say("address region"),
    "address settlement": say("address settlement"),
    "address street": say("address street"),
    "affiliation": say("affiliation"),
    "article": say("article"),
    "article-number": say("article-number"),
    "author": say("author"),
    "award": say("award"),
    "classification": say("classification"),
    "contributor": say("contributor"),
    "copyright": say("copyright"),
    "corrected": say("corrected"),
    "corresponding": say("corresponding"),
    "degree": say("degree"),
    "department": say("department"),
    "email": say("email"),
    "funder": say("funder"),
    "funding": say("funding"),
    "issue": say("issue"),
    "issue title": say("issue title"),
    "journal": say("journal"),
    "keyword": say("keyword"),
    "kind": say("kind"),
    "language": say("language"),
    "licence": say("licence"),
    "link": say("link"),
    "name": say("name"),
    "online": say("online"),
    "organisation": say("organisation"),
    "pages": say("pages"),
    "part": say("part"),
    "pdf": say("pdf"),
    "place": say("place"),
    "post": say("post"),
    "print": say("print"),
    "published": say("published"),
    "publisher": say("publisher"),
    "received": say("received"),
    "related": say("related"),
    "retracted": say("retracted"),
    "revised": say("revised"),
    "role": say("role"),
    "statement": say("statement"),
    "subtitle": say("subtitle"),
    "supplement": say("supplement"),
    "title": say("title"),
    "total": say("total"),
    "url": say("url"),
    "volume": say("volume"),
    "year": say("year"),
}

_SOURCES: Final = {
    "address": say("page address"),
    "another page": say("another page"),
    "byline": say("byline"),
    "citation": say("citation"),
    "heading": say("heading"),
    "journal-line": say("journal-line"),
    "label": say("label"),
    "licence": say("licence"),
    "link": say("link"),
    "meta": say("meta"),
    "prose": say("prose"),
}

_RULES: Final = (
    template("label “{words}”"),
    template("line model, {probability}"),
    template("nothing is known of it"),
    template("the page's machinery"),
    template("words “{words}” before the date"),
    template("words before “by … is licensed”"),
    template("a DOI in the citation"),
    template("six letters after EDN"),
    template("a name between authors of the head"),
    template("a number of the author"),
    template("an address with @"),
    template("an address with “at” in brackets"),
    template("sixteen figures in fours"),
    template("a degree behind the name"),
    template("a ORCID behind the name"),
    template("star after the name"),
    template("words that say who answers letters"),
    template("four digits that are a year"),
    template("year in brackets after the names"),
    template("issue with its word"),
    template("issue(whole number)"),
    template("volume with its word"),
    template("volume(issue)"),
    template("volume and pages between commas"),
    template("pages with their word"),
    template("range after the issue"),
    template("range after the label of pages"),
    template("number after its label"),
    template("number after the year"),
    template("number between year and colon"),
    template("number after volume and colon"),
    template("number after grant, project or №"),
    template("number in brackets after the issue"),
    template("number of an article"),
    template("label of a degree"),
    template("label of a post"),
    template("label of a department"),
    template("label of an institution"),
    template("label of the ISSN"),
    template("label of the publisher"),
    template("name in the label"),
    template("name in the citation"),
    template("name in the heading"),
    template("part of an address: country"),
    template("part of an address: postCode"),
    template("part of an address: region"),
    template("part of an address: settlement"),
    template("part of an address: street"),
    template("terms of the list of key words"),
    template("half of the words before the numbers in the citation"),
    template("words after the names in the citation"),
    template("words before the numbers in the citation"),
    template("words before the numbers of an issue"),
    template("words for the language in brackets"),
    template("words in brackets after the journal"),
    template("words in brackets after the title"),
    template("words of a degree"),
    template("words of a department"),
    template("words of a post"),
    template("words of an institution"),
    template("words of an organisation"),
    template("words of the licence"),
    template("target of a link"),
    template("year in the page's address"),
    template("volume in the page's address"),
    template("issue in the page's address"),
    template("read on one of two pages"),
    template("language of the words at {place}"),
)
_OVER: Final = re.compile(r"(?P<rule>.+), over (?P<lines>\d+) lines")
_BYLINE: Final = re.compile(r"(?P<rule>.+), and the byline")


def field(name: str) -> str:
    """Give the name of a field as a message, the number behind it kept: “author 2”."""
    bare, _, number = name.rpartition(" ")
    if number.isdigit() and bare:
        return say("{field} {number}", field=field(bare), number=number)
    return _FIELDS.get(name, known(name))


def named(name: str, lang: str) -> str:
    """Give a field in a language, with its own name behind where that is another: the one that is typed."""
    words = told(field(name), lang)
    return name if words == name else f"{words} ({name})"


def source(name: str) -> str:
    """Give the source of a value as a message."""
    return _SOURCES.get(name, known(name))


def rule(text: str) -> str:
    """Give the rule by which a value was read as a message."""
    if over := _OVER.fullmatch(text):
        return say("{rule}, over {lines} lines", rule=rule(over["rule"]), lines=over["lines"])
    if both := _BYLINE.fullmatch(text):
        return say("{rule}, and the byline", rule=rule(both["rule"]))
    for pattern, form in _forms():
        if found := pattern.fullmatch(text):
            return filled(form, **found.groupdict())
    return known(text)


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(each)), re.DOTALL), each) for each in _RULES
    )
