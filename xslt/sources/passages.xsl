<?xml version="1.0" encoding="UTF-8"?>
<!-- Passages that records share: an abstract or statement of paragraphs and sections, in the words of JATS, or one text. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:source="urn:titelei:sources"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Heading, paragraphs, sections; a heading that is the word for the whole is no section. -->
  <xsl:function name="source:passage" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:element name="{$name}">
      <xsl:sequence select="source:tagged(source:lang($node)), source:from($node)"/>
      <xsl:sequence select="source:heading($node/*:title[1])"/>
      <xsl:sequence select="$node/(*:p | *:list/*:list-item | *:disp-quote | *:def-list/*:def-item | *:verse-group) ! source:rich('p', .)"/>
      <xsl:for-each select="$node/*:sec[source:text(.)]">
        <xsl:sequence select="source:passage('section', .)"/>
      </xsl:for-each>
    </xsl:element>
  </xsl:function>

  <!-- A heading without the full stop or colon that runs it in. -->
  <xsl:function name="source:heading" as="element()?">
    <xsl:param name="title" as="element()?"/>
    <xsl:variable name="text" as="xs:string" select="replace(source:text($title), '\s*[.:]$', '')"/>
    <xsl:sequence select="source:value('heading', $title, $text, source:lang($title))"/>
  </xsl:function>

  <!-- An abstract in whatever a record gives: paragraphs and sections, or one run of words. -->
  <xsl:function name="source:abstract" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:choose>
      <xsl:when test="not(source:text($node))"/>
      <xsl:when test="$node/(*:p | *:sec | *:list)">
        <xsl:variable name="passage" as="element()" select="source:passage('abstract', $node)"/>
        <xsl:sequence select="$passage[.//*:p]"/>
      </xsl:when>
      <xsl:otherwise>
        <abstract>
          <xsl:sequence select="source:tagged(source:lang($node)), source:from($node)"/>
          <xsl:sequence select="source:rich('p', $node)"/>
        </abstract>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
