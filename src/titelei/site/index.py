"""The index by which a site of files is searched: parts of it, each a script that hands its data over (``search.js``).

Words stand by their first two letters, with the articles that have them, better fits marked; so do forms of words
(:mod:`titelei.repository.catalogue.forms`), so that the script needs no rules of grammar. Articles are numbered in the
order of the catalogue's years.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import batched
from typing import Any, Final

from titelei import resources
from titelei.characters import tags
from titelei.repository.catalogue.browsing import Listed, shelves
from titelei.repository.catalogue.forms import terms
from titelei.repository.catalogue.shown import Name, Shown
from titelei.site.pages import Site

FOLDER: Final = "search"
SCRIPT: Final = "search.js"
_LENGTH: Final = 20
"""Articles in one part."""
_TITLE, _AUTHOR, _NAME, _TEXT = 3, 2, 1, 0
_WIDTH: Final = 4

_Postings = dict[str, dict[int, int]]


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Write the script and the index that it reads: (name, bytes)."""
    yield SCRIPT, (resources.xslt() / "site" / SCRIPT).read_bytes()
    words: _Postings = defaultdict(dict)
    forms: dict[str, dict[int, None]] = defaultdict(dict)
    form: dict[str, str] = {}
    facets: dict[str, list[int | str]] = {name: [] for name in ("year", "journal", "language", "kind")}
    with shelves(site.catalogue.database) as found:
        journals = {slug: _pairs(entry.journal_titles) for slug, entry in found.journals().items()}
        for part, several in enumerate(batched(found.searched(), _LENGTH)):
            for number, (listed, names) in enumerate(several, part * _LENGTH):
                shown = listed.shown
                _add(words, form, number, listed, names)
                for term in _terms(*_titles(shown), listed.text):
                    forms[term.form][number] = None
                facets["year"].append(shown.year or "")
                facets["journal"].append(shown.journal)
                facets["language"].append(tags.primary(shown.language))
                facets["kind"].append(shown.kind)
            yield _part(f"articles-{part}", [_article(listed) for listed, _ in several])
    yield _part("facets", {"length": _LENGTH, "of": facets, "journals": journals})
    yield from _words(words, forms, form)


def _add(words: _Postings, form: dict[str, str], number: int, listed: Listed, names: str) -> None:
    shown = listed.shown
    for fit, texts in (
        (_TEXT, (listed.text,)),
        (_NAME, (names,)),
        (_AUTHOR, [name.text for name in shown.authors]),
        (_TITLE, _titles(shown)),
    ):
        for term in _terms(*texts):
            words[term.word][number] = fit
            form[term.word] = term.form


def _words(words: _Postings, forms: dict[str, dict[int, None]], form: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    parts: dict[str, dict[str, dict[str, Any]]] = defaultdict(lambda: {"words": {}, "forms": {}, "form": {}})
    for word in sorted(words):
        part = parts[_key(word)]
        part["words"][word] = [number * _WIDTH + fit for number, fit in words[word].items()]
        if form[word] != word:
            part["form"][word] = form[word]
    for each in sorted(forms):
        parts[_key(each)]["forms"][each] = list(forms[each])
    for name in sorted(parts):
        yield _part(name, parts[name])
    yield _part("parts", sorted(parts))


def _key(word: str) -> str:
    return f"words-{'-'.join(f'{ord(letter):x}' for letter in word[:2])}"


def _article(listed: Listed) -> dict[str, Any]:
    shown = listed.shown
    return {
        "id": listed.article,
        "titles": _pairs((shown.title, *shown.other_titles)),
        "authors": _pairs(shown.authors),
        "journal": _pairs(shown.journal_titles),
        "year": str(shown.year or ""),
        "volume": shown.volume,
        "number": shown.number,
        "pages": shown.pages,
        "text": listed.text,
    }


def _pairs(names: Iterable[Name]) -> list[list[str]]:
    return [[name.text, name.lang] for name in names]


def _titles(shown: Shown) -> list[str]:
    return [title.text for title in (shown.title, *shown.other_titles)]


def _terms(*texts: str) -> Iterator[Any]:
    return (term for text in texts for term in terms(text))


def _part(name: str, data: Any) -> tuple[str, bytes]:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return f"{FOLDER}/{name}.js", f'titelei("{name}",{text});\n'.encode()
