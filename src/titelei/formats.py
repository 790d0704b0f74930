"""The registry of outputs: a folder ``formats/NAME/`` is a format, and describes itself in its ``format.toml``.

Shipped ones stand in ``xslt/formats/``. The same folder in a project's own ``xslt/`` adds a format, or gives one of the
files of a shipped one another content. ``xslt/README.md`` says what a folder holds.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Literal, Protocol

import msgspec

from titelei import resources
from titelei.errors import AssetError, UsageError
from titelei.messages import say
from titelei.nearest import did_you_mean

FOLDER: Final = "formats"
DESCRIPTION: Final = "format.toml"

PAGE: Final = "html"
"""The page to publish: what stands at an article's address."""
FACTS: Final = "facts"
"""What is known of an article: what most other formats are made from."""

Source = Literal["edition", "tei", "facts", "page"]
"""What a format is made from: the edition's bytes unchanged, the TEI, the facts document, or the page."""

Need = Literal["facts", "outputs", "citations"]
"""What a stylesheet is given besides, as parameter of that name: the facts document, the list of the article's files,
the article as the citation styles cite it."""

Check = Literal[
    "grammar", "copy", "html", "text", "diplomatic", "json-ld", "csl-json", "bibtex", "ris", "linkset", "pdf"
]
"""How the check stage holds an output to what it must be."""

Agreement = Literal["", "html", "json-ld", "dublin-core"]
"""How the check stage reads title and language back."""


