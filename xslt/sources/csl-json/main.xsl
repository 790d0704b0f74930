<?xml version="1.0" encoding="UTF-8"?>
<!-- CSL-JSON, as reference managers write it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:works="urn:titelei:sources:works"
  xmlns:local="urn:titelei:sources:csl-json"
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
    <reading>
      <facts>
        <xsl:sequence select="source:work-language(works:one(., 'language')), works:titles(.), works:journal(.), works:issue(.)"/>
        <xsl:sequence select="
            works:date('issued', json:*[@key = 'issued']),
            works:date('received', json:*[@key = 'submitted']),
            works:date('online', json:*[@key = ('available-date', 'published-online')]),
            works:one(., 'DOI') ! source:identifier('DOI', ., source:doi(.)),
            works:one(., 'PMID') ! source:identifier('PMID', ., source:text(.)),
            works:one(., 'PMCID') ! source:identifier('PMCID', ., source:text(.)),
            works:one(., 'URL') ! source:value('url', ., string(.), ''),
            (works:items(., 'license')/json:string[@key = 'URL'], works:one(., 'license'), works:one(., 'copyright'))[source:licence-uri(.)][1] ! source:licence(., ., ''),
            works:agents('author', works:items(., 'author'), ''),
            works:agents('contributor', works:items(., 'editor'), 'editor'),
            works:agents('contributor', works:items(., 'translator'), 'translator'),
            works:agents('contributor', works:items(., 'reviewed-author'), 'reviewed-author'),
            works:one(., 'abstract') ! source:abstract(.),
            local:keywords(.)"/>
      </facts>
      <xsl:sequence select="works:other(.), works:told(., ('submitted', 'available-date', 'license', 'published-print', 'published-online', 'link', 'reviewed-author'))"/>
    </reading>
  </xsl:template>

  <!-- Key words are one string; commas part them where there is no semicolon. -->
  <xsl:function name="local:keywords" as="element()?">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="all" as="element()*" select="(works:all($work, 'keyword'), works:all($work, 'categories'))"/>
    <xsl:choose>
      <xsl:when test="count($all) = 1 and not(contains($all, ';')) and contains($all, ',')">
        <keywords>
          <xsl:sequence select="source:from($all), tokenize(source:text($all), '\s*,\s*')[.] ! source:value('keyword', $all, ., '')"/>
        </keywords>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="source:keywords($all, '')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
