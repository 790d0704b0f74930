<?xml version="1.0" encoding="UTF-8"?>
<!-- sourceDesc: where the article was published. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:statements="urn:titelei:statements"
  xmlns:hal="urn:titelei:hal"
  xmlns:settings="urn:titelei:settings"
  xmlns="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Types of identifiers as HAL spells them; HAL knows no others. -->
  <xsl:variable name="hal:identifiers" as="map(xs:string, xs:string)" static="yes"
    select="map{'DOI': 'doi', 'arXiv': 'arxiv', 'PMID': 'pubmed'}"/>

  <xsl:function name="hal:source" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <sourceDesc>
      <biblStruct>
        <analytic>
          <xsl:sequence select="hal:titles($facts), hal:authors($facts)"/>
        </analytic>
        <monogr>
          <xsl:for-each select="$facts/journal/issn[not(@medium = 'linking')]">
            <idno type="{if (@medium = 'electronic') then 'eissn' else 'issn'}">{.}</idno>
          </xsl:for-each>
          <xsl:for-each select="$facts/journal/title[1]">
            <title level="j">{.}</title>
          </xsl:for-each>
          <xsl:sequence select="hal:imprint($facts)"/>
        </monogr>
        <xsl:for-each select="$facts/identifier[$hal:identifiers(string(@type))]">
          <idno type="{$hal:identifiers(string(@type))}">{.}</idno>
        </xsl:for-each>
        <ref type="publisher">{($facts/url, settings:article-url($facts/@id))[1]}</ref>
        <xsl:for-each select="$facts/related[@uri]">
          <relatedItem type="{(@type, 'related')[1]}" target="{@uri}">{.}</relatedItem>
        </xsl:for-each>
      </biblStruct>
    </sourceDesc>
  </xsl:function>

  <xsl:function name="hal:imprint" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <imprint>
        <xsl:for-each select="$facts/journal/publisher[1]">
          <publisher>{.}</publisher>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/place[1]">
          <pubPlace>{.}</pubPlace>
        </xsl:for-each>
        <xsl:for-each select="$facts/volume">
          <biblScope unit="volume">{.}</biblScope>
        </xsl:for-each>
        <xsl:for-each select="$facts/issue">
          <biblScope unit="issue">{.}</biblScope>
        </xsl:for-each>
        <xsl:for-each select="statements:pages($facts)">
          <biblScope unit="pp">{.}</biblScope>
        </xsl:for-each>
        <xsl:for-each select="$facts/date[@type = 'issued'][dates:first(.)]">
          <date type="datePub">{dates:first(.)}</date>
        </xsl:for-each>
        <xsl:for-each select="($facts/date[@type = 'online'], $facts/date[@type = 'published'])[dates:first(.)][1]">
          <date type="dateEpub">{dates:first(.)}</date>
        </xsl:for-each>
      </imprint>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
