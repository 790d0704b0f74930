<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, RIS out: one reference, a tag and a value a line. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:names="urn:titelei:names"
  xmlns:ris="urn:titelei:ris"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:sequence select="string-join((ris:lines(facts), 'ER  - '), '&#10;') || '&#10;'"/>
  </xsl:template>

  <xsl:function name="ris:lines" as="xs:string+">
    <xsl:param name="marked" as="element(facts)"/>
    <xsl:variable name="facts" as="element(facts)" select="marks:plain-facts($marked, true())"/>
    <xsl:variable name="issued" as="element(date)?" select="$facts/date[@type = ('issued', 'print', 'published', 'online')][1]"/>
    <xsl:variable name="abstract" as="element(abstract)?"
      select="$facts/abstract[not(@kind)][1]"/>
    <xsl:sequence select="
        ris:line('TY', 'JOUR'),
        ris:line('ID', $facts/@id),
        $facts/author ! ris:line('AU', ris:name(.)),
        names:with-role($facts, $names:editors) ! ris:line('A2', ris:name(.)),
        names:with-role($facts, 'translator') ! ris:line('A4', ris:name(.)),
        $facts/contributor[not(role/@key = ($names:editors, 'translator'))] ! ris:line('A3', ris:name(.)),
        ris:line('TI', $facts/title[1]),
        ris:line('ST', $facts/title[@role = 'short'][1]),
        ris:line('M3', kinds:of($facts)/@words),
        $facts/title[@role = 'translated'] ! ris:line('TT', .),
        ris:line('T2', $facts/journal/title[1]),
        ris:line('J2', $facts/journal/title[@role = 'abbreviated'][1]),
        ris:line('T3', $facts/journal/series[1]/title[1]),
        ris:line('PY', dates:year($issued)),
        ris:line('DA', ris:date($issued)),
        ris:line('VL', $facts/volume),
        ris:line('IS', $facts/issue),
        ris:line('SP', ($facts/first-page, $facts/article-number)[1]),
        ris:line('EP', $facts/last-page),
        ris:line('C7', $facts/article-number),
        ris:line('SN', string-join(distinct-values($facts/journal/issn), ', ')),
        ris:line('PB', string-join($facts/journal/publisher, '; ')),
        ris:line('CY', string-join($facts/journal/place, '; ')),
        ris:line('DO', $facts/identifier[@type = 'DOI'][1]),
        ris:line('UR', settings:article-url($facts/@id)),
        $facts/link[@type = 'fulltext'] ! ris:line('L1', @uri),
        $facts/link[not(@type = 'fulltext')] ! ris:line('L2', @uri),
        ris:line('LA', $facts/work-language/@tag),
        ris:line('AB', $abstract ! statements:abstract-text(.)),
        ris:line('N2', string-join(($facts/abstract except $abstract) ! statements:abstract-text(.), ' ')),
        $facts/keywords/keyword ! ris:line('KW', .),
        ris:line('AD', string-join(distinct-values($facts/author/affiliation/text), '; ')),
        ($facts/funding, $facts/page-range[2] ! ('Pages ' || statements:pages($facts) || '.'), $facts/related ! statements:notice(.))
          ! ris:line('N1', .)"/>
  </xsl:function>

  <!-- A value is one line; facts hold no line ends, and neither may anything else. -->
  <xsl:function name="ris:line" as="xs:string?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[.] ! ($tag || '  - ' || replace(., '[&#9;&#10;&#13;&#x85;&#x2028;&#x2029;]+', ' '))"/>
  </xsl:function>

  <!-- Last name, first names, suffix. -->
  <xsl:function name="ris:name" as="xs:string">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <xsl:sequence select="
        if ($author/@kind = 'person' and names:has-parts($name))
        then string-join((names:family($name), (names:given($name), ''[names:suffix($name)])[1], names:suffix($name)), ', ')
        else $name/text"/>
  </xsl:function>

  <!-- YYYY/MM/DD/, what is not known empty. -->
  <xsl:function name="ris:date" as="xs:string?">
    <xsl:param name="date" as="element(date)?"/>
    <xsl:variable name="parts" as="xs:string*" select="dates:parts(dates:first($date))"/>
    <xsl:sequence select="$parts[1] ! string-join((., ($parts[2], '')[1], ($parts[3], '')[1], ''), '/')"/>
  </xsl:function>

</xsl:stylesheet>
