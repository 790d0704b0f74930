<?xml version="1.0" encoding="UTF-8"?>
<!-- Language tags (BCP 47) and the codes of ISO 639-3 for them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
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

  <!-- The language without script and region: ru of ru-Latn. -->
  <xsl:function name="facts:primary" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="lower-case(string(tokenize($tag, '-')[1]))"/>
  </xsl:function>

  <!-- How near a tag is to a wanted one, after RFC 4647 (lookup, then its reverse); 0 is the same, 9 another language. A
       tag that names other letters than the wanted one is farther than one of another country. -->
  <xsl:function name="facts:distance" as="xs:integer">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:param name="wanted" as="xs:string?"/>
    <xsl:variable name="has" as="xs:string" select="lower-case($tag)"/>
    <xsl:variable name="wants" as="xs:string" select="lower-case($wanted)"/>
    <xsl:sequence select="
        if ($has = '' or $wants = '' or facts:primary($has) ne facts:primary($wants)) then 9
        else if ($has = $wants) then 0
        else if (facts:script($has) ne facts:script($wants)) then 4
        else if (starts-with($wants, $has || '-')) then 1
        else if (starts-with($has, $wants || '-')) then 2
        else 3"/>
  </xsl:function>

  <!-- The letters that a tag names: latn of ru-Latn; empty where it names none. -->
  <xsl:function name="facts:script" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="lower-case(string(tokenize($tag, '-')[position() gt 1][matches(., '^[A-Za-z]{4}$')][1]))"/>
  </xsl:function>

  <!-- Of nodes those in the wanted language and its letters, the nearest first. -->
  <xsl:function name="facts:in-language" as="element()*">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:param name="wanted" as="xs:string"/>
    <xsl:sequence select="sort($nodes[facts:distance(facts:lang(.), $wanted) lt 4], (), function($n) {
        facts:distance(facts:lang($n), $wanted) })"/>
  </xsl:function>

  <!-- The code of ISO 639-3 for a tag; empty where the tag names no language of ISO 639. -->
  <xsl:function name="facts:iso639-3" as="xs:string?">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="primary" as="xs:string" select="facts:primary($tag)"/>
    <xsl:sequence select="
        if (matches($primary, '^[a-z]{3}$')) then $primary
        else key('facts:language', $primary, $facts:languages)/@iso639-3 ! string()"/>
  </xsl:function>

</xsl:stylesheet>
