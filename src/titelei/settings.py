"""``titelei.toml``: read once, checked key by key, frozen.

The tables and keys are those of the contract; a wrong one is a :class:`SettingsError` that names the line,
what is allowed and the nearest right name. Without a file the defaults below hold.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from titelei.errors import SettingsError
from titelei.messages import joined, say
from titelei.model import User
from titelei.nearest import did_you_mean, nearest

FILE_NAME: Final = "titelei.toml"
_TABLE: Final = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_PART: Final = r"""(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')"""
_KEY: Final = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")

_PATTERNS: Final = {
    "url": (r"https?://[^\s/]+(/\S*)?", say("an address that begins with https:// or http://")),
    "base_url": (r"https?://[^\s/]+/(\S*/)?", say("an address that begins with https:// or http:// and ends with /")),
    "domain": (r"[a-z0-9-]+(\.[a-z0-9-]+)+", say("a domain name such as titelei.example.org")),
    "email": (r"[^@\s]{2,}@[^@\s]+\.[^@\s.]+", say("an e-mail address with at least two characters before the @")),
    "language": (r"[a-z]{2,3}(-[A-Za-z0-9]+)*", say("a language tag such as en or ru-Latn")),
    "issn": (r"\d{4}-\d{3}[\dX]", say("an ISSN such as 1234-5679")),
}

_SECRETS: Final = {
    "token": "TOKEN",
    "access_token": "TOKEN",
    "api_key": "TOKEN",
    "key": "TOKEN",
    "user": "USER",
    "username": "USER",
    "login": "USER",
    "password": "PASSWORD",
    "secret": "PASSWORD",
}
"""Keys that somebody may try in ``[targets.NAME]``, and the end of the environment variable to be set instead."""


_OURS: Final = ("root", "has_base_url")
"""Fields that no file sets."""


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


def find_project(start: Path) -> Path | None:
    """Give the nearest folder from ``start`` upwards that holds ``titelei.toml``; None where there is none."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    return None


def _working_folder() -> Path:
    try:
        return Path.cwd()
    except OSError as error:
        raise SettingsError(say("The folder that you are in is gone. Change into one that is there (cd).")) from error


def load(project: Path | None = None) -> Settings:
    """Read the settings of a project: the folder given, else the nearest upwards from the working folder.

    Raises:
        SettingsError: there is no working folder, the folder given has no ``titelei.toml``, or a key or value in
            it is wrong.
    """
    folder = project if project is not None else find_project(_working_folder())
    if folder is None:
        return Settings(root=Path())
    file = folder / FILE_NAME
    try:
        text = file.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise SettingsError(
            say(
                "{folder} holds no {file_name}. Name the project's folder, or make a {file_name} there.",
                folder=folder,
                file_name=FILE_NAME,
            )
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            say("{file} cannot be read: {error}. Save it as UTF-8 and check its permissions.", file=file, error=error)
        ) from error
    return parse(text, name=str(file), root=folder)


def place_of(key: tuple[str, ...], root: Path) -> str:
    """Say where a key of a project's settings stands: the file, and the line where that can be told."""
    try:
        line = line_of((root / FILE_NAME).read_text("utf-8"), key)
    except (OSError, UnicodeDecodeError):
        line = 0
    return say("{file} line {line}", file=FILE_NAME, line=line) if line else FILE_NAME


def parse(text: str, *, name: str = FILE_NAME, root: Path = Path()) -> Settings:
    """Check the text of a ``titelei.toml`` and give the settings in it.

    Raises:
        SettingsError: every wrong key and value, one a line of the message.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        last = say("at line {max}, the last", max=max(1, len(text.splitlines())))
        where = str(error).replace(say("at end of document"), last)
        raise SettingsError(
            say("{name} is not valid TOML: {where}. Correct that line.", name=name, where=where)
        ) from error
    checker = _Checker(text, name)
    settings: Settings = checker.table(Settings, data, ())
    if checker.faults:
        raise SettingsError("\n".join(checker.faults))
    return replace(settings, root=root, has_base_url="base_url" in data.get("edition", {}))


class _Checker:
    """Walks the tables along the dataclasses above and collects what is wrong."""

    def __init__(self, text: str, name: str) -> None:
        self.text = text
        self.name = name
        self.faults: list[str] = []

    def fault(self, key: tuple[str, ...], sentence: str) -> None:
        line = line_of(self.text, key)
        place = say("{file} line {line}", file=self.name, line=line) if line else self.name
        self.faults.append(joined(": ", (place, sentence)))

    def table(self, kind: type, data: Mapping[str, Any], at: tuple[str, ...]) -> Any:
        hints = get_type_hints(kind)
        known = {f.name: f for f in fields(kind) if f.name not in _OURS}
        values: dict[str, Any] = {}
        for key, value in data.items():
            here = (*at, key)
            if kind is Target and key in _SECRETS:
                self.fault(
                    here,
                    say(
                        "secrets never stand in titelei.toml. Take “{key}” out and set {variable}.",
                        key=key,
                        variable=_variable(here),
                    ),
                )
                continue
            if key not in known:
                what = say("setting") if at else say("table")
                where = say(" in [{table}]", table=".".join(at)) if at else ""
                self.fault(
                    here,
                    say(
                        "there is no {what} “{key}”{where}.{hint}",
                        what=what,
                        key=key,
                        where=where,
                        hint=did_you_mean(key, known),
                    ),
                )
                continue
            values[key] = self.value(hints[key], value, here, known[key].metadata)
        if kind is Target:
            self._target(values, at)
        return None if self.faults and kind is Target else kind(**values)

    def value(self, hint: Any, value: Any, at: tuple[str, ...], allowed: Mapping[str, Any]) -> Any:
        origin = get_origin(hint)
        if hasattr(hint, "__dataclass_fields__"):
            if not isinstance(value, dict):
                return self.fault(at, say("{at} must be a table: write [{at}] above its keys.", at=".".join(at)))
            return self.table(hint, value, at)
        if origin is Literal:
            return self._choice(get_args(hint), value, at)
        if origin is tuple:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                return self.fault(
                    at,
                    say(
                        '{at} must be a list of texts, such as ["{example}"].',
                        at=".".join(at),
                        example=_example(allowed),
                    ),
                )
            return tuple(self._text(v, at, allowed) for v in value)
        if origin is not None and issubclass(origin, Mapping):
            if not isinstance(value, dict):
                return self.fault(at, say("{at} must be a table: write [{at}] above its keys.", at=".".join(at)))
            return {key: self.value(get_args(hint)[1], v, (*at, key), {}) for key, v in value.items()}
        if hint is int:
            return self._number(value, at, allowed)
        if not isinstance(value, str):
            return self.fault(
                at, say("{at} must be a text in quotation marks, not {value!r}.", at=".".join(at), value=value)
            )
        if hint is str:
            return self._text(value, at, allowed)
        return Path(value).expanduser()

    def _choice(self, options: tuple[str, ...], value: Any, at: tuple[str, ...]) -> Any:
        if value not in options:
            known = ", ".join(options)
            near = nearest(value, options) if isinstance(value, str) else ""
            hint = say(" Did you mean “{near}”?", near=near) if near else ""
            return self.fault(
                at,
                say(
                    "{at} is {value!r}; allowed are {known}.{hint}",
                    at=".".join(at),
                    value=value,
                    known=known,
                    hint=hint,
                ),
            )
        return value

    def _number(self, value: Any, at: tuple[str, ...], allowed: Mapping[str, Any]) -> Any:
        low, high = allowed["from"], allowed["to"]
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            return self.fault(
                at,
                say(
                    "{at} is {value!r}; it must be a whole number from {low} to {high}.",
                    at=".".join(at),
                    value=value,
                    low=low,
                    high=high,
                ),
            )
        return value

    def _text(self, value: str, at: tuple[str, ...], allowed: Mapping[str, Any]) -> Any:
        kind = allowed.get("is")
        if kind and value and not re.fullmatch(_PATTERNS[kind][0], value):
            return self.fault(
                at,
                say(
                    "{at} is {value!r}; it must be {patterns}.",
                    at=".".join(at),
                    value=value,
                    patterns=_PATTERNS[kind][1],
                ),
            )
        return value

    def _target(self, values: Mapping[str, Any], at: tuple[str, ...]) -> None:
        if "kind" not in values:
            self.fault(
                at, say("[{at}] has no kind. Write kind = one of swordv2, hal, invenio, bagit, ocfl.", at=".".join(at))
            )


def _variable(at: tuple[str, ...]) -> str:
    """Name the environment variable that a target's secret is looked for in."""
    return re.sub(r"[^A-Z0-9_]", "_", f"TITELEI_{at[-2]}_{_SECRETS[at[-1]]}".upper())


def _example(allowed: Mapping[str, Any]) -> str:
    return {"language": "en", "issn": "1234-5679"}.get(allowed.get("is", ""), "…")


def line_of(text: str, key: tuple[str, ...]) -> int:
    """Give the line, from 1, where ``key`` is set or its table opened; the nearest table above it, else 0."""
    table: tuple[str, ...] = ()
    best, depth = 0, 0
    for number, line in enumerate(text.splitlines(), start=1):
        opened = _TABLE.match(line)
        if opened:
            table = _parts(opened[1])
            here = table
        elif assigned := _KEY.match(line):
            here = (*table, *_parts(assigned[1]))
        else:
            continue
        if here == key:
            return number
        shared = len(here) if key[: len(here)] == here else 0
        if shared > depth:
            best, depth = number, shared
    return best


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(p.strip().strip("\"'") for p in re.findall(_PART, dotted))
