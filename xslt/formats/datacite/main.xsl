<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, DataCite metadata out (schema 4.6). A DOI and a publisher are demanded. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:datacite="urn:titelei:datacite"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:errors="urn:titelei:errors"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns="http://datacite.org/schema/kernel-4"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs datacite dates errors kinds marks">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="creators.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="related.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="title description"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="article-place" as="xs:string" static="yes"
    select="'/*:TEI[1]/*:teiHeader[1]/*:fileDesc[1]/*:sourceDesc[1]/*:biblStruct[1]'"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="marks:plain-facts(datacite:demanded(facts), false())"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <resource
      xsi:schemaLocation="http://datacite.org/schema/kernel-4 https://schema.datacite.org/meta/kernel-4.6/metadata.xsd">
      <identifier identifierType="DOI">{identifier[@type = 'DOI'][1]}</identifier>
      <xsl:sequence select="datacite:creators(.), datacite:titles(.), datacite:publisher(.)"/>
      <publicationYear>{datacite:year(.)}</publicationYear>
      <resourceType resourceTypeGeneral="{if (kind = 'data-paper') then 'DataPaper' else 'JournalArticle'}">{
        (kinds:of(.)/@words ! lower-case(.), 'journal article')[1]}</resourceType>
      <xsl:sequence select="datacite:subjects(.), datacite:contributors(.), datacite:dates(.)"/>
      <xsl:for-each select="work-language">
        <language>{@tag}</language>
      </xsl:for-each>
      <xsl:sequence select="
          datacite:alternate-identifiers(.),
          datacite:related-identifiers(.),
          datacite:sizes(.)"/>
      <xsl:for-each select="version">
        <version>{.}</version>
      </xsl:for-each>
      <xsl:sequence select="
          datacite:rights(.),
          datacite:descriptions(.),
          datacite:places(.),
          datacite:funding(.),
          datacite:journal(.)"/>
    </resource>
  </xsl:template>

  <xsl:function name="datacite:demanded" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        if (not($facts/identifier[@type = 'DOI']))
        then errors:impossible('the article has no DOI, which DataCite demands.',
          'Nothing, where the article has none; else add idno of type DOI to analytic.',
          ($facts/missing[@of = 'article'][@fact = 'DOI']/@from, $article-place)[1])
        else if (not($facts/title))
        then errors:impossible('the article has no title, which DataCite demands.', 'Add title to analytic.', $article-place)
        else if (not(datacite:year($facts)))
        then errors:impossible('the year of publication is not known, which DataCite demands.',
          'Add date with @when to imprint.', $article-place)
        else if (not(matches(datacite:year($facts), '^[0-9]{4}$')))
        then errors:impossible('the year of publication is before Christ, and DataCite takes years of four figures.',
          'Correct date in imprint.', $article-place)
        else if (not($facts/journal/publisher) and not($publisher))
        then errors:impossible('the publisher is not known, which DataCite demands.',
          'Add publisher to imprint where the page names one, or set name in the table [publisher] of titelei.toml.',
          $article-place)
        else $facts"/>
  </xsl:function>

  <!-- The year of the issue, else of the article. -->
  <xsl:function name="datacite:year" as="xs:string?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="($facts/date[@type = 'issued'], $facts/date[@type = ('published', 'online', 'print')])[dates:year(.)][1] ! dates:year(.)"/>
  </xsl:function>

  <xsl:function name="datacite:lang" as="attribute(xml:lang)?">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="$fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
  </xsl:function>

</xsl:stylesheet>
