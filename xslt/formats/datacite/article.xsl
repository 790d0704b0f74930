<?xml version="1.0" encoding="UTF-8"?>
<!-- Titles, publisher, subjects, dates, rights, descriptions, places. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:datacite="urn:titelei:datacite"
  xmlns:dates="urn:titelei:dates"
  xmlns:statements="urn:titelei:statements"
  xmlns="http://datacite.org/schema/kernel-4"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="datacite:date-types" as="map(xs:string, xs:string)" static="yes" select="map{
      'issued': 'Issued', 'received': 'Submitted', 'revised': 'Updated', 'accepted': 'Accepted', 'published': 'Available',
      'online': 'Available', 'corrected': 'Updated', 'retracted': 'Withdrawn'}"/>

  <xsl:function name="datacite:titles" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <titles>
      <xsl:for-each select="$facts/title">
        <title>
          <xsl:choose>
            <xsl:when test="@role = 'translated'">
              <xsl:attribute name="titleType" select="'TranslatedTitle'"/>
            </xsl:when>
            <xsl:when test="not(@role = 'main')">
              <xsl:attribute name="titleType" select="'AlternativeTitle'"/>
            </xsl:when>
          </xsl:choose>
          <xsl:sequence select="datacite:lang(.), string()"/>
        </title>
      </xsl:for-each>
      <xsl:for-each select="$facts/subtitle">
        <title titleType="Subtitle">
          <xsl:sequence select="datacite:lang(.), string()"/>
        </title>
      </xsl:for-each>
    </titles>
  </xsl:function>

  <!-- As the page names it, else as the settings do. -->
  <xsl:function name="datacite:publisher" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <publisher>
      <xsl:sequence select="$facts/journal/publisher[1] ! datacite:lang(.), string(($facts/journal/publisher, $publisher)[1])"/>
    </publisher>
  </xsl:function>

  <xsl:function name="datacite:subjects" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <subjects>
        <xsl:for-each select="$facts/keywords/keyword">
          <subject>
            <xsl:for-each select="../@scheme">
              <xsl:attribute name="subjectScheme" select="."/>
            </xsl:for-each>
            <xsl:for-each select="../@scheme-uri">
              <xsl:attribute name="schemeURI" select="."/>
            </xsl:for-each>
            <xsl:for-each select="@uri">
              <xsl:attribute name="valueURI" select="."/>
            </xsl:for-each>
            <xsl:sequence select="datacite:lang(.), string()"/>
          </subject>
        </xsl:for-each>
        <xsl:for-each select="$facts/classification">
          <subject>
            <xsl:for-each select="@scheme[. ne '']">
              <xsl:attribute name="subjectScheme" select="if (. = ('udc', 'ddc', 'lcc', 'msc', 'jel')) then upper-case(.) else ."/>
            </xsl:for-each>
            <xsl:sequence select="string()"/>
          </subject>
        </xsl:for-each>
      </subjects>
    </xsl:where-populated>
  </xsl:function>

  <!-- The article's own dates, and the times it is about. -->
  <xsl:function name="datacite:dates" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <dates>
        <xsl:for-each select="$facts/date[dates:first(.)]">
          <date dateType="{($datacite:date-types(string(@type)), 'Other')[1]}">
            <xsl:if test="not($datacite:date-types(string(@type))) or @season">
              <xsl:attribute name="dateInformation" select="string-join((@type[not($datacite:date-types(string()))], @season), ', ')"/>
            </xsl:if>
            <xsl:sequence select="dates:w3c(.)"/>
          </date>
        </xsl:for-each>
        <xsl:for-each select="$facts/period[@about]">
          <date dateType="Coverage" dateInformation="{.}">{dates:w3c(@edtf)}</date>
        </xsl:for-each>
      </dates>
    </xsl:where-populated>
  </xsl:function>

  <!-- Each licence, and the copyright. -->
  <xsl:function name="datacite:rights" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <rightsList>
        <xsl:for-each select="$facts/(licence | copyright)">
          <rights>
            <xsl:if test="@uri">
              <xsl:attribute name="rightsURI" select="@uri"/>
            </xsl:if>
            <xsl:for-each select="analyze-string(string(@uri), '^https?://creativecommons\.org/licenses/([a-z\-]+)/([0-9.]+)/?$')/*:match">
              <xsl:attribute name="rightsIdentifier" select="'CC-' || upper-case(*:group[1]) || '-' || *:group[2]"/>
              <xsl:attribute name="rightsIdentifierScheme" select="'SPDX'"/>
              <xsl:attribute name="schemeURI" select="'https://spdx.org/licenses/'"/>
            </xsl:for-each>
            <xsl:sequence select="datacite:lang(.), string(((string()[.]), @uri)[1])"/>
          </rights>
        </xsl:for-each>
      </rightsList>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="datacite:descriptions" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <descriptions>
        <xsl:for-each select="$facts/abstract[statements:abstract-text(.)]">
          <description descriptionType="{if (@kind) then 'Other' else 'Abstract'}">
            <xsl:sequence select="datacite:lang(.), statements:abstract-text(.)"/>
          </description>
        </xsl:for-each>
        <xsl:for-each select="$facts/statement[statements:abstract-text(.)]">
          <description descriptionType="Other">
            <xsl:sequence select="datacite:lang(.), string-join((heading ! statements:sentence(.), statements:abstract-text(.)), ' ')"/>
          </description>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/series/title">
          <description descriptionType="SeriesInformation">
            <xsl:sequence select="datacite:lang(.), string-join((., ../number), ', ')"/>
          </description>
        </xsl:for-each>
        <xsl:for-each select="$facts/funding">
          <description descriptionType="Other">
            <xsl:sequence select="datacite:lang(.), string()"/>
          </description>
        </xsl:for-each>
      </descriptions>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="datacite:sizes" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <sizes>
        <xsl:for-each select="$facts/count">
          <size>{.} {@unit}</size>
        </xsl:for-each>
      </sizes>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="datacite:places" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <geoLocations>
        <xsl:for-each select="$facts/place[@about]/name[@preferred]">
          <geoLocation>
            <geoLocationPlace>{text}</geoLocationPlace>
          </geoLocation>
        </xsl:for-each>
      </geoLocations>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
