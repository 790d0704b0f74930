<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, JATS 1.3 out: the front of an article without its body (Journal Publishing tag set, whose demand for an
     ISSN only the Archiving tag set waives). Recommendations of JATS4R are followed. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:mml="http://www.w3.org/1998/Math/MathML"
  xmlns:jats="urn:titelei:jats"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs jats kinds marks">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../dates/dates.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../text/marks.xsl"/>
  <xsl:include href="../../kinds/kinds.xsl"/>
  <xsl:include href="journal.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="authors.xsl"/>
  <xsl:include href="abstract.xsl"/>
  <xsl:include href="place.xsl"/>
  <xsl:include href="back.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"
    suppress-indentation="article-title trans-title subtitle trans-subtitle alt-title issue-title title p kwd subject bio mixed-citation license-p related-article funding-statement"/>
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
              jats:titles(.),
              jats:contributors(.),
              jats:notes(.),
              jats:publication-dates(.),
              jats:place(.),
              jats:products(.),
              jats:history(.),
              jats:permissions(.),
              jats:addresses(.),
              related ! jats:related(.),
              jats:abstracts(.),
              keywords ! jats:keywords(.),
              jats:funding(.),
              jats:counts(.),
              jats:custom-meta(.)"/>
        </article-meta>
      </front>
      <xsl:sequence select="jats:back(.)"/>
    </article>
  </xsl:template>

  <!-- What kind of article it is, where the page says so; notices say what they are. -->
  <xsl:function name="jats:article-type" as="attribute(article-type)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="kinds:of($facts)">
      <xsl:attribute name="article-type" select="@jats"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Words with their type in the elements of JATS. -->
  <xsl:function name="jats:runs" as="node()*">
    <xsl:param name="fact" as="element()?"/>
    <xsl:sequence select="marks:elements($fact/node(), $jats:marks, jats:formula#1)"/>
  </xsl:function>

  <xsl:variable name="jats:marks" as="map(xs:string, xs:QName)" select="map {
      'i': QName('', 'italic'), 'b': QName('', 'bold'), 'u': QName('', 'underline'), 'sc': QName('', 'sc'),
      'sup': QName('', 'sup'), 'sub': QName('', 'sub')}"/>

  <xsl:function name="jats:formula" as="element(Q{}inline-formula)">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:variable name="math" as="element(mml:math)?" select="marks:mathml($formula)"/>
    <inline-formula>
      <xsl:choose>
        <xsl:when test="$math">
          <xsl:sequence select="$math"/>
        </xsl:when>
        <xsl:otherwise>
          <tex-math>{$formula}</tex-math>
        </xsl:otherwise>
      </xsl:choose>
    </inline-formula>
  </xsl:function>

  <xsl:function name="jats:lang" as="attribute(xml:lang)?">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="$fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
  </xsl:function>

</xsl:stylesheet>
