<?xml version="1.0" encoding="UTF-8"?>
<!-- The JSON of DOAJ: an article's bibjson. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:works="urn:titelei:sources:works"
  xmlns:local="urn:titelei:sources:doaj"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>
  <xsl:include href="../works.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="json:map"/>
  </xsl:template>

  <xsl:template match="json:map">
    <xsl:variable name="bib" as="element()" select="json:map[@key = 'bibjson']"/>
    <xsl:variable name="journal" as="element()?" select="$bib/json:map[@key = 'journal']"/>
    <xsl:variable name="ids" as="element()*" select="works:items($bib, 'identifier')"/>
    <xsl:variable name="title" as="element()?" select="works:one($bib, 'title')"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language(works:all($journal, 'language')[count(works:all($journal, 'language')) = 1]),
            local:titles($title)"/>
        <journal>
          <xsl:sequence select="
              source:with(source:words('title', works:one($journal, 'title')), 'role', 'main'),
              $ids[works:one(., 'type') = ('pissn', 'eissn')] ! source:issn(works:one(., 'id'), works:one(., 'id'), if (works:one(., 'type') = 'eissn') then 'electronic' else 'print'),
              if ($ids/json:string[. = ('pissn', 'eissn')]) then () else works:all($journal, 'issns') ! source:issn(., ., ''),
              source:words('publisher', works:one($journal, 'publisher'))"/>
        </journal>
        <xsl:sequence select="
            works:one($journal, 'volume') ! source:value('volume', ., replace(source:text(.), '^Vol(ume|\.)?\s+', '', 'i'), ''),
            works:one($journal, 'number') ! source:value('issue', ., replace(source:text(.), '^(No\.?|Issue)\s+', '', 'i'), ''),
            works:one($bib, 'start_page') ! source:pages(., string-join((., works:one($bib, 'end_page')) ! source:text(.), '-')),
            source:date('issued', works:one($bib, 'year'), source:edtf(works:one($bib, 'year'), '', '')),
            $ids[works:one(., 'type') = 'doi'][1] ! source:identifier('DOI', ., source:doi(works:one(., 'id'))),
            works:items($bib, 'link')[works:one(., 'type') = 'fulltext'][1] ! source:value('url', works:one(., 'url'), string(works:one(., 'url')), ''),
            works:items($bib, 'license')[source:licence-uri((works:one(., 'url'), works:one(., 'title'))[1])][1] ! source:licence(., (works:one(., 'url'), works:one(., 'title'))[1], ''),
            works:items($bib, 'subject') ! source:with(source:value('classification', ., source:text((works:one(., 'code'), works:one(., 'term'))[1]), ''), 'scheme', lower-case((works:one(., 'scheme'), 'other')[1])),
            works:items($bib, 'author') ! local:author(.),
            works:one($bib, 'abstract') ! source:abstract(.),
            source:keywords(works:all($bib, 'keywords'), '')"/>
      </facts>
      <xsl:sequence select="source:told((works:items($journal, 'license')/json:string[@key = ('type')]))"/>
    </reading>
  </xsl:template>

  <!-- “Title =Parallel title” is the library's way to write two languages (ISBD). -->
  <xsl:function name="local:titles" as="element()*">
    <xsl:param name="title" as="element()?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(source:text($title), '\s+=\s*')[.]"/>
    <xsl:choose>
      <xsl:when test="count($parts) = 2 and (every $p in $parts satisfies string-length($p) gt 15)">
        <xsl:sequence select="
            source:with(source:value('title', $title, $parts[1], ''), 'role', 'main'),
            source:with(source:value('title', $title, $parts[2], ''), 'role', 'translated')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="source:title('main', $title)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="local:author" as="element()*">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="name" as="element()?" select="works:one($author, 'name')"/>
    <!-- Two persons in one field, joined by the word for “and”. -->
    <xsl:for-each select="tokenize(source:text($name), '\s+(et|and|und|e|y|&amp;)\s+')[.]">
      <xsl:variable name="one" as="xs:string" select="."/>
      <xsl:sequence select="source:agent('author', 'person', $author, (
          source:name-of($name, $one),
          works:one($author, 'affiliation') ! local:affiliation(.),
          works:one($author, 'orcid_id') ! source:orcid(., .)))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()">
    <xsl:param name="affiliation" as="element()"/>
    <affiliation>
      <xsl:sequence select="source:from($affiliation)"/>
      <text>{source:text($affiliation)}</text>
    </affiliation>
  </xsl:function>

</xsl:stylesheet>
