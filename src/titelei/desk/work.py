"""What is done to an article at the desk: each step on the state that was seen, noted, so that it can be undone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from titelei import files
from titelei.desk.articles import Articles, Opened
from titelei.desk.history import History, Pair, Step, Steps, digests
from titelei.encode import evidence
from titelei.encode.review import Refused
from titelei.errors import DocumentError
from titelei.messages import Message, joined, say
from titelei.messages.kept import Kept
from titelei.model import Finding
from titelei.pipeline import answers, asking, fix, publish
from titelei.pipeline.answers import Instruction
from titelei.pipeline.publish import Standing
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.xml.read import parse

Data = tuple[bytes, bytes]

_SEEN: Final = 64


class Changed(Exception):  # noqa: N818 - says what the file is, not that something failed
    """The article is not what was seen when the step was asked for; ``difference`` shows how it differs, if known."""

    def __init__(self, article: str, difference: str) -> None:
        self.article, self.difference = article, difference
        super().__init__(article)


class Declined(Exception):  # noqa: N818 - says what the answer is, not that something failed
    """A step cannot be taken; its argument is a sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A repair that a rule offers: the rule, and the change as a unified diff."""

    rule: str
    difference: str


class Work:
    """Steps on the articles of one edition, in the name of whoever sits at the desk."""

    def __init__(self, settings: Settings, articles: Articles, folder: Path) -> None:
        self.settings, self.articles = settings, articles
        self._history = History(folder / "steps")
        self._seen: dict[tuple[str, str], bytes] = {}

    def open(self, article: str) -> Opened:
        """Read an article as it stands, and remember what was seen.

        Raises:
            KeyError: there is no article of that id.
            DocumentError: its file cannot be read.
        """
        opened = self.articles.open(article)
        self.articles.seen(opened)
        self._seen.pop((article, opened.state), None)
        self._seen[article, opened.state] = opened.document.data
        while len(self._seen) > _SEEN:
            del self._seen[next(iter(self._seen))]
        return opened

    def steps(self, article: str) -> Steps:
        """Give the steps of an article that can be undone or done again."""
        return self._history.steps(article, self.articles.pair(article))

    def answer(self, article: str, state: str, one: Instruction, by: str) -> None:
        """Carry out an answer to a question, or add, change or take away a fact: “encode --answers” at the desk.

        Raises:
            Changed: the article is not what was seen.
            Declined: the answer cannot be taken.
            KeyError, DocumentError, StorageError: as where they come from.
        """
        opened = self._same(article, state)
        draft = opened.draft
        if draft is None:
            raise Declined(say("This article has no evidence, so nothing of it is asked. Change its TEI file."))
        now = datetime.now(UTC).date().isoformat()
        try:
            after = answers.carry(draft, one, asking.editor(by, self.settings, now), self.settings)
        except Refused as error:
            raise Declined(asking.why(error)) from error
        before = opened.pair.read()
        kept = (after.document.data, evidence.dump(after.evidence))
        self._take(article, opened.pair, _said(one), by, before, kept)
        asking.keep(draft, after, opened.pair.tei, opened.pair.evidence)

    def repairs(self, opened: Opened) -> tuple[Repair, ...]:
        """Give the repairs that rules offer for what was found in an article, each with its change."""
        found = []
        for rule in dict.fromkeys(f.rule for f in opened.findings if not f.excused):
            made = fix.fix_file(opened.pair.tei, self.settings, rules=(rule,))
            if made.is_changed:
                found.append(Repair(rule=rule, difference=made.difference))
        return tuple(found)

    def repair(self, article: str, state: str, rule: str, by: str) -> None:
        """Make the repairs that a rule offers: “fix --rule” at the desk.

        Raises:
            Changed, Declined: as for an answer.
        """
        opened = self._same(article, state)
        made = fix.fix_file(opened.pair.tei, self.settings, rules=(rule,))
        if not made.is_changed:
            raise Declined(say("The rule {rule} offers no repair here.", rule=rule))
        before = opened.pair.read()
        said = say("Repaired what {rule} found", rule=rule)
        self._take(article, opened.pair, said, by, before, (made.after, before[1]))
        fix.write(made)

    def looked_at(self, article: str, text: str) -> tuple[bytes, tuple[Finding, ...]]:
        """Give the bytes of a TEI text as a browser sends it, and what is found in it; nothing is written.

        Raises:
            KeyError: there is no article of that id.
        """
        pair = self.articles.pair(article)
        was = pair.read()[0]
        # A form's lines end in CR LF, whatever they ended in before.
        data = text.replace("\r\n", "\n").replace("\n", "\r\n" if b"\r\n" in was else "\n").encode()
        try:
            document = parse(data, name=pair.tei.name, path=pair.tei)
        except DocumentError as error:
            return data, error.findings
        return data, validate_document(document, self.settings, phase="publish").findings

    def write(self, article: str, state: str, text: str, by: str) -> None:
        """Write an article's TEI as it was typed: what an editor of text does. It must be XML, and the same article.

        Raises:
            Changed: as for an answer.
            Declined: it is no XML, or another article.
        """
        opened = self._same(article, state)
        data, findings = self.looked_at(article, text)
        try:
            document = parse(data, name=opened.document.name, path=opened.pair.tei)
        except DocumentError as error:
            raise Declined(joined(" ", (f.with_place for f in findings))) from error
        if document.id != opened.document.id:
            raise Declined(say("The text is another article's: its id is “{id}”. Nothing was written.", id=document.id))
        before = opened.pair.read()
        if data == before[0]:
            return
        self._take(article, opened.pair, say("Changed the TEI by hand"), by, before, (data, before[1]))
        files.write(opened.pair.tei, data)

    def standing(self, article: str, *, is_published: bool, by: str) -> Standing:
        """Tell what publishing an article, or taking it back to a draft, would come to; nothing is written."""
        pair, when = self.articles.pair(article), datetime.now(UTC).date().isoformat()
        change: Callable[..., Standing] = publish.publish if is_published else publish.unpublish
        return change(pair.tei, self.settings, by=by, when=when)

    def put(self, standing: Standing, *, is_published: bool, by: str) -> None:
        """Write what publishing came to.

        Raises:
            Changed: the file is not what it was when that was told.
        """
        pair = self.articles.pair(standing.id)
        before = pair.read()
        if before[0] != standing.before:
            raise Changed(standing.id, fix.difference(standing.file, standing.before, before[0]))
        said = say("Published") if is_published else say("Taken back to draft")
        self._take(standing.id, pair, said, by, before, (standing.after, before[1]))
        publish.write(standing)

    def undo(self, article: str, state: str) -> None:
        """Take the last step back.

        Raises:
            Changed: the article is not what was seen.
            Declined: there is no step, or the file was changed elsewhere since.
        """
        if not self._history.undo(article, self._same(article, state).pair):
            raise Declined(say("There is no step to undo: none was taken here, or the file was changed elsewhere."))

    def redo(self, article: str, state: str) -> None:
        """Take the step again that was taken back last.

        Raises:
            Changed: the article is not what was seen.
            Declined: there is no step, or the file was changed elsewhere since.
        """
        if not self._history.redo(article, self._same(article, state).pair):
            raise Declined(say("There is no step to do again: none was undone, or the file was changed elsewhere."))

    def _same(self, article: str, state: str) -> Opened:
        """Open an article that must be what was seen.

        Raises:
            Changed: it is not.
        """
        opened = self.articles.open(article)
        if opened.state != state:
            seen = self._seen.get((article, state), b"")
            raise Changed(article, fix.difference(opened.document.name, seen, opened.document.data) if seen else "")
        return opened

    def _take(self, article: str, pair: Pair, said: str, by: str, before: Data, after: Data) -> None:
        when = datetime.now(UTC).isoformat(timespec="seconds")
        of = digests(before), digests(after)
        assert isinstance(said, Message)
        step = Step(said=Kept.of(said), by=by, when=when, before=of[0], after=of[1])
        self._history.note(article, pair, step, (before, after))


def _said(one: Instruction) -> str:
    if one.question:
        return say("Answered: {question}", question=one.question)
    return say("Changed by hand: {field}", field=one.field)
