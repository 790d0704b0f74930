"""Every location that the engine writes leads back to the node it was written for."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from titelei.validate.schematron import Compiled, compile_schema, run
from titelei.xml.paths import resolve
from titelei.xml.read import parse

SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<sch:pattern id="element"><sch:rule context="*"><sch:report test="true()"><sch:value-of select="@n"/></sch:report></sch:rule></sch:pattern>
<sch:pattern id="attribute"><sch:rule context="@*"><sch:report test="true()"><sch:value-of select="../@n"/></sch:report></sch:rule></sch:pattern>
<sch:pattern id="other"><sch:rule context="text() | comment() | processing-instruction()"><sch:report test="true()"><sch:value-of select="../@n"/></sch:report></sch:rule></sch:pattern>
<sch:pattern id="document"><sch:rule context="/"><sch:report test="true()"/></sch:rule></sch:pattern>
</sch:schema>"""  # noqa: E501 - one pattern a line

NAMES = st.sampled_from(["a", "b", "x:a", "y:a", "y:b-c", "д"])
LEAVES = st.sampled_from(["", "text", "<!--c-->", "<?p i?>", "t<!--c-->u<?q?>v"])


def _element(name: str, extra: bool, inside: list[str]) -> str:
    attributes = ' n="@" x:k="1" xml:lang="en" k="2"' if extra else ' n="@"'
    return f"<{name}{attributes}>{''.join(inside)}</{name}>"


TREES = st.recursive(
    LEAVES, lambda inner: st.builds(_element, NAMES, st.booleans(), st.lists(inner, max_size=4)), max_leaves=20
)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    path = tmp_path_factory.mktemp("locations") / "schema.sch"
    path.write_text(SCHEMA, "utf-8")
    return compile_schema(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TREES, max_size=5))
def test_every_location_resolves_to_its_own_node(compiled: Compiled, trees: list[str]) -> None:
    text = f'<r xmlns:x="urn:x" xmlns:y="urn:y" n="@">{"".join(trees)}</r>'
    numbers = iter(range(10**6))
    while '"@"' in text:
        text = text.replace('"@"', f'"{next(numbers)}"', 1)
    document = parse(text.encode(), name="d.xml", edition=False)
    hits = run(compiled, document).hits
    assert {h.location for h in hits if h.pattern == "document"} == {"/"}
    assert sum(h.pattern == "element" for h in hits) == sum(1 for _ in document.root.iter(etree.Element))
    for hit in hits:
        if hit.pattern == "document":
            continue
        element, attribute = resolve(document.root, hit.location)
        assert element is not None
        assert element.get("n") == hit.text, hit.location
        assert bool(attribute) is (hit.pattern == "attribute")
    assert len({h.location for h in hits}) == len(hits)


def test_lines_and_columns_are_those_of_the_node(compiled: Compiled) -> None:
    document = parse(b'<r>\n  <a\n    k="1"/>\n</r>', name="d.xml", edition=False)
    places = {h.location: document.positions.of_path(document.root, h.location) for h in run(compiled, document).hits}
    assert places["/Q{}r[1]/Q{}a[1]"] == (2, 3)
    assert places["/Q{}r[1]/Q{}a[1]/@k"] == (3, 5)


def test_a_document_without_a_path_is_validated(compiled: Compiled) -> None:
    assert run(compiled, parse(b"<r/>", name="memory", edition=False)).hits


def test_a_schema_on_disk_is_not_needed_to_read_a_location(tmp_path: Path, compiled: Compiled) -> None:
    again = Compiled.from_xslt(compiled.xslt)
    document = parse(b"<r/>", name="memory", edition=False)
    assert run(again, document).hits == run(compiled, document).hits
