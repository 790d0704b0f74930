"""What ``titelei.toml`` can say: a class a table, a field a key, and what holds where nothing is said.

A key bears the sentence that explains it, which ``titelei new`` writes beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from titelei.messages import say
from titelei.model import User


def _key(said: str, default: Any = "", **allowed: Any) -> Any:
    """Give a key: what it says, what holds where it is not set, what is allowed, an ``example`` where none holds."""
    if isinstance(default, dict):
        return field(default_factory=dict, metadata={"said": said, **allowed})
    return field(default=default, metadata={"said": said, **allowed})


_SERVER: Final = say("address of its server")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """The edition as a whole: what it is called, where its pages are, who answers for it."""

    title: str = _key(say("name of the edition"), example="Journal of Samples")
    titles: Mapping[str, str] = _key(
        say("its name by language of labels, where it differs from title"), {}, example={"ru": "Журнал примеров"}
    )
    base_url: str = _key(
        say("where its pages are or will be; record identifiers come from it, so the first deposit demands it"),
        "https://titelei.example.org/",
        **{"is": "base_url"},
    )
    languages: tuple[str, ...] = _key(say("languages of the edition"), ("en", "ru"), **{"is": "language"})
    rights: str = _key(
        say("address of the edition's licence; publishing writes it into the article"),
        "https://creativecommons.org/licenses/by/4.0/",
        **{"is": "url"},
    )
    publisher: str = _key(
        say("who publishes the edition; publishing writes it into the article"), example="Sample Press"
    )
    responsible: tuple[str, ...] = _key(
        say("persons who answer for the edition; publishing writes them into the article"), (), example="Anna Editor"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """The publisher of the journal, for formats that demand one; never written into TEI."""

    name: str = _key(say("its name"), example="Sample Press")


@dataclass(frozen=True, slots=True, kw_only=True)
class Journal:
    """What is known of the journal beside its pages: evidence for ``encode``."""

    titles: tuple[str, ...] = _key(say("its titles, one a language"), (), example="Journal of Samples")
    issn: tuple[str, ...] = _key(say("its ISSN, in print and online"), (), **{"is": "issn"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Folders, relative to the project. ``schemas`` and ``xslt`` hold the project's own additions."""

    articles: Path = _key(say("one TEI file an article"), Path("tei/articles"))
    sources: Path = _key(say("the page that each was encoded from"), Path("tei/sources"))
    out: Path = _key(say("what is made of the articles"), Path("out"))
    schemas: Path | None = _key(
        say("own frontmatter.rng and frontmatter.sch in place of ours"), None, example="own/schemas"
    )
    xslt: Path | None = _key(say("own formats, sources and labels"), None, example="own")


