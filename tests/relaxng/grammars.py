"""Small grammars for tests, and the findings of a document against one."""

from pathlib import Path

from titelei.model import Finding
from titelei.names import RNG
from titelei.validate.relaxng.explain import Explainer
from titelei.validate.relaxng.grammar import Grammar
from titelei.xml.read import parse

XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

LETTER = """
<start><ref name="letter"/></start>
<define name="letter">
  <element name="letter">
    <optional><attribute name="xml:id"><data type="ID"/></attribute></optional>
    <attribute name="status"><choice><value>draft</value><value>published</value></choice></attribute>
    <ref name="head"/><optional><ref name="date"/></optional><oneOrMore><ref name="p"/></oneOrMore>
    <optional><ref name="closer"/></optional>
  </element>
</define>
<define name="head"><element name="head"><text/></element></define>
<define name="date">
  <element name="date">
    <attribute name="when">
      <choice><data type="gYear"/><data type="gYearMonth"/><data type="date"/></choice>
    </attribute>
    <text/>
  </element>
</define>
<define name="p">
  <element name="p">
    <zeroOrMore><choice><text/><ref name="hi"/><ref name="date"/><ref name="link"/></choice></zeroOrMore>
  </element>
</define>
<define name="hi">
  <element name="hi">
    <optional>
      <attribute name="rend">
        <list><oneOrMore><choice><value>bold</value><value>italic</value></choice></oneOrMore></list>
      </attribute>
    </optional>
    <text/>
  </element>
</define>
<define name="link">
  <element name="link">
    <choice>
      <attribute name="target"><data type="anyURI"/></attribute>
      <attribute name="key"><data type="NCName"/></attribute>
    </choice>
    <empty/>
  </element>
</define>
<define name="closer">
  <element name="closer"><element name="count"><data type="nonNegativeInteger"/></element></element>
</define>
"""


def source(body: str, *, namespace: str = "") -> str:
    """Write a grammar around definitions."""
    return f'<grammar xmlns="{RNG}" ns="{namespace}" datatypeLibrary="{XSD}">{body}</grammar>'


def made(folder: Path, body: str, *, namespace: str = "", name: str = "test.rng") -> Grammar:
    """Write a grammar to a file and read it."""
    path = folder / name
    path.write_text(source(body, namespace=namespace), encoding="utf-8")
    return Grammar(path)


def explained(grammar: Grammar, text: str) -> tuple[Finding, ...]:
    """Give the findings of a document by our own verdict alone."""
    return Explainer(grammar, parse(text.encode(), name="letter.xml", edition=False)).findings()
