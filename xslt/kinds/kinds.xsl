<?xml version="1.0" encoding="UTF-8"?>
<!-- What formats call the kind of an article. A notice whose kind nobody has said is known by what it notices. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:kinds="urn:titelei:kinds"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Read while the stylesheet is compiled: once a process, not once an article. -->
  <xsl:variable name="kinds:all" as="document-node()" static="yes" select="doc('kinds.xml')"/>

  <xsl:key name="kinds:name" match="kinds:kind" use="@name"/>

  <!-- Its entry in the table; nothing where the kind is not known. -->
  <xsl:function name="kinds:of" as="element(kinds:kind)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="noticed" as="map(xs:string, xs:string)" select="map {
        'retracted': 'retraction', 'corrected': 'correction', 'concerned': 'concern', 'addended': 'addendum',
        'original': 'translation', 'replied': 'reply'}"/>
    <xsl:variable name="kind" as="xs:string?" select="($facts/kind ! string(), $facts/related/@type ! $noticed(.))[1]"/>
    <xsl:sequence select="$kind ! key('kinds:name', ., $kinds:all)"/>
  </xsl:function>

</xsl:stylesheet>
