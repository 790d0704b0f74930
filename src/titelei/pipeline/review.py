"""A draft reviewed: what is still open in it, and answers carried out on its bytes, each held to what it may do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from titelei.encode import evidence, review
from titelei.encode import page as encode_page
from titelei.encode.evidence import Answer, Entry, Evidence
from titelei.encode.page import Line
from titelei.encode.review import Question, Refused, Reply, Step, responsible
from titelei.errors import DocumentError
from titelei.fix import page
from titelei.fix.changes import applied, changes_of
from titelei.messages import joined, say
from titelei.model import Finding, Severity
from titelei.pipeline import offer as repairs
from titelei.pipeline.article import schema_paths
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.xml.edits import Fix
from titelei.xml.paths import exact
from titelei.xml.read import Document, parse, read, shown
from titelei.xml.source import NotEditable, Source

_PHASE: Final = "draft"
"""What a draft must keep at each step."""

_ASKED: Final = "publish"
"""What is asked of it: all that stands between it and publication."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft under review: the TEI, its evidence with what the encoder found, and its page's lines.

    ``more`` are the lines of further pages of the article.
    """

    document: Document
    evidence: Evidence
    lines: tuple[Line, ...]
    more: tuple[tuple[Line, ...], ...] = ()

    @property
    def pages(self) -> tuple[tuple[Line, ...], ...]:
        """The lines of every page."""
        return (self.lines, *self.more)

    @property
    def has_same_page(self) -> bool:
        """Tell whether the front holds the pages' characters, so that places on them are known."""
        return review.OnPage(self.document.root, *self.pages).agrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Who answers, on which day; ``known`` are the main names of the edition's other entries, by id."""

    name: str
    when: str
    known: Mapping[str, str]


def opened(tei: Path, proof: Path, pages: Sequence[tuple[str, bytes]]) -> Draft:
    """Read a draft as it stands, its evidence, and the lines of its pages, each by name and bytes (none of a record).

    Raises:
        DocumentError: the file cannot be read, or has no evidence.
    """
    try:
        known = evidence.load(proof.read_bytes())
    except (OSError, ValueError) as error:
        raise DocumentError(
            Finding(
                rule="encode-no-evidence",
                severity=Severity.ERROR,
                file=shown(tei),
                message=say(
                    "{file} has no evidence that can be read in {evidence}, so nothing can be asked.",
                    file=shown(tei),
                    evidence=shown(proof),
                ),
                repair=say(
                    "Only a file that “titelei encode” made can be reviewed; move this one away and encode again."
                ),
            )
        ) from error
    lines = [encode_page.read(data, name=name).lines if data else () for name, data in pages]
    return Draft(document=read(tei), evidence=known, lines=lines[0] if lines else (), more=tuple(lines[1:]))


def questions(draft: Draft, settings: Settings) -> tuple[Question, ...]:
    """List what is open in a draft, the most doubtful first, what was skipped before at the end.

    Raises:
        AssetError: the grammar or the rules are broken.
    """
    of_file = validate_document(draft.document, settings, phase=_ASKED).findings
    found = review.asked(
        draft.document.root,
        draft.evidence,
        draft.pages,
        of_file=of_file,
        fixable=[(f.rule, f.location) for f in _offer(draft.document, settings).fixes] if of_file else (),
    )
    skipped = {a.question for a in draft.evidence.answers if a.action == "skip"}
    return tuple(sorted(found, key=lambda q: q.id in skipped))


def stated(draft: Draft) -> tuple[Question, ...]:
    """List every value of the header that has evidence, as a question, so that any can be changed or taken away."""
    return review.stated(draft.document.root, draft.evidence, draft.pages)


def answered(draft: Draft, question: Question, action: str, value: str, editor: Editor, settings: Settings) -> Draft:
    """Carry out an answer: ``accept``, ``correct`` with its value (``none`` takes away), or ``skip``.

    The value of ``accept`` is the reason for which a finding stands; an error stands for a reason only.

    Raises:
        Refused: it cannot be taken: no such value, or the file would be worse, or the page's own text change.
    """
    answer = Answer(question=question.id, action=action, by=editor.name, when=editor.when, value=value)
    earlier = tuple(a for a in draft.evidence.answers if a.question != question.id)
    proof = msgspec.structs.replace(draft.evidence, answers=(*earlier, answer))
    if action == "skip":
        return replace(draft, evidence=proof)
    if question.kind == "doubt":
        chosen = question.shown if action == "accept" else value
        if chosen == review.NONE:
            return replace(draft, evidence=proof)
        return _put(draft, question.what, chosen, proof, editor, settings, replaces=True)
    who = responsible.id_of(draft.document.root, editor.name)
    document = draft.document
    if action == "accept" and question.needs_reason and not value.strip():
        raise Refused("reason_needed")
    if action == "correct" and question.can_untag:
        document = _after(document, (lambda root: (review.untagged(root, question),),))
    elif action == "correct" and question.kind == "finding" and not question.what.startswith("encode-"):
        document = _repaired(document, question, settings)
    else:
        reply = Reply(
            action="accept" if action == "accept" else "correct",
            who=who,
            value=value,
            reason=f"{value.strip() or 'accepted'} ({editor.name}, {editor.when})",
            names=editor.known,
        )
        document = _after(document, review.steps(question, reply))
    document = _after(document, _signed(who, editor, proof))
    _hold(draft.document, document, settings)
    return replace(draft, document=document, evidence=proof)


