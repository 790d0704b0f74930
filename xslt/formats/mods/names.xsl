<?xml version="1.0" encoding="UTF-8"?>
<!-- name: an author, in the language that is preferred. Its names in other languages would be names of their own
     (altRepGroup), which readers that do not know the group count as further authors. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:mods="urn:titelei:mods"
  xmlns:names="urn:titelei:names"
  xmlns="http://www.loc.gov/mods/v3"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="mods:name" as="element()">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <name type="{if ($author/@kind = 'person') then 'personal' else 'corporate'}">
      <xsl:if test="$author/self::author[@n = '1']">
        <xsl:attribute name="usage" select="'primary'"/>
      </xsl:if>
      <xsl:sequence select="mods:lang($name), mods:parts($name)"/>
      <displayForm>{$name/text}</displayForm>
      <xsl:for-each select="$author/affiliation">
        <affiliation>
          <xsl:sequence select="mods:lang(.), string(text)"/>
        </affiliation>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="$author/self::contributor">
          <xsl:sequence select="$author/role ! mods:role(.)"/>
        </xsl:when>
        <xsl:otherwise>
          <role>
            <roleTerm type="code" authority="marcrelator">{if ($author/self::member) then 'ctb' else 'aut'}</roleTerm>
          </role>
          <xsl:sequence select="$author/role ! mods:role(.)"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="$author/orcid">
        <nameIdentifier type="orcid" typeURI="https://orcid.org/">https://orcid.org/{.}</nameIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$author/identifier">
        <nameIdentifier type="{lower-case(@type)}">{.}</nameIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$author/degree, $author/post">
        <description>
          <xsl:sequence select="mods:lang(.), string()"/>
        </description>
      </xsl:for-each>
    </name>
  </xsl:function>

  <!-- What was done: the code of the MARC relators where they have it, and the words of the page. -->
  <xsl:function name="mods:role" as="element()">
    <xsl:param name="role" as="element(role)"/>
    <role>
      <xsl:for-each select="$role/@key ! $names:relators(string())">
        <roleTerm type="code" authority="marcrelator">{.}</roleTerm>
      </xsl:for-each>
      <roleTerm type="text">{$role}</roleTerm>
    </role>
  </xsl:function>

  <xsl:function name="mods:funder" as="element()">
    <xsl:param name="funder" as="element(funder)"/>
    <name type="corporate">
      <xsl:sequence select="mods:lang($funder)"/>
      <namePart>{$funder}</namePart>
      <role>
        <roleTerm type="code" authority="marcrelator">fnd</roleTerm>
      </role>
      <xsl:for-each select="$funder/@funder-id">
        <nameIdentifier type="funderid">{.}</nameIdentifier>
      </xsl:for-each>
      <xsl:for-each select="$funder/@ror">
        <nameIdentifier type="ror" typeURI="https://ror.org/">{.}</nameIdentifier>
      </xsl:for-each>
    </name>
  </xsl:function>

  <xsl:function name="mods:parts" as="element()+">
    <xsl:param name="name" as="element(name)"/>
    <xsl:choose>
      <xsl:when test="names:has-parts($name)">
        <namePart type="family">{names:family($name)}</namePart>
        <xsl:for-each select="names:given($name)">
          <namePart type="given">{.}</namePart>
        </xsl:for-each>
        <xsl:for-each select="names:suffix($name)">
          <namePart type="termsOfAddress">{.}</namePart>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <namePart>{$name/text}</namePart>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
