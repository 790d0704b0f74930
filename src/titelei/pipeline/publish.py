"""Publishing: a file held to all that publication asks, then its status, who gave it, and on which day; or taken back.

Nothing is written where anything is left to do: the findings say what.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from titelei import files
from titelei.encode.review import Refused, Step, responsible
from titelei.errors import DocumentError, UsageError
from titelei.fix.changes import applied, changes_of
from titelei.messages import say
from titelei.model import Finding, Severity, reaches
from titelei.nearest import did_you_mean
from titelei.pipeline.fix import difference
from titelei.pipeline.validate import validate_document
from titelei.settings import Settings
from titelei.validate.document import phase_of
from titelei.xml.edits import Fix
from titelei.xml.read import Document, parse, read, shown
from titelei.xml.source import NotEditable, Source

PUBLISHED: Final = "published"
DRAFT: Final = "draft"


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


def publish(path: Path, settings: Settings, *, by: str, when: str) -> Standing:
    """Give a file the status *published* in memory, and hold it to the rules of that phase.

    ``by`` is who publishes it, ``when`` the day (YYYY-MM-DD). A file that is published already is not changed.

    Raises:
        AssetError: the grammar or the rules are broken.
    """
    return _stand(path, settings, PUBLISHED, by=by, when=when, said="Published.")


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


def _stand(path: Path, settings: Settings, status: str, *, by: str, when: str, said: str) -> Standing:
    try:
        document = read(path)
    except DocumentError as error:
        return Standing(file=shown(path), id=path.stem, path=path, findings=error.findings)
    is_standing = (phase_of(document) == "publish") == (status == PUBLISHED)
    changed = document if is_standing else _changed(document, status, by=by, when=when, said=said)
    found: tuple[Finding, ...] = ()
    if isinstance(changed, Finding):
        found, changed = (changed,), document
    elif status == PUBLISHED:
        found = validate_document(changed, settings, phase="publish").findings
    return Standing(
        file=document.name, id=document.id, path=path, before=document.data, after=changed.data, findings=found
    )


def _changed(document: Document, status: str, *, by: str, when: str, said: str) -> Document | Finding:
    who = responsible.id_of(document.root, by)
    steps: list[Step] = [
        responsible.stated(who, by, what="publication"),
        responsible.languages,
        responsible.standing(who, when, status, said),
    ]
    if status == PUBLISHED:
        steps.insert(1, responsible.read)
    try:
        for step in steps:
            edits = step(document.root)
            if edits:
                source = Source(document.data)
                data = source.encoded(
                    applied(source.data, changes_of(Fix(id=status, rule=status, edits=edits), source))
                )
                document = parse(data, name=document.name, path=document.path)
    except (NotEditable, Refused) as error:
        return Finding(
            rule="publish-not-editable",
            severity=Severity.ERROR,
            file=document.name,
            message=say("{name} cannot be changed in place: {error}.", name=document.name, error=error),
            repair=say("Set status and change in <revisionDesc> by hand."),
        )
    return document
