"""All articles of both editions, rendered once and compared with their TEI."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from cli.conftest import titelei as titelei
from titelei import facts, parity
from titelei.deposit.targets.documents import documents
from titelei.model import Severity
from titelei.parity import Cell, Table
from titelei.parity.edition import Edition
from titelei.pipeline.article import Article
from titelei.pipeline.render import accept_and_make
from titelei.render.render import render
from titelei.settings import Settings, load
from titelei.xml.read import parse


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One article with its outputs by file name, and why some formats are impossible for it."""

    id: str
    root: "etree._Element"
    outputs: Mapping[str, bytes]
    not_made: Mapping[str, str]
    settings: Settings

    @property
    def edition(self) -> Edition:
        """The article as parity asks it."""
        return Edition(self.root, facts.read(self.output("facts.xml")))

    def output(self, ending: str) -> bytes:
        """Give the file with this ending."""
        return self.outputs[f"{self.id}.{ending}"]

    def compare(
        self,
        changed: Mapping[str, bytes] | None = None,
        *,
        edition: Edition | None = None,
        table: Table | None = None,
    ) -> tuple[Cell, ...]:
        """Compare the outputs, some of them ``changed`` by ending, with the article's edition or another."""
        outputs = {**self.outputs, **{f"{self.id}.{ending}": data for ending, data in (changed or {}).items()}}
        assert len(outputs) == len(self.outputs)
        of = edition or self.edition
        return parity.compare(
            of.root,
            of.facts,
            outputs,
            article_id=self.id,
            not_made=self.not_made,
            page_url=f"{self.settings.edition.base_url}articles/{self.id}",
            publisher=self.settings.publisher.name,
            table=table,
        )


def edition_of(root: "etree._Element") -> Edition:
    """Read the facts of a tree, and give it as parity asks it."""
    ((made, *_), _) = render(parse(etree.tostring(root), name="a.xml"), formats=("facts",))
    return Edition(root, facts.read(made.data))


def _told(article: Article, settings: Settings) -> dict[str, bytes]:
    """Give what targets of deposits are told of an article."""
    (known,) = (o.data for o in article.outputs if o.format == "facts")
    page = f"{settings.edition.base_url}articles/{article.id}"
    return documents(known, article.id, domain=settings.domain, page=page, publisher=settings.publisher.name)


@pytest.fixture(scope="session")
def articles(root: Path) -> dict[str, Rendered]:
    """Render every article of the second and of the first edition."""
    found = {}
    for project in (root / "tests" / "editions" / "waterways", root):
        settings = load(project)
        for path in sorted(settings.articles.glob("*.xml")):
            article = accept_and_make(path, settings)
            assert article.document is not None, path
            found[article.id] = Rendered(
                id=article.id,
                root=article.document.root,
                outputs={o.file_name: o.data for o in article.outputs} | _told(article, settings),
                not_made={
                    name: finding.message
                    for finding in article.findings
                    if finding.rule.startswith("render-") and finding.severity is Severity.INFO
                    for name in finding.breaks
                },
                settings=settings,
            )
    return found


@pytest.fixture(scope="session")
def cells(articles: dict[str, Rendered]) -> tuple[Cell, ...]:
    """Compare all of them."""
    return tuple(cell for article in articles.values() for cell in article.compare())
