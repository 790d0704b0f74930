<?xml version="1.0" encoding="UTF-8"?>
<!-- creators, in order, and those who paid. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:openaire="urn:titelei:oai_openaire"
  xmlns:names="urn:titelei:names"
  xmlns:datacite="http://datacite.org/schema/kernel-4"
  xmlns:oaire="http://namespace.openaire.eu/schema/oaire/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs openaire names">

  <xsl:function name="openaire:creators" as="element(datacite:creators)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <datacite:creators>
        <xsl:sequence select="$facts/author ! openaire:creator(.)"/>
      </datacite:creators>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="openaire:creator" as="element(datacite:creator)">
    <xsl:param name="author" as="element(author)"/>
    <datacite:creator>
      <xsl:sequence select="openaire:agent($author, 'creatorName')"/>
    </datacite:creator>
  </xsl:function>

  <!-- Who else worked on it, by the types of DataCite. -->
  <xsl:function name="openaire:contributors" as="element(datacite:contributors)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <datacite:contributors>
        <xsl:for-each select="$facts/contributor, $facts/author/member">
          <datacite:contributor contributorType="{
            if (role/@key = $names:editors) then 'Editor' else if (self::member) then 'ProjectMember' else 'Other'}">
            <xsl:sequence select="openaire:agent(., 'contributorName')"/>
          </datacite:contributor>
        </xsl:for-each>
      </datacite:contributors>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="openaire:agent" as="element()+">
    <xsl:param name="author" as="element()"/>
    <xsl:param name="element" as="xs:string"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <xsl:element name="datacite:{$element}">
      <xsl:attribute name="nameType" select="if ($author/@kind = 'person') then 'Personal' else 'Organizational'"/>
      <xsl:sequence select="names:inverted($name)"/>
    </xsl:element>
    <xsl:if test="names:has-parts($name)">
      <xsl:for-each select="names:given($name)">
        <datacite:givenName>{.}</datacite:givenName>
      </xsl:for-each>
      <datacite:familyName>{names:family($name)}</datacite:familyName>
    </xsl:if>
    <xsl:for-each select="$author/orcid">
      <datacite:nameIdentifier nameIdentifierScheme="ORCID" schemeURI="https://orcid.org">https://orcid.org/{.}</datacite:nameIdentifier>
    </xsl:for-each>
    <xsl:for-each select="$author/identifier">
      <datacite:nameIdentifier nameIdentifierScheme="{@type}">{.}</datacite:nameIdentifier>
    </xsl:for-each>
    <xsl:for-each select="$author/affiliation">
      <datacite:affiliation>{(string-join((department, institution), ', ')[.], string(text))[1]}</datacite:affiliation>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="openaire:funding" as="element(oaire:fundingReferences)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <oaire:fundingReferences>
        <xsl:for-each select="$facts/grant">
          <xsl:sequence select="(award, .[not(award)]) ! openaire:grant(ancestor-or-self::grant, self::award)"/>
        </xsl:for-each>
      </oaire:fundingReferences>
    </xsl:where-populated>
  </xsl:function>

  <!-- One funder with one award. -->
  <xsl:function name="openaire:grant" as="element(oaire:fundingReference)">
    <xsl:param name="grant" as="element(grant)"/>
    <xsl:param name="award" as="element(award)?"/>
    <oaire:fundingReference>
      <oaire:funderName>{$grant/funder}</oaire:funderName>
      <xsl:for-each select="($grant/funder/(@ror, @funder-id))[1]">
        <oaire:funderIdentifier funderIdentifierType="{if (local-name() = 'ror') then 'ROR' else 'Crossref Funder ID'}">{.}</oaire:funderIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$award">
        <oaire:awardNumber>{.}</oaire:awardNumber>
      </xsl:for-each>
    </oaire:fundingReference>
  </xsl:function>

</xsl:stylesheet>
