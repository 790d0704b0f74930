<?xml version="1.0" encoding="UTF-8"?>
<!-- 100 and 110, 700 and 710: the first author as main entry, the others and the funders as added ones. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:marc="urn:titelei:marcxml"
  xmlns:names="urn:titelei:names"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="marc:author" as="element()">
    <xsl:param name="author" as="element(author)"/>
    <xsl:param name="is-first" as="xs:boolean"/>
    <xsl:sequence select="marc:agent($author, if ($is-first) then '1' else '7', (), marc:sub('4', 'aut'))"/>
  </xsl:function>

  <!-- Editors, translators and others, what they did in words and, where MARC has a code for it, by that; others contributed. -->
  <xsl:function name="marc:contributor" as="element()">
    <xsl:param name="contributor" as="element(contributor)"/>
    <xsl:sequence select="marc:agent($contributor, '7', $contributor/role ! marc:sub('e', .),
        marc:sub('4', ($contributor/role/@key ! $names:relators(.), 'ctb')[1]))"/>
  </xsl:function>

  <xsl:function name="marc:agent" as="element()">
    <xsl:param name="agent" as="element()"/>
    <xsl:param name="entry" as="xs:string"/>
    <xsl:param name="words" as="element()*"/>
    <xsl:param name="codes" as="element()*"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($agent)"/>
    <xsl:variable name="is-person" as="xs:boolean" select="$agent/@kind = 'person'"/>
    <xsl:sequence select="
        marc:field($entry || (if ($is-person) then '00' else '10'),
          (if (not($is-person)) then '2' else if (names:has-parts($name)) then '1' else '0') || ' ', (
          marc:sub('a', if ($is-person) then marc:heading($name) else $name/text),
          marc:sub('c', $name[names:has-parts(.)] ! names:suffix(.)),
          $words,
          marc:sub('u', string-join($agent/affiliation/text, '; ')),
          $agent/identifier ! marc:sub('0', '(' || @type || ')' || .),
          $agent/orcid ! marc:sub('1', 'https://orcid.org/' || .),
          $codes))"/>
  </xsl:function>

  <!-- Surname, first names; “Jr.” has a subfield of its own. -->
  <xsl:function name="marc:heading" as="xs:string">
    <xsl:param name="name" as="element(name)"/>
    <xsl:sequence select="
        if (names:has-parts($name)) then string-join((names:family($name), names:given($name)), ', ')
        else string($name/text)"/>
  </xsl:function>

  <xsl:function name="marc:funder" as="element()">
    <xsl:param name="funder" as="element(funder)"/>
    <xsl:sequence select="
        marc:field('710', '2 ', (
          marc:sub('a', $funder), marc:sub('0', $funder/@funder-id ! ('(FundRef)' || .)),
          marc:sub('1', $funder/@ror), marc:sub('4', 'fnd')))"/>
  </xsl:function>

</xsl:stylesheet>
