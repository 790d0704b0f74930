<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of titelei, with a head of its own: a template or function here stands in for ours of that name. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:param name="shipped" static="yes" as="xs:string"/>
  <xsl:import _href="{$shipped}formats/html/main.xsl"/>

  <xsl:function name="html:banner" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <header class="banner">
      <p class="edition-name"><a href="{$base-url}">Library of {$facts/journal/title[1]}</a></p>
    </header>
  </xsl:function>

</xsl:stylesheet>
