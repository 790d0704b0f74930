<?xml version="1.0" encoding="UTF-8"?>
<!-- contributors: authors in order; degrees, posts and e-mail addresses have no place here. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:names="urn:titelei:names"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="crossref:contributors" as="element()?">
    <xsl:param name="agents" as="element()*"/>
    <xsl:where-populated>
      <contributors>
        <xsl:for-each select="$agents">
          <xsl:sequence select="crossref:contributor(., position() = 1)"/>
        </xsl:for-each>
      </contributors>
    </xsl:where-populated>
  </xsl:function>

  <!-- What Crossref calls the roles; others have no name there, and are told as “other”. -->
  <xsl:variable name="crossref:roles" as="map(xs:string, xs:string)" static="yes" select="map{
      'editor': 'editor', 'guest-editor': 'editor', 'section-editor': 'editor', 'translator': 'translator',
      'reviewer': 'reviewer'}"/>

  <xsl:function name="crossref:contributor" as="element()">
    <xsl:param name="author" as="element()"/>
    <xsl:param name="first" as="xs:boolean"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <xsl:variable name="known" as="xs:string?" select="($author/role/@key ! $crossref:roles(string()))[1]"/>
    <xsl:element name="{if ($author/@kind = 'organisation') then 'organization' else 'person_name'}">
      <xsl:attribute name="sequence" select="if ($first) then 'first' else 'additional'"/>
      <xsl:if test="$author/self::author or $author/self::member or $known">
        <xsl:attribute name="contributor_role" select="if ($author/self::contributor) then ($known, 'author')[1] else 'author'"/>
      </xsl:if>
      <xsl:sequence select="crossref:language($name/@xml:lang)"/>
      <xsl:choose>
        <xsl:when test="$author/@kind = 'organisation'">
          <xsl:value-of select="$name/text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="crossref:name($name)"/>
          <xsl:if test="$author/self::contributor and not($known)">
            <role type="other" vocab="crossref"/>
          </xsl:if>
          <xsl:if test="$author/@corresponding">
            <role type="corresponding-author" vocab="crossref"/>
          </xsl:if>
          <xsl:for-each select="distinct-values($author/role[@scheme = 'credit']/@key)">
            <role type="{.}" vocab="credit"/>
          </xsl:for-each>
          <xsl:sequence select="crossref:affiliations($author)"/>
          <xsl:for-each select="$author/orcid">
            <ORCID>https://orcid.org/{.}</ORCID>
          </xsl:for-each>
          <xsl:where-populated>
            <alt-name>
              <xsl:for-each select="names:others($author)">
                <name>
                  <xsl:sequence select="crossref:language(@xml:lang), crossref:alternative(.)"/>
                </name>
              </xsl:for-each>
            </alt-name>
          </xsl:where-populated>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:function>

  <!-- A name without parts is all surname, which Crossref demands. -->
  <xsl:function name="crossref:name" as="element()+">
    <xsl:param name="name" as="element(name)"/>
    <xsl:for-each select="names:given($name)[names:has-parts($name)]">
      <given_name>{.}</given_name>
    </xsl:for-each>
    <surname>{if (names:has-parts($name)) then names:family($name) else $name/text}</surname>
    <xsl:for-each select="names:suffix($name)[names:has-parts($name)]">
      <suffix>{.}</suffix>
    </xsl:for-each>
  </xsl:function>

  <!-- In alt-name the surname stands first. -->
  <xsl:function name="crossref:alternative" as="element()+">
    <xsl:param name="name" as="element(name)"/>
    <surname>{names:family($name)}</surname>
    <xsl:for-each select="names:given($name)">
      <given_name>{.}</given_name>
    </xsl:for-each>
    <xsl:for-each select="names:suffix($name)">
      <suffix>{.}</suffix>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="crossref:affiliations" as="element()?">
    <xsl:param name="author" as="element()"/>
    <xsl:where-populated>
      <affiliations>
        <xsl:for-each select="$author/affiliation">
          <xsl:variable name="place" as="xs:string?"
            select="string-join(address/(settlement, region, country), ', ')[.]"/>
          <institution>
            <institution_name>{(institution[1], text)[1]}</institution_name>
            <xsl:for-each select="institution[1]/@ror">
              <institution_id type="ror">{.}</institution_id>
            </xsl:for-each>
            <xsl:for-each select="institution[1]/@isni">
              <institution_id type="isni">https://isni.org/isni/{.}</institution_id>
            </xsl:for-each>
            <xsl:for-each select="$place">
              <institution_place>{.}</institution_place>
            </xsl:for-each>
            <xsl:for-each select="department[../institution]">
              <institution_department>{.}</institution_department>
            </xsl:for-each>
          </institution>
          <xsl:for-each select="tail(institution)">
            <institution>
              <institution_name>{.}</institution_name>
              <xsl:for-each select="@ror">
                <institution_id type="ror">{.}</institution_id>
              </xsl:for-each>
            </institution>
          </xsl:for-each>
        </xsl:for-each>
      </affiliations>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
