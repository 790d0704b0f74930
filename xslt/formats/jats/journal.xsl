<?xml version="1.0" encoding="UTF-8"?>
<!-- journal-meta: titles, ISSN, publisher of the journal, as far as they are known. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:jats="urn:titelei:jats"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="jats:journal-meta" as="element(Q{}journal-meta)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/journal">
      <journal-meta>
        <xsl:for-each select="issn[1]">
          <journal-id journal-id-type="issn">{.}</journal-id>
        </xsl:for-each>
        <xsl:for-each select="identifier">
          <journal-id journal-id-type="{lower-case(@type)}">{.}</journal-id>
        </xsl:for-each>
        <xsl:if test="title">
          <journal-title-group>
            <journal-title>
              <xsl:sequence select="jats:lang(title[1]), string(title[1])"/>
            </journal-title>
            <xsl:for-each select="title[@role = 'sub']">
              <journal-subtitle>
                <xsl:sequence select="jats:lang(.), string()"/>
              </journal-subtitle>
            </xsl:for-each>
            <xsl:sequence select="tail(title)[@role = ('translated', 'transliterated', 'alternative')] ! jats:translated-title(.)"/>
            <xsl:for-each select="title[@role = 'abbreviated']">
              <abbrev-journal-title>
                <xsl:sequence select="jats:lang(.), string()"/>
              </abbrev-journal-title>
            </xsl:for-each>
          </journal-title-group>
        </xsl:if>
        <xsl:for-each select="issn[not(@medium = 'linking')]">
          <issn>
            <xsl:if test="@medium">
              <xsl:attribute name="publication-format" select="@medium"/>
            </xsl:if>
            <xsl:sequence select="string()"/>
          </issn>
        </xsl:for-each>
        <xsl:for-each select="issn[@medium = 'linking'][1]">
          <issn-l>{.}</issn-l>
        </xsl:for-each>
        <xsl:if test="publisher">
          <publisher>
            <publisher-name>
              <xsl:sequence select="jats:lang(publisher[1]), string-join(publisher, '; ')"/>
            </publisher-name>
            <xsl:if test="place">
              <publisher-loc>
                <xsl:sequence select="jats:lang(place[1]), string-join(place, '; ')"/>
              </publisher-loc>
            </xsl:if>
          </publisher>
        </xsl:if>
      </journal-meta>
    </xsl:for-each>
  </xsl:function>

  <!-- A title in another language or in another script. -->
  <xsl:function name="jats:translated-title" as="element(Q{}trans-title-group)">
    <xsl:param name="title" as="element(title)"/>
    <trans-title-group>
      <xsl:sequence select="jats:lang($title)"/>
      <trans-title>{$title}</trans-title>
    </trans-title-group>
  </xsl:function>

</xsl:stylesheet>
