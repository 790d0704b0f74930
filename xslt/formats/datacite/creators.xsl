<?xml version="1.0" encoding="UTF-8"?>
<!-- creators: authors in order, in one language each, for DataCite knows one name of a person. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:datacite="urn:titelei:datacite"
  xmlns:names="urn:titelei:names"
  xmlns="http://datacite.org/schema/kernel-4"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Where identifiers of people begin, by the types that the schema of the edition knows. -->
  <xsl:variable name="datacite:schemes" as="map(xs:string, xs:string)" static="yes" select="map{
      'ISNI': 'https://isni.org/', 'GND': 'https://d-nb.info/gnd/', 'VIAF': 'https://viaf.org/',
      'Wikidata': 'https://www.wikidata.org/', 'ROR': 'https://ror.org/'}"/>

  <!-- Where nobody is named, DataCite's own code for a value that is not available. -->
  <xsl:function name="datacite:creators" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <creators>
      <xsl:sequence select="$facts/author ! datacite:creator(.)"/>
      <xsl:if test="not($facts/author)">
        <creator>
          <creatorName>:unav</creatorName>
        </creator>
      </xsl:if>
    </creators>
  </xsl:function>

  <xsl:function name="datacite:creator" as="element()">
    <xsl:param name="author" as="element(author)"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <creator>
      <creatorName nameType="{if ($author/@kind = 'person') then 'Personal' else 'Organizational'}">
        <xsl:sequence select="datacite:lang($name), names:inverted($name)"/>
      </creatorName>
      <xsl:if test="names:has-parts($name)">
        <xsl:for-each select="names:given($name)">
          <givenName>{.}</givenName>
        </xsl:for-each>
        <familyName>{names:family($name)}</familyName>
      </xsl:if>
      <xsl:for-each select="$author/orcid">
        <nameIdentifier nameIdentifierScheme="ORCID" schemeURI="https://orcid.org/">https://orcid.org/{.}</nameIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$author/identifier">
        <nameIdentifier nameIdentifierScheme="{@type}">
          <xsl:for-each select="$datacite:schemes(string(@type))">
            <xsl:attribute name="schemeURI" select="."/>
          </xsl:for-each>
          <xsl:sequence select="string()"/>
        </nameIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$author/affiliation">
        <affiliation>
          <xsl:for-each select="(institution/@ror)[1]">
            <xsl:attribute name="affiliationIdentifier" select="."/>
            <xsl:attribute name="affiliationIdentifierScheme" select="'ROR'"/>
            <xsl:attribute name="schemeURI" select="'https://ror.org/'"/>
          </xsl:for-each>
          <xsl:sequence select="(string-join((department, institution), ', ')[.], string(text))[1]"/>
        </affiliation>
      </xsl:for-each>
    </creator>
  </xsl:function>

</xsl:stylesheet>
