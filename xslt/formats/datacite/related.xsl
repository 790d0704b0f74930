<?xml version="1.0" encoding="UTF-8"?>
<!-- What the article stands in relation to: other identifiers, journal, notices, references, funders. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:datacite="urn:titelei:datacite"
  xmlns:dates="urn:titelei:dates"
  xmlns:settings="urn:titelei:settings"
  xmlns="http://datacite.org/schema/kernel-4"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="datacite:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'correction': 'IsSupplementedBy',
      'corrected': 'IsSupplementTo',
      'retraction': 'IsObsoletedBy',
      'retracted': 'Obsoletes',
      'concern': 'IsReferencedBy',
      'translation': 'HasTranslation',
      'original': 'IsTranslationOf',
      'concerned': 'References', 'addendum': 'IsSupplementedBy', 'addended': 'IsSupplementTo',
      'reply': 'IsReferencedBy', 'replied': 'References', 'comment': 'IsReferencedBy', 'commented': 'References',
      'review': 'IsReviewedBy', 'reviewed': 'Reviews', 'preprint': 'HasVersion', 'published': 'IsVersionOf',
      'earlier': 'IsNewVersionOf', 'later': 'IsPreviousVersionOf', 'dataset': 'IsSupplementedBy',
      'software': 'IsSupplementedBy', 'supplement': 'IsSupplementedBy', 'supplemented': 'IsSupplementTo',
      'part': 'HasPart', 'whole': 'IsPartOf'}"/>

  <xsl:function name="datacite:alternate-identifiers" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <alternateIdentifiers>
      <alternateIdentifier alternateIdentifierType="URL">{settings:article-url($facts/@id)}</alternateIdentifier>
      <xsl:for-each select="$facts/url">
        <alternateIdentifier alternateIdentifierType="URL">{.}</alternateIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$facts/identifier[not(@type = 'DOI')]">
        <alternateIdentifier alternateIdentifierType="{@type}">{.}</alternateIdentifier>
      </xsl:for-each>
    </alternateIdentifiers>
  </xsl:function>

  <xsl:function name="datacite:related-identifiers" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <relatedIdentifiers>
        <xsl:for-each-group select="$facts/journal/issn" group-by="datacite:issn-type(.) || .">
          <relatedIdentifier relatedIdentifierType="{datacite:issn-type(.)}" relationType="IsPublishedIn">{.}</relatedIdentifier>
        </xsl:for-each-group>
        <xsl:for-each select="$facts/related[@uri]">
          <relatedIdentifier relatedIdentifierType="{if (@doi) then 'DOI' else 'URL'}"
            relationType="{($datacite:relations(string(@type)), 'References')[1]}">{(@doi, @uri)[1]}</relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/related[not(@uri)][@scheme = ('ISBN', 'arXiv', 'PMID', 'handle', 'ARK')]">
          <relatedIdentifier relatedIdentifierType="{if (@scheme = 'handle') then 'Handle' else @scheme}"
            relationType="{($datacite:relations(string(@type)), 'References')[1]}">{@number}</relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/link">
          <relatedIdentifier relatedIdentifierType="URL"
            relationType="{map{'fulltext': 'IsVariantFormOf', 'supplement': 'IsSupplementedBy', 'other': 'References'}(@type)}">{
            @uri}</relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="distinct-values($facts/reference/@doi)">
          <relatedIdentifier relatedIdentifierType="DOI" relationType="References">{.}</relatedIdentifier>
        </xsl:for-each>
      </relatedIdentifiers>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="datacite:issn-type" as="xs:string">
    <xsl:param name="issn" as="element(issn)"/>
    <xsl:sequence select="if ($issn/@medium = 'electronic') then 'EISSN' else if ($issn/@medium = 'linking') then 'LISSN' else 'ISSN'"/>
  </xsl:function>

  <xsl:function name="datacite:funding" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <fundingReferences>
        <xsl:for-each select="$facts/grant">
          <xsl:sequence select="(award, .[not(award)]) ! datacite:grant(ancestor-or-self::grant, self::award)"/>
        </xsl:for-each>
      </fundingReferences>
    </xsl:where-populated>
  </xsl:function>

  <!-- One funder with one award. -->
  <xsl:function name="datacite:grant" as="element()">
    <xsl:param name="grant" as="element(grant)"/>
    <xsl:param name="award" as="element(award)?"/>
    <fundingReference>
      <funderName>{$grant/funder}</funderName>
      <xsl:for-each select="($grant/funder/(@ror, @funder-id))[1]">
        <funderIdentifier funderIdentifierType="{if (local-name() = 'ror') then 'ROR' else 'Crossref Funder ID'}">{.}</funderIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$award">
        <awardNumber>{.}</awardNumber>
      </xsl:for-each>
    </fundingReference>
  </xsl:function>

  <!-- The journal with the article's place in it. -->
  <xsl:function name="datacite:journal" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/journal[title]">
      <relatedItems>
        <relatedItem relatedItemType="Journal" relationType="IsPublishedIn">
          <xsl:for-each select="issn[1]">
            <relatedItemIdentifier relatedItemIdentifierType="{datacite:issn-type(.)}">{.}</relatedItemIdentifier>
          </xsl:for-each>
          <titles>
            <xsl:for-each select="title">
              <title>
                <xsl:if test="not(@role = 'main')">
                  <xsl:attribute name="titleType"
                    select="if (@role = 'translated') then 'TranslatedTitle' else 'AlternativeTitle'"/>
                </xsl:if>
                <xsl:sequence select="datacite:lang(.), string()"/>
              </title>
            </xsl:for-each>
          </titles>
          <publicationYear>{datacite:year($facts)}</publicationYear>
          <xsl:for-each select="$facts/volume">
            <volume>{.}</volume>
          </xsl:for-each>
          <xsl:for-each select="$facts/issue">
            <issue>{.}</issue>
          </xsl:for-each>
          <xsl:for-each select="$facts/article-number">
            <number numberType="Article">{.}</number>
          </xsl:for-each>
          <xsl:for-each select="$facts/first-page">
            <firstPage>{.}</firstPage>
            <lastPage>{../last-page}</lastPage>
          </xsl:for-each>
          <xsl:for-each select="publisher[1]">
            <publisher>{.}</publisher>
          </xsl:for-each>
        </relatedItem>
      </relatedItems>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
