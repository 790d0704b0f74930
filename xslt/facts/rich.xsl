<?xml version="1.0" encoding="UTF-8"?>
<!-- Words with their type: the reading text in which italics, raised and lowered letters and formulas stay elements.
     Most words have none of these and take the short way. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- One fact in words that keep their type; nothing where there is no text. -->
  <xsl:function name="facts:rich" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes">
      <xsl:choose>
        <xsl:when test="not(descendant::hi or descendant::formula)">
          <xsl:sequence select="facts:fact($name, .)"/>
        </xsl:when>
        <xsl:when test="text:reading(node())">
          <xsl:element name="{$name}">
            <xsl:sequence select="facts:lang-attribute(.), facts:from(.), facts:runs(node())"/>
          </xsl:element>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:runs" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="marked" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$nodes" mode="text:reading">
          <xsl:with-param name="marked" as="xs:boolean" tunnel="yes" select="true()"/>
        </xsl:apply-templates>
      </xsl:document>
    </xsl:variable>
    <xsl:apply-templates select="$marked/node()" mode="facts:folded"/>
  </xsl:function>

  <!-- White space is folded across the borders of the marked words, and none stays at the edges. -->
  <xsl:mode name="facts:folded" on-no-match="shallow-copy"/>

  <xsl:template match="text()" mode="facts:folded" as="text()?">
    <xsl:variable name="spaced" as="xs:string" select="replace(translate(., $text:spaces, '                '), '\s+', ' ')"/>
    <xsl:variable name="before" as="xs:string" select="string-join(preceding::text())"/>
    <xsl:variable name="open" as="xs:string" select="
        if (matches($before, '^\s*$') or matches($before, '[\s\p{Zs}]$')) then replace($spaced, '^ ', '') else $spaced"/>
    <xsl:value-of select="if (matches(string-join(following::text()), '\S')) then $open else replace($open, ' $', '')"/>
  </xsl:template>

  <!-- What a heading, a title, a paragraph says once a mark at its end is taken off. -->
  <xsl:function name="facts:without-end" as="element()?">
    <xsl:param name="fact" as="element()?"/>
    <xsl:param name="end" as="xs:string"/>
    <xsl:for-each select="$fact">
      <xsl:copy>
        <xsl:sequence select="@*"/>
        <xsl:for-each select="node()">
          <xsl:choose>
            <xsl:when test="self::text() and position() = last()">
              <xsl:value-of select="replace(., $end, '')"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="."/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
