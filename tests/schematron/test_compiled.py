"""Compiling: once for a schema and phase, again after a change, kept as text, quick."""

from pathlib import Path

import pytest

from titelei.errors import AssetError, DocumentError
from titelei.validate.schematron import Compiled, compile_schema, run, schematron
from titelei.xml.read import parse, read

SCHEMA = """<sch:schema xmlns:sch="http://purl.oclc.org/dsdl/schematron">{}<sch:pattern><sch:rule context="r">
<sch:report test="true()">{}</sch:report></sch:rule></sch:pattern></sch:schema>"""


def _write(path: Path, text: str, head: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SCHEMA.format(head, text), "utf-8")
    return path


def _texts(compiled: Compiled) -> list[str]:
    return [hit.text for hit in run(compiled, parse(b"<r/>", name="d.xml", edition=False)).hits]


def test_an_unchanged_schema_is_compiled_once(tmp_path: Path) -> None:
    schema = _write(tmp_path / "s.sch", "m")
    assert compile_schema(schema) is compile_schema(schema)
    assert compile_schema(schema) is not compile_schema(schema, phase="#ALL")


def test_a_changed_schema_is_compiled_again(tmp_path: Path) -> None:
    schema = _write(tmp_path / "s.sch", "first")
    assert _texts(compile_schema(schema)) == ["first"]
    _write(schema, "second, longer")
    assert _texts(compile_schema(schema)) == ["second, longer"]


def test_a_change_in_an_included_file_counts(tmp_path: Path) -> None:
    part = tmp_path / "p.sch"
    schema = _write(tmp_path / "s.sch", "m", '<sch:include href="p.sch"/>')
    pattern = (
        '<sch:pattern xmlns:sch="http://purl.oclc.org/dsdl/schematron"><sch:rule context="r">'
        '<sch:report test="true()">{}</sch:report></sch:rule></sch:pattern>'
    )
    part.write_text(pattern.format("one"), "utf-8")
    assert _texts(compile_schema(schema)) == ["one", "m"]
    part.write_text(pattern.format("number two"), "utf-8")
    assert _texts(compile_schema(schema)) == ["number two", "m"]


def test_a_compiled_schema_can_be_kept_as_text(tmp_path: Path) -> None:
    compiled = compile_schema(_write(tmp_path / "s.sch", "kept"))
    assert str(tmp_path) not in compiled.xslt
    assert _texts(Compiled.from_xslt(compiled.xslt)) == ["kept"]


def test_another_stylesheet_is_not_taken_for_a_compiled_schema() -> None:
    with pytest.raises(AssetError, match="not a compiled Schematron schema"):
        Compiled.from_xslt("<xsl:stylesheet/>")


def test_the_same_schema_compiles_to_the_same_text(tmp_path: Path) -> None:
    one = compile_schema(_write(tmp_path / "one" / "s.sch", "m"))
    two = compile_schema(_write(tmp_path / "two" / "s.sch", "m"))
    assert one.xslt == two.xslt


def test_included_files_may_come_from_folders_that_are_allowed(tmp_path: Path) -> None:
    part = tmp_path / "shared" / "p.sch"
    part.parent.mkdir()
    part.write_text('<sch:pattern id="p" xmlns:sch="http://purl.oclc.org/dsdl/schematron"/>', "utf-8")
    schema = _write(tmp_path / "own" / "s.sch", "m", '<sch:include href="../shared/p.sch"/>')
    with pytest.raises(AssetError, match="outside the schema's folder"):
        compile_schema(schema)
    assert _texts(compile_schema(schema, allow_includes_from=(part.parent,))) == ["m"]


def test_a_link_out_of_the_schemas_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>", "utf-8")
    schema = _write(tmp_path / "own" / "s.sch", "m", '<sch:include href="link.sch"/>')
    (schema.parent / "link.sch").symlink_to(secret)
    with pytest.raises(AssetError, match="outside the schema's folder"):
        compile_schema(schema)


def test_a_missing_or_broken_schema_is_an_error_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(AssetError, match="There is no file"):
        compile_schema(tmp_path / "nix.sch")
    broken = tmp_path / "broken.sch"
    broken.write_text("<sch:schema>\n<a>", "utf-8")
    with pytest.raises(AssetError) as caught:
        compile_schema(broken)
    assert caught.value.findings[0].line > 0


def test_the_public_function_takes_paths_and_gives_svrl(tmp_path: Path) -> None:
    schema = _write(tmp_path / "s.sch", "m")
    document = tmp_path / "d.xml"
    document.write_text("<r/>", "utf-8")
    for report in (schematron(str(schema), str(document)), schematron(schema, read(document, edition=False))):
        assert "<svrl:successful-report" in report


def test_a_subordinate_document_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_text("<r/>", "utf-8")
    schema = tmp_path / "schemas" / "s.sch"
    schema.parent.mkdir()
    schema.write_text(SCHEMA.format("", "m").replace("<sch:pattern>", '<sch:pattern documents="/r/@d">'), "utf-8")
    document = tmp_path / "documents" / "d.xml"
    document.parent.mkdir()
    document.write_text('<r d="../secret.xml"/>', "utf-8")
    with pytest.raises(DocumentError, match="is not read"):
        schematron(schema, document)
    document.write_text('<r d="missing.xml"/>', "utf-8")
    with pytest.raises(DocumentError, match="There is no file"):
        schematron(schema, document)
    document.write_text('<r d="https://titelei.example.org/x.xml"/>', "utf-8")
    with pytest.raises(DocumentError, match="is not a file"):
        schematron(schema, document)


def test_an_external_entity_in_a_schema_draws_nothing_in(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    schema = _write(tmp_path / "s.sch", "m &e;")
    schema.write_text('<!DOCTYPE x [<!ENTITY e SYSTEM "secret.txt">]>' + schema.read_text("utf-8"), "utf-8")
    with pytest.raises(AssetError, match=r"line 2: &e; is no entity"):
        compile_schema(schema)