@dataclass(frozen=True, slots=True, kw_only=True)
class Validate:
    """What ``validate`` asks for."""

    fail_on: Literal["error", "warning", "info"] = _key(
        say("error, warning or info: from which severity a command exits with 1"), "error"
    )
    engine: Literal["saxon", "pyschematron", "both"] = _key(say("saxon, pyschematron or both"), "saxon")
    rules: Path | None = _key(say("own rules beside ours, a Schematron schema"), None, example="own/rules.sch")
    severity: Mapping[str, Literal["error", "warning", "info"]] = _key(
        say("table of rules that count more or less: rule = error, warning or info"),
        {},
        example={"abstract-length": "info"},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Render:
    """Which formats are rendered, and how."""

    formats: tuple[str, ...] = _key(say("which outputs; none named means all"), (), example="html")
    languages: tuple[str, ...] = _key(
        say("languages of the labels, the first for index.html"), ("en", "ru"), **{"is": "language"}
    )
    width: int = _key(say("width of the reading text in characters"), 80, **{"from": 40, "to": 400})


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How pages look."""

    logo: Path | None = _key(say("picture above each page: SVG, PNG, JPEG or WebP"), None, example="own/logo.svg")
    css: Path | None = _key(say("own style sheet, after ours"), None, example="own/style.css")
    colours: Mapping[str, str] = _key(
        say("colours by the names of our style sheet, as accent, paper, ink; with -dark for dark screens"),
        {},
        example={"accent": "#7a1f2b"},
    )
    fonts: Mapping[str, str] = _key(say("fonts: serif for texts, sans for all else"), {}, example={"serif": "Georgia"})
    footer: Mapping[str, str] = _key(
        say("what stands at the foot of each page, by language"), {}, example={"en": "Sample Press, Town"}
    )
    navigation: Mapping[str, str] = _key(
        say("more links at the head of each page: word = address"),
        {},
        example={"About": "https://samples.example.org/"},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What the site's imprint says beside publisher, persons, ISSN and licence, which stand elsewhere."""

    about: Mapping[str, str] = _key(
        say("what the journal is for, in a sentence or two, by language; home shows it, too"),
        {},
        example={"en": "Samples of all kinds"},
    )
    address: tuple[str, ...] = _key(
        say("address of the publisher, line by line"), (), example="Sample Press, 1 Sample Street"
    )
    contact: str = _key(say("whom readers write to"), example="office@samples.example.org", **{"is": "email"})


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositorySettings:
    """The embedded repository: where it is, and who answers for it."""

    path: Path = _key(say("its folder"), Path("repository"))
    database: str = _key(
        say("address of its catalogue's database; a file in its folder where not set"),
        example="postgresql+psycopg://user@host/name",
    )
    domain: str = _key(
        say("domain in oai: identifiers; the one of base_url where not set"),
        example="samples.example.org",
        **{"is": "domain"},
    )
    name: str = _key(say("how it presents itself to harvesters"), "titelei")
    admin_email: str = _key(say("whom harvesters write to"), "admin@titelei.example.org", **{"is": "email"})
    user_name: str = _key(say("who publishes, and is written into each version"), "titelei")
    user_email: str = _key(
        say("their address; admin_email where not set"), example="anna@samples.example.org", **{"is": "email"}
    )
    page_size: int = _key(say("records a page"), 100, **{"from": 1, "to": 1000})

    @property
    def user(self) -> User:
        """Who makes versions."""
        return User(name=self.user_name, address=f"mailto:{self.user_email or self.admin_email}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossref:
    """Who deposits at Crossref."""

    depositor_name: str = _key(say("name of the depositor"), example="Sample Press")
    depositor_email: str = _key(
        say("where Crossref answers"), example="deposits@samples.example.org", **{"is": "email"}
    )
    registrant: str = _key(say("who is responsible for the DOIs"), example="Sample Press")
    crossmark_policy: str = _key(
        say("DOI of the policy page for updates in Crossmark; never invented"), example="10.5555/policy"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A repository elsewhere. Secrets are never here: ``TITELEI_NAME_TOKEN`` and the like, or the keyring."""

    kind: Literal["swordv2", "hal", "invenio", "bagit", "ocfl"] = field(
        metadata={"said": say("swordv2, hal, invenio, bagit or ocfl"), "example": "bagit"}
    )
    url: str = _key(_SERVER, example="https://repository.example.org/", **{"is": "url"})
    path: Path | None = _key(say("its folder, for bagit and ocfl"), None, example="bags")
    collection: str = _key(say("the collection to deposit in"), example="journals")
    on_behalf_of: str = _key(say("for whom"), example="anna")
    packaging: str = _key(
        say("how a package is made up, where the server takes several kinds"), example="METSDSpaceSIP"
    )
    community: str = _key(say("the community that reviews it"), example="samples")
    hal_domain: str = _key(say("HAL's code of the subject"), example="shs.hist")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """How work is shared out."""

    jobs: int = _key(say("processes at once; 0 means one a core"), 0, **{"from": 0, "to": 1024})


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
    look: Look = field(default_factory=Look)
    imprint: Imprint = field(default_factory=Imprint)
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
    def own(self) -> tuple[Path, ...]:
        """All files and folders of the project's own that go into what is found and made."""
        named = (self.paths.schemas, self.paths.xslt, self.look.logo, self.look.css, self.validate.rules)
        return tuple(self.root / path for path in named if path is not None)

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
