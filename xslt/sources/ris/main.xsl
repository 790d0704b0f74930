<?xml version="1.0" encoding="UTF-8"?>
<!-- RIS: a record of tagged lines, as titelei.sources.tagged writes it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:ris"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="entry"/>
  </xsl:template>

  <xsl:function name="local:f" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="for $n in $names return $entry/f[@name = $n]"/>
  </xsl:function>

  <xsl:template match="entry">
    <xsl:variable name="f" as="function(xs:string*) as element()*" select="local:f(., ?)"/>
    <xsl:variable name="type" as="element()?" select="f[@name = 'TY'][1]"/>
    <xsl:variable name="title" as="element()?" select="($f(('TI', 'T1', 'CT')), $f('ST'))[1]"/>
    <xsl:variable name="journal" as="element()?" select="$f(('JF', 'T2', 'JO', 'J2', 'JA', 'J1', 'BT'))[1]"/>
    <xsl:variable name="short" as="element()?" select="$f(('JO', 'J2', 'JA', 'J1'))[not(. = $journal)][1]"/>
    <xsl:variable name="start" as="element()?" select="$f('SP')[1]"/>
    <xsl:variable name="end" as="element()?" select="$f('EP')[1]"/>
    <xsl:variable name="doi" as="element()?" select="($f(('DO', 'DI', 'M3', 'N1', 'UR', 'L3'))[local:doi(.)])[1]"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language($f('LA')),
            source:title('main', $title),
            source:title('translated', $f('TT')),
            source:title('short', $f('ST')[not(. = $title)])"/>
        <journal>
          <xsl:sequence select="
              source:with(source:words('title', $journal), 'role', 'main'),
              source:with(source:words('title', $short), 'role', 'abbreviated'),
              for $n in $f('SN'), $one in tokenize($n, '[,;]\s*|\s+')[matches(., '^\d{4}-?\d{3}[\dXx]$')] return source:issn($n, $one, ''),
              source:words('publisher', $f('PB')[1]), source:words('place', $f('CY')[1])"/>
        </journal>
        <xsl:sequence select="
            source:datum('volume', $f(('VL', 'VO'))[1]),
            source:datum('issue', $f(('IS', 'CP'))[1]),
            local:pages($start, $end),
            source:datum('article-number', ($f('C7'), $f('M1')[matches(., '^[A-Za-z]?\d[\w.]*$')])[not($end)][1]),
            local:dates(.),
            $doi ! source:identifier('DOI', ., local:doi(.)),
            $f('AN')[1] ! source:identifier(if (matches(., '^PMC')) then 'PMCID' else 'accession', ., source:text(.)),
            ($f(('UR', 'LK'))[matches(., '^https?://')][not(local:doi(.))], $f('UR')[matches(., '^https?://')])[1] ! source:value('url', ., tokenize(source:text(.), '\s+')[1], ''),
            $f(('L1', 'L2'))[matches(., '^https?://')][1] ! local:link(.),
            f[@name = ('AU', 'A1')] ! local:agent('author', ., ''),
            $f(('ED', 'A2'))[local:is-article($type)] ! local:agent('contributor', ., 'editor'),
            $f('A4') ! local:agent('contributor', ., 'translator'),
            $f(('AB', 'N2'))[1] ! source:abstract(.),
            source:keywords($f('KW'), '')"/>
      </facts>
      <xsl:if test="not(local:is-article($type))">
        <other>{$type}</other>
      </xsl:if>
      <xsl:sequence select="source:told((source:others($title, $f(('TI', 'T1', 'CT'))), source:others($f(('VL', 'VO'))[1], $f(('VL', 'VO'))),
        source:others($f(('IS', 'CP'))[1], $f(('IS', 'CP'))), source:others($f(('AB', 'N2'))[1], $f(('AB', 'N2'))), $f('N1')[not(local:doi(.))], $f(('C1', 'C2', 'C3', 'C4', 'C5', 'C6', 'C8', 'U1', 'U2', 'U3', 'U4', 'U5', 'AD', 'CN', 'RN', 'T3', 'A3', 'SE'))))"/>
    </reading>
  </xsl:template>

  <!-- Types that are articles; some programs write them out. -->
  <xsl:function name="local:is-article" as="xs:boolean">
    <xsl:param name="type" as="element()?"/>
    <xsl:sequence select="matches($type, '^\s*(JOUR|JFULL|MGZN|EJOUR|NEWS|ABST|INPR|GEN|journal|article|electronic article)', 'i')"/>
  </xsl:function>

  <xsl:function name="local:doi" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="if (matches($statement, '^\s*(https?://(dx\.)?doi\.org/|doi:?\s*)?10\.\d{4,9}/\S+\s*$', 'i')) then source:doi($statement) else ''"/>
  </xsl:function>

  <!-- A long number alone is that of an article, as some services write it into SP. -->
  <xsl:function name="local:pages" as="element()*">
    <xsl:param name="start" as="element()?"/>
    <xsl:param name="end" as="element()?"/>
    <xsl:sequence select="
        if (not($start)) then ()
        else if (not($end) and matches($start, '^\s*(0\d+|\d{6,}|[A-Za-z]\d+)\s*$')) then source:value('article-number', $start, source:text($start), '')
        else source:pages($start, string-join(($start, $end[not(contains($start, '-'))]) ! source:text(.), '-'))"/>
  </xsl:function>

  <!-- 2013/04/18, 2014/06/01/, 1948/07//, 2013/02/15/received. -->
  <xsl:function name="local:edtf" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:variable name="p" as="xs:string*" select="tokenize(source:text($statement), '[/-]')"/>
    <xsl:sequence select="source:edtf($p[1], $p[2], $p[3])"/>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="all" as="element()*" select="local:f($entry, ('PY', 'Y1', 'DA'))[local:edtf(.)]"/>
    <xsl:variable name="plain" as="element()*" select="$all[not(matches(., '/(received|accepted|revised|epub)\s*$', 'i'))]"/>
    <xsl:variable name="issued" as="element()?" select="(for $l in (10, 7, 4) return $plain[string-length(local:edtf(.)) = $l])[1]"/>
    <xsl:sequence select="
        $issued ! source:date('issued', ., local:edtf(.)),
        $all[matches(., '/(received|accepted|revised)\s*$', 'i')] ! source:date(lower-case(replace(source:text(.), '^.*/', '')), ., local:edtf(.))"/>
  </xsl:function>

  <xsl:function name="local:link" as="element()">
    <xsl:param name="statement" as="element()"/>
    <link type="fulltext" uri="{source:text($statement)}">
      <xsl:sequence select="source:from($statement)"/>
    </link>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="statement" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:variable name="written" as="xs:string" select="source:text($statement)"/>
    <xsl:sequence select="source:with(source:agent($element, if (contains($written, ',')) then 'person' else if (matches($written, '\s\S+\s\S+\s')) then 'organisation' else 'person', $statement, (
        source:name-of($statement, $written),
        if ($role) then local:role($statement, $role) else ())), 'of', 'article'[$role])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="statement" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <role key="{$key}">
      <xsl:sequence select="source:from($statement), $key"/>
    </role>
  </xsl:function>

</xsl:stylesheet>