class Oai(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How OAI-PMH offers a format; ``schema`` is the address at which its community keeps the schema."""

    prefix: str
    namespace: str
    schema: str


class _Description(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A ``format.toml``, as ``xslt/README.md`` explains it."""

    order: int
    media_type: str
    label: Mapping[str, str]
    source: Source = msgspec.field(name="from", default="facts")
    needs: tuple[Need, ...] = ()
    ending: str = ""
    file_name: str = ""
    schema: str = ""
    check: Check | None = None
    agreement: Agreement = ""
    is_conditional: bool = msgspec.field(name="conditional", default=False)
    is_content: bool = msgspec.field(name="content", default=False)
    per_language: bool = False
    is_for_agency: bool = msgspec.field(name="agency", default=False)
    is_on_demand: bool = msgspec.field(name="on_demand", default=False)
    oai: Oai | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of output.

    ``ending`` follows the article's id in the file name, unless ``file_name`` names the file. A format ``per_language``
    has one file a language of labels, the first of them under the plain name. One that ``is_conditional`` demands facts
    or settings that an article need not have; without them it has no such file. One that ``is_content`` is the article
    in another form, the others describe it. One that ``is_for_agency`` is what an agency takes from its members, and to
    which nothing is sent. One that ``is_on_demand`` is made where it is named.
    ``parity`` are the files that say where its outputs hold which fact.
    """

    name: str
    media_type: str
    source: Source = "facts"
    needs: frozenset[Need] = frozenset()
    check: Check = "text"
    agreement: Agreement = ""
    label: Mapping[str, str]
    ending: str = ""
    file_name: str = ""
    stylesheet: Path | None = None
    grammar: Path | None = None
    parity: tuple[Path, ...] = ()
    oai: Oai | None = None
    per_language: bool = False
    is_conditional: bool = False
    is_content: bool = False
    is_for_agency: bool = False
    is_on_demand: bool = False

    def file(self, article_id: str, language: str = "") -> str:
        """Name the file of one article; ``language`` where it is another than the first."""
        name = self.file_name or f"{article_id}.{self.ending}"
        if not language:
            return name
        stem, _, suffix = name.rpartition(".")
        return f"{stem}.{language}.{suffix}"

    def files(self, article_id: str, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
        """Give (file name, language of labels) for each file that the format makes of an article."""
        if not self.per_language or not languages:
            return ((self.file(article_id), languages[0] if languages else ""),)
        first, *others = languages
        return ((self.file(article_id), first), *((self.file(article_id, other), other) for other in others))

    def is_file(self, file_name: str, article_id: str) -> bool:
        """Tell whether this is one of the files that the format makes of an article."""
        plain = self.file(article_id)
        stem, _, suffix = plain.rpartition(".")
        return file_name == plain or (
            self.per_language and file_name.startswith(f"{stem}.") and file_name.endswith(f".{suffix}")
        )


class Offer(Protocol):
    """What is offered of each article: the formats by name (none: all) and the languages of labels."""

    @property
    def formats(self) -> tuple[str, ...]: ...

    @property
    def languages(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Registry:
    """All formats of a project, in their order; those ``on_demand`` are made only where they are named."""

    formats: tuple[Format, ...]
    on_demand: tuple[Format, ...] = ()

    def __iter__(self) -> Iterator[Format]:
        return iter(self.formats)

    @property
    def names(self) -> tuple[str, ...]:
        """Name them."""
        return tuple(kind.name for kind in self.formats)

    def named(self, name: str) -> Format:
        """Give the format of that name.

        Raises:
            UsageError: there is none.
        """
        for kind in (*self.formats, *self.on_demand):
            if kind.name == name:
                return kind
        raise UsageError(say("There is no format “{name}”.{hint}", name=name, hint=did_you_mean(name, self.names)))

    def chosen(self, names: tuple[str, ...]) -> tuple[Format, ...]:
        """Give the formats of these names in the registry's order; none named gives all but those on demand.

        Raises:
            UsageError: there is no format of that name.
        """
        wanted = {self.named(name).name for name in names}
        if not names:
            return self.formats
        return tuple(kind for kind in (*self.formats, *self.on_demand) if kind.name in wanted)

    def file_names(self, article_id: str, offer: Offer) -> tuple[str, ...]:
        """Name all files that are made of an article."""
        kinds = self.chosen(offer.formats)
        return tuple(name for kind in kinds for name, _ in kind.files(article_id, offer.languages))

    def of_file(self, file_name: str, article_id: str) -> Format | None:
        """Give the format whose file this is; None where no format makes such a file."""
        every = (*self.formats, *self.on_demand)
        return next((kind for kind in every if kind.is_file(file_name, article_id)), None)


@cache
def registry(own: Path | None = None) -> Registry:
    """Find the formats: those that are shipped, and those in the project's own folder of stylesheets.

    Raises:
        AssetError: a folder does not describe its format rightly; the text names the file.
    """
    shipped = resources.xslt() / FOLDER
    added = own / FOLDER if own is not None else None
    names = {path.parent.name for path in shipped.glob(f"*/{DESCRIPTION}")}
    if added is not None:
        names |= {path.name for path in added.glob("*") if path.is_dir()}
    found = [_read(name, _files(name, (shipped, added))) for name in names]
    _hold_apart(tuple(kind for _, kind in found))
    ordered = [kind for _, kind in sorted(found, key=lambda pair: (pair[0], pair[1].name))]
    return Registry(
        tuple(kind for kind in ordered if not kind.is_on_demand), tuple(kind for kind in ordered if kind.is_on_demand)
    )


def _files(name: str, folders: tuple[Path | None, ...]) -> dict[str, Path]:
    """Give file name → place of what describes a format; a later folder's files stand in for those of an earlier."""
    return {path.name: path for folder in folders if folder is not None for path in sorted((folder / name).glob("*.*"))}


def _read(name: str, files: Mapping[str, Path]) -> tuple[int, Format]:
    path = files.get(DESCRIPTION)
    if path is None:
        raise AssetError(
            say(
                "The folder {folder}/{name} has no {description}. Write one, or take the folder away.",
                folder=FOLDER,
                name=name,
                description=DESCRIPTION,
            )
        )
    try:
        said = msgspec.convert(tomllib.loads(path.read_text("utf-8")), _Description)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise AssetError(
            say("{path} does not describe a format: {error}. Correct it there.", path=path, error=error)
        ) from error
    grammar = resources.schemas() / said.schema if said.schema else files.get("grammar.rng")
    kind = Format(
        name=name,
        media_type=said.media_type,
        source=said.source,
        needs=frozenset(said.needs),
        check=said.check or ("grammar" if grammar else "text"),
        agreement=said.agreement,
        label=said.label,
        ending=said.ending,
        file_name=said.file_name,
        stylesheet=files.get("main.xsl"),
        grammar=grammar,
        parity=tuple(file for each, file in files.items() if each.startswith("parity") and each.endswith(".toml")),
        oai=said.oai,
        per_language=said.per_language,
        is_for_agency=said.is_for_agency,
        is_on_demand=said.is_on_demand,
        is_conditional=said.is_conditional,
        is_content=said.is_content,
    )
    wrong = _wrong(kind)
    if wrong:
        raise AssetError(say("{path} does not describe a format: {wrong}. Correct it there.", path=path, wrong=wrong))
    return said.order, kind


def _wrong(kind: Format) -> str:
    if bool(kind.ending) == bool(kind.file_name):
        return say("either “ending” or “file_name” names its file")
    if kind.source in ("tei", "facts") and kind.stylesheet is None:
        return say("main.xsl is not beside it")
    if kind.check == "grammar" and kind.grammar is None:
        return say("grammar.rng is not beside it")
    return "" if "en" in kind.label else say("[label] has no “en”")


def _hold_apart(kinds: tuple[Format, ...]) -> None:
    """See to it that no two formats have one file or one prefix."""
    taken: dict[str, str] = {}
    for kind in kinds:
        for claim in (
            say("the file {file}", file=kind.file("ID")),
            say("the OAI prefix {prefix}", prefix=kind.oai.prefix) if kind.oai else "",
        ):
            if claim and taken.setdefault(claim, kind.name) != kind.name:
                first, second = sorted((kind.name, taken[claim]))
                raise AssetError(
                    say(
                        "The formats {first} and {second} both have {claim}. Give one of them another.",
                        first=first,
                        second=second,
                        claim=claim,
                    )
                )
