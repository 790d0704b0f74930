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

  <!-- What DataCite calls the roles; who has another is “Other”. -->
  <xsl:variable name="datacite:roles" as="map(xs:string, xs:string)" static="yes" select="map{
      'editor': 'Editor', 'guest-editor': 'Editor', 'section-editor': 'Editor', 'translator': 'Translator',
      'on-behalf-of': 'ResearchGroup', 'compiler': 'DataCollector'}"/>

  <xsl:function name="datacite:contributors" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <contributors>
        <xsl:for-each select="$facts/contributor">
          <contributor contributorType="{(role/@key ! $datacite:roles(string()), 'Other')[1]}">
            <xsl:sequence select="datacite:agent(., 'contributorName')"/>
          </contributor>
        </xsl:for-each>
        <xsl:for-each select="$facts/author[@corresponding]">
          <contributor contributorType="ContactPerson">
            <xsl:sequence select="datacite:agent(., 'contributorName')"/>
          </contributor>
        </xsl:for-each>
        <xsl:for-each select="$facts/author/member">
          <contributor contributorType="ProjectMember">
            <xsl:sequence select="datacite:agent(., 'contributorName')"/>
          </contributor>
        </xsl:for-each>
      </contributors>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="datacite:creator" as="element()">
    <xsl:param name="author" as="element(author)"/>
    <creator>
      <xsl:sequence select="datacite:agent($author, 'creatorName')"/>
    </creator>
  </xsl:function>

  <xsl:function name="datacite:agent" as="element()+">
    <xsl:param name="author" as="element()"/>
    <xsl:param name="element" as="xs:string"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <xsl:element name="{$element}">
      <xsl:attribute name="nameType" select="if ($author/@kind = 'person') then 'Personal' else 'Organizational'"/>
      <xsl:sequence select="datacite:lang($name), names:inverted($name)"/>
    </xsl:element>
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
        <xsl:for-each select="(institution/@ror, institution/@isni)[1]">
          <xsl:attribute name="affiliationIdentifier" select="if (local-name() = 'ror') then . else 'https://isni.org/isni/' || ."/>
          <xsl:attribute name="affiliationIdentifierScheme" select="upper-case(local-name())"/>
          <xsl:attribute name="schemeURI" select="'https://' || local-name() || '.org/'"/>
        </xsl:for-each>
        <xsl:sequence select="(string-join((department, institution), ', ')[.], string(text))[1]"/>
      </affiliation>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
