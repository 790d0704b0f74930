"""What became of an article: its versions in the repository with the facts that changed, and what was sent where."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from titelei.deposit.package import object_id
from titelei.errors import ObjectError, UsageError
from titelei.model import User
from titelei.pipeline.delivery import Standing, standings
from titelei.pipeline.run import open_catalogue
from titelei.repository.catalogue import is_withdrawn, message_of
from titelei.repository.catalogue.catalogue import clock
from titelei.repository.ocfl import Repository, Version
from titelei.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A fact that one version says otherwise than the one before: its name, what went, what came."""

    fact: str
    gone: str = ""
    come: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A version: its number, when (UTC), who, why, and which facts changed."""

    number: str
    when: str
    by: str
    message: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An article's versions, the newest first, whether it is withdrawn, and how far it has come at each target."""

    versions: tuple[Edition, ...] = ()
    is_withdrawn: bool = False
    standings: tuple[Standing, ...] = ()
    fault: str = ""


def past(settings: Settings, article: str) -> Past:
    """Read what became of an article; an object that is damaged is told, not raised."""
    repository, name = Repository(settings.repository_path), object_id(settings.domain, article)
    if not repository.exists:
        return Past()
    sent = tuple(s for s in standings(settings, (article,)) if s.article == article) if settings.targets else ()
    try:
        versions = repository.log(name)
        facts = [_facts(repository, name, version) for version in versions]
    except UsageError:
        return Past(standings=sent)
    except ObjectError as error:
        return Past(standings=sent, fault=error.sentence)
    found = [
        Edition(
            number=version.number,
            when=f"{version.created.astimezone(UTC):%Y-%m-%d %H:%M}",
            by=version.user_name,
            message=message_of(version),
            changes=tuple(differences(facts[at - 1], facts[at])) if at else (),
        )
        for at, version in enumerate(versions)
    ]
    return Past(versions=tuple(reversed(found)), is_withdrawn=is_withdrawn(versions), standings=sent)


def withdraw(settings: Settings, article: str, reason: str, by: str) -> None:
    """Withdraw an article: “repository withdraw” at the desk.

    Raises:
        UsageError: the repository has no such article, or it is withdrawn.
        StorageError: the repository is locked or damaged.
    """
    catalogue = open_catalogue(settings)
    try:
        catalogue.withdraw(
            object_id(settings.domain, article), reason=reason, user=_user(settings, by), now=clock(datetime.now(UTC))
        )
    finally:
        catalogue.close()


def restore(settings: Settings, article: str, by: str) -> None:
    """Undo a withdrawal: “repository restore” at the desk.

    Raises:
        UsageError: the repository has no such article, or it is not withdrawn.
        StorageError: the repository is locked or damaged.
    """
    catalogue = open_catalogue(settings)
    try:
        catalogue.restore(object_id(settings.domain, article), user=_user(settings, by), now=clock(datetime.now(UTC)))
    finally:
        catalogue.close()


def differences(before: bytes, after: bytes) -> Iterator[Change]:
    """Give the facts that differ, by name and value; facts that only moved are none."""
    old, new = Counter(_said(before)), Counter(_said(after))
    gone, come = list((old - new).elements()), list((new - old).elements())
    for fact in dict.fromkeys(name for name, _ in (*gone, *come)):
        was = [value for name, value in gone if name == fact]
        now = [value for name, value in come if name == fact]
        for at in range(max(len(was), len(now))):
            yield Change(fact=fact, gone="".join(was[at : at + 1]), come="".join(now[at : at + 1]))


def _said(facts: bytes) -> Iterator[tuple[str, str]]:
    """Give each fact of a facts file that has words or a value of its own."""
    if not facts:
        return
    for element in etree.fromstring(facts).iter(etree.Element):
        if any(True for _ in element.iterchildren(etree.Element)):
            continue
        path = [str(e.tag).rpartition("}")[2] for e in (*reversed(list(element.iterancestors())), element)][1:]
        if "edition" in path:
            continue  # who did what, not what is known of the article
        value = " ".join(str(element.text or element.get("value") or element.get("when") or "").split())
        if value:
            yield " › ".join(path), value


def _facts(repository: Repository, name: str, version: Version) -> bytes:
    files = repository.get(name, version.number, wanted=lambda path: path.endswith(".facts.xml"))
    return next((data for _, data in files), b"")


def _user(settings: Settings, by: str) -> User:
    return User(name=by, address=settings.repository.user.address)
