"""Faults of attributes, in sentences: as :mod:`titelei.validate.relaxng.faults` tells those of elements and text."""

from collections.abc import Sequence

from lxml import etree

from titelei.messages import joined, say, say_n
from titelei.model import NOTHING, About
from titelei.validate.relaxng.faults import Fault, write_allowed
from titelei.validate.relaxng.name_classes import split
from titelei.validate.relaxng.words import listing, namespace_words, quoted, tag


def attribute_unknown(
    element: "etree._Element", clark: str, written: str, allowed: Sequence[str], near: str | None, twin: str | None
) -> Fault:
    """Say that an element has no such attribute, and which it has: ``near`` may be meant, ``twin`` is given already."""
    name = split(str(element.tag))[1]
    namespace, local = split(clark)
    listed = listing(allowed, "and")
    may = (
        say_n(" Allowed is {listed}.", " Allowed are {listed}.", len(allowed), listed=listed)
        if allowed
        else say(" <{name}> takes no attribute.", name=name)
    )
    message = say("The attribute {written} is not allowed on <{name}>.{may}", written=written, name=name, may=may)
    repair = (
        say("Write {near} in place of {written}, or delete it.", near=near, written=written)
        if near
        else say("Delete {written}, or correct its name.", written=written)
    )
    meant = near if near and " " not in near else ""  # “from or to” names none
    if twin:
        repair = say("Delete {written}: <{name}> has {twin} already.", written=written, name=name, twin=twin)
    if namespace and local in allowed and near in (None, local):
        message = say(
            "The attribute {written} on <{name}> is in {namespace_words}; {local} has none.{may}",
            written=written,
            name=name,
            namespace_words=namespace_words(namespace),
            local=local,
            may=may,
        )
        repair, meant = say("Write {local} without prefix.", local=local), local
    return Fault(
        rule="grammar-attribute-unknown",
        message=message,
        repair=repair,
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written,), meant=meant, values=(element.get(clark, ""),)),
    )


def attributes_unread(element: "etree._Element", count: int) -> Fault:
    """Say that the rest of an element's attributes was not looked at."""
    return Fault(
        rule="grammar-attribute-unknown",
        message=say(
            "{tag} has {count} more attributes, which were not looked at.", tag=tag(str(element.tag)), count=count
        ),
        repair=say("Take out what does not belong there, and validate again."),
        element=element,
    )


def attribute_conflict(element: "etree._Element", written: str, others: Sequence[str]) -> Fault:
    """Say that an attribute may not stand beside the others that are given."""
    name = split(str(element.tag))[1]
    beside = listing(others, "and") or say("the others")
    return Fault(
        rule="grammar-attribute-conflict",
        message=say(
            "The attribute {written} of <{name}> may not stand beside {beside} as given here.",
            written=written,
            name=name,
            beside=beside,
        ),
        repair=say("Delete {written} or what it cannot stand beside.", written=written),
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written, *others)),
    )


def attribute_missing(
    element: "etree._Element", missing: Sequence[str], allowed: Sequence[str], *, any_of: bool
) -> Fault:
    """Say which required attributes an element lacks; with ``any_of`` one of them is enough."""
    name = split(str(element.tag))[1]
    if any_of:
        message = say("<{name}> needs one of the attributes {missing}.", name=name, missing=listing(missing))
        repair = say("Add {what}.", what=listing(missing))
    else:
        message = say_n(
            "<{name}> lacks the attribute {listed}.",
            "<{name}> lacks the attributes {listed}.",
            len(missing),
            name=name,
            listed=listing(missing, "and"),
        )
        pairs = zip(missing, allowed, strict=False)
        repair = joined(" ", (say('Add {name}="…": {words}.', name=one, words=words) for one, words in pairs))
    about = NOTHING if any_of else About(missing=tuple(missing))
    return Fault(rule="grammar-attribute-missing", message=message, repair=repair, element=element, about=about)


def attribute_value(element: "etree._Element", written: str, value: str, allowed: str, near: str | None) -> Fault:
    """Say that an attribute's value is not of its datatype."""
    name = split(str(element.tag))[1]
    what = (
        say("The value {value} of {written}", value=quoted(value), written=written)
        if value.strip()
        else say("The empty value of {written}", written=written)
    )
    return Fault(
        rule="grammar-attribute-value",
        message=say("{what} on <{name}> is not allowed: it must be {allowed}.", what=what, name=name, allowed=allowed),
        repair=say('Write {written}="{near}".', written=written, near=near) if near else write_allowed(allowed),
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written,), values=(value,), meant=near or ""),
    )


def id_repeated(
    element: "etree._Element", written: str, value: str, earlier: "etree._Element", earlier_line: int
) -> Fault:
    """Say that an identifier stands in the document already."""
    return Fault(
        rule="grammar-id-repeated",
        message=say(
            "The {written} “{value}” of {tag} stands already on {tag2} in line {earlier_line}.",
            written=written,
            value=value,
            tag=tag(str(element.tag)),
            tag2=tag(str(earlier.tag)),
            earlier_line=earlier_line,
        ),
        repair=say("Give one of the two another {written}, and correct the pointers that mean it.", written=written),
        element=element,
        spot="attribute",
        detail=written,
        about=About(attributes=(written,), values=(value,)),
    )
