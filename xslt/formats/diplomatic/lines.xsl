<?xml version="1.0" encoding="UTF-8"?>
<!-- The lines of the page. A line begins at each block and at lb; a block directly after a run-in heading goes on in
     the heading's line, and a heading @rend="inline" goes on in the line before it, with a space where white space stands between their tags. Inside a line, runs of space, tab and
     line end are one space and the edges are trimmed, U+00A0 kept, except under xml:space="preserve".
     Four noncharacters, which no page may hold, stand for a line's edge and for white space that is kept. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:diplomatic="urn:titelei:diplomatic"
  xmlns:errors="urn:titelei:errors"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="diplomatic:edge" as="xs:string" select="'&#x2FFFF;'" static="yes"/>
  <xsl:variable name="diplomatic:kept" as="xs:string" select="'&#x1FFFE;&#x1FFFF;&#x2FFFE;'" static="yes"/>

  <xsl:mode name="diplomatic" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:function name="diplomatic:lines" as="xs:string*">
    <xsl:param name="front" as="element(front)?"/>
    <xsl:sequence select="diplomatic:lines-of($front/node())"/>
  </xsl:function>

  <!-- The lines of parts of a page that follow each other. -->
  <xsl:function name="diplomatic:lines-of" as="xs:string*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="parts" as="item()*">
      <xsl:apply-templates select="$nodes" mode="diplomatic"/>
    </xsl:variable>
    <xsl:sequence select="
        tokenize(string-join($parts), $diplomatic:edge)
        ! translate(normalize-space(.), $diplomatic:kept, ' &#9;&#10;')[.]"/>
  </xsl:function>

  <xsl:template match="*" mode="diplomatic" as="item()*" priority="-1">
    <xsl:sequence select="errors:unknown(., 'xslt/diplomatic/lines.xsl')"/>
  </xsl:template>

  <!-- Elements that change nothing on the page. -->
  <xsl:template mode="diplomatic" as="item()*" match="
      abbr | addName | address | addrLine | affiliation | att | author | bibl | biblScope | cit | citedRange |
      country | date | div | docAuthor | docTitle | editor | edition | education | email | emph | eventName | forename |
      foreign | genName | gi | formula | hi | idno | institution | label | licence | list | listBibl | lg | measure | name | nameLink |
      note | num | objectName | occupation | orgName | orig | persName | placeName | postBox | postCode | pubPlace |
      publisher | q | quote | ref | region | resp | roleName | rs | seg | series | settlement | sic | soCalled | state |
      street | surname | surplus | term | textLang | time | title | titlePage | unclear | val">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template mode="diplomatic" as="item()*" match="titlePart | byline | head | p | ab | item | l | listBibl/bibl">
    <xsl:if test="not(diplomatic:runs-on(.))">{$diplomatic:edge}</xsl:if>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="not(diplomatic:is-run-in(.) or diplomatic:is-continued(.))">{$diplomatic:edge}</xsl:if>
  </xsl:template>

  <!-- White space between the halves of a pair is not the page's. -->
  <xsl:template match="choice" mode="diplomatic" as="item()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="lb" mode="diplomatic" as="item()*">{$diplomatic:edge}</xsl:template>

  <!-- The editors' words, which are not on the page. -->
  <xsl:template mode="diplomatic" as="item()*"
    match="corr | reg | expan[parent::choice] | supplied | desc | gap | note[@type = 'missing'] | note[@resp]"/>

  <xsl:template match="expan[not(parent::choice)]" mode="diplomatic" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="milestone | anchor | ptr | graphic | cb | pb" mode="diplomatic" as="item()*"/>

  <xsl:template match="text()[ancestor::*[@xml:space][1]/@xml:space = 'preserve']" mode="diplomatic" as="xs:string">
    <xsl:sequence select="translate(., ' &#9;&#10;', $diplomatic:kept)"/>
  </xsl:template>

  <!-- A heading whose line goes on: one that opens a line (run-in), or one in the middle of it (inline). -->
  <xsl:function name="diplomatic:is-run-in" as="xs:boolean">
    <xsl:param name="block" as="element()?"/>
    <xsl:sequence select="exists($block[self::head][@rend = ('run-in', 'inline')])"/>
  </xsl:function>

  <!-- Tells whether an inline heading follows, which may stand in a division of its own. -->
  <xsl:function name="diplomatic:is-continued" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="exists($block/following::*[1]/descendant-or-self::*[not(self::div)][1]
        [self::head][@rend = 'inline'])"/>
  </xsl:function>

  <!-- Tells whether a block goes on in the line before it: an inline heading, or the first thing after a heading that
       runs in, which may stand in a division around it. -->
  <xsl:function name="diplomatic:runs-on" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$block/preceding-sibling::*[1]"/>
    <xsl:sequence select="
        if ($block[self::head][@rend = 'inline']) then true()
        else if ($before) then diplomatic:is-run-in($before)
        else exists($block/parent::*[self::div or self::list or self::listBibl or self::lg])
          and diplomatic:runs-on($block/..)"/>
  </xsl:function>

</xsl:stylesheet>
