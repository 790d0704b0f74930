<?xml version="1.0" encoding="UTF-8"?>
<!-- Words with their type, in the face markup of Crossref and in abstracts of JATS. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:marks="urn:titelei:marks"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:mml="http://www.w3.org/1998/Math/MathML"
  xmlns:dates="urn:titelei:dates"
  xmlns:settings="urn:titelei:settings"
  xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"
  xmlns:fr="http://www.crossref.org/fundref.xsd"
  xmlns:ai="http://www.crossref.org/AccessIndicators.xsd"
  xmlns:rel="http://www.crossref.org/relations.xsd"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="crossref:runs" as="node()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="marks:elements($fact/node(), $crossref:marks, crossref:formula#1)"/>
  </xsl:function>

  <xsl:variable name="crossref:marks" as="map(xs:string, xs:QName)" select="map:merge(
      for $pair in ('i i', 'b b', 'u u', 'sc scp', 'sup sup', 'sub sub')
      return map:entry(substring-before($pair, ' '), QName('http://www.crossref.org/schema/5.5.0', substring-after($pair, ' '))))"/>

  <xsl:variable name="crossref:jats-marks" as="map(xs:string, xs:QName)" select="map:merge(
      for $pair in ('i italic', 'b bold', 'u underline', 'sc sc', 'sup sup', 'sub sub')
      return map:entry(substring-before($pair, ' '),
        QName('http://www.ncbi.nlm.nih.gov/JATS1', 'jats:' || substring-after($pair, ' '))))"/>

  <!-- MathML as it is; TeX in its letters. -->
  <xsl:function name="crossref:formula" as="node()*">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:variable name="text" as="text()">
      <xsl:value-of select="$formula"/>
    </xsl:variable>
    <xsl:sequence select="(marks:mathml($formula), $text)[1]"/>
  </xsl:function>

  <xsl:function name="crossref:jats-formula" as="element(jats:inline-formula)">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:variable name="math" as="element(mml:math)?" select="marks:mathml($formula)"/>
    <jats:inline-formula>
      <xsl:choose>
        <xsl:when test="$math">
          <xsl:sequence select="$math"/>
        </xsl:when>
        <xsl:otherwise>
          <jats:tex-math>{$formula}</jats:tex-math>
        </xsl:otherwise>
      </xsl:choose>
    </jats:inline-formula>
  </xsl:function>

  <xsl:function name="crossref:abstract" as="element(jats:abstract)">
    <xsl:param name="abstract" as="element(abstract)"/>
    <jats:abstract>
      <xsl:copy-of select="$abstract/@xml:lang"/>
      <xsl:for-each select="$abstract/@kind">
        <xsl:attribute name="abstract-type" select="map{'summary': 'plain-language-summary', 'highlights': 'key-points'}(string())
            , string()[not(. = ('summary', 'highlights'))]"/>
      </xsl:for-each>
      <xsl:sequence select="crossref:passage($abstract)"/>
    </jats:abstract>
  </xsl:function>

  <!-- Paragraphs, then sections. JATS wants a title for a section: those without one are paragraphs, and so is all where
       one of them stands among others. -->
  <xsl:function name="crossref:passage" as="element()*">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="$passage/p ! crossref:paragraph('p', .)"/>
    <xsl:variable name="titled" as="xs:boolean" select="every $s in $passage/section satisfies exists($s/heading)"/>
    <xsl:for-each select="$passage/section">
      <xsl:choose>
        <xsl:when test="$titled">
          <jats:sec>
            <xsl:sequence select="crossref:paragraph('title', heading), crossref:passage(.)"/>
          </jats:sec>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="heading ! crossref:paragraph('p', .), crossref:flat(.)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="crossref:flat" as="element()*">
    <xsl:param name="section" as="element(section)"/>
    <xsl:sequence select="
        $section/p ! crossref:paragraph('p', .), $section/section ! (heading ! crossref:paragraph('p', .), crossref:flat(.))"/>
  </xsl:function>

  <xsl:function name="crossref:paragraph" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="fact" as="element()"/>
    <xsl:element name="jats:{$name}">
      <xsl:sequence select="marks:elements($fact/node(), $crossref:jats-marks, crossref:jats-formula#1)"/>
    </xsl:element>
  </xsl:function>

</xsl:stylesheet>
