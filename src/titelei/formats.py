"""The registry of outputs: one entry a format. Nothing else lists them.

To add one: a folder under ``xslt/formats/`` with ``main.xsl`` and the grammar of what it emits, an entry here.
"""

from dataclasses import dataclass
from typing import Final, Literal, Protocol

from titelei.errors import UsageError
from titelei.names import DATACITE, MODS, OAI, OAI_DC, OAIRE, TEI
from titelei.nearest import did_you_mean

Source = Literal["edition", "tei", "facts", "both"]
"""What a format is made from: the edition's bytes unchanged, the TEI, the facts document, or the TEI with the facts as
parameter ``facts``."""

Validator = Literal["copy", "relaxng", "html", "text", "diplomatic", "json-ld", "csl-json", "bibtex", "ris", "linkset"]
"""How the check stage holds an output to what it must be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One kind of output.

    ``ending`` follows the article's id in the file name, unless ``file_name`` names the file. ``stylesheet`` is
    relative to ``xslt/``, ``schema`` begins with the folder of what is shipped, ``xslt/`` or ``schemas/``.
    ``oai_prefix`` is empty where OAI-PMH does not offer the format. A format ``per_language`` has one file a language
    of labels, the first of them under the plain name. One that ``is_conditional`` demands facts or settings that an
    article need not have; without them it has no such file.
    """

    name: str
    media_type: str
    source: Source
    validator: Validator
    ending: str = ""
    file_name: str = ""
    stylesheet: str = ""
    schema: str = ""
    oai_prefix: str = ""
    oai_namespace: str = ""
    per_language: bool = False
    is_conditional: bool = False

    def file(self, article_id: str, language: str = "") -> str:
        """Name the file of one article; ``language`` where it is another than the first."""
        name = self.file_name or f"{article_id}.{self.ending}"
        if not language:
            return name
        stem, _, suffix = name.rpartition(".")
        return f"{stem}.{language}.{suffix}"


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        name="html",
        media_type="text/html",
        source="both",
        validator="html",
        file_name="index.html",
        stylesheet="formats/html/main.xsl",
        per_language=True,
    ),
    Format(
        name="reading",
        media_type="text/plain",
        source="facts",
        validator="text",
        ending="reading.txt",
        stylesheet="formats/reading/main.xsl",
        is_conditional=True,
    ),
    Format(
        name="diplomatic",
        media_type="text/plain",
        source="tei",
        validator="diplomatic",
        ending="diplomatic.txt",
        stylesheet="formats/diplomatic/main.xsl",
    ),
    Format(
        name="tei",
        media_type="application/tei+xml",
        source="edition",
        validator="copy",
        ending="tei.xml",
        oai_prefix="tei",
        oai_namespace=TEI,
    ),
    Format(
        name="oai_dc",
        media_type="application/xml",
        source="facts",
        validator="relaxng",
        ending="oai_dc.xml",
        stylesheet="formats/oai_dc/main.xsl",
        schema="xslt/formats/oai_dc/grammar.rng",
        oai_prefix="oai_dc",
        oai_namespace=OAI_DC,
    ),
    Format(
        name="oai-record",
        media_type="application/xml",
        source="facts",
        validator="relaxng",
        ending="oai-record.xml",
        stylesheet="formats/oai-record/main.xsl",
        schema="xslt/formats/oai-record/grammar.rng",
        oai_namespace=OAI,
        is_conditional=True,
    ),
    Format(
        name="oai_openaire",
        media_type="application/xml",
        source="facts",
        validator="relaxng",
        ending="oai_openaire.xml",
        stylesheet="formats/oai_openaire/main.xsl",
        schema="xslt/formats/oai_openaire/grammar.rng",
        oai_prefix="oai_openaire",
        oai_namespace=OAIRE,
        is_conditional=True,
    ),
    Format(
        name="datacite",
        media_type="application/xml",
        source="facts",
        validator="relaxng",
        ending="datacite.xml",
        stylesheet="formats/datacite/main.xsl",
        schema="xslt/formats/datacite/grammar.rng",
        oai_prefix="oai_datacite",
        oai_namespace=DATACITE,
        is_conditional=True,
    ),
    Format(
        name="mods",
        media_type="application/mods+xml",
        source="facts",
        validator="relaxng",
        ending="mods.xml",
        stylesheet="formats/mods/main.xsl",
        schema="xslt/formats/mods/grammar.rng",
        oai_prefix="mods",
        oai_namespace=MODS,
    ),
    Format(
        name="jats",
        media_type="application/xml",
        source="facts",
        validator="relaxng",
        ending="jats.xml",
        stylesheet="formats/jats/main.xsl",
        schema="xslt/formats/jats/grammar.rng",
    ),
    Format(
        name="crossref",
        media_type="application/xml",
        source="facts",
        validator="relaxng",
        ending="crossref.xml",
        stylesheet="formats/crossref/main.xsl",
        schema="xslt/formats/crossref/grammar.rng",
        is_conditional=True,
    ),
    Format(
        name="hal",
        media_type="application/tei+xml",
        source="facts",
        validator="relaxng",
        ending="hal.xml",
        stylesheet="formats/hal/main.xsl",
        schema="xslt/formats/hal/grammar.rng",
        is_conditional=True,
    ),
    Format(
        name="json-ld",
        media_type="application/ld+json",
        source="facts",
        validator="json-ld",
        ending="jsonld",
        stylesheet="formats/json-ld/main.xsl",
    ),
    Format(
        name="csl-json",
        media_type="application/vnd.citationstyles.csl+json",
        source="facts",
        validator="csl-json",
        ending="csl.json",
        stylesheet="formats/csl-json/main.xsl",
    ),
    Format(
        name="bibtex",
        media_type="application/x-bibtex",
        source="facts",
        validator="bibtex",
        ending="bib",
        stylesheet="formats/bibtex/main.xsl",
    ),
    Format(
        name="ris",
        media_type="application/x-research-info-systems",
        source="facts",
        validator="ris",
        ending="ris",
        stylesheet="formats/ris/main.xsl",
    ),
    Format(
        name="linkset",
        media_type="application/linkset+json",
        source="facts",
        validator="linkset",
        ending="linkset.json",
        stylesheet="formats/linkset/main.xsl",
    ),
    Format(
        name="facts",
        media_type="application/xml",
        source="tei",
        validator="relaxng",
        ending="facts.xml",
        stylesheet="formats/facts/main.xsl",
        schema="schemas/facts.rng",
    ),
)

