"""Organisations in transliterated Russian, as citations print them: “Volgogradskogo gosudarstvennogo universiteta”."""

from titelei.encode.prose.candidate import Candidate
from titelei.encode.prose.gazetteer import is_stop
from titelei.encode.prose.tokens import Tokens, fold
from titelei.encode.prose.words import endings, words


def find(tokens: Tokens) -> list[Candidate]:
    """Find them by their head nouns and the agreeing adjectives before these, the first with a capital."""
    found: list[Candidate] = []
    adjective = endings("organisations/transliterated/adjectives")
    for head, low in enumerate(tokens.lows):
        if low not in words("organisations/transliterated/heads"):
            continue
        first = head
        while first > 0 and tokens.joined[first] and tokens.lows[first - 1].endswith(adjective):
            first -= 1
            if tokens.caps[first]:
                break
        if first == head or not tokens.caps[first] or is_stop(tokens.lows[first]):
            continue
        name = " ".join(tokens.slice(first, head + 1).split())
        found.append(
            Candidate(
                first=first,
                end=head + 1,
                kind="organisation",
                rule="organisation-transliterated",
                name=name,
                key=fold(name),
                cert="medium",
                weight=2,
            )
        )
    return found
