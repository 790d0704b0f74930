<?xml version="1.0" encoding="UTF-8"?>
<!-- Words of the page around the text, in the language of labels; runs in another language say so with @lang. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:labels="urn:titelei:labels"
  xmlns:facts="urn:titelei:facts"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="html:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="labels:text($key, $page-language)"/>
  </xsl:function>

  <xsl:function name="html:word" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:sequence select="labels:text($key, $page-language, $values)"/>
  </xsl:function>

  <!-- lang of what is in another language than what is around it, and dir where it runs the other way. -->
  <xsl:function name="html:lang" as="attribute()*">
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:if test="$lang and lower-case($lang) ne lower-case($around)">
      <xsl:attribute name="lang" select="$lang"/>
      <xsl:if test="html:direction($lang) ne html:direction($around)">
        <xsl:attribute name="dir" select="html:direction($lang)"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- The same of an element of the text that has an xml:lang of its own. -->
  <xsl:function name="html:own-lang" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@xml:lang ! html:lang(., facts:lang($element/..))"/>
  </xsl:function>

  <xsl:function name="html:direction" as="xs:string">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:sequence select="
        if (matches($lang, '-(Hebr|Arab|Syrc|Thaa|Nkoo|Adlm)(-|$)')) then 'rtl'
        else if (matches($lang, '-[A-Z][a-z]{3}(-|$)')) then 'ltr'
        else if (tags:primary($lang) = ('ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi')) then 'rtl'
        else 'ltr'"/>
  </xsl:function>

  <!-- A fact's text with its language. -->
  <xsl:function name="html:said" as="item()*">
    <xsl:param name="fact" as="element()?"/>
    <xsl:for-each select="$fact">
      <xsl:choose>
        <xsl:when test="@xml:lang and not(@xml:lang = $page-language)">
          <span>
            <xsl:sequence select="html:lang(@xml:lang, $page-language)"/>
            <xsl:text>{.}</xsl:text>
          </span>
        </xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Items with a separator between them. -->
  <xsl:function name="html:joined" as="item()*">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:for-each select="$items">
      <xsl:if test="position() gt 1">{$separator}</xsl:if>
      <xsl:choose>
        <xsl:when test=". instance of node()">
          <xsl:sequence select="html:said(.)"/>
        </xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