_BY_NAME: Final = {f.name: f for f in FORMATS}


class Offer(Protocol):
    """What is offered of each article: the formats by name (none: all) and the languages of labels."""

    @property
    def formats(self) -> tuple[str, ...]: ...

    @property
    def languages(self) -> tuple[str, ...]: ...


def chosen(names: tuple[str, ...]) -> tuple[Format, ...]:
    """Give the formats of these names in the registry's order; none named gives all.

    Raises:
        UsageError: there is no format of that name.
    """
    for name in names:
        if name not in _BY_NAME:
            raise UsageError(f"There is no format “{name}”.{did_you_mean(name, _BY_NAME)}")
    return tuple(f for f in FORMATS if not names or f.name in names)


def files(kind: Format, article_id: str, languages: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Give (file name, language of labels) for each file that a format makes of an article."""
    if not kind.per_language or not languages:
        return ((kind.file(article_id), languages[0] if languages else ""),)
    first, *others = languages
    return ((kind.file(article_id), first), *((kind.file(article_id, other), other) for other in others))


def file_names(article_id: str, offer: Offer) -> tuple[str, ...]:
    """Name all files that are made of an article."""
    return tuple(name for kind in chosen(offer.formats) for name, _ in files(kind, article_id, offer.languages))


def of_file(file_name: str, article_id: str) -> Format | None:
    """Give the format whose file this is; None where no format makes such a file."""
    for kind in FORMATS:
        plain = kind.file(article_id)
        if file_name == plain:
            return kind
        stem, _, suffix = plain.rpartition(".")
        if kind.per_language and file_name.startswith(f"{stem}.") and file_name.endswith(f".{suffix}"):
            return kind
    return None
