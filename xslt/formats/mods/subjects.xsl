<?xml version="1.0" encoding="UTF-8"?>
<!-- What the article is about: key words as topics, places, times; and its classification. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:mods="urn:titelei:mods"
  xmlns="http://www.loc.gov/mods/v3"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="mods:subjects" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/keywords/keyword">
      <subject>
        <xsl:for-each select="../@scheme">
          <xsl:attribute name="authority" select="translate(., ' ', '-')"/>
        </xsl:for-each>
        <xsl:for-each select="../@scheme-uri">
          <xsl:attribute name="authorityURI" select="."/>
        </xsl:for-each>
        <xsl:for-each select="@uri">
          <xsl:attribute name="valueURI" select="."/>
        </xsl:for-each>
        <xsl:sequence select="mods:lang(.)"/>
        <topic>{.}</topic>
      </subject>
    </xsl:for-each>
    <xsl:for-each select="$facts/place[@about]/name[@preferred]">
      <subject>
        <xsl:sequence select="mods:lang(.)"/>
        <geographic>{text}</geographic>
      </subject>
    </xsl:for-each>
    <xsl:for-each select="$facts/period[@about]">
      <subject>
        <temporal encoding="edtf">{@edtf}</temporal>
      </subject>
    </xsl:for-each>
    <xsl:for-each select="$facts/classification">
      <classification>
        <xsl:for-each select="@scheme[. ne '']">
          <xsl:attribute name="authority" select="."/>
        </xsl:for-each>
        <xsl:sequence select="string()"/>
      </classification>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
