<?xml version="1.0" encoding="UTF-8"?>
<!-- When the article appeared, and where in the journal it stands. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:jats="urn:titelei:jats"
  xmlns:settings="urn:titelei:settings"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates jats kinds marks settings">

  <!-- The date of the issue, and the day on which the article itself appeared where the page gives one. -->
  <xsl:function name="jats:publication-dates" as="element(Q{}pub-date)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="published" as="element(date)*" select="$facts/date[@type = ('published', 'online', 'print')]"/>
    <xsl:for-each select="$published, $facts/date[@type = 'issued']">
      <pub-date date-type="{if (@type = 'issued' and $published) then 'collection' else 'pub'}">
        <xsl:if test="@type = ('online', 'print')">
          <xsl:attribute name="publication-format" select="if (@type = 'online') then 'electronic' else 'print'"/>
        </xsl:if>
        <xsl:sequence select="jats:date-parts(.)"/>
      </pub-date>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:history" as="element(Q{}history)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <history>
        <xsl:for-each select="$facts/date[@type = ('received', 'revised', 'accepted', 'corrected', 'retracted')]">
          <date date-type="{if (@type = 'revised') then 'rev-recd' else @type}">
            <xsl:sequence select="jats:date-parts(.)"/>
          </date>
        </xsl:for-each>
      </history>
    </xsl:where-populated>
  </xsl:function>

  <!-- Day, month or season, and year of the first date. A year before Christ is counted as people count it, with its era. -->
  <xsl:function name="jats:date-parts" as="node()*">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="parts" as="xs:string*" select="dates:parts(dates:first($date))"/>
    <xsl:attribute name="iso-8601-date" select="dates:first($date)"/>
    <xsl:if test="$date/@calendar">
      <xsl:attribute name="calendar" select="$date/@calendar"/>
    </xsl:if>
    <xsl:for-each select="$parts[3]">
      <day>{.}</day>
    </xsl:for-each>
    <xsl:for-each select="$parts[2]">
      <month>{.}</month>
    </xsl:for-each>
    <xsl:for-each select="$date/@season">
      <season>{upper-case(substring(., 1, 1)) || substring(., 2)}</season>
    </xsl:for-each>
    <year>{(dates:before-christ($parts[1]), $parts[1])[1]}</year>
    <xsl:for-each select="dates:before-christ($parts[1])">
      <era>BCE</era>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:ranges" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="string-join(
        if ($facts/page-range) then $facts/page-range ! string-join(distinct-values((@first, @last)), '–')
        else string-join(distinct-values(($facts/first-page, $facts/last-page)), '–'), ', ')"/>
  </xsl:function>

  <!-- Volume, issue and pages. Where an article has a number, that stands for it (JATS4R), since JATS holds one of
       the two; the pages are told besides. -->
  <xsl:function name="jats:place" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/volume">
      <volume>{.}</volume>
    </xsl:for-each>
    <xsl:for-each select="($facts/journal/series/number)[1]">
      <volume-series>{.}</volume-series>
    </xsl:for-each>
    <xsl:for-each select="$facts/issue">
      <issue>{.}</issue>
    </xsl:for-each>
    <xsl:for-each select="$facts/issue-title">
      <issue-title>
        <xsl:sequence select="jats:lang(.), jats:runs(.)"/>
      </issue-title>
    </xsl:for-each>
    <xsl:for-each select="$facts/part">
      <issue-part>{.}</issue-part>
    </xsl:for-each>
    <xsl:for-each select="$facts/supplement">
      <supplement>{.}</supplement>
    </xsl:for-each>
    <xsl:choose>
      <xsl:when test="$facts/article-number">
        <elocation-id>{$facts/article-number}</elocation-id>
      </xsl:when>
      <xsl:when test="$facts/first-page">
        <fpage>{$facts/first-page}</fpage>
        <lpage>{$facts/last-page}</lpage>
        <xsl:if test="$facts/page-range">
          <page-range>{jats:ranges($facts)}</page-range>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
