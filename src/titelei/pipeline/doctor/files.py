"""The edition's folder: settings that were left open, schemas, files that are nobody's, outputs that are old."""

import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from lxml import etree

from titelei import resources
from titelei.messages import say
from titelei.model import Finding, Severity
from titelei.pipeline import new, out
from titelei.settings import FILE_NAME, Settings, decoded, house
from titelei.xml.read import find, shown

_KNOWN: Final = frozenset({".xml", ".gitkeep"})
_SEEN_BY_OTHERS: Final = (
    ("edition", "base_url"),
    ("edition", "title"),
    ("edition", "publisher"),
    ("repository", "admin_email"),
    ("repository", "name"),
)
_PLACES: Final = 3
"""Files that are named; of more, the number."""


def settings_left_open(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Name what an edition that is to be seen by others has to say, and does not."""
    if settings.root == Path():
        yield Finding(
            rule="doctor-no-edition",
            severity=Severity.WARNING,
            file=FILE_NAME,
            message=say("There is no edition here: no titelei.toml in this folder or above."),
            repair=say("Make one: titelei new DIR. Or name its folder with --project."),
        )
        return
    data = tomllib.loads(decoded((settings.root / FILE_NAME).read_bytes()))
    for table, key in _SEEN_BY_OTHERS:
        if not data.get(table, {}).get(key):
            yield Finding(
                rule="doctor-setting",
                severity=Severity.WARNING,
                file=shown(settings.root / FILE_NAME),
                message=say("{key} in [{table}] is not set, which others will see.", key=key, table=table),
                repair=say("Set it: the comment beside it in a file of “titelei new” says what it is."),
            )


def schemas(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Hold the copies that ``xml-model`` names to the installed program's."""
    folder = settings.root / "schemas"
    if settings.root == Path() or settings.paths.schemas == Path("schemas"):
        return
    for name in new.stale(folder):
        is_there = (folder / name).is_file()
        yield Finding(
            rule="doctor-schemas",
            severity=Severity.WARNING,
            file=shown(folder / name),
            message=say("Is of another version of titelei: editing programs hold articles to other rules.")
            if is_there
            else say("Is missing: editing programs cannot hold articles to the rules."),
            repair=say("Write it anew: titelei schema export {folder}", folder=shown(folder)),
        )


def labels(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Name the labels that a language of the project's own lacks: a page stops at the first that it needs."""
    known = _keys(resources.xslt() / "labels" / "en.xml")
    for path in house.labels(settings):
        missing = sorted(known - _keys(path)) if path.stem not in resources.languages() else []
        if missing:
            yield Finding(
                rule="doctor-labels",
                severity=Severity.ERROR,
                file=shown(path),
                message=say(
                    "{n} labels are missing, among them {some}.", n=len(missing), some=", ".join(missing[:_PLACES])
                ),
                repair=say("Translate them from {file}.", file="xslt/labels/en.xml"),
            )


def _keys(path: Path) -> set[str]:
    try:
        root = etree.parse(str(path)).getroot()
    except (OSError, etree.XMLSyntaxError):
        return set()
    return {str(label.get("key")) for label in root.iter("{*}label")}


def unknown(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Name files that no command reads, and folders of outputs without an article."""
    if settings.articles.is_dir():
        strange = [p for p in settings.articles.rglob("*") if p.is_file() and not {p.suffix, p.name} & _KNOWN]
        yield from _told(
            "doctor-unknown-file",
            strange,
            say("no command reads it: an article is a file that ends with .xml"),
            say("Move it away, or encode it: titelei encode FILE."),
        )
    articles = {path.stem for path in _articles(settings)}
    yield from _told(
        "doctor-forgotten",
        list(out.forgotten(settings, articles)) if settings.out.is_dir() and articles else [],
        say("its article is no longer in the edition"),
        say("“titelei run” removes it. Readers are shown it until “titelei repository withdraw”."),
    )
    if settings.sources.is_dir() and articles:
        stray = [
            path
            for path in settings.sources.iterdir()
            if path.is_file()
            and path.name != ".gitkeep"
            and not any(path.name.startswith(name) for name in _heads(path, articles))
        ]
        yield from _told(
            "doctor-stray-source",
            stray,
            say("no article is called so"),
            say("Encode it, or move it away."),
        )


def outputs(settings: Settings, _now: datetime) -> Iterator[Finding]:
    """Find articles whose outputs were made from another state of the file."""
    old = []
    for path in _articles(settings):
        copy = settings.out / path.stem / f"{path.stem}.tei.xml"
        if copy.is_file() and (copy.stat().st_size != path.stat().st_size or copy.read_bytes() != path.read_bytes()):
            old.append(copy.parent)
    yield from _told(
        "doctor-stale", old, say("it was made from an earlier state of its article"), say("Make it anew: titelei run.")
    )


def _articles(settings: Settings) -> tuple[Path, ...]:
    return tuple(find((settings.articles,))) if settings.articles.is_dir() else ()


def _heads(path: Path, articles: set[str]) -> set[str]:
    """Give the ids that a source's name may begin with: its stem, and what remains without its last parts."""
    parts = path.name.split(".")
    return {head for n in range(1, len(parts) + 1) if (head := ".".join(parts[:n])) in articles}


def _told(rule: str, paths: list[Path], what: str, repair: str) -> Iterator[Finding]:
    """Give a finding for each path, and one for all beyond the first few."""
    for path in sorted(paths)[:_PLACES]:
        yield Finding(
            rule=rule, severity=Severity.WARNING, file=shown(path), message=say("{what}.", what=what), repair=repair
        )
    if len(paths) > _PLACES:
        more = len(paths) - _PLACES
        yield Finding(
            rule=rule,
            severity=Severity.WARNING,
            file=shown(paths[0].parent),
            message=say("And {more} more of this kind: {what}.", more=more, what=what),
            repair=repair,
            count=more,
        )
