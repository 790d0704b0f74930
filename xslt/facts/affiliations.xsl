<?xml version="1.0" encoding="UTF-8"?>
<!-- Places of work: departments and institutions with their numbers, addresses in parts. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- One place of work: departments and institutions apart, the address in parts. -->
  <xsl:function name="facts:affiliation" as="element(facts:affiliation)?">
    <xsl:param name="affiliation" as="element(affiliation)"/>
    <xsl:variable name="organisations" as="element(orgName)*" select="
        $affiliation//orgName[@type = 'department'], $affiliation//orgName[not(@type = 'department')]"/>
    <xsl:variable name="address" as="element()*" select="
        $affiliation/(address/* | addrLine | street | postCode | settlement | region | country | placeName)"/>
    <!-- Words beside the parts, such as “retired from” or “since 2010”: then all is said as it stands. -->
    <xsl:variable name="words" as="xs:boolean" select="
        matches(text:reading($affiliation/(node() except (orgName | address | email | $address))), '[\p{L}\p{N}]')"/>
    <xsl:variable name="text" as="xs:string" select="
        if ($words) then text:reading($affiliation/(node() except email))
        else string-join(($organisations ! text:reading(.), facts:address-line($address)[.]), ', ')"/>
    <xsl:where-populated>
      <affiliation>
        <xsl:if test="$text or text:reading($affiliation/node())">
          <xsl:variable name="lang" as="xs:string" select="facts:common-lang(($organisations, $address), $affiliation)"/>
          <xsl:sequence select="facts:other-lang($lang, ''), facts:from($affiliation)"/>
          <text>{$text}</text>
          <xsl:sequence select="$organisations ! facts:organisation(.), facts:address($address, $lang)"/>
        </xsl:if>
      </affiliation>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="facts:organisation" as="element()">
    <xsl:param name="name" as="element(orgName)"/>
    <xsl:variable name="ref" as="xs:string" select="substring-after($name/@ref, '#')"/>
    <xsl:element name="{if ($name/@type = 'department') then 'department' else 'institution'}">
      <xsl:if test="$ref">
        <xsl:attribute name="ref" select="$ref"/>
      </xsl:if>
      <xsl:variable name="numbers" as="element(idno)*" select="key('facts:id', $ref, root($name))/idno"/>
      <xsl:for-each select="$numbers[@type = 'ROR'][1]">
        <xsl:attribute name="ror" select="facts:ror(.)"/>
      </xsl:for-each>
      <xsl:for-each select="$numbers[@type = 'ISNI'][1]">
        <xsl:attribute name="isni" select="replace(text:folded(.), '^.*/|\s', '')"/>
      </xsl:for-each>
      <xsl:sequence select="facts:lang-attribute($name), facts:from($name), text:reading($name)"/>
    </xsl:element>
  </xsl:function>

  <!-- The address of an organisation's ROR, whether the TEI gives the address or the bare number. -->
  <xsl:function name="facts:ror" as="xs:string">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:sequence select="'https://ror.org/' || replace(text:folded($idno), '^.*/', '')"/>
  </xsl:function>

  <!-- The address with its language, and each part with its own, where they differ from what is around them. -->
  <xsl:function name="facts:address" as="element(facts:address)?">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:if test="facts:address-line($parts)">
      <xsl:variable name="lang" as="xs:string" select="facts:common-lang($parts, $parts[1]/..)"/>
      <address>
        <xsl:sequence select="facts:other-lang($lang, $around), facts:from($parts[1]/..)"/>
        <text>{facts:address-line($parts)}</text>
        <xsl:for-each select="$parts">
          <xsl:where-populated>
            <xsl:element name="{facts:address-part(.)}">
              <xsl:if test="text:reading(.)">
                <xsl:sequence select="facts:other-lang(facts:lang(.), $lang), text:reading(.)"/>
              </xsl:if>
            </xsl:element>
          </xsl:where-populated>
        </xsl:for-each>
      </address>
    </xsl:if>
  </xsl:function>

  <!-- The language that all parts have; where they differ, that of the whole. -->
  <xsl:function name="facts:common-lang" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="whole" as="element()"/>
    <xsl:variable name="langs" as="xs:string*" select="distinct-values($parts ! facts:lang(.))"/>
    <xsl:sequence select="if (count($langs) = 1) then $langs else facts:lang($whole)"/>
  </xsl:function>

  <!-- A language as an attribute, where it is known and is not that of what is around. -->
  <xsl:function name="facts:other-lang" as="attribute()?">
    <xsl:param name="lang" as="xs:string"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:if test="$lang and $lang ne $around">
      <xsl:attribute name="xml:lang" select="$lang"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="facts:address-part" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        if ($part/self::street or $part/self::settlement or $part/self::region or $part/self::country)
        then local-name($part)
        else if ($part/self::postCode) then 'post-code'
        else 'line'"/>
  </xsl:function>

  <!-- An address on one line: parts in their order, a comma between them, after a post code a space. -->
  <xsl:function name="facts:address-line" as="xs:string">
    <xsl:param name="parts" as="element()*"/>
    <xsl:value-of>
      <xsl:for-each select="$parts[text:reading(.)]">
        <xsl:variable name="before" as="xs:string" select="
            if (position() = 1) then '' else if (preceding-sibling::*[1]/self::postCode) then ' ' else ', '"/>
        <xsl:sequence select="$before || text:reading(.)"/>
      </xsl:for-each>
    </xsl:value-of>
  </xsl:function>

</xsl:stylesheet>
