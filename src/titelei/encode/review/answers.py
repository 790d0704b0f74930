"""What an answer changes: steps, each the edits of one state of the file, so that a later one sees the earlier's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from titelei.encode.review import blocks, dates, names, values
from titelei.encode.review.marking import assessed
from titelei.encode.review.question import Question
from titelei.encode.review.tree import Step, element_at
from titelei.xml.edits import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An editor's answer. ``value`` is what is right, where it corrects; ``who`` the id of the ``respStmt``.

    ``names`` are the main names of the edition's other entries, by id; ``reason`` the words of an excuse.
    """

    action: Literal["accept", "correct"]
    who: str
    value: str = ""
    reason: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def steps(question: Question, reply: Reply) -> tuple[Step, ...]:
    """Give what a reply changes, in order.

    Raises:
        Refused: the value is none that fits; its key says why. A step may raise it as well.
    """
    value = reply.value.strip()
    if reply.action == "accept":
        if question.kind == "finding":
            return (lambda root: blocks.accepted(root, question, reply.who, reply.reason),)
        return (lambda root: _stands(root, question, reply.who),)
    match question.kind:
        case "name":
            return names.corrected(question, value, reply.who, reply.names)
        case "date":
            return (lambda root: dates.corrected(root, question, value, reply.who),)
        case "value":
            return values.corrected(question, value, reply.who)
        case "finding" | "doubt":
            return (lambda root: blocks.corrected(root, question, value, reply.who),)


def _stands(root: Any, question: Question, who: str) -> tuple[Edit, ...]:
    return tuple(
        edit for path in question.paths for edit in assessed(element_at(root, path), who, sure=question.kind != "value")
    )
