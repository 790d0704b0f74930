"""What the head of a page declares, folded, to recognise the same words in its lines."""

import re

from titelei.encode import people
from titelei.encode.fields import metadata
from titelei.encode.page import Page
from titelei.encode.segments import Declared, any_order, folded


def declared(page: Page) -> Declared:
    """Give the declared titles, authors, journals and key words of a page; nothing where it has no head."""
    claims = metadata.claims(page)
    said = [c.value for c in claims if c.field == "author"]
    names = [people.parse(value) or people.of_one_word(value) for value in said]
    return Declared(
        titles=frozenset(folded(c.value) for c in claims if c.field == "title" and c.confidence > 0.7),
        authors=frozenset(any_order(n.text) for n in names),
        people=tuple(names),
        numbers=tuple({c.value for c in claims if c.field in ("year", "volume", "issue")}),
        journals=frozenset(folded(c.value) for c in claims if c.field == "journal"),
        terms=frozenset(
            folded(t) for c in claims if c.field in ("keyword", "keywords") for t in re.split(r"[;,]", c.value)
        )
        - {""},
    )
