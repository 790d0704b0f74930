"""``titelei encode --review``: an editor answers a draft's questions in the terminal, in plain text, line by line."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from titelei.encode import wording
from titelei.encode.review import NONE, Question, Refused
from titelei.errors import UsageError
from titelei.messages import say, told
from titelei.model import Finding, Severity
from titelei.pipeline import answers, asking
from titelei.pipeline import review as reviewing
from titelei.pipeline.review import Draft, Editor
from titelei.settings import RepositorySettings, Settings
from titelei.xml.read import shown

_WIDTH: Final = 160
_ANSWERS: Final = "answers"
_DONE: Final = {
    "accept": "accepted",
    "correct": "corrected",
    "skip": "skipped",
    "add": "added",
    "change": "changed",
}


class Ended(Exception):  # noqa: N818 - the end of the answers is no fault
    """No more answers will come: quit, or the end of standard input."""


@dataclass(slots=True)
class Dialogue:
    """Questions on standard output, answers from standard input, in one language."""

    lang: str
    heard: bool = False

    def say(self, key: str, **values: object) -> str:
        """Give a sentence."""
        return asking.sentence(self.lang, key, **values)

    def tell(self, key: str, **values: object) -> None:
        """Print a sentence."""
        sys.stdout.write(self.say(key, **values) + "\n")

    def hear(self, key: str) -> str:
        """Ask, and give the line that is answered.

        Raises:
            Ended: there is none.
            UsageError: there never was one.
        """
        sys.stdout.write(self.say(key))
        sys.stdout.flush()
        line = sys.stdin.readline() if sys.stdin is not None else ""
        if not line:
            sys.stdout.write("\n")
            if not self.heard:
                raise UsageError(self.say("terminal"))
            raise Ended
        if not sys.stdin.isatty():
            # What a terminal echoes of itself; so that a record of piped answers can be read.
            sys.stdout.write(line if line.endswith("\n") else f"{line}\n")
        self.heard = True
        return line.strip()

    def choose(self, key: str, table: str, text: str | None = None) -> str:
        """Ask until one of a table's words is answered, and give what it stands for; empty for an empty line."""
        while True:
            line = self.hear(key) if text is None else text
            found = _meant(line, table)
            if found or not line:
                return found
            self.tell("unknown", text=line)
            text = None


def _meant(line: str, table: str) -> str:
    folded = line.casefold()
    return next((name for name, typed in asking.words()[table].items() if folded in typed), "")


def name_of(name: str, settings: Settings, dialogue: Dialogue, *, is_asked: bool = True) -> str:
    """Give the name of whoever answers: the one given, else the settings' user, else what is said, if it is asked.

    Raises:
        UsageError: nobody is named, and it is not to be asked, or there is no terminal to ask in.
    """
    chosen = name.strip() or settings.repository.user_name
    if not name.strip() and chosen == RepositorySettings().user_name:
        if not is_asked or sys.stdin is None or not sys.stdin.isatty():
            raise UsageError(dialogue.say("who"))
        try:
            chosen = dialogue.hear("name") or ""
        except Ended:
            chosen = ""
        if not chosen:
            raise UsageError(dialogue.say("who"))
    return " ".join(chosen.split())


def editor(name: str, settings: Settings, dialogue: Dialogue, when: str) -> Editor:
    """Give who answers, with the main names of the edition's entries.

    Raises:
        UsageError: nobody is named, and there is no terminal to ask in.
    """
    name = name_of(name, settings, dialogue)
    return asking.editor(name, settings, when)


