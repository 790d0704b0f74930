"""The engine on cases written for each clause of ISO/IEC 19757-3:2020."""

from pathlib import Path

import pytest
from lxml import etree

from schematron.case_files import Case, all_cases
from titelei.errors import AssetError
from titelei.names import SVRL
from titelei.validate.schematron import compile_schema, run
from titelei.xml.read import read

CASES = list(all_cases())
GRAMMAR = etree.RelaxNG(etree.parse(str(Path(__file__).parent / "svrl.rng")))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_the_engine_does_what_the_case_says(case: Case, tmp_path: Path) -> None:
    schema, document = case.write(tmp_path)
    if case.error:
        with pytest.raises(AssetError) as caught:
            run(compile_schema(schema, phase=case.phase), read(document, edition=False))
        assert case.error in str(caught.value)
        if case.error_line:
            places = [(Path(f.file).name, f.line) for f in caught.value.findings]
            assert (Path(case.error_file).name, case.error_line) in places
        return
    compiled = compile_schema(schema, phase=case.phase)
    report = run(compiled, read(document, edition=False))
    warned = [f.message for f in compiled.warnings if f.line == case.error_line]
    assert any(case.warning in message for message in warned) if case.warning else compiled.warnings == ()
    assert len(report.hits) == len(case.hits), [(h.id, h.location, h.text) for h in report.hits]
    for hit, expected in zip(report.hits, case.hits, strict=True):
        said = {
            "diagnostics": "; ".join(f"{name}: {text}" for name, text in hit.diagnostics),
            "properties": "; ".join(f"{name}: {text}" for name, _role, text in hit.properties),
        }
        assert expected == {name: said.get(name) or str(getattr(hit, name)) for name in expected}
    svrl = etree.fromstring(report.xml.encode())
    GRAMMAR.assertValid(svrl)
    for test in case.assertions:
        assert svrl.xpath(test, namespaces={"svrl": SVRL}), f"{test} does not hold for\n{report.xml}"


def test_there_are_about_a_hundred_cases_with_names_of_their_own() -> None:
    assert len(CASES) >= 100
    assert len({c.name for c in CASES}) == len(CASES)
