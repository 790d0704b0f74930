<?xml version="1.0" encoding="UTF-8"?>
<!-- What printed words mean where the TEI does not say it in an attribute: roles, seasons, kinds of statements. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Read while the stylesheet is compiled: once a process, not once an article. -->
  <xsl:variable name="facts:words" as="document-node()" static="yes" select="doc('words.xml')"/>

  <xsl:key name="facts:word" match="facts:word" use="../local-name() || ' ' || ."/>

  <!-- The name of what some words say, in small letters and without a mark at their end; nothing for unknown words. -->
  <xsl:function name="facts:word" as="xs:string?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="
        key('facts:word', $kind || ' ' || lower-case(replace($words, '[\s.:,;]+$', '')), $facts:words)[1]/../@name ! string()"/>
  </xsl:function>

</xsl:stylesheet>
