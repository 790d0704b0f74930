"""XML of others is read without entities of its own and without files."""

from pathlib import Path

import pytest
from lxml import etree

from titelei.xml.foreign import parsed, words


def test_no_entity_brings_a_file_in(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    data = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}"><!ENTITY i "inner">]><a>&e;&i;</a>'
    assert b"secret<" not in etree.tostring(parsed(data.encode()))
    assert words(parsed(data.encode())) not in ("secret", "inner")


def test_what_is_not_well_formed_is_refused_and_equal_ids_are_not() -> None:
    with pytest.raises(etree.XMLSyntaxError):
        parsed(b"<a>")
    assert len(parsed(b'<a><b xml:id="x"/><b xml:id="x"/></a>')) == 2


def test_words_are_folded_through_all_elements() -> None:
    assert words(parsed("<a> one\n<b>two</b>  <c>\u00a0three</c></a>".encode())) == "one two three"
    assert words(None) == ""
