<?xml version="1.0" encoding="UTF-8"?>
<!-- Authors, and the institutions they point at. HAL asks for a country's code with an address; the page gives words,
     so addresses are left out. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:hal="urn:titelei:hal"
  xmlns:names="urn:titelei:names"
  xmlns="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="hal:authors" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="places" as="xs:string*" select="hal:places($facts)"/>
    <xsl:for-each select="$facts/author, $facts/contributor[@kind = 'organisation' or names:preferred(.)[surname and forename]]">
      <author role="{if (@corresponding) then 'crp' else if (self::author) then 'aut'
          else (role/@key ! $hal:roles(string()), 'ctb')[1]}">
        <xsl:if test="@kind = 'person'">
          <xsl:sequence select="hal:name(names:preferred(.))"/>
        </xsl:if>
        <xsl:for-each select="email[1]">
          <email>{.}</email>
        </xsl:for-each>
        <xsl:for-each select="orcid">
          <idno type="ORCID">https://orcid.org/{.}</idno>
        </xsl:for-each>
        <xsl:for-each select="identifier">
          <idno type="{@type}">{.}</idno>
        </xsl:for-each>
        <xsl:if test="@kind = 'organisation'">
          <orgName>{names:preferred(.)/text}</orgName>
        </xsl:if>
        <xsl:for-each select="distinct-values(affiliation ! hal:place(.))">
          <affiliation ref="#localStruct-{index-of($places, .)}"/>
        </xsl:for-each>
      </author>
    </xsl:for-each>
  </xsl:function>

  <!-- What HAL calls the roles. -->
  <xsl:variable name="hal:roles" as="map(xs:string, xs:string)" static="yes" select="map{
      'editor': 'edt', 'guest-editor': 'edt', 'section-editor': 'edt', 'translator': 'trl', 'illustrator': 'ill',
      'photographer': 'pht', 'interviewer': 'ivr', 'interviewee': 'ive', 'commentator': 'cwt', 'compiler': 'com'}"/>

  <xsl:function name="hal:name" as="element()">
    <xsl:param name="name" as="element(name)"/>
    <persName>
      <forename type="first">{$name/forename[1]}</forename>
      <xsl:if test="$name/forename[2]">
        <forename type="middle">{string-join(tail($name/forename), ' ')}</forename>
      </xsl:if>
      <surname>{string-join((names:family($name), names:suffix($name)), ', ')}</surname>
    </persName>
  </xsl:function>

  <!-- The words that tell one place of work from another: departments and institutions. -->
  <xsl:function name="hal:place" as="xs:string">
    <xsl:param name="affiliation" as="element(affiliation)"/>
    <xsl:sequence select="(string-join($affiliation/(department, institution), ', ')[.], string($affiliation/text))[1]"/>
  </xsl:function>

  <xsl:function name="hal:places" as="xs:string*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="distinct-values($facts/(author | contributor)/affiliation ! hal:place(.))"/>
  </xsl:function>

  <xsl:function name="hal:structures" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="affiliations" as="element(affiliation)*" select="$facts/(author | contributor)/affiliation"/>
    <xsl:if test="$affiliations">
      <back>
        <listOrg type="structures">
          <xsl:for-each select="hal:places($facts)">
            <xsl:variable name="same" as="element(affiliation)+" select="$affiliations[hal:place(.) = current()]"/>
            <org type="{if ($same/institution) then 'institution' else 'department'}" xml:id="localStruct-{position()}">
              <xsl:for-each select="($same/institution/@ror)[1]">
                <idno type="ROR">{.}</idno>
              </xsl:for-each>
              <orgName>{.}</orgName>
            </org>
          </xsl:for-each>
        </listOrg>
      </back>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
