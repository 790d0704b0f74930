"""What ``titelei.toml`` can say: a class a table, a field a key, and what holds where nothing is said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from titelei.model import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition as a whole; ``base_url`` is where its pages are or will be."""

    title: str = ""
    base_url: str = field(default="https://titelei.example.org/", metadata={"is": "base_url"})
    languages: tuple[str, ...] = field(default=("en", "ru"), metadata={"is": "language"})
    rights: str = field(default="https://creativecommons.org/licenses/by/4.0/", metadata={"is": "url"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Used by formats that demand a publisher; never written into TEI."""

    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What is known of the journal beside its pages: evidence for ``encode``."""

    titles: tuple[str, ...] = ()
    issn: tuple[str, ...] = field(default=(), metadata={"is": "issn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Folders, relative to the project. ``schemas`` and ``xslt`` hold the project's own additions."""

    articles: Path = Path("tei/articles")
    sources: Path = Path("tei/sources")
    out: Path = Path("out")
    schemas: Path | None = None
    xslt: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Validate:
    """``fail_on`` and ``engine`` as the options of these names; ``severity`` raises or lowers rules."""

    fail_on: Literal["error", "warning", "info"] = "error"
    engine: Literal["saxon", "pyschematron", "both"] = "saxon"
    severity: Mapping[str, Literal["error", "warning", "info"]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Render:
    """Which formats are rendered (none named: all), in which label languages, text how wide."""

    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = field(default=("en", "ru"), metadata={"is": "language"})
    width: int = field(default=80, metadata={"from": 40, "to": 400})


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositorySettings:
    """The embedded repository: where it is, and who answers for it."""

    path: Path = Path("repository")
    database: str = ""
    domain: str = field(default="", metadata={"is": "domain"})
    name: str = "titelei"
    admin_email: str = field(default="admin@titelei.example.org", metadata={"is": "email"})
    user_name: str = "titelei"
    user_email: str = field(default="", metadata={"is": "email"})
    page_size: int = field(default=100, metadata={"from": 1, "to": 1000})

    @property
    def user(self) -> User:
        """Who makes versions."""
        return User(name=self.user_name, address=f"mailto:{self.user_email or self.admin_email}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossref:
    """Who deposits at Crossref."""

    depositor_name: str = ""
    depositor_email: str = field(default="", metadata={"is": "email"})
    registrant: str = ""
    crossmark_policy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A repository elsewhere. Secrets are never here: ``TITELEI_NAME_TOKEN`` and the like, or the keyring."""

    kind: Literal["swordv2", "hal", "invenio", "bagit", "ocfl"]
    url: str = field(default="", metadata={"is": "url"})
    path: Path | None = None
    collection: str = ""
    on_behalf_of: str = ""
    packaging: str = ""
    community: str = ""
    hal_domain: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How many processes work at once; 0 means one a core."""

    jobs: int = field(default=0, metadata={"from": 0, "to": 1024})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of a project. ``root`` is the project's folder; relative paths start there.

    ``has_base_url`` tells that somebody has said where the edition is: identifiers are made from that.
    """

    root: Path = Path()
    has_base_url: bool = False
    edition: Edition = field(default_factory=Edition)
    publisher: Publisher = field(default_factory=Publisher)
    journal: Journal = field(default_factory=Journal)
    paths: Paths = field(default_factory=Paths)
    validate: Validate = field(default_factory=Validate)
    render: Render = field(default_factory=Render)
    repository: RepositorySettings = field(default_factory=RepositorySettings)
    crossref: Crossref = field(default_factory=Crossref)
    targets: Mapping[str, Target] = field(default_factory=dict)
    batch: Batch = field(default_factory=Batch)

    @property
    def articles(self) -> Path:
        return self.root / self.paths.articles

    @property
    def sources(self) -> Path:
        return self.root / self.paths.sources

    @property
    def out(self) -> Path:
        return self.root / self.paths.out

    @property
    def own_xslt(self) -> Path | None:
        """The project's own stylesheets and formats; None where it has none."""
        return self.root / self.paths.xslt if self.paths.xslt else None

    @property
    def repository_path(self) -> Path:
        return self.root / self.repository.path

    @property
    def cache(self) -> Path | None:
        """The folder for what can be made again; None outside a project."""
        return self.root / ".titelei" / "cache" if self.root != Path() else None

    @property
    def domain(self) -> str:
        """The domain of ``oai:`` identifiers: as set, else that of ``base_url``."""
        return self.repository.domain or urlsplit(self.edition.base_url).hostname or "localhost"
