"""Records to measure with, in the tables that a repository has: title, author, abstract, key words, about 2.3 kB."""

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from titelei.oai import Identity, Provider
from titelei.oai.tokens import Signer
from titelei.repository.catalogue import Catalogue, Item, Set
from titelei.repository.catalogue.writing import Writer
from titelei.repository.ocfl import Repository

FIRST: Final = 1_577_836_800
SPAN: Final = 6 * 365 * 86_400
SIGNER: Final = Signer(b"bench" * 7)
_WORDS: Final = "history war peace trade region policy church archive steppe river fair guild reform law school press"


def items(records: int) -> Iterator[Item]:
    """Make items whose oai_dc looks like that of an article."""
    chance = random.Random(1)
    words = _WORDS.split()
    for n in range(records):
        title = " ".join(chance.choices(words, k=9)).capitalize()
        abstract = " ".join(chance.choices(words, k=190))
        year = 1990 + n % 35
        subjects = "".join(f"<dc:subject>{word}</dc:subject>" for word in chance.sample(words, 6))
        dc = (
            '<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
            'xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ '
            'http://www.openarchives.org/OAI/2.0/oai_dc.xsd">'
            f"<dc:title>{title}</dc:title><dc:creator>Author, A. {n}</dc:creator>{subjects}"
            f"<dc:description>{abstract}</dc:description><dc:date>{year}</dc:date>"
            f"<dc:identifier>https://titelei.example.org/articles/a{n}</dc:identifier><dc:language>rus</dc:language>"
            "<dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights></oai_dc:dc>"
        )
        yield Item(
            identifier=f"oai:titelei.example.org:a{n}",
            article=f"a{n}",
            version="v1",
            datestamp=FIRST + n * SPAN // records,
            title=title,
            rights="https://creativecommons.org/licenses/by/4.0/",
            sets=(Set(spec=f"journal:j{n % 10}", name=f"Journal {n % 10}"), Set(spec=f"year:{year}", name=str(year))),
            metadata={"oai_dc": dc.encode()},
        )


def make(folder: Path, database: str, records: int) -> Catalogue:
    """Make a catalogue of so many records, in the tables that a repository has."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = Catalogue(Repository(folder), database=database)
    catalogue.database.make_tables()
    with catalogue.database.writing() as connection:
        Writer(connection, catalogue.formats).load(items(records))
    catalogue.database.tidy()
    return catalogue


def provider(catalogue: Catalogue, page_size: int = 100) -> Provider:
    """Give the provider as it is served."""
    identity = Identity(name="bench", admin_email="admin@titelei.example.org", domain="titelei.example.org")
    return Provider(catalogue, identity=identity, signer=SIGNER, page_size=page_size)
