<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, CSL-JSON out (citation-style-language schema 1.0): an array of one item. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:csl="urn:titelei:csl-json"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:names="urn:titelei:names"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../settings/settings.xsl"/>
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
      select="$facts/abstract[not(@kind)][1]"/>
    <fn:map>
      <xsl:sequence select="
          csl:string('id', $facts/@id),
          csl:string('type', (kinds:of($facts)/@csl, 'article-journal')[1]),
          csl:string('genre', kinds:of($facts)[not(@csl = 'article-journal')]/@words),
          csl:string('title', csl:title($facts/title[1])),
          csl:string('title-short', $facts/title[@role = 'short'][1] ! csl:markup(.)),
          csl:names('author', $facts/author),
          csl:contributors($facts),
          csl:string('reviewed-title', $facts/related[@type = 'reviewed'][1]),
          csl:string('container-title', $facts/journal/title[1]),
          csl:string('container-title-short', $facts/journal/title[@role = 'abbreviated'][1]),
          csl:string('collection-title', $facts/journal/series[1]/title[1]),
          csl:string('collection-number', $facts/journal/series[1]/number),
          csl:string('volume-title', $facts/issue-title[1] ! csl:markup(.)),
          csl:string('publisher', string-join($facts/journal/publisher, '; ')),
          csl:string('publisher-place', string-join($facts/journal/place, '; ')),
          csl:date('issued', $facts/date[@type = ('issued', 'print', 'published', 'online')][1]),
          csl:date('available-date', ($facts/date[@type = 'online'], $facts/date[@type = 'published'])[1]),
          csl:date('submitted', $facts/date[@type = 'received'][1]),
          csl:string('volume', $facts/volume),
          csl:string('issue', $facts/issue),
          csl:string('part', $facts/part),
          csl:string('supplement', $facts/supplement),
          csl:string('number', $facts/article-number),
          csl:string('page', statements:pages($facts)),
          csl:string('page-first', $facts/first-page),
          csl:string('ISSN', string-join(distinct-values($facts/journal/issn), ', ')),
          csl:string('DOI', $facts/identifier[@type = 'DOI'][1]),
          csl:string('PMID', $facts/identifier[@type = 'PMID'][1]),
          csl:string('PMCID', $facts/identifier[@type = 'PMCID'][1]),
          csl:string('URL', settings:article-url($facts/@id)),
          csl:string('language', $facts/work-language/@tag),
          csl:string('abstract', $abstract ! statements:abstract-text(.)),
          csl:string('version', $facts/version),
          csl:string('number-of-pages', $facts/count[@unit = 'pages'][1]),
          csl:string('keyword', string-join($facts/keywords/keyword ! marks:plain(.), ', ')),
          csl:string('note', string-join(($facts/funding, $facts/related ! statements:notice(.)), ' '))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="csl:names" as="element(fn:array)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="agents" as="element()*"/>
    <xsl:if test="$agents">
      <fn:array key="{$key}">
        <xsl:for-each select="$agents ! names:preferred(.)">
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

  <!-- Each role that CSL has, and “contributor” for others. -->
  <xsl:function name="csl:contributors" as="element(fn:array)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="keys" as="map(xs:string, xs:string)" select="map {
        'editor': 'editor', 'guest-editor': 'guest', 'section-editor': 'editor', 'translator': 'translator',
        'illustrator': 'illustrator', 'interviewer': 'interviewer', 'reviewed-author': 'reviewed-author', 'compiler': 'compiler'}"/>
    <xsl:for-each-group select="$facts/contributor" group-by="(role/@key ! $keys(string()), 'contributor')[1]">
      <xsl:sequence select="csl:names(if (current-grouping-key() = 'guest') then 'editor' else current-grouping-key(),
          current-group())[not(current-grouping-key() = 'guest' and $facts/contributor/role/@key = ('editor', 'section-editor'))]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- “Title: subtitle” with the marks that CSL processors know, which are those of HTML. -->
  <xsl:function name="csl:title" as="xs:string?">
    <xsl:param name="title" as="element(title)?"/>
    <xsl:for-each select="$title">
      <xsl:variable name="parts" as="xs:string+" select="(., marks:subtitles(.)) ! csl:markup(.)"/>
      <xsl:sequence select="fold-left(tail($parts), head($parts), function($before, $part) {
          $before || (if (matches($before, '[.:?!…—–]$')) then ' ' else ': ') || $part })"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="csl:markup" as="xs:string">
    <xsl:param name="fact" as="node()"/>
    <xsl:variable name="elements" as="map(xs:string, xs:string+)" select="map {
        'i': ('&lt;i>', '&lt;/i>'), 'b': ('&lt;b>', '&lt;/b>'), 'sup': ('&lt;sup>', '&lt;/sup>'), 'sub': ('&lt;sub>', '&lt;/sub>'),
        'sc': ('&lt;span style=&quot;font-variant:small-caps;&quot;>', '&lt;/span>')}"/>
    <xsl:sequence select="string-join($fact/node() ! (
        if (self::formula) then '&lt;span class=&quot;nocase&quot;>' || marks:plain-part(.) || '&lt;/span>'
        else if (self::*) then ($elements(local-name())[1], csl:markup(.), $elements(local-name())[2])
        else string()))"/>
  </xsl:function>

  <!-- One date, or two for a span of time; an uncertain one is “circa”. Processors write year -44 as 44 B.C. -->
  <xsl:function name="csl:date" as="element(fn:map)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="date" as="element(date)?"/>
    <xsl:variable name="dates" as="xs:string*" select="dates:all($date)[position() le 2]"/>
    <xsl:if test="exists($dates)">
      <fn:map key="{$key}">
        <fn:array key="date-parts">
          <xsl:for-each select="$dates">
            <fn:array>
              <xsl:variable name="parts" as="xs:string+" select="dates:parts(.)"/>
              <xsl:for-each select="(dates:before-christ($parts[1]) ! ('-' || .), $parts[1])[1], tail($parts)">
                <fn:number>{xs:integer(.)}</fn:number>
              </xsl:for-each>
            </fn:array>
          </xsl:for-each>
        </fn:array>
        <xsl:for-each select="dates:season($date)">
          <fn:number key="season">{number(.) - 20}</fn:number>
        </xsl:for-each>
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
