<?xml version="1.0" encoding="UTF-8"?>
<!-- journal_metadata and journal_issue. An issue needs a date, which is that of its imprint. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:dates="urn:titelei:dates"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="crossref:journal" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <journal_metadata>
      <xsl:sequence select="crossref:language($facts/journal/title[1]/@xml:lang)"/>
      <xsl:for-each select="$facts/journal/title">
        <full_title>{.}</full_title>
      </xsl:for-each>
      <xsl:for-each select="$facts/journal/issn">
        <issn media_type="{(@medium, 'print')[1]}">{.}</issn>
      </xsl:for-each>
    </journal_metadata>
  </xsl:function>

  <xsl:function name="crossref:issue" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/volume or $facts/issue">
      <journal_issue>
        <xsl:sequence select="crossref:publication-date($facts/date[@type = 'issued'], 'print')"/>
        <xsl:for-each select="$facts/volume">
          <journal_volume>
            <volume>{.}</volume>
          </journal_volume>
        </xsl:for-each>
        <xsl:for-each select="$facts/issue">
          <issue>{.}</issue>
        </xsl:for-each>
        <xsl:for-each select="$facts/part">
          <special_numbering>{.}</special_numbering>
        </xsl:for-each>
      </journal_issue>
    </xsl:if>
  </xsl:function>

  <xsl:function name="crossref:publication-date" as="element()">
    <xsl:param name="date" as="element(date)"/>
    <xsl:param name="medium" as="xs:string"/>
    <publication_date media_type="{$medium}">
      <xsl:sequence select="crossref:date-parts($date)"/>
    </publication_date>
  </xsl:function>

  <xsl:function name="crossref:date-parts" as="element()+">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="parts" as="xs:string*" select="dates:parts(dates:first($date))"/>
    <xsl:for-each select="$parts[2]">
      <month>{.}</month>
    </xsl:for-each>
    <xsl:for-each select="$parts[3]">
      <day>{.}</day>
    </xsl:for-each>
    <year>{$parts[1]}</year>
  </xsl:function>

  <!-- Crossref's list has the languages of ISO 639 without scripts and regions. -->
  <xsl:function name="crossref:language" as="attribute(language)?">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:if test="$tag">
      <xsl:attribute name="language" select="lower-case(tokenize($tag, '-')[1])"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
