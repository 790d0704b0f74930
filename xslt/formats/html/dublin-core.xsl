<?xml version="1.0" encoding="UTF-8"?>
<!-- The DC.* tags of the page: the statements of oai_dc in HTML (DCMI, Expressing Dublin Core metadata using HTML). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:head="urn:titelei:head"
  xmlns:statements="urn:titelei:statements"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="head:dublin-core" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/"/>
    <xsl:for-each select="statements:of($facts)">
      <meta name="DC.{local-name()}" content="{.}">
        <xsl:if test="@xml:lang">
          <xsl:attribute name="lang" select="@xml:lang"/>
        </xsl:if>
      </meta>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
