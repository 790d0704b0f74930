"""Answers to a draft's questions as data: from a file, from standard input, or from a form of the desk."""

import codecs
from dataclasses import dataclass
from typing import Final, Literal

import msgspec

from titelei.encode.review import NONE, Question, Refused
from titelei.errors import UsageError
from titelei.messages import known, say
from titelei.pipeline import review
from titelei.pipeline.review import Draft, Editor
from titelei.settings import Settings

_FORM: Final = say(
    "Write a JSON array, or an object a line: {example}, {other}.",
    example='{"question": "…", "action": "accept"}',
    other='{"field": "orcid 2", "action": "add", "value": "…"}',
)
Action = Literal["accept", "correct", "skip", "add", "change", "remove"]


class Instruction(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One answer: to a ``question`` (accept, correct, skip), or about a ``field`` (add, change, remove).

    ``article`` names the draft that it is for; without it it is for every draft that is reviewed.
    """

    action: Action
    question: str = ""
    field: str = ""
    value: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What came of instructions: the draft as it is then, and each that could not be taken, with why."""

    draft: Draft
    refused: tuple[tuple[Instruction, Refused], ...] = ()


def read(data: bytes, name: str) -> tuple[Instruction, ...]:
    """Read instructions: a JSON array of them, or one JSON object a line.

    Raises:
        UsageError: they are neither; with the line.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    text = data.strip()
    try:
        if text.startswith(b"["):
            return msgspec.json.decode(text, type=tuple[Instruction, ...])
    except ValueError as error:
        raise UsageError(
            say("{name} is no list of answers: {error}. {form}", name=name, error=known(str(error)), form=_FORM)
        ) from error
    found = []
    for number, line in enumerate(data.splitlines(), start=1):
        try:
            found += [msgspec.json.decode(line, type=Instruction)] if line.strip() else []
        except ValueError as error:
            told = say(
                "{name} line {n} is no answer: {error}. {form}",
                name=name,
                n=number,
                error=known(str(error)),
                form=_FORM,
            )
            raise UsageError(told) from error
    return tuple(found)


def carried(draft: Draft, instructions: tuple[Instruction, ...], editor: Editor, settings: Settings) -> Carried:
    """Carry out instructions, one after the other; what cannot be taken changes nothing."""
    refused = []
    for one in instructions:
        if one.article and one.article != draft.document.id:
            continue
        try:
            draft = carry(draft, one, editor, settings)
        except Refused as error:
            refused.append((one, error))
    return Carried(draft=draft, refused=tuple(refused))


def carry(draft: Draft, one: Instruction, editor: Editor, settings: Settings) -> Draft:
    """Carry out one instruction.

    Raises:
        Refused: there is no such question, value or field, or the answer cannot be taken.
    """
    if one.action == "add":
        return review.added(draft, one.field, one.value, editor, settings)
    if one.action in ("change", "remove"):
        question = stated(draft, one.field)
        return review.answered(
            draft, question, "correct", one.value if one.action == "change" else NONE, editor, settings
        )
    found = next((q for q in review.questions(draft, settings) if q.id == one.question), None)
    if found is None:
        raise Refused("no_question", one.question)
    return review.answered(draft, found, one.action, one.value, editor, settings)


def stated(draft: Draft, field: str) -> Question:
    """Give the value of the header that a field names, the second of that name for “author 2”.

    Raises:
        Refused: there is none.
    """
    name, _, number = field.strip().lower().rpartition(" ")
    if not name or not number.isdecimal():
        name, number = field.strip().lower(), "1"
    found = [q for q in review.stated(draft) if q.what.lower() == name]
    if not 1 <= int(number) <= len(found):
        raise Refused("not_stated", field)
    return found[int(number) - 1]
