<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to HTML reference pages: an index, the manual, a page for each element, one for classes, one for macros and datatypes,
     one for rules, and their style sheet. The result holds every file as text, with its name. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="model.xsl"/>
  <xsl:include href="expression.xsl"/>
  <xsl:include href="reference/frame.xsl"/>
  <xsl:include href="reference/index.xsl"/>
  <xsl:include href="reference/manual.xsl"/>
  <xsl:include href="reference/element.xsl"/>
  <xsl:include href="reference/classes.xsl"/>
  <xsl:include href="reference/content.xsl"/>
  <xsl:include href="reference/attributes.xsl"/>
  <xsl:include href="reference/rules.xsl"/>
  <xsl:include href="reference/example.xsl"/>
  <xsl:include href="reference/prose.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <!-- The name of the ODD's file, for the foot of each page. -->
  <xsl:param name="source" as="xs:string" select="'the ODD'"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="schema" as="element(schemaSpec)" select="odd:schema(.)"/>
    <pages xmlns="">
      <page file="style.css" xmlns="">{unparsed-text('reference/style.css')}</page>
      <xsl:sequence select="odd:page('index.html', odd:index-page($schema))"/>
      <xsl:if test="odd:chapters($schema)">
        <xsl:sequence select="odd:page('manual.html', odd:manual-page($schema))"/>
      </xsl:if>
      <xsl:sequence select="odd:page('classes.html', odd:classes-page($schema))"/>
      <xsl:sequence select="odd:page('datatypes.html', odd:datatypes-page($schema))"/>
      <xsl:sequence select="odd:page('rules.html', odd:rules-page($schema))"/>
      <xsl:variable name="parents" as="map(xs:string, xs:string*)" select="odd:parents(.)"/>
      <xsl:sequence select="
          odd:specs(.)/self::elementSpec ! odd:page(odd:file(.), odd:element-page(., $parents(@ident)))"/>
    </pages>
  </xsl:template>

  <!-- Element name to the names of the elements that may contain it, in alphabetical order. -->
  <xsl:function name="odd:parents" as="map(xs:string, xs:string*)">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:variable name="pairs" as="map(xs:string, xs:string)*">
      <xsl:for-each select="odd:specs($odd)/self::elementSpec">
        <xsl:sort select="@ident" collation="http://www.w3.org/2005/xpath-functions/collation/html-ascii-case-insensitive"/>
        <xsl:variable name="parent" as="xs:string" select="@ident"/>
        <xsl:sequence select="odd:admitted(content) ! map { string(@ident): $parent }"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="map:merge($pairs, map { 'duplicates': 'combine' })"/>
  </xsl:function>

  <xsl:function name="odd:page" as="element()">
    <xsl:param name="file" as="xs:string"/>
    <xsl:param name="html" as="element()"/>
    <page file="{$file}" xmlns="">{serialize($html, map {
      'method': 'html', 'html-version': 5.0, 'indent': true(), 'include-content-type': false() })}&#10;</page>
  </xsl:function>

</xsl:stylesheet>
