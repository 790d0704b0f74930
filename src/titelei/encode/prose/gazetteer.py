"""The names that the data files list, ready to be found in a text."""

from dataclasses import dataclass
from functools import cache

from titelei.encode.prose.inflect import forms, is_cyrillic
from titelei.encode.prose.phrases import Lexicon
from titelei.encode.prose.span import Kind
from titelei.encode.prose.tokens import fold, tokenize
from titelei.encode.prose.words import data, names, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A listed name: ``main`` in English gives the key; ``group`` is its table, ``names`` are all its forms."""

    main: str
    kind: Kind
    group: str
    type: str = ""
    names: tuple[str, ...] = ()


@cache
def listed() -> Lexicon[Listed]:
    """Give all listed places, states, organisations, events and persons."""
    lexicon: Lexicon[Listed] = Lexicon()
    for group, entries in data("places").items():
        kind: Kind = "organisation" if group == "states" else "place"
        for main, variants in entries.items():
            entry = Listed(
                main=main, kind=kind, group=group, type="state" if group == "states" else "", names=(main, *variants)
            )
            for name in (main, *variants):
                lexicon.add(name, entry)
    _add(lexicon, "organisations/both/names", "organisation")
    _add(lexicon, "events/both/events", "event")
    _add(lexicon, "persons/known/persons", "person")
    return lexicon


def _add(lexicon: Lexicon[Listed], path: str, kind: Kind) -> None:
    for entry_names in names(path):
        entry = Listed(main=entry_names[0], kind=kind, group=kind, names=entry_names)
        for name in entry_names:
            lexicon.add(name, entry)


@cache
def place_words() -> frozenset[str]:
    """Give the forms of all names of places that are one word."""
    found: set[str] = set()
    for entries in data("places").values():
        for main, variants in entries.items():
            for name in (main, *variants):
                if len(tokenize(name)) == 1:
                    found |= forms(name)
    return frozenset(found)


@cache
def countries() -> dict[str, str]:
    """Give the forms of the names of countries, each with its nominative."""
    found: dict[str, str] = {}
    for main, variants in data("places")["countries"].items():
        for name in (main, *variants):
            for form in forms(name):
                found.setdefault(form, name)
    return found


@cache
def _stop_words() -> frozenset[str]:
    months = frozenset(word for listed_words in data("dates")["months"].values() for word in fold(listed_words).split())
    return (
        words("words/stop/english", "words/stop/russian", "words/function/english", "words/function/russian") | months
    )


def is_function(low: str) -> bool:
    """Tell whether a word is an article, preposition, conjunction or pronoun: no part of a name even inside one."""
    return low in words("words/function/english", "words/function/russian")


def is_stop(low: str) -> bool:
    """Tell whether a word with a capital is only the first of a sentence, a heading or a month."""
    return low in _stop_words()


@cache
def organisation_heads() -> frozenset[str]:
    """Give the nouns that names of organisations and states are built on, in all their forms."""
    found = set(words("organisations/english/heads", "organisations/english/states"))
    for noun in words("organisations/russian/heads", "organisations/russian/states"):
        found |= forms(noun)
    return frozenset(found)


@cache
def adjectives() -> frozenset[str]:
    """Give the English adjectives of peoples, states and regimes."""
    return frozenset(
        word for word in words("organisations/both/adjectives", "organisations/both/regimes") if not is_cyrillic(word)
    )
