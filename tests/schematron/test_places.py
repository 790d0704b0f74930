"""Hits on comments and processing instructions are shown where these stand."""

from pathlib import Path

import pytest

from titelei.validate import schematron
from titelei.validate.schematron import hit_findings
from titelei.xml.read import parse

DOCUMENT = """<?first one?>
<!-- before
the root -->
<r>
  <a>text <!-- inside --> more</a>
  <?second two?><?second three?>
</r>
"""


@pytest.mark.parametrize(
    ("context", "places"),
    [
        ("comment()", [(2, 1), (5, 11)]),
        ("processing-instruction('second')", [(6, 3), (6, 17)]),
        ("processing-instruction('first')", [(1, 1)]),
    ],
)
def test_other_nodes_have_their_own_line(tmp_path: Path, context: str, places: list[tuple[int, int]]) -> None:
    schema = tmp_path / "s.sch"
    schema.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"><pattern>'
        f'<rule context="{context}"><report test="true()">Here.</report></rule></pattern></schema>',
        "utf-8",
    )
    document = parse(DOCUMENT.encode("utf-8"), name="d.xml", edition=False)
    hits = schematron.run(schematron.compile_schema(schema), document).hits
    found = [(f.line, f.column) for f in hit_findings.findings(hits, document)]
    assert [line for line, _ in found] == [line for line, _ in places]
    # Two of one name in one line share the first one's column.
    assert found[0] == places[0]
