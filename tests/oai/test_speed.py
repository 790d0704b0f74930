"""What keeps the provider fast; bench/oai_bench.py measures how fast it is."""

import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import event

from oai.answers import ask, names, token
from oai.server import provider
from titelei.repository.catalogue import Catalogue


@pytest.fixture(scope="module")
def bench(root: Path) -> Iterator[ModuleType]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(root / "bench")
        yield importlib.import_module("oai_bench")


def test_a_page_takes_two_statements(filled: Catalogue) -> None:
    first = token(ask(provider(filled), verb="ListRecords", metadataPrefix="oai_dc"))
    assert first is not None
    asked: list[str] = []
    event.listen(filled.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert names(ask(provider(filled), verb="ListRecords", resumptionToken=first.text or ""))
    assert len([each for each in asked if each.startswith("SELECT")]) == 2, asked


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_hundred_thousand_records(bench: ModuleType, tmp_path: Path, database: str) -> None:
    records = 100_000
    catalogue = bench.make(tmp_path / "repository", database, records)
    result = bench.harvest(tmp_path / "repository", database)
    assert result["records"] == records
    assert result["memory MB at the end"] < result["memory MB after a tenth"] + 40, result
    catalogue.close()
