"""Names, lists and guesses in the sentences of findings."""

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal

from lxml import etree

from titelei.messages import joined, say
from titelei.names import TEI, XML
from titelei.validate.relaxng.name_classes import AnyName, Name, NameChoice, NameClass, NsName, split

SHOWN: Final = 8
"""How many names a sentence lists before it says how many more there are."""

_NEAR: Final = 0.7
_SHORT: Final = 2
"""Words up to this length are like another only when they differ in case or prefix."""


def tag(names: NameClass | str) -> str:
    """Write the name of an element as people know it: ``<front>``."""
    match names:
        case str():
            return f"<{split(names)[1]}>"
        case Name():
            return f"<{split(names.clark)[1]}>"
        case NameChoice():
            return joined(say(" or "), map(tag, names.parts))
        case NsName():
            return say("any element of {namespace}", namespace=names.namespace)
        case AnyName():
            return say("any element")


def attribute_name(clark: str) -> str:
    """Write the name of an attribute as it stands in a file: ``xml:id``, ``when``."""
    namespace, local = split(clark)
    return f"xml:{local}" if namespace == XML else local


def attribute_names(names: NameClass) -> str:
    """Write the names that an attribute of a grammar may have."""
    match names:
        case Name():
            return attribute_name(names.clark)
        case NameChoice():
            return joined(say(" or "), map(attribute_names, names.parts))
        case NsName():
            return say("any of {namespace}", namespace=names.namespace)
        case AnyName():
            return say("any")


def namespace_words(namespace: str) -> str:
    """Name a namespace in a sentence."""
    if not namespace:
        return say("no namespace")
    return (
        say("the TEI namespace ({tei})", tei=TEI)
        if namespace == TEI
        else say("the namespace {namespace}", namespace=namespace)
    )


def listing(items: Iterable[str], last: Literal["or", "and"] = "or", shown: int = SHOWN) -> str:
    """Join items as in speech: ``a, b or c``; of a long list the first ones, “and 12 more”."""
    parts = list(dict.fromkeys(items))
    if len(parts) > shown + 2:
        return say("{listed} and {n} more", listed=joined(", ", parts[:shown]), n=len(parts) - shown)
    if len(parts) < 2:
        return joined("", parts)
    first, final = joined(", ", parts[:-1]), parts[-1]
    if last == "and":
        return say("{first} and {final}", first=first, final=final)
    return say("{first} or {final}", first=first, final=final)


def nearest(word: str, known: Sequence[str]) -> str | None:
    """Give the known word that is most like ``word``; None where none is alike."""
    folded = word.casefold()
    best, best_likeness = None, _NEAR
    for candidate in known:
        is_short = min(len(folded), len(candidate)) <= _SHORT
        likeness = 0.0 if is_short else SequenceMatcher(None, folded, candidate.casefold()).ratio()
        shorter, longer = sorted((folded, candidate.casefold()), key=len)
        if is_short and len(shorter) == 2 and len(longer) == 3 and _is_within(shorter, longer):
            likeness = _NEAR + 0.01
        if candidate.rpartition(":")[2].casefold() == folded:
            likeness = max(likeness, 0.95)
        if likeness > best_likeness or (likeness == best_likeness and best is None):
            best, best_likeness = candidate, likeness
    return best


def _is_within(letters: str, word: str) -> bool:
    """Tell whether a word has these letters in this order, and others between them."""
    rest = iter(word)
    return all(letter in rest for letter in letters)


def quoted(text: str, length: int = 40) -> str:
    """Quote text from a document, on one line and cut to a readable length."""
    flat = " ".join(text.split())
    return f"“{flat}”" if len(flat) <= length else f"“{flat[: length - 1].rstrip()}…”"


def written_name(element: "etree._Element", clark: str) -> str:
    """Write an attribute's name as it stands in the file, with the prefix in force there."""
    namespace, local = split(clark)
    plain = attribute_name(clark)
    if not namespace or plain.startswith("xml:"):
        return plain
    prefix = next((p for p, uri in element.nsmap.items() if uri == namespace and p), None)
    return f"{prefix}:{local}" if prefix else local
