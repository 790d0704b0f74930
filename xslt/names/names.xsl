<?xml version="1.0" encoding="UTF-8"?>
<!-- Names of authors in the parts that formats ask for. A name link (van, af, de) stands before the surname. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:names="urn:titelei:names"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="names:preferred" as="element(name)">
    <xsl:param name="author" as="element()"/>
    <xsl:sequence select="($author/name[@preferred], $author/name)[1]"/>
  </xsl:function>

  <!-- The same author in other languages: one name in parts for each language that the preferred name is not in. -->
  <xsl:function name="names:others" as="element(name)*">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="preferred" as="element(name)" select="names:preferred($author)"/>
    <xsl:for-each-group select="$author/name[surname or $author/@kind = 'organisation']" group-by="string(@xml:lang)">
      <xsl:sequence select="current-group()[1][current-grouping-key() and not(tags:fits(current-grouping-key(), $preferred/@xml:lang))]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Those who have one of some roles, in the order of the facts. -->
  <xsl:function name="names:with-role" as="element(contributor)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:param name="roles" as="xs:string+"/>
    <xsl:sequence select="$facts/contributor[role/@key = $roles]"/>
  </xsl:function>

  <xsl:variable name="names:editors" as="xs:string+" static="yes" select="'editor', 'guest-editor', 'section-editor'"/>

  <!-- A person whose name has parts; any other name is one text. -->
  <xsl:function name="names:has-parts" as="xs:boolean">
    <xsl:param name="name" as="element(name)"/>
    <xsl:sequence select="exists($name/surname)"/>
  </xsl:function>

  <!-- A name link that ends in an apostrophe or a hyphen is one word with the surname: d’Alembert, al-Biruni. -->
  <xsl:function name="names:family" as="xs:string">
    <xsl:param name="name" as="element(name)"/>
    <xsl:sequence select="
        string-join($name/link ! (if (matches(., '[’''ʼ\-]$')) then . else . || ' ')) || string-join($name/surname, ' ')"/>
  </xsl:function>

  <xsl:function name="names:given" as="xs:string?">
    <xsl:param name="name" as="element(name)"/>
    <xsl:sequence select="string-join($name/forename, ' ')[.]"/>
  </xsl:function>

  <xsl:function name="names:suffix" as="xs:string?">
    <xsl:param name="name" as="element(name)"/>
    <xsl:sequence select="string-join($name/generation, ' ')[.]"/>
  </xsl:function>

  <!-- As an index has it: Dyk, Anna van, Jr.; a name without parts as it is. -->
  <xsl:function name="names:inverted" as="xs:string">
    <xsl:param name="name" as="element(name)"/>
    <xsl:sequence select="string(($name/inverted, $name/text)[1])"/>
  </xsl:function>

  <!-- The codes of the MARC relators for what a contributor did. -->
  <xsl:variable name="names:relators" as="map(xs:string, xs:string)" static="yes" select="map{
      'editor': 'edt', 'guest-editor': 'edt', 'section-editor': 'edt', 'translator': 'trl', 'illustrator': 'ill',
      'photographer': 'pht', 'interviewer': 'ivr', 'interviewee': 'ive', 'reviewer': 'rev', 'reviewed-author': 'ant',
      'commentator': 'cwt', 'compiler': 'com', 'on-behalf-of': 'his'}"/>

</xsl:stylesheet>
