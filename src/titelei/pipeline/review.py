"""A draft reviewed: what is still open in it, and answers carried out on its bytes, each held to what it may do."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from titelei.encode import evidence, review
from titelei.encode.evidence import Answer, Entry, Evidence
from titelei.encode.page import Line
from titelei.encode.review import Question, Refused, Reply, Step, responsible
from titelei.errors import DocumentError
from titelei.fix import page
from titelei.fix.changes import applied, changes_of
from titelei.model import Finding, Severity
from titelei.pipeline import offer as repairs
from titelei.pipeline.article import schema_paths
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.xml.edits import Fix
from titelei.xml.paths import exact
from titelei.xml.read import Document, parse
from titelei.xml.source import NotEditable, Source

_PHASE: Final = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One draft under review: the TEI, its evidence, its page's lines, and what the encoder found on the page."""

    document: Document
    evidence: Evidence
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]

    @property
    def has_same_page(self) -> bool:
        """Tell whether the front holds the page's characters, so that places on the page are known."""
        return review.OnPage(self.document.root, self.lines).agrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Editor:
    """Who answers, on which day; ``known`` are the main names of the edition's other entries, by id."""

    name: str
    when: str
    known: Mapping[str, str]


def questions(draft: Draft, settings: Settings) -> tuple[Question, ...]:
    """List what is open in a draft, in page order, what was skipped before at the end.

    Raises:
        AssetError: the grammar or the rules are broken.
    """
    of_file = validate_document(draft.document, settings, phase=_PHASE).findings
    found = review.asked(
        draft.document.root,
        draft.evidence,
        draft.lines,
        of_page=draft.findings,
        of_file=of_file,
        fixable=[(f.rule, f.location) for f in _offer(draft.document, settings).fixes] if of_file else (),
    )
    skipped = {a.question for a in draft.evidence.answers if a.action == "skip"}
    return tuple(sorted(found, key=lambda q: q.id in skipped))


def answered(draft: Draft, question: Question, action: str, value: str, editor: Editor, settings: Settings) -> Draft:
    """Carry out an answer: ``accept``, ``correct`` with its value, or ``skip``.

    Raises:
        Refused: it cannot be taken: no such value, or the file would be worse, or the page's own text change.
    """
    answer = Answer(question=question.id, action=action, by=editor.name, when=editor.when, value=value)
    earlier = tuple(a for a in draft.evidence.answers if a.question != question.id)
    proof = msgspec.structs.replace(draft.evidence, answers=(*earlier, answer))
    if action == "skip":
        return replace(draft, evidence=proof)
    who = responsible.id_of(draft.document.root, editor.name)
    document = draft.document
    if action == "correct" and question.kind == "finding" and not question.what.startswith("encode-"):
        document = _repaired(document, question, settings)
    else:
        reply = Reply(
            action="accept" if action == "accept" else "correct",
            who=who,
            value=value,
            reason=f"accepted by {editor.name}, {editor.when}",
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
    root = draft.document.root
    who = responsible.id_of(root, editor.name)
    steps = review.added.steps(root, field, value, who)
    path, attribute = review.added.place_of(root, field)
    answer = Answer(question=f"added {field}", action="correct", by=editor.name, when=editor.when, value=value)
    proof = msgspec.structs.replace(draft.evidence, answers=(*draft.evidence.answers, answer))
    document = _after(_after(draft.document, steps), _signed(who, editor, proof))
    _hold(draft.document, document, settings)
    entry = Entry(
        field=field.partition(" ")[0],
        path=f"{path}/@{attribute}" if attribute else path,
        value="",
        source="editor",
        rule="added in review",
        confidence=1.0,
    )
    entry = msgspec.structs.replace(entry, value=evidence.current(entry, document.root) or value)
    proof = msgspec.structs.replace(proof, values=(*proof.values, entry))
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
        raise Refused("not_editable", str(error)) from error
    except DocumentError as error:
        raise Refused("worse", str(error)) from error


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
        raise Refused("worse", " ".join(dict.fromkeys(f"{f.message} [{f.rule}]" for f in worse)))


def _errors(document: Document, settings: Settings) -> list[Finding]:
    found = validate_document(document, settings, phase=_PHASE).findings
    return [f for f in found if f.severity is Severity.ERROR and not f.excused]


def _offer(document: Document, settings: Settings) -> repairs.Offer:
    grammar, rules = schema_paths(settings)
    return repairs.offer(document, grammar=grammar, rules=rules, phase=_PHASE, cache=settings.cache)
