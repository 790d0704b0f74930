<?xml version="1.0" encoding="UTF-8"?>
<!-- Labels in the page's language, text in its own, and addresses: all relative, so that the site works wherever it is
     put. @suffix is what a page of a chosen language appends to the addresses of others (/index.ru.html). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns:labels="urn:titelei:labels"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:function name="site:word" as="xs:string">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="labels:text($key, root($at)/page/@lang)"/>
  </xsl:function>

  <xsl:function name="site:word" as="xs:string">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="item()*"/>
    <xsl:sequence select="labels:text($key, root($at)/page/@lang, $values ! string(.))"/>
  </xsl:function>

  <!-- A text with its language, where that is not the page's. -->
  <xsl:function name="site:said" as="item()*">
    <xsl:param name="text" as="element()?"/>
    <xsl:for-each select="$text">
      <xsl:choose>
        <xsl:when test="@lang and not(@lang = root(.)/page/@lang)">
          <span lang="{@lang}">{.}</span>
        </xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="site:joined" as="item()*">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:for-each select="$texts">
      <xsl:if test="position() gt 1">{$separator}</xsl:if>
      <xsl:sequence select="site:said(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The address of a page of the site, in the language that was chosen. -->
  <xsl:function name="site:href" as="xs:string">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:variable name="page" as="element(page)" select="root($at)/page"/>
    <xsl:variable name="whole" as="xs:string" select="$path || $page/@suffix"/>
    <xsl:sequence select="$page/@root || (if ($path eq '') then substring-after($whole, '/') else $whole)"/>
  </xsl:function>

  <xsl:function name="site:file" as="xs:string">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="root($at)/page/@root || $path"/>
  </xsl:function>

</xsl:stylesheet>
