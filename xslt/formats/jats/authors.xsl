<?xml version="1.0" encoding="UTF-8"?>
<!-- contrib-group: authors in order, each with all that is known of it, and the places of work they point at. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:jats="urn:titelei:jats"
  xmlns:names="urn:titelei:names"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="jats:contributors" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="places" as="xs:string*" select="distinct-values($facts/author/affiliation/text)"/>
    <xsl:if test="$facts/author">
      <contrib-group>
        <xsl:sequence select="$facts/author ! jats:contributor(., $places)"/>
      </contrib-group>
      <xsl:for-each select="$places">
        <xsl:sequence select="jats:affiliation($facts/author/affiliation[text = current()], position())"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="jats:contributor" as="element(Q{}contrib)">
    <xsl:param name="author" as="element(author)"/>
    <xsl:param name="places" as="xs:string*"/>
    <contrib contrib-type="author">
      <xsl:if test="$author/@corresponding">
        <xsl:attribute name="corresp" select="'yes'"/>
      </xsl:if>
      <xsl:for-each select="$author/orcid">
        <contrib-id contrib-id-type="orcid">https://orcid.org/{.}</contrib-id>
      </xsl:for-each>
      <xsl:for-each select="$author/identifier">
        <contrib-id contrib-id-type="{lower-case(@type)}">{.}</contrib-id>
      </xsl:for-each>
      <xsl:sequence select="jats:names($author)"/>
      <xsl:for-each select="$author/degree">
        <degrees>
          <xsl:sequence select="jats:lang(.), string()"/>
        </degrees>
      </xsl:for-each>
      <xsl:for-each select="$author/post">
        <role>
          <xsl:sequence select="jats:lang(.), string()"/>
        </role>
      </xsl:for-each>
      <xsl:for-each select="$author/email">
        <email>{.}</email>
      </xsl:for-each>
      <xsl:for-each select="distinct-values($author/affiliation/text)">
        <xref ref-type="aff" rid="aff{index-of($places, .)}"/>
      </xsl:for-each>
    </contrib>
  </xsl:function>

  <!-- One name, or the same name in several languages. -->
  <xsl:function name="jats:names" as="element()">
    <xsl:param name="author" as="element(author)"/>
    <xsl:variable name="names" as="element(name)+" select="names:preferred($author), names:others($author)"/>
    <xsl:choose>
      <xsl:when test="$author/@kind = 'organisation'">
        <collab>
          <xsl:sequence select="jats:lang($names[1]), string($names[1]/text)"/>
        </collab>
      </xsl:when>
      <xsl:when test="$names[2]">
        <name-alternatives>
          <xsl:sequence select="$names ! jats:name(.)"/>
        </name-alternatives>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="jats:name($names)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jats:name" as="element()">
    <xsl:param name="name" as="element(name)"/>
    <xsl:choose>
      <xsl:when test="names:has-parts($name)">
        <name>
          <xsl:sequence select="jats:lang($name)"/>
          <surname>{names:family($name)}</surname>
          <xsl:for-each select="names:given($name)">
            <given-names>{.}</given-names>
          </xsl:for-each>
          <xsl:for-each select="names:suffix($name)">
            <suffix>{.}</suffix>
          </xsl:for-each>
        </name>
      </xsl:when>
      <xsl:otherwise>
        <string-name>
          <xsl:sequence select="jats:lang($name), string($name/text)"/>
        </string-name>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- One place of work; of those with the same words the first that has a ROR tells it. -->
  <xsl:function name="jats:affiliation" as="element(Q{}aff)">
    <xsl:param name="same" as="element(affiliation)+"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="one" as="element(affiliation)" select="($same[institution/@ror], $same)[1]"/>
    <aff id="aff{$number}">
      <xsl:sequence select="jats:lang($one)"/>
      <xsl:for-each select="$one/(department | institution)">
        <institution-wrap>
          <institution>
            <xsl:if test="self::department">
              <xsl:attribute name="content-type" select="'dept'"/>
            </xsl:if>
            <xsl:sequence select="string()"/>
          </institution>
          <xsl:for-each select="@ror">
            <institution-id institution-id-type="ror">{.}</institution-id>
          </xsl:for-each>
        </institution-wrap>
      </xsl:for-each>
      <xsl:if test="not($one/(department | institution))">
        <institution>{$one/text}</institution>
      </xsl:if>
      <xsl:if test="$one/(department | institution)">
        <xsl:sequence select="$one/address/* ! jats:address-part(.)"/>
      </xsl:if>
    </aff>
  </xsl:function>

  <xsl:function name="jats:address-part" as="element()?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="name" as="xs:string?" select="
        map{'street': 'addr-line', 'line': 'addr-line', 'post-code': 'postal-code', 'settlement': 'city',
          'region': 'state', 'country': 'country'}(local-name($part))"/>
    <xsl:if test="$name">
      <xsl:element name="{$name}">{$part}</xsl:element>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
