"""A lexicon of names of several words: found longest first, in any Russian case, with their capitals."""

from collections.abc import Iterator
from dataclasses import dataclass

from titelei.encode.prose.inflect import forms
from titelei.encode.prose.tokens import Tokens, tokenize


@dataclass(frozen=True, slots=True)
class Phrase[Entry]:
    """One form of a name: what each of its words may look like, and what it stands for."""

    name: str
    cases: tuple[frozenset[str], ...]
    exact: tuple[str, ...]
    caps: tuple[bool, ...]
    entry: Entry


class Lexicon[Entry]:
    """Names by the forms of their first word. Fill it with :meth:`add`, then only read."""

    __slots__ = ("_by_first",)

    def __init__(self) -> None:
        self._by_first: dict[str, list[Phrase[Entry]]] = {}

    def add(self, name: str, entry: Entry) -> None:
        """Add a name as it is written in the nominative. Acronyms are found in capitals only."""
        tokens = tokenize(name)
        if not len(tokens):
            return
        phrase = Phrase(
            name=name,
            cases=tuple(forms(word) for word in tokens.words),
            exact=tuple(word if len(word) > 1 and word.isupper() else "" for word in tokens.words),
            caps=tuple(tokens.caps),
            entry=entry,
        )
        for form in phrase.cases[0]:
            self._by_first.setdefault(form, []).append(phrase)

    def at(self, tokens: Tokens, index: int) -> Iterator[tuple[int, Phrase[Entry]]]:
        """Give the names that begin at a token, each with the token after it."""
        for phrase in self._by_first.get(tokens.lows[index], ()):
            end = self._end(tokens, index, phrase)
            if end:
                yield end, phrase

    @staticmethod
    def _end(tokens: Tokens, index: int, phrase: Phrase[Entry]) -> int:
        end = index + len(phrase.cases)
        if end > len(tokens):
            return 0
        for offset, cases in enumerate(phrase.cases):
            at = index + offset
            if tokens.lows[at] not in cases or (phrase.caps[offset] and not tokens.caps[at]):
                return 0
            if phrase.exact[offset] and tokens.words[at] != phrase.exact[offset]:
                return 0
            if offset and not tokens.joined[at]:
                return 0
        return end

    def __len__(self) -> int:
        return sum(len(phrases) for phrases in self._by_first.values())
