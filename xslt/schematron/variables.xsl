<?xml version="1.0" encoding="UTF-8"?>
<!-- Variables: @value, or the content as data. With queryBinding="xslt" or "xpath" content is a tree, else a sequence of nodes. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:titelei:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <xsl:mode name="t:variable" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="t:data" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="sch:let | sch:param" mode="t:variable" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}"/>
    <xsl:param name="local" as="xs:boolean" select="false()"/>
    <out:variable name="{(if ($local) then () else $names(@name), @name)[1]}" titelei:at="{@t:at} {local-name()}/@{if (@value) then 'value' else 'name'}">
      <xsl:sequence select="t:where(.), t:binding-version(.)"/>
      <xsl:copy-of select="@as"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="t:rename(@value, if ($local) then $names else t:without($names, @name))"/>
        </xsl:when>
        <xsl:when test="exists(node())">
          <xsl:if test="not(@as) and (not(t:is-first-version(.)) or empty(/*/@queryBinding))">
            <xsl:attribute name="as">node()*</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="node()[not(self::text()[not(normalize-space())])]" mode="t:data"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="select">''</xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template match="xsl:variable | xsl:param" mode="t:variable" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}"/>
    <xsl:param name="local" as="xs:boolean" select="false()"/>
    <xsl:apply-templates select="." mode="t:foreign">
      <xsl:with-param name="names" select="t:without($names, @name)" tunnel="yes"/>
      <xsl:with-param name="new-name" select="if ($local) then () else $names(@name)"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="t:data" as="element()">
    <out:element name="{name()}" namespace="{t:literal(namespace-uri())}">
      <xsl:for-each select="@* except @t:*">
        <out:attribute name="{name()}">
          <xsl:if test="namespace-uri() ne ''">
            <xsl:attribute name="namespace" select="t:literal(namespace-uri())"/>
          </xsl:if>
          <out:text>{.}</out:text>
        </out:attribute>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </out:element>
  </xsl:template>

  <xsl:template match="text()" mode="t:data" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="comment()" mode="t:data" as="element()">
    <out:comment><out:text>{.}</out:text></out:comment>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="t:data" as="element()">
    <out:processing-instruction name="{name()}"><out:text>{.}</out:text></out:processing-instruction>
  </xsl:template>

</xsl:stylesheet>
