"""Names and lists in the sentences of findings."""

from titelei.names import XML
from titelei.validate.name_classes import AnyName, Name, NameChoice, NameClass, NsName, split


def tag(names: NameClass) -> str:
    """Write the name of an element as people know it: ``<front>``."""
    match names:
        case Name():
            return f"<{split(names.clark)[1]}>"
        case NameChoice():
            return " or ".join(tag(part) for part in names.parts)
        case NsName():
            return f"any element of {names.namespace}"
        case AnyName():
            return "any element"


def attribute_name(clark: str) -> str:
    """Write the name of an attribute as it stands in a file: ``xml:id``, ``when``."""
    namespace, local = split(clark)
    return f"xml:{local}" if namespace == XML else local
