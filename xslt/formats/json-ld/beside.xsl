<?xml version="1.0" encoding="UTF-8"?>
<!-- What schema.org says of an article beside its authors and its place: who else worked on it, files, rights,
     statements. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:jsonld="urn:titelei:jsonld"
  xmlns:marks="urn:titelei:marks"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- A key for each role that schema.org has, and “contributor” for all others. -->
  <xsl:function name="jsonld:contributors" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="keys" as="map(xs:string, xs:string)" select="map {
        'editor': 'editor', 'guest-editor': 'editor', 'section-editor': 'editor', 'translator': 'translator',
        'illustrator': 'illustrator', 'reviewer': 'reviewedBy', 'on-behalf-of': 'sourceOrganization'}"/>
    <xsl:for-each-group select="$facts/contributor" group-by="(role/@key ! $keys(.), 'contributor')[1]">
      <xsl:sequence select="jsonld:objects(current-grouping-key(), current-group() ! jsonld:author(.))"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="jsonld:copyright" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        jsonld:texts('copyrightNotice', $facts/copyright),
        jsonld:string('copyrightYear', ($facts/copyright/@year)[1])"/>
    <xsl:for-each select="($facts/copyright/@holder)[1]">
      <fn:map key="copyrightHolder">
        <xsl:sequence select="jsonld:string('@type', 'Organization'), jsonld:string('name', .)"/>
      </fn:map>
    </xsl:for-each>
  </xsl:function>

  <!-- The full text in its files, and what belongs to it. -->
  <xsl:function name="jsonld:files" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        jsonld:objects('encoding', $facts/link[@type = 'fulltext'] ! jsonld:file(.)),
        jsonld:objects('associatedMedia', $facts/link[@type = 'supplement'] ! jsonld:file(.)),
        jsonld:several('relatedLink', $facts/link[@type = 'other']/@uri ! jsonld:bare-string(.))"/>
  </xsl:function>

  <xsl:function name="jsonld:file" as="element(fn:map)">
    <xsl:param name="link" as="element(link)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', 'MediaObject'),
          jsonld:string('contentUrl', $link/@uri),
          jsonld:string('encodingFormat', $link/@media),
          jsonld:string('name', $link)"/>
    </fn:map>
  </xsl:function>

  <!-- A conflict of interest, where the data are: each a part of the article. -->
  <xsl:function name="jsonld:statement" as="element(fn:map)">
    <xsl:param name="statement" as="element(statement)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', 'CreativeWork'),
          jsonld:string('genre', $statement/@kind),
          jsonld:texts('name', $statement/heading),
          jsonld:objects('text', jsonld:literal(statements:abstract-text($statement), $statement/@xml:lang))"/>
    </fn:map>
  </xsl:function>

  <!-- A key word in its language; one of a list with its address there. -->
  <xsl:function name="jsonld:keyword" as="element()">
    <xsl:param name="keyword" as="element(keyword)"/>
    <xsl:choose>
      <xsl:when test="$keyword/@uri or $keyword/../@scheme">
        <fn:map>
          <xsl:sequence select="
              jsonld:string('@type', 'DefinedTerm'),
              jsonld:string('@id', $keyword/@uri),
              jsonld:texts('name', $keyword),
              jsonld:string('inDefinedTermSet', $keyword/../(@scheme-uri, @scheme)[1])"/>
        </fn:map>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="jsonld:literal($keyword, $keyword/@xml:lang)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A fact with its language and its words without marks. -->
  <xsl:function name="jsonld:plain" as="element()">
    <xsl:param name="fact" as="element()"/>
    <xsl:element name="{local-name($fact)}" namespace="urn:titelei:facts">
      <xsl:sequence select="$fact/@xml:lang, marks:plain($fact)"/>
    </xsl:element>
  </xsl:function>

</xsl:stylesheet>