def added(draft: Draft, field: str, value: str, editor: Editor, settings: Settings) -> Draft:
    """Add a fact that the page gives and the draft has not: a DOI, an ORCID of the second author (``orcid 2``), …

    Raises:
        Refused: no such field or author, the fact is there, the value is none, or the file would be worse.
    """
    answer = Answer(question=f"added {field}", action="correct", by=editor.name, when=editor.when, value=value)
    proof = msgspec.structs.replace(draft.evidence, answers=(*draft.evidence.answers, answer))
    return _put(draft, field, value, proof, editor, settings, replaces=False)


def _put(
    draft: Draft, field: str, value: str, proof: Evidence, editor: Editor, settings: Settings, *, replaces: bool
) -> Draft:
    """Write a fact into the header, several where a list of key words is one, and remember that the editor says it."""
    document = draft.document
    who = responsible.id_of(document.root, editor.name)
    entries = []
    for name, one in review.added.each(field, value):
        document = _after(document, review.added.steps(document.root, name, one, who, replaces=replaces))
        path, now = review.added.made(document.root, name, one, who)
        if not path:
            continue
        entries.append(
            Entry(
                field=name.partition(" ")[0],
                path=path,
                value=now,
                source="editor",
                rule="added in review",
                confidence=1.0,
            )
        )
    document = _after(document, _signed(who, editor, proof))
    _hold(draft.document, document, settings)
    kept = tuple(e for e in proof.values if evidence.is_there(e, document.root))
    proof = msgspec.structs.replace(proof, values=(*kept, *entries) if replaces else (*proof.values, *entries))
    return replace(draft, document=document, evidence=proof)


def _signed(who: str, editor: Editor, proof: Evidence) -> tuple[Step, ...]:
    """Give the steps that say who answered, and how much on this day."""
    mine = Counter(a.action for a in proof.answers if (a.by, a.when) == (editor.name, editor.when))
    return (
        responsible.stated(who, editor.name),
        responsible.languages,
        responsible.changed(who, editor.when, accepted=mine["accept"], corrected=mine["correct"]),
    )


def _repaired(document: Document, question: Question, settings: Settings) -> Document:
    """Make the repair that a rule offers for its finding."""
    for fix in _offer(document, settings).fixes:
        if fix.rule == question.what and review.tree.element_at(document.root, fix.location) is not None:
            paths = (exact(review.tree.element_at(document.root, fix.location)),)
            if paths == question.paths:
                return _edited(document, fix)
    raise Refused("by_hand", question.repair)


def _after(document: Document, steps: Sequence[Step]) -> Document:
    for step in steps:
        edits = step(document.root)
        if edits:
            document = _edited(document, Fix(id="review", rule="review", edits=edits))
    return document


def _edited(document: Document, fix: Fix) -> Document:
    try:
        source = Source(document.data)
        data = source.encoded(applied(source.data, changes_of(fix, source)))
        return parse(data, name=document.name, path=document.path)
    except NotEditable as error:
        raise Refused("not_editable", error.args[0]) from error
    except DocumentError as error:
        raise Refused("worse", error.sentence) from error


def _hold(before: Document, after: Document, settings: Settings) -> None:
    """Refuse what would change the page's own text, or bring in an error of any rule.

    Raises:
        Refused: with the messages of the new errors.
    """
    if page.text(after) != page.text(before):
        raise Refused("page_changes")
    new = _errors(after, settings)
    old = Counter(f.rule for f in _errors(before, settings)) if new else Counter[str]()
    count = Counter(f.rule for f in new)
    worse = [f for f in new if count[f.rule] > old[f.rule]]
    if worse:
        raise Refused("worse", joined(" ", dict.fromkeys(joined("", (f.message, f" [{f.rule}]")) for f in worse)))


def _errors(document: Document, settings: Settings) -> list[Finding]:
    found = validate_document(document, settings, phase=_PHASE).findings
    return [f for f in found if f.severity is Severity.ERROR and not f.excused]


def _offer(document: Document, settings: Settings) -> repairs.Offer:
    grammar, rules = schema_paths(settings)
    return repairs.offer(document, grammar=grammar, rules=rules, phase=_ASKED, cache=settings.cache)
