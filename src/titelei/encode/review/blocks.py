"""Findings answered: a place excused, a line said to be what it is, a section begun in the middle of a paragraph."""

import re
from typing import Any, Final

from lxml import etree

from titelei.encode.fields import abstracts
from titelei.encode.review import marking
from titelei.encode.review.marking import assessed, excuse, set_attribute
from titelei.encode.review.question import Question
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import element_at, inside, kept_attributes, nodes_of, source, texts_of
from titelei.names import TEI, tei
from titelei.xml.edits import Edit
from titelei.xml.paths import exact

FURNITURE: Final = "furniture"
_TYPE: Final = re.compile(r"[a-z][a-z-]*")


def accepted(root: Any, question: Question, who: str, reason: str) -> tuple[Edit, ...]:
    """Let a place stand as it is: a rule is excused there; of the encoder's blocks somebody answers for it.

    Raises:
        Refused: an error may not stand.
    """
    if question.is_error and not question.needs_reason:
        raise Refused("error_stands")
    if question.what.startswith("encode-"):
        blocks = [element_at(root, path) for path in question.paths]
        return tuple(e for b in blocks if b.tag in (tei("ab"), tei("p")) for e in assessed(b, who, sure=False))
    if not question.paths:
        raise Refused("no_place")
    return (excuse(element_at(root, question.paths[0]), question.what, reason),)


def corrected(root: Any, question: Question, value: str, who: str) -> tuple[Edit, ...]:
    """Repair what a finding of the encoder is about.

    Raises:
        Refused: only a person can, in the file itself.
    """
    blocks = [element_at(root, path) for path in question.paths]
    if question.what == "encode-inline-label" and blocks:
        return _divided(blocks[-1], question)
    if question.what == "encode-unclassified" and blocks:
        return _classified(blocks[-1], value, who)
    raise Refused("by_hand", question.repair)


def untagged(root: Any, question: Question) -> Edit:
    """Take the tag off words of the page, which are not what it says; the words stay."""
    return marking.untagged(element_at(root, question.paths[0]))


def _classified(block: Any, value: str, who: str) -> tuple[Edit, ...]:
    """Say what a block is: the page's furniture, or a kind of its own."""
    if value == FURNITURE:
        inner = f'<surplus reason="furniture" resp="#{who}">{inside(block)}</surplus>'
        name = block.tag.rpartition("}")[2]
        content = f'<{name} xmlns="{TEI}">{kept_attributes(block)}{inner}</{name}>'
        return (Edit(op="replace", path=exact(block), content=f"<edit>{content}</edit>"),)
    if not _TYPE.fullmatch(value):
        raise Refused("no_block", value)
    parent = block.getparent()
    alone = parent.tag == tei("div") and len(list(parent.iterchildren(etree.Element))) == 1
    typed = parent if alone else block
    if typed.tag not in (tei("div"), tei("ab")):
        raise Refused("by_hand")
    return (*set_attribute(typed, "type", value), *assessed(block, who, sure=False))


def _divided(paragraph: Any, question: Question) -> tuple[Edit, ...]:
    """Begin a section where its label stands in a paragraph: the characters of the page stay as they are."""
    division, where = paragraph.getparent(), question.where
    found = abstracts.at_start(where.text, where.start - 1, len(where.text))
    if paragraph.tag != tei("p") or division.tag != tei("div") or division[-1] is not paragraph or found is None:
        raise Refused("by_hand", question.repair)
    label = where.text[found.start : found.end]
    hits = [(path, text) for path, text in texts_of(paragraph) if text.count(label) == 1]
    if len(hits) != 1:
        raise Refused("by_hand", question.repair)
    path, text = hits[0]
    before, _, after = text.partition(label)
    number = nodes_of(paragraph).index(path)
    ns = f'xmlns="{TEI}"'
    base = _before_last(division)
    first = f"<p>{kept_attributes(paragraph)}{inside(paragraph, last=number)}{_written(before.rstrip())}</p>"
    second = f"<p>{_written(after.lstrip())}{inside(paragraph, first=number + 1)}</p>"
    indent = "\n        "
    content = (
        f"<edit><div {ns}>{kept_attributes(division)}{base}{first}{indent}</div>{indent}"
        f'<div {ns} type="section" n="{found.n}">{indent}  <head rend="inline">{_written(label)}</head>'
        f"{indent}  {second}{indent}</div></edit>"
    )
    return (Edit(op="replace", path=exact(division), content=content),)


def _before_last(division: Any) -> str:
    """Give what stands for everything in a division before its last element."""
    nodes = nodes_of(division)
    last = exact(division[-1])
    return "".join(source(path) for path in nodes[: nodes.index(last)])


def _written(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
