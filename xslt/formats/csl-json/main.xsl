<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, CSL-JSON out (citation-style-language schema 1.0): an array of one item. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:csl="urn:titelei:csl-json"
  xmlns:dates="urn:titelei:dates"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:names="urn:titelei:names"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../dates/dates.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="../../json/json.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:variable name="items" as="element(fn:array)">
      <fn:array>
        <xsl:sequence select="csl:item(facts)"/>
      </fn:array>
    </xsl:variable>
    <xsl:sequence select="json:text($items)"/>
  </xsl:template>

  <xsl:function name="csl:item" as="element(fn:map)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="abstract" as="element(abstract)?"
      select="($facts/abstract[@xml:lang = $facts/work-language/@tag], $facts/abstract)[1]"/>
    <fn:map>
      <xsl:sequence select="
          csl:string('id', $facts/@id),
          csl:string('type', 'article-journal'),
          csl:string('title', $facts/title[1]),
          csl:authors($facts),
          csl:string('container-title', $facts/journal/title[1]),
          csl:string('publisher', $facts/journal/publisher),
          csl:string('publisher-place', $facts/journal/place),
          csl:date('issued', $facts/date[@type = 'issued']),
          csl:date('available-date', $facts/date[@type = 'published'][1]),
          csl:date('submitted', $facts/date[@type = 'received'][1]),
          csl:string('volume', $facts/volume),
          csl:string('issue', $facts/issue),
          csl:string('part', $facts/part),
          csl:string('number', $facts/article-number),
          csl:string('page', string-join(distinct-values(($facts/first-page, $facts/last-page)), '-')),
          csl:string('page-first', $facts/first-page),
          csl:string('ISSN', string-join($facts/journal/issn, ', ')),
          csl:string('DOI', $facts/identifier[@type = 'DOI'][1]),
          csl:string('PMID', $facts/identifier[@type = 'PMID'][1]),
          csl:string('URL', settings:article-url($facts/@id)),
          csl:string('language', $facts/work-language/@tag),
          csl:string('abstract', $abstract ! statements:abstract-text(.)),
          csl:string('keyword', string-join($facts/keywords/keyword, ', ')),
          csl:string('note', string-join(($facts/funding, $facts/related ! statements:notice(.)), ' '))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="csl:authors" as="element(fn:array)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/author">
      <fn:array key="author">
        <xsl:for-each select="$facts/author ! names:preferred(.)">
          <fn:map>
            <xsl:sequence select="
                if (../@kind = 'person' and names:has-parts(.)) then (
                  csl:string('family', string-join(surname, ' ')),
                  csl:string('given', names:given(.)),
                  csl:string('non-dropping-particle', string-join(link, ' ')),
                  csl:string('suffix', names:suffix(.)))
                else csl:string('literal', text)"/>
          </fn:map>
        </xsl:for-each>
      </fn:array>
    </xsl:if>
  </xsl:function>

  <!-- One date, or two for a span of time; an uncertain one is “circa”. -->
  <xsl:function name="csl:date" as="element(fn:map)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="date" as="element(date)?"/>
    <xsl:variable name="dates" as="xs:string*" select="dates:all($date)[position() le 2]"/>
    <xsl:if test="exists($dates)">
      <fn:map key="{$key}">
        <fn:array key="date-parts">
          <xsl:for-each select="$dates">
            <fn:array>
              <xsl:for-each select="dates:parts(.)">
                <fn:number>{xs:integer(.)}</fn:number>
              </xsl:for-each>
            </fn:array>
          </xsl:for-each>
        </fn:array>
        <xsl:if test="matches($date, '[?\[]')">
          <fn:boolean key="circa">true</fn:boolean>
        </xsl:if>
      </fn:map>
    </xsl:if>
  </xsl:function>

  <xsl:function name="csl:string" as="element(fn:string)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <fn:string key="{$key}">{$value}</fn:string>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
