<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, JATS 1.3 out: the front of an article without its body (Journal Publishing tag set, whose demand for an
     ISSN only the Archiving tag set waives). Recommendations of JATS4R are followed. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:jats="urn:titelei:jats"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs jats">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../dates/dates.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="journal.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="authors.xsl"/>
  <xsl:include href="abstract.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"
    suppress-indentation="article-title trans-title title p kwd subject mixed-citation license-p related-article funding-statement"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="element(Q{}article)">
    <xsl:apply-templates select="facts"/>
  </xsl:template>

  <xsl:template match="facts" as="element(Q{}article)">
    <article dtd-version="1.3" xml:lang="{(work-language/@tag, title[1]/@xml:lang, 'und')[1]}">
      <xsl:sequence select="jats:article-type(.)"/>
      <front>
        <xsl:sequence select="jats:journal-meta(.)"/>
        <article-meta>
          <xsl:sequence select="
              jats:article-ids(.),
              jats:classifications(.),
              jats:titles(title),
              jats:contributors(.),
              jats:publication-dates(.),
              jats:place(.),
              jats:history(.),
              jats:permissions(.),
              jats:page(.),
              related ! jats:related(.),
              jats:abstracts(.),
              keywords ! jats:keywords(.),
              jats:funding(.)"/>
        </article-meta>
      </front>
      <xsl:sequence select="jats:references(.)"/>
    </article>
  </xsl:template>

  <!-- Notices say what they are; of other articles the page does not say whether they are research or review. -->
  <xsl:function name="jats:article-type" as="attribute(article-type)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="type" as="xs:string?" select="
        if ($facts/related/@type = 'retracted') then 'retraction'
        else if ($facts/related/@type = 'corrected') then 'correction'
        else if ($facts/related/@type = 'original') then 'translation'
        else ()"/>
    <xsl:if test="$type">
      <xsl:attribute name="article-type" select="$type"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="jats:lang" as="attribute(xml:lang)?">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="$fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
  </xsl:function>

</xsl:stylesheet>
