"""Hits on comments and processing instructions are shown where these stand, and every fault has a file and a line."""

from pathlib import Path

import pytest

from titelei import resources
from titelei.errors import AssetError
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


def test_a_fault_of_the_compiler_itself_is_told_at_the_root_of_the_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiler = tmp_path / "schematron" / "main.xsl"
    compiler.parent.mkdir()
    compiler.write_text(
        """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
        xmlns:xs="http://www.w3.org/2001/XMLSchema"><xsl:param name="phase"/>
        <xsl:template match="/"><xsl:variable name="lang" as="xs:string" select="//lang"/>
        <xsl:value-of select="$lang"/></xsl:template>
        </xsl:stylesheet>""",
        "utf-8",
    )
    schema = tmp_path / "s.sch"
    schema.write_text('<?a b?>\n\n<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', "utf-8")
    monkeypatch.setattr(resources, "xslt", lambda: tmp_path)
    with pytest.raises(AssetError, match=r"s\.sch line 3: The schema does not compile: .+\.") as stopped:
        schematron.compile_schema(schema)
    assert [(Path(f.file).name, f.line) for f in stopped.value.findings] == [("s.sch", 3)]
