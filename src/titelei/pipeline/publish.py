"""Publishing: a file held to all that publication asks, then its status, who gave it, and on which day; or taken back.

Nothing is written where anything is left to do: the findings say what.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from titelei import files
from titelei.encode.review import Refused, Step, responsible
from titelei.encode.review.marking import excuse
from titelei.errors import DocumentError, UsageError
from titelei.fix.changes import applied, changes_of
from titelei.messages import say
from titelei.model import Finding, Severity, reaches
from titelei.nearest import did_you_mean
from titelei.pipeline import imprint
from titelei.pipeline.fix import difference
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.validate.document import phase_of
from titelei.xml.edits import Edit, Fix
from titelei.xml.read import Document, parse, read, shown
from titelei.xml.source import NotEditable, Source

PUBLISHED: Final = "published"
DRAFT: Final = "draft"
_NO_EXCUSES: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What became of one file: its bytes before and after, and what is left to do before it can be published."""

    file: str
    id: str
    path: Path
    before: bytes = b""
    after: bytes = b""
    findings: tuple[Finding, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def is_refused(self) -> bool:
        """Whether something is left that keeps the file from being published."""
        return reaches(self.findings, Severity.ERROR)

    @property
    def difference(self) -> str:
        """The change as a unified diff; empty where nothing changed."""
        return difference(self.file, self.before, self.after)


def named(names: Iterable[str], settings: Settings) -> tuple[Path, ...]:
    """Give the files that ids of articles, or paths, name.

    Raises:
        UsageError: there is no such article and no such file.
    """
    found = []
    for name in names:
        path = settings.articles / f"{name}.xml"
        if path.is_file():
            found.append(path)
        elif Path(name).is_file():
            found.append(Path(name))
        else:
            known = [p.stem for p in settings.articles.glob("*.xml")]
            raise UsageError(
                say(
                    "There is no article “{name}” in {articles}.{hint}",
                    name=name,
                    articles=shown(settings.articles),
                    hint=did_you_mean(name, known),
                )
            )
    return tuple(found)


def publish(
    path: Path, settings: Settings, *, by: str, when: str, excuses: Mapping[str, str] = _NO_EXCUSES
) -> Standing:
    """Give a file the status *published* in memory, and hold it to the rules of that phase.

    ``by`` is who publishes it, ``when`` the day (YYYY-MM-DD). ``excuses`` are reasons by rule: each place at which the
    rule warns is excused with it. A file that is published already is not changed.

    Raises:
        AssetError: the grammar or the rules are broken.
    """
    standing = _stand(path, settings, PUBLISHED, by=by, when=when, said="Published.")
    return _excused(standing, settings, excuses) if excuses and standing.is_refused else standing


def unpublish(path: Path, settings: Settings, *, by: str, when: str, reason: str = "") -> Standing:
    """Give a file the status *draft* again, in memory; ``reason`` stands in its history.

    What is in the repository stays there: “titelei repository withdraw” takes it from readers.

    Raises:
        AssetError: the grammar or the rules are broken.
    """
    said = f"Taken back to draft: {reason}" if reason else "Taken back to draft."
    return _stand(path, settings, DRAFT, by=by, when=when, said=said)


def write(standing: Standing) -> bool:
    """Write what was changed, whole or not at all; give False where nothing was.

    Raises:
        StorageError: the disk is full, read-only, or refuses.
    """
    is_written = standing.is_changed and not standing.is_refused
    return is_written and files.write(standing.path, standing.after)


def _excused(standing: Standing, settings: Settings, excuses: Mapping[str, str]) -> Standing:
    """Excuse the places of warnings whose rules have a reason, and look again; an error cannot be excused."""
    document = parse(standing.after, name=standing.file, path=standing.path)
    places = {
        finding.path: finding.rule
        for finding in standing.findings
        if finding.severity is Severity.WARNING and finding.rule in excuses and not finding.excused
    }
    elements = [(document.paths.resolve(document.root, path)[0], rule) for path, rule in places.items()]
    edits = [excuse(element, rule, excuses[rule]) for element, rule in elements if element is not None]
    if not edits:
        return standing
    changed = _edited(document, tuple(edits), PUBLISHED)
    return replace(standing, after=changed.data, findings=_found(changed, settings))


def _found(document: Document, settings: Settings) -> tuple[Finding, ...]:
    return validate_document(document, settings, phase="publish").findings + imprint.lacking(document, settings.edition)


def _stand(path: Path, settings: Settings, status: str, *, by: str, when: str, said: str) -> Standing:
    try:
        document = read(path)
    except DocumentError as error:
        return Standing(file=shown(path), id=path.stem, path=path, findings=error.findings)
    is_standing = (phase_of(document) == "publish") == (status == PUBLISHED)
    more = tuple(imprint.steps(settings.edition, document.root, when)) if status == PUBLISHED else ()
    changed = document if is_standing else _changed(document, status, by=by, when=when, said=said, more=more)
    found: tuple[Finding, ...] = ()
    if isinstance(changed, Finding):
        found, changed = (changed,), document
    elif status == PUBLISHED:
        found = _found(changed, settings)
    return Standing(
        file=document.name, id=document.id, path=path, before=document.data, after=changed.data, findings=found
    )


def _edited(document: Document, edits: tuple[Edit, ...], name: str) -> Document:
    source = Source(document.data)
    data = source.encoded(applied(source.data, changes_of(Fix(id=name, rule=name, edits=edits), source)))
    return parse(data, name=document.name, path=document.path)


def _changed(
    document: Document, status: str, *, by: str, when: str, said: str, more: tuple[Step, ...]
) -> Document | Finding:
    who = responsible.id_of(document.root, by)
    steps: list[Step] = [
        responsible.stated(who, by, what="publication"),
        responsible.languages,
        responsible.standing(who, when, status, said),
    ]
    if status == PUBLISHED:
        steps[1:1] = [responsible.read, *more]
    try:
        for step in steps:
            edits = step(document.root)
            document = _edited(document, edits, status) if edits else document
    except (NotEditable, Refused) as error:
        return Finding(
            rule="publish-not-editable",
            severity=Severity.ERROR,
            file=document.name,
            message=say("{name} cannot be changed in place: {error}.", name=document.name, error=error),
            repair=say("Set status and change in <revisionDesc> by hand."),
        )
    return document