def session(
    draft: Draft, tei: Path, proof: Path, who: Callable[[], Editor], settings: Settings, dialogue: Dialogue
) -> tuple[Draft, bool]:
    """Ask what is open until all is answered or the editor quits; each answer is written before the next question.

    Gives the draft as it is then, and whether to go on with the next one.
    """
    name, begun, going = shown(tei), Counter[str](), True
    open_ones = reviewing.questions(draft, settings)
    if not open_ones:
        dialogue.tell("nothing", file=name)
        return draft, True
    answering = who()
    dialogue.tell("begin", file=name, n=len(open_ones))
    if not draft.has_same_page:
        dialogue.tell("no_places")
    asked: set[str] = set()
    try:
        while question := next((q for q in open_ones if q.id not in asked), None):
            asked.add(question.id)
            total = len(asked) + sum(q.id not in asked for q in open_ones)
            for line in _shown(question, dialogue, len(asked), total):
                sys.stdout.write(line + "\n")
            after, action = _answer(draft, question, answering, settings, dialogue)
            asking.keep(draft, after, tei, proof)
            dialogue.tell(_DONE[action])
            draft = after
            if action in ("add", "change"):
                asked.discard(question.id)  # it is asked again, since it was not answered
                action = "correct"
            begun[action] += 1
            open_ones = reviewing.questions(draft, settings)
    except Ended as end:
        going = False
        if not end.args:
            dialogue.tell("ended")
    dialogue.tell("summary", file=name, accepted=begun["accept"], corrected=begun["correct"], open=len(open_ones))
    for question in open_ones:
        sys.stdout.write(f"- {_in_short(question, dialogue)}\n")
    return draft, going


def _in_short(question: Question, dialogue: Dialogue) -> str:
    """Say in one line what is open."""
    where = question.where
    place = dialogue.say("line", line=where.line) if where.line else ""
    said = (
        told(question.message, dialogue.lang)
        if question.kind in ("finding", "doubt")
        else f"{asking.what(question, dialogue.lang)}: {question.shown}"
    )
    return f"{said} ({place})" if place else said


def carried(
    draft: Draft, tei: Path, proof: Path, given: tuple[answers.Instruction, ...], answering: Editor, settings: Settings
) -> tuple[Draft, tuple[Finding, ...]]:
    """Carry out answers that were given as data; what cannot be taken is an error of its own."""
    done = answers.carried(draft, given, answering, settings)
    asking.keep(draft, done.draft, tei, proof)
    return done.draft, tuple(
        Finding(
            rule="encode-answer-refused",
            severity=Severity.ERROR,
            phase="draft",
            file=shown(tei),
            message=say(
                "The answer to “{question}” cannot be taken: {why}",
                question=one.question or one.field,
                why=asking.why(refused),
            ),
            repair=say("Correct the answer; what was taken before and after it stands."),
        )
        for one, refused in done.refused
    )


def _answer(
    draft: Draft, question: Question, answering: Editor, settings: Settings, dialogue: Dialogue
) -> tuple[Draft, str]:
    """Ask one question until an answer can be taken."""
    while True:
        action = dialogue.choose("ask", _ANSWERS)
        if action == "quit":
            raise Ended("quit")
        if action in ("help", ""):
            dialogue.tell("help")
            continue
        if action in ("add", "change"):
            other = _other(draft, action, answering, settings, dialogue)
            if other is None:
                continue
            return other, action
        value = ""
        if action == "accept" and question.needs_reason:
            value = dialogue.hear("ask_reason")
            if not value:
                continue
        if action == "correct":
            value = _value(question, dialogue)
            if not value:
                continue
        try:
            after = reviewing.answered(draft, question, action, value, answering, settings)
        except Refused as refused:
            _refuse(refused, dialogue)
            continue
        return after, action


def _other(draft: Draft, action: str, answering: Editor, settings: Settings, dialogue: Dialogue) -> Draft | None:
    """Add a fact that the draft has not, or change one that is not asked; None where that is not to be."""
    field = dialogue.hear("ask_field" if action == "add" else "ask_stated")
    if not field:
        return None
    try:
        if action == "change":
            dialogue.tell("stands", field=wording.named(field, dialogue.lang), value=answers.stated(draft, field).shown)
        value = dialogue.hear("ask_added" if action == "add" else "ask_value")
        if not value:
            return None
        is_gone = action == "change" and _meant(value, "nothing") == NONE
        done: answers.Action = "add" if action == "add" else "remove" if is_gone else "change"
        wanted = answers.Instruction(action=done, field=field, value=value)
        return answers.carry(draft, wanted, answering, settings)
    except Refused as refused:
        _refuse(refused, dialogue)
        return None


