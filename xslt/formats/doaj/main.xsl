<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, the JSON of an article out that the Directory of Open Access Journals takes (API 4, IncomingArticleDO). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:doaj="urn:titelei:doaj"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:marks="urn:titelei:marks"
  xmlns:names="urn:titelei:names"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="../../json/json.xsl"/>
  <xsl:include href="demands.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:variable name="facts" as="element(facts)" select="marks:plain-facts(doaj:demanded(facts), true())"/>
    <xsl:variable name="record" as="element(fn:map)">
      <fn:map>
        <fn:map key="bibjson">
          <xsl:sequence select="
              doaj:string('title', ($facts/title[@role = 'main'], $facts/title)[1]),
              doaj:identifiers($facts),
              doaj:journal($facts),
              doaj:date($facts/date[@type = 'issued'][1]),
              doaj:array('link', $facts/link[@type = 'fulltext'] ! doaj:link(.)),
              doaj:string('abstract', ($facts/abstract[not(@kind)], $facts/abstract)[1]
                ! statements:abstract-text(.)),
              doaj:array('author', $facts/author ! doaj:author(.)),
              doaj:array('keywords', $facts/keywords/keyword ! doaj:bare-string(.))"/>
        </fn:map>
      </fn:map>
    </xsl:variable>
    <xsl:sequence select="json:text($record)"/>
  </xsl:template>

  <!-- The DOI, and the ISSNs of which it is known whether they are of the printed or the electronic journal. -->
  <xsl:function name="doaj:identifiers" as="element(fn:array)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="doaj:array('identifier', (
        $facts/identifier[@type = 'DOI'][1] ! doaj:identifier('doi', .),
        $facts/journal/issn[@medium = 'print'][1] ! doaj:identifier('pissn', .),
        $facts/journal/issn[@medium = 'electronic'][1] ! doaj:identifier('eissn', .)))"/>
  </xsl:function>

  <xsl:function name="doaj:identifier" as="element(fn:map)">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <fn:map>
      <xsl:sequence select="doaj:string('type', $type), doaj:string('id', $value)"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="doaj:journal" as="element(fn:map)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <fn:map key="journal">
        <xsl:sequence select="
            doaj:string('title', $facts/journal/title[1]),
            doaj:string('publisher', $facts/journal/publisher[1]),
            doaj:string('volume', $facts/volume),
            doaj:string('number', $facts/issue),
            doaj:string('start_page', ($facts/first-page, $facts/article-number)[1]),
            doaj:string('end_page', $facts/last-page)"/>
      </fn:map>
    </xsl:where-populated>
  </xsl:function>

  <!-- Year and month of the issue, the month as a number. -->
  <xsl:function name="doaj:date" as="element(fn:string)*">
    <xsl:param name="date" as="element(date)?"/>
    <xsl:variable name="parts" as="xs:string*" select="dates:parts(dates:first($date))"/>
    <xsl:sequence select="doaj:string('year', $parts[1]), doaj:string('month', $parts[2] ! string(xs:integer(.)))"/>
  </xsl:function>

  <xsl:function name="doaj:link" as="element(fn:map)">
    <xsl:param name="link" as="element(link)"/>
    <xsl:variable name="kinds" as="map(xs:string, xs:string)" select="map {
        'application/pdf': 'PDF', 'text/html': 'HTML', 'application/xhtml+xml': 'HTML', 'application/epub+zip': 'ePUB',
        'application/xml': 'XML', 'text/xml': 'XML'}"/>
    <fn:map>
      <xsl:sequence select="
          doaj:string('url', $link/@uri), doaj:string('type', 'fulltext'),
          doaj:string('content_type', $link/@media ! $kinds(.))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="doaj:author" as="element(fn:map)">
    <xsl:param name="author" as="element(author)"/>
    <fn:map>
      <xsl:sequence select="
          doaj:string('name', names:preferred($author)/text),
          doaj:string('affiliation', string-join($author/affiliation/text, '; ')),
          doaj:string('orcid_id', $author/orcid[1] ! ('https://orcid.org/' || .))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="doaj:array" as="element(fn:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="items" as="element()*"/>
    <xsl:if test="exists($items)">
      <fn:array key="{$key}">
        <xsl:sequence select="$items"/>
      </fn:array>
    </xsl:if>
  </xsl:function>

  <xsl:function name="doaj:string" as="element(fn:string)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <fn:string key="{$key}">{$value}</fn:string>
    </xsl:if>
  </xsl:function>

  <xsl:function name="doaj:bare-string" as="element(fn:string)">
    <xsl:param name="value" as="xs:string"/>
    <fn:string>{$value}</fn:string>
  </xsl:function>

</xsl:stylesheet>
