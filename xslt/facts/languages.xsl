<?xml version="1.0" encoding="UTF-8"?>
<!-- Language tags (BCP 47) and the codes of ISO 639-3 for them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:facts="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Read while the stylesheet is compiled: once a process, not once an article. -->
  <xsl:variable name="facts:languages" as="document-node()" static="yes" select="doc('languages.xml')"/>

  <xsl:key name="facts:language" match="facts:language" use="@tag"/>

  <!-- The language of a node, from the nearest xml:lang; empty where there is none. -->
  <xsl:function name="facts:lang" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="string($node/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- Of nodes those in the wanted language and its letters, the nearest first. -->
  <xsl:function name="facts:in-language" as="element()*">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:param name="wanted" as="xs:string"/>
    <xsl:sequence select="tags:nearest($nodes, $wanted, facts:lang#1)"/>
  </xsl:function>

  <!-- The code of ISO 639-3 for a tag; empty where the tag names no language of ISO 639. -->
  <xsl:function name="facts:iso639-3" as="xs:string?">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="primary" as="xs:string" select="tags:primary($tag)"/>
    <xsl:sequence select="
        if (matches($primary, '^[a-z]{3}$')) then $primary
        else key('facts:language', $primary, $facts:languages)/@iso639-3 ! string()"/>
  </xsl:function>

</xsl:stylesheet>