def _refuse(refused: Refused, dialogue: Dialogue) -> None:
    sys.stdout.write(dialogue.say(f"refused.{refused.key}", about=refused.about).strip() + "\n")


def _value(question: Question, dialogue: Dialogue) -> str:
    """Ask what is right; empty to go back."""
    if not question.can_correct:
        return "by hand"
    if question.kind == "finding" and question.what != "encode-unclassified":
        key = (
            "ask_section"
            if question.what == "encode-inline-label"
            else "ask_untag"
            if question.can_untag
            else "ask_repair"
        )
        return "yes" if _meant(dialogue.hear(key), "consent") == "yes" else ""
    key, table = {
        "name": ("ask_name", "names"),
        "date": ("ask_date", "nothing"),
        "value": ("ask_value", "nothing"),
        "doubt": ("ask_doubt", "nothing"),
        "finding": ("ask_block", "blocks"),
    }[question.kind]
    line = dialogue.hear(key)
    return _meant(line, table) or line


def _shown(question: Question, dialogue: Dialogue, number: int, total: int) -> Iterator[str]:
    """Give the lines of a question."""
    where = question.where
    places = [dialogue.say("page", page=where.page + 1)] if where.page else []
    if where.start:
        places.append(dialogue.say("characters", line=where.line, start=where.start, end=where.end))
    elif where.line:
        places.append(dialogue.say("line", line=where.line))
    place = ", ".join(places)
    yield ""
    yield dialogue.say("head", n=number, total=total) + (f", {place}." if place else ".")
    if where.text.strip():
        yield dialogue.say("on_page", text=_excerpt(where.text, where.start, where.end))
    match question.kind:
        case "name":
            kind = asking.kind(question, dialogue.lang)
            sure = dialogue.say(f"certainty.{question.sure}")
            yield dialogue.say("of_name", shown=question.shown, kind=kind, target=question.target, sure=sure)
        case "date":
            sure = dialogue.say(f"certainty.{question.sure}")
            yield dialogue.say("of_date", shown=question.shown, target=question.target, sure=sure)
        case "value":
            yield dialogue.say(
                "of_value",
                field=wording.named(question.what, dialogue.lang),
                shown=question.shown,
                rule=question.message,
                sure=question.sure,
            )
            if question.others:
                yield dialogue.say("of_others", others="; ".join(question.others))
        case "doubt":
            yield dialogue.say("of_doubt", message=question.message)
        case "finding":
            yield dialogue.say("of_finding", message=question.message, rule=question.what)
            if question.repair:
                yield dialogue.say("repair", repair=question.repair)
            if not where.line and question.lines:
                yield dialogue.say("file_line", line=question.lines[0])
    rest = [str(n) for n in question.lines if n != where.line]
    if where.line and rest:
        yield dialogue.say("also", lines=", ".join(rest))


def _excerpt(line: str, start: int, end: int) -> str:
    """Give the part of a line around a place, the place itself in square brackets."""
    if not start:
        return line.strip() if len(line.strip()) <= _WIDTH else f"{line.strip()[: _WIDTH - 1]}…"
    room = max(20, (_WIDTH - (end - start + 1)) // 2)
    before, inside, after = line[: start - 1], line[start - 1 : end], line[end:]
    left = before if len(before) <= room else "…" + before[-room:]
    right = after if len(after) <= room else after[:room] + "…"
    return f"{left.lstrip()}[{inside}]{right.rstrip()}"
