"""Which names an element or attribute of a RELAX NG grammar may have (RELAX NG, 4.10 to 4.16 and 6.1).

Names are Clark names, ``{uri}local`` or ``local``, as lxml writes them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Exactly one name."""

    clark: str


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of one namespace but those of ``excluded``."""

    namespace: str
    excluded: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name but those of ``excluded``."""

    excluded: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class NameChoice:
    """A name of any of the parts."""

    parts: "tuple[NameClass, ...]"


NameClass = Name | NsName | AnyName | NameChoice


def split(clark: str) -> tuple[str, str]:
    """Take a Clark name apart: namespace (empty where there is none) and local name."""
    if clark.startswith("{"):
        namespace, _, local = clark[1:].partition("}")
        return namespace, local
    return "", clark


def contains(names: NameClass, clark: str) -> bool:
    """Tell whether a name belongs to a name class."""
    match names:
        case Name():
            return names.clark == clark
        case NameChoice():
            return any(contains(part, clark) for part in names.parts)
        case NsName():
            if split(clark)[0] != names.namespace:
                return False
    return names.excluded is None or not contains(names.excluded, clark)


def listed(names: NameClass) -> tuple[str, ...]:
    """Give the single names that a name class lists; wildcards contribute none."""
    match names:
        case Name():
            return (names.clark,)
        case NameChoice():
            return tuple(name for part in names.parts for name in listed(part))
    return ()


def is_finite(names: NameClass) -> bool:
    """Tell whether a name class only lists names."""
    return isinstance(names, Name) or (isinstance(names, NameChoice) and all(is_finite(p) for p in names.parts))
