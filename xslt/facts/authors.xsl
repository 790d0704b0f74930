<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts about the authors, in the article's order: analytic/author points at standOff//person, which is read. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- An author of whom the page gives no name is a gap in the TEI and no fact. -->
  <xsl:function name="facts:authors" as="element(facts:author)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:for-each select="$article/analytic/author[.//(persName | orgName)]">
      <xsl:variable name="ref" as="xs:string" select="substring-after((@ref, persName/@ref, orgName/@ref)[1], '#')"/>
      <xsl:variable name="entry" as="element()" select="(key('facts:id', $ref), .)[1]"/>
      <author n="{position()}" kind="{if ($entry/self::org or orgName) then 'organisation' else 'person'}">
        <xsl:if test="$ref">
          <xsl:attribute name="ref" select="$ref"/>
        </xsl:if>
        <xsl:if test="@role = 'corresponding'">
          <xsl:attribute name="corresponding" select="true()"/>
        </xsl:if>
        <xsl:sequence select="
            facts:from(.),
            facts:names($entry, $work),
            facts:fact('degree', $entry/education[@type = 'degree']),
            facts:fact('post', $entry/occupation),
            $entry/affiliation ! facts:affiliation(.),
            facts:email($entry, .),
            $entry/idno[@type = 'ORCID'][1] ! facts:value('orcid', ., facts:bare(.)),
            $entry/idno[not(@type = 'ORCID')] ! facts:with(facts:fact('identifier', .), 'type', @type)"/>
      </author>
    </xsl:for-each>
  </xsl:function>

  <!-- All names of an entry. Preferred is the main one in the work's language, else the first main one, else the first. -->
  <xsl:function name="facts:names" as="element(facts:name)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:variable name="names" as="element()*" select="$entry/(persName | orgName | placeName)"/>
    <xsl:variable name="main" as="element()*" select="$names[@type = 'main']"/>
    <xsl:variable name="preferred" as="element()?"
      select="($main[facts:primary(facts:lang(.)) = facts:primary($work)], $main, $names)[1]"/>
    <xsl:for-each select="$preferred, $names except $preferred">
      <name type="{(@type, 'variant')[1]}">
        <xsl:if test=". is $preferred">
          <xsl:attribute name="preferred" select="true()"/>
        </xsl:if>
        <xsl:sequence select="facts:lang-attribute(.), facts:from(.)"/>
        <text>{text:reading(.)}</text>
        <xsl:if test="surname">
          <inverted>{facts:inverted(.)}</inverted>
        </xsl:if>
        <xsl:sequence select="
            facts:part('surname', surname, ()), forename ! facts:part('forename', ., @type),
            facts:part('link', nameLink, ()), facts:part('generation', genName, ())"/>
      </name>
    </xsl:for-each>
  </xsl:function>

  <!-- Surname, forenames, name link and generation, as indexes sort it; degrees and titles stay out. -->
  <xsl:function name="facts:inverted" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="string-join((
        string-join($name/surname ! text:reading(.), ' '),
        string-join(($name/forename, $name/nameLink) ! text:reading(.), ' ')[.],
        string-join($name/genName ! text:reading(.), ' ')[.]), ', ')"/>
  </xsl:function>

  <!-- One place of work: departments and institutions apart, the address in parts. -->
  <xsl:function name="facts:affiliation" as="element(facts:affiliation)?">
    <xsl:param name="affiliation" as="element(affiliation)"/>
    <xsl:variable name="organisations" as="element(orgName)*" select="
        $affiliation//orgName[@type = 'department'], $affiliation//orgName[not(@type = 'department')]"/>
    <xsl:variable name="address" as="element()*" select="
        if ($affiliation/address) then $affiliation/address/*
        else $affiliation/(addrLine | street | postCode | settlement | region | country | placeName)"/>
    <xsl:variable name="text" as="xs:string" select="
        string-join(($organisations ! text:reading(.), facts:address-line($address)[.]), ', ')"/>
    <xsl:where-populated>
      <affiliation>
        <xsl:if test="$text or text:reading($affiliation/node())">
          <xsl:sequence select="facts:lang-attribute($affiliation), facts:from($affiliation)"/>
          <text>{if ($text) then $text else text:reading($affiliation/(node() except email))}</text>
          <xsl:sequence select="$organisations ! facts:organisation(.), facts:address($address)"/>
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
      <xsl:for-each select="key('facts:id', $ref, root($name))/idno[@type = 'ROR'][1]">
        <xsl:attribute name="ror" select="facts:ror(.)"/>
      </xsl:for-each>
      <xsl:sequence select="facts:lang-attribute($name), facts:from($name), text:reading($name)"/>
    </xsl:element>
  </xsl:function>

  <!-- The address of an organisation's ROR, whether the TEI gives the address or the bare number. -->
  <xsl:function name="facts:ror" as="xs:string">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:sequence select="'https://ror.org/' || replace(text:folded($idno), '^.*/', '')"/>
  </xsl:function>

  <xsl:function name="facts:address" as="element(facts:address)?">
    <xsl:param name="parts" as="element()*"/>
    <xsl:if test="facts:address-line($parts)">
      <address>
        <xsl:sequence select="facts:from($parts[1]/..)"/>
        <text>{facts:address-line($parts)}</text>
        <xsl:sequence select="$parts ! facts:part(facts:address-part(.), ., ())"/>
      </address>
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

  <!-- The address of the first affiliation that has one, else of the author; a gap is none. -->
  <xsl:function name="facts:email" as="element(facts:email)?">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="author" as="element(author)"/>
    <xsl:sequence select="facts:fact('email', ($entry/affiliation/email, $author/email)[not(gap)][normalize-space()][1])"/>
  </xsl:function>

</xsl:stylesheet>
