<?xml version="1.0" encoding="UTF-8"?>
<!-- Identifiers of the article and of what it is related to. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:openaire="urn:titelei:oai_openaire"
  xmlns:settings="urn:titelei:settings"
  xmlns:datacite="http://datacite.org/schema/kernel-4"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs openaire settings">

  <!-- Version 4 has the relations of an older DataCite, without “obsoletes” and “is translation of”. -->
  <xsl:variable name="openaire:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'correction': 'IsSupplementedBy',
      'corrected': 'IsSupplementTo',
      'retraction': 'IsReviewedBy',
      'retracted': 'Reviews',
      'concern': 'IsReferencedBy',
      'translation': 'IsSourceOf',
      'original': 'IsDerivedFrom',
      'concerned': 'References', 'addendum': 'IsSupplementedBy', 'addended': 'IsSupplementTo',
      'reply': 'IsReferencedBy', 'replied': 'References', 'comment': 'IsReferencedBy', 'commented': 'References',
      'review': 'IsReviewedBy', 'reviewed': 'Reviews', 'preprint': 'IsNewVersionOf', 'published': 'IsPreviousVersionOf',
      'earlier': 'IsNewVersionOf', 'later': 'IsPreviousVersionOf', 'dataset': 'IsSupplementedBy',
      'software': 'IsSupplementedBy', 'supplement': 'IsSupplementedBy', 'supplemented': 'IsSupplementTo',
      'part': 'HasPart', 'whole': 'IsPartOf'}"/>

  <!-- The DOI where there is one, else the address of the page. -->
  <xsl:function name="openaire:identifier" as="element(datacite:identifier)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="doi" as="element(identifier)?" select="$facts/identifier[@type = 'DOI'][1]"/>
    <datacite:identifier identifierType="{if ($doi) then 'DOI' else 'URL'}">{
      ($doi, settings:article-url($facts/@id))[1]}</datacite:identifier>
  </xsl:function>

  <xsl:function name="openaire:alternate-identifiers" as="element(datacite:alternateIdentifiers)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <datacite:alternateIdentifiers>
        <xsl:if test="$facts/identifier[@type = 'DOI']">
          <datacite:alternateIdentifier alternateIdentifierType="URL">{settings:article-url($facts/@id)}</datacite:alternateIdentifier>
        </xsl:if>
        <xsl:for-each select="$facts/url">
          <datacite:alternateIdentifier alternateIdentifierType="URL">{.}</datacite:alternateIdentifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/identifier[not(@type = 'DOI')]">
          <datacite:alternateIdentifier alternateIdentifierType="{@type}">{.}</datacite:alternateIdentifier>
        </xsl:for-each>
      </datacite:alternateIdentifiers>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="openaire:related-identifiers" as="element(datacite:relatedIdentifiers)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <datacite:relatedIdentifiers>
        <xsl:for-each select="$facts/journal/issn">
          <xsl:variable name="type" as="xs:string"
            select="if (@medium = 'electronic') then 'EISSN' else if (@medium = 'print') then 'PISSN' else if (@medium = 'linking') then 'LISSN' else 'ISSN'"/>
          <datacite:relatedIdentifier relatedIdentifierType="{$type}" relationType="IsPartOf">{.}</datacite:relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/related[@uri]">
          <datacite:relatedIdentifier relatedIdentifierType="{if (@doi) then 'DOI' else 'URL'}"
            relationType="{($openaire:relations(string(@type)), 'References')[1]}">{(@doi, @uri)[1]}</datacite:relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/related[not(@uri)][@scheme = ('ISBN', 'arXiv', 'PMID', 'handle', 'ARK')]">
          <datacite:relatedIdentifier relatedIdentifierType="{if (@scheme = 'handle') then 'Handle' else @scheme}"
            relationType="{($openaire:relations(string(@type)), 'References')[1]}">{@number}</datacite:relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/link">
          <datacite:relatedIdentifier relatedIdentifierType="URL"
            relationType="{map{'fulltext': 'IsVariantFormOf', 'supplement': 'IsSupplementedBy', 'other': 'References'}(@type)}">{
            @uri}</datacite:relatedIdentifier>
        </xsl:for-each>
        <xsl:for-each select="distinct-values($facts/reference/@doi)">
          <datacite:relatedIdentifier relatedIdentifierType="DOI" relationType="References">{.}</datacite:relatedIdentifier>
        </xsl:for-each>
      </datacite:relatedIdentifiers>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
