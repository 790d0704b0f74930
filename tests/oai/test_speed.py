"""A hundred thousand records: pages are fast at any depth, a harvest is, and memory stays flat."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def bench(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("oai_bench", root / "bench" / "oai.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["oai_bench"] = module
    sys.path.insert(0, str(root / "bench"))
    spec.loader.exec_module(module)
    return module


@pytest.mark.long
@pytest.mark.timeout(900)
def test_a_hundred_thousand_records(bench: ModuleType, tmp_path: Path, database: str) -> None:
    records = 100_000
    catalogue = bench.make(tmp_path / "repository", database, records)
    times = bench.page_times(catalogue, records, 40)
    # Twice what is asked of a machine that does nothing else.
    assert max(times.values()) < 40, times
    assert times["last"] < 3 * times["first"], times
    result = bench.harvest(tmp_path / "repository", database)
    assert result["records"] == records
    assert result["records a second"] > 5_000, result
    assert result["memory MB at the end"] < result["memory MB after a tenth"] + 40, result
    catalogue.close()
