<?xml version="1.0" encoding="UTF-8"?>
<!-- journal_metadata and journal_issue. An issue needs a date, which is that of its imprint. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:dates="urn:titelei:dates"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="crossref:journal" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <journal_metadata>
      <xsl:sequence select="crossref:language($facts/journal/title[1]/@xml:lang)"/>
      <xsl:for-each select="$facts/journal/title[not(@role = ('abbreviated', 'sub'))]">
        <full_title>{.}</full_title>
      </xsl:for-each>
      <xsl:for-each select="$facts/journal/title[@role = 'abbreviated']">
        <abbrev_title>{.}</abbrev_title>
      </xsl:for-each>
      <xsl:for-each-group select="$facts/journal/issn[not(@medium = 'linking')]" group-by="string()">
        <issn media_type="{(@medium, 'print')[1]}">{.}</issn>
      </xsl:for-each-group>
      <xsl:for-each select="$facts/journal/identifier[@type = 'CODEN'][1]">
        <coden>{.}</coden>
      </xsl:for-each>
    </journal_metadata>
  </xsl:function>

  <xsl:function name="crossref:issue" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/volume or $facts/issue">
      <journal_issue>
        <xsl:sequence select="crossref:contributors($facts/contributor[@of = 'issue'])"/>
        <xsl:for-each select="$facts/issue-title[1]">
          <titles>
            <title>
              <xsl:sequence select="crossref:runs(.)"/>
            </title>
          </titles>
        </xsl:for-each>
        <xsl:sequence select="crossref:publication-date(crossref:issued($facts), crossref:medium($facts))"/>
        <xsl:for-each select="$facts/volume">
          <journal_volume>
            <volume>{.}</volume>
          </journal_volume>
        </xsl:for-each>
        <xsl:for-each select="$facts/issue">
          <issue>{.}</issue>
        </xsl:for-each>
        <xsl:for-each select="($facts/part, $facts/supplement ! ('Suppl. ' || .))[1]">
          <special_numbering>{.}</special_numbering>
        </xsl:for-each>
      </journal_issue>
    </xsl:if>
  </xsl:function>

  <!-- The date of the issue, else the first on which the article appeared. -->
  <xsl:function name="crossref:issued" as="element(date)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="($facts/date[@type = 'issued'], $facts/date[@type = ('print', 'published', 'online')])[dates:year(.)][1]"/>
  </xsl:function>

  <!-- A journal that has an electronic ISSN alone does not appear in print. -->
  <xsl:function name="crossref:medium" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="media" as="xs:string*" select="$facts/journal/issn[not(@medium = 'linking')]/string((@medium, 'unknown')[1])"/>
    <xsl:sequence select="if ('electronic' = $media and (every $m in $media satisfies $m = 'electronic')) then 'online' else 'print'"/>
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
    <xsl:for-each select="($parts[2], dates:season($date))[1]">
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
    <xsl:variable name="language" as="xs:string" select="tags:primary($tag)"/>
    <xsl:if test="crossref:knows-language($language)">
      <xsl:attribute name="language" select="$language"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
