<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts from monogr and series: the journal, and where in it the article stands. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns:settings="urn:titelei:settings"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:journal" as="element(facts:journal)?">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:variable name="monogr" as="element(monogr)?" select="$article/monogr[1]"/>
    <xsl:variable name="titles" as="element(title)*" select="$monogr/title[not(@level) or @level = 'j']"/>
    <xsl:variable name="main" as="element(title)?"
      select="($titles[not(@type) or @type = 'main'], $titles[@type = 'translated'], $titles)[1]"/>
    <xsl:where-populated>
      <journal>
        <xsl:for-each select="$main, $titles except $main">
          <xsl:sequence select="facts:with(facts:fact('title', .), 'role', facts:journal-role(., $main))"/>
        </xsl:for-each>
        <xsl:for-each select="$monogr/idno[contains(@type, 'ISSN')]">
          <xsl:sequence select="facts:with(facts:fact('issn', .), 'medium',
              map {'eISSN': 'electronic', 'pISSN': 'print', 'ISSN-L': 'linking'}(string(@type)))"/>
        </xsl:for-each>
        <xsl:sequence select="
            $monogr/idno[not(contains(@type, 'ISSN'))] ! facts:with(facts:fact('identifier', .), 'type', @type),
            ($article/series, $monogr[title/@level = 's']) ! facts:series(.),
            facts:fact('publisher', $monogr/imprint/publisher),
            facts:fact('place', $monogr/imprint/pubPlace)"/>
      </journal>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="facts:journal-role" as="xs:string">
    <xsl:param name="title" as="element(title)"/>
    <xsl:param name="main" as="element(title)"/>
    <xsl:sequence select="
        if ($title is $main) then 'main'
        else if ($title/@type = ('transliterated', 'alternative', 'abbreviated', 'sub')) then $title/@type
        else if ($title/@type = 'short') then 'abbreviated' else 'translated'"/>
  </xsl:function>

  <!-- A series with its number; a title of that level beside the journal's is one, too. -->
  <xsl:function name="facts:series" as="element(facts:series)?">
    <xsl:param name="series" as="element()"/>
    <xsl:variable name="titles" as="element(facts:title)*"
      select="facts:fact('title', $series/self::series/title | $series/self::monogr/title[@level = 's'])"/>
    <xsl:if test="$titles">
      <series>
        <xsl:sequence select="
            facts:from($series), $titles, $series/self::series/biblScope ! facts:value('number', ., facts:scope(.))"/>
      </series>
    </xsl:if>
  </xsl:function>

  <!-- The plain value of a volume or issue, or the words where it has none. -->
  <xsl:function name="facts:scope" as="xs:string">
    <xsl:param name="scope" as="element(biblScope)"/>
    <xsl:sequence select="string(($scope/@n, text:reading($scope))[1])"/>
  </xsl:function>

  <xsl:function name="facts:place-in-issue" as="element()*">
    <xsl:param name="monogr" as="element(monogr)?"/>
    <xsl:variable name="scopes" as="element(biblScope)*" select="$monogr/imprint/biblScope"/>
    <xsl:for-each select="'volume', 'issue', 'total', 'supplement', 'part'">
      <xsl:variable name="unit" as="xs:string" select="."/>
      <xsl:sequence select="$scopes[@unit = $unit][1] !
          facts:value(if ($unit = 'total') then 'total-issue' else $unit, ., facts:scope(.))"/>
    </xsl:for-each>
    <xsl:sequence select="
        facts:rich('issue-title', $monogr/title[@level = ('m', 'u')]),
        facts:pages($scopes[@unit = 'page'][@from or @to]),
        $scopes[@unit = 'article'][1] ! facts:value('article-number', ., facts:scope(.))"/>
  </xsl:function>

  <!-- The first page of all ranges and the last; each range, where there are several. -->
  <xsl:function name="facts:pages" as="element()*">
    <xsl:param name="ranges" as="element(biblScope)*"/>
    <xsl:sequence select="
        $ranges[1] ! facts:value('first-page', ., string((@from, @to)[1])),
        $ranges[last()] ! facts:value('last-page', ., string((@to, @from)[1]))"/>
    <xsl:for-each select="$ranges[count($ranges) gt 1]">
      <page-range first="{(@from, @to)[1]}" last="{(@to, @from)[1]}">
        <xsl:sequence select="facts:from(.), string-join(distinct-values((@from, @to)), '–')"/>
      </page-range>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
