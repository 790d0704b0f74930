<?xml version="1.0" encoding="UTF-8"?>
<!-- The JSON of Crossref's service, also in the form of content negotiation. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:works="urn:titelei:sources:works"
  xmlns:local="urn:titelei:sources:crossref-json"
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
    <xsl:variable name="issue" as="element()*" select="works:items(., 'journal-issue')"/>
    <reading>
      <facts>
        <xsl:sequence select="source:work-language(works:one(., 'language')), works:titles(.), works:journal(.), works:issue(.)"/>
        <xsl:sequence select="
            works:date('issued', ($issue/json:map[@key = 'published-print'], json:map[@key = 'published-print'], json:map[@key = 'issued'])),
            works:date('online', json:map[@key = 'published-online']),
            works:date('print', json:map[@key = 'published-print']),
            works:items(., 'assertion')[works:one(., 'name') = ('received', 'accepted', 'revised')] ! source:date(works:one(., 'name'), works:one(., 'value'), local:day(works:one(., 'value'))),
            works:one(., 'DOI') ! source:identifier('DOI', ., source:doi(.)),
            (works:one(json:map[@key = 'resource']/json:map[@key = 'primary'], 'URL'), works:one(., 'URL'))[1] ! source:value('url', ., string(.), ''),
            works:items(., 'link')[matches(works:one(., 'content-type'), 'pdf|xml')] ! local:link(.),
            local:licences(.),
            works:items(., 'funder') ! local:grants(.),
            local:related(.),
            works:agents('author', works:items(., 'author'), ''),
            works:agents('contributor', works:items(., 'editor'), 'editor'),
            works:agents('contributor', works:items(., 'translator'), 'translator'),
            works:one(., 'abstract') ! source:abstract(.),
            works:items(., 'reference') ! local:reference(.)"/>
      </facts>
      <xsl:sequence select="works:other(.), works:told(., ('published-print', 'published-online', 'link', 'license', 'funder', 'update-to', 'assertion', 'ISBN'))"/>
    </reading>
  </xsl:template>

  <!-- 11 November 2015, or 2015-11-11. -->
  <xsl:function name="local:day" as="xs:string">
    <xsl:param name="written" as="element()?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($written, '[\s,]+')[.]"/>
    <xsl:sequence select="(source:date-of($written)[.], source:edtf($parts[3], $parts[2], $parts[1])[.], source:edtf($parts[3], $parts[1], $parts[2]))[1]"/>
  </xsl:function>

  <xsl:function name="local:link" as="element()">
    <xsl:param name="link" as="element()"/>
    <link type="fulltext" uri="{works:one($link, 'URL')}" media="{works:one($link, 'content-type')}">
      <xsl:sequence select="source:from($link)"/>
    </link>
  </xsl:function>

  <!-- The licence of the version of record first; those for text mining alone are none of readers. -->
  <xsl:function name="local:licences" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="all" as="element()*" select="works:items($work, 'license')"/>
    <xsl:variable name="vor" as="element()*" select="$all[works:one(., 'content-version') = 'vor']"/>
    <xsl:variable name="other" as="element()*" select="$all[not(works:one(., 'content-version') = ('vor', 'tdm'))]"/>
    <xsl:for-each-group select="($vor, $other, $all)" group-by="source:licence-uri(works:one(., 'URL'))">
      <xsl:sequence select="source:licence(works:one(., 'URL'), works:one(., 'URL'), '')
          => source:with('begins', works:edtf(json:map[@key = 'start'])[works:one(current(), 'delay-in-days') != '0'])"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="local:grants" as="element()?">
    <xsl:param name="funder" as="element()"/>
    <xsl:variable name="name" as="element()?" select="works:one($funder, 'name')"/>
    <xsl:if test="$name">
      <grant>
        <xsl:sequence select="source:from($funder),
            source:words('funder', $name)
              => source:with('funder-id', source:doi(works:one($funder, 'DOI')))
              => source:with('ror', works:items($funder, 'id')[works:one(., 'id-type') = 'ROR'][1] ! string(works:one(., 'id'))),
            source:datum('award', works:all($funder, 'award'))"/>
      </grant>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="local:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'is-translation-of': 'original', 'has-translation': 'translation', 'is-preprint-of': 'published', 'has-preprint': 'preprint',
      'is-review-of': 'reviewed', 'has-review': 'review', 'is-comment-on': 'commented', 'has-comment': 'comment', 'is-reply-to': 'replied',
      'has-reply': 'reply', 'is-supplement-to': 'supplemented', 'is-supplemented-by': 'supplement', 'is-part-of': 'whole', 'has-part': 'part',
      'correction': 'corrected', 'corrigendum': 'corrected', 'erratum': 'corrected', 'retraction': 'retracted',
      'expression_of_concern': 'concerned', 'addendum': 'addended'}"/>

  <xsl:function name="local:related" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:for-each select="works:items($work, 'update-to'), $work/json:map[@key = 'relation']/json:array/json:map">
      <xsl:variable name="said" as="xs:string" select="string((works:one(., 'type'), ../@key)[1])"/>
      <xsl:variable name="id" as="element()?" select="(works:one(., 'DOI'), works:one(., 'id'))[1]"/>
      <xsl:variable name="doi" as="xs:string" select="source:doi($id)"/>
      <related type="{($local:relations($said), $said)[1]}">
        <xsl:if test="$doi">
          <xsl:attribute name="uri" select="'https://doi.org/' || $doi"/>
          <xsl:attribute name="doi" select="$doi"/>
        </xsl:if>
        <xsl:if test="not($doi) and $id">
          <xsl:attribute name="scheme" select="(works:one(., 'id-type'), 'other')[1]"/>
          <xsl:attribute name="number" select="$id"/>
        </xsl:if>
        <xsl:sequence select="source:from(.)"/>
      </related>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:reference" as="element()?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="text" as="xs:string?" select="(works:one($reference, 'unstructured') ! source:text(.),
        string-join(('author', 'year', 'article-title', 'volume-title', 'journal-title', 'volume', 'first-page') ! works:one($reference, .) ! source:text(.), '. '))[.][1]"/>
    <xsl:variable name="doi" as="xs:string" select="source:doi(works:one($reference, 'DOI'))"/>
    <xsl:sequence select="source:with(source:value('reference', $reference, ($text[.], $doi)[1], ''), 'doi', $doi)"/>
  </xsl:function>

</xsl:stylesheet>
