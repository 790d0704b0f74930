<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading text of any part of the page: corr, reg and expan taken, surplus dropped, a gap shown as […], white
     space (no-break spaces too) folded. text:reading() is the door. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns:formulas="urn:titelei:formulas"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">


  <xsl:mode name="text:reading" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:function name="text:reading" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="parts" as="item()*">
      <xsl:apply-templates select="$nodes" mode="text:reading"/>
    </xsl:variable>
    <xsl:sequence select="text:folded(string-join($parts))"/>
  </xsl:function>

  <!-- All space separators of Unicode; translate() is far quicker than a replace() of \p{Zs}. -->
  <xsl:variable name="text:spaces" as="xs:string" static="yes"
    select="'&#xA0;&#x1680;&#x2000;&#x2001;&#x2002;&#x2003;&#x2004;&#x2005;&#x2006;&#x2007;&#x2008;&#x2009;&#x200A;&#x202F;&#x205F;&#x3000;'"/>

  <!-- Runs of white space of any width to one space; normalize-space() alone leaves U+00A0 and the typographic spaces. -->
  <xsl:function name="text:folded" as="xs:string">
    <xsl:param name="string" as="xs:string"/>
    <xsl:sequence select="normalize-space(translate($string, $text:spaces, '                '))"/>
  </xsl:function>

  <xsl:template match="*" mode="text:reading" as="item()*" priority="-1">
    <xsl:sequence select="errors:unknown(., 'xslt/text/reading.xsl')"/>
  </xsl:template>

  <!-- Elements that say what their text is and leave it as it is. -->
  <xsl:template mode="text:reading" as="item()*" match="
      abbr | addName | att | author | bibl | biblScope | citedRange | corr | country | date | docAuthor | editor | email |
      emph | expan | forename | foreign | genName | gi | idno | institution | licence | measure | name | nameLink |
      num | objectName | orgName | orig[not(parent::choice)] | persName | placeName | pubPlace | publisher | q | quote |
      ref | reg | region | rs | roleName | seg | series | settlement | sic[not(parent::choice)] | soCalled | street |
      supplied | surname | term | textLang | time | title | unclear | val | resp | postCode | postBox | eventName |
      affiliation | address | addrLine | education | occupation | death | state | label | desc | note | edition">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Blocks: their neighbours' words do not run into theirs. -->
  <xsl:template mode="text:reading" as="item()*"
    match="p | ab | head | list | item | listBibl | div | titlePart | docTitle | byline | lg | l | cit">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Type and formulas: where the words are asked for with their marks, elements of facts. -->
  <xsl:template match="hi" mode="text:reading" as="item()*">
    <xsl:param name="marked" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:variable name="inner" as="item()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$marked">
        <xsl:element name="{$text:marks(@rend)}" namespace="urn:titelei:facts">
          <xsl:sequence select="$inner"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inner"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="text:marks" as="map(xs:string, xs:string)" static="yes" select="map {
      'italic': 'i', 'bold': 'b', 'underline': 'u', 'smallcaps': 'sc', 'superscript': 'sup', 'subscript': 'sub'}"/>

  <xsl:template match="formula" mode="text:reading" as="item()*">
    <xsl:param name="marked" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$marked">
        <xsl:element name="formula" namespace="urn:titelei:facts">
          <xsl:sequence select="@notation, text:folded(.)"/>
        </xsl:element>
      </xsl:when>
      <xsl:when test="@notation = 'MathML'">
        <xsl:sequence select="formulas:linear(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of each pair the editors' half (TEI P5, 3.5). -->
  <xsl:template match="choice" mode="text:reading" as="item()*">
    <xsl:apply-templates select="* except (sic, orig, abbr[../expan])" mode="#current"/>
  </xsl:template>

  <xsl:template match="surplus" mode="text:reading" as="item()*"/>

  <xsl:template match="lb | cb | pb" mode="text:reading" as="item()*">
    <xsl:if test="not(@break = 'no')">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The mark of an omission, parted from a word before it; its desc is for readers of the encoding. -->
  <xsl:template match="gap" mode="text:reading" as="item()*">
    <xsl:variable name="before" as="text()?" select="preceding-sibling::node()[1][self::text()]"/>
    <xsl:if test="matches($before, '[^\s\p{Zs}(\[]$')">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:text>[…]</xsl:text>
  </xsl:template>

  <xsl:template match="milestone | anchor | ptr | graphic" mode="text:reading" as="item()*"/>

</xsl:stylesheet>
