<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates of TEI as EDTF (ISO 8601-2:2019): 1920/1921, 1920-05, [1920..1921] for one date between two. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:edtf" as="xs:string?">
    <xsl:param name="date" as="element()?"/>
    <xsl:for-each select="$date">
      <xsl:variable name="season" as="xs:string?" select="facts:season(.)"/>
      <xsl:sequence select="
          if ($season) then facts:season-year(.) || '-' || $facts:seasons($season)
          else if (@when) then facts:counted(@when) || (if (@cert = ('low', 'medium')) then '?' else '')
          else if (@from or @to) then (@from ! facts:counted(.), '..')[1] || '/' || (@to ! facts:counted(.), '..')[1]
          else if (@notBefore or @notAfter) then
            '[' || @notBefore ! facts:counted(.) || '..' || @notAfter ! facts:counted(.) || ']'
          else ()"/>
    </xsl:for-each>
  </xsl:function>

  <!-- TEI has no year 0, as people count: -0044 is 44 B.C. EDTF has one, and calls that year -0043. -->
  <xsl:function name="facts:counted" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:variable name="year" as="xs:integer?" select="replace($date, '^(-?[0-9]{4}).*$', '$1')[. castable as xs:integer] ! xs:integer(.)"/>
    <xsl:sequence select="
        if (starts-with($date, '-') and $year lt 0)
        then (if ($year eq -1) then '' else '-') || format-integer(abs($year + 1), '0000') || substring($date, 6)
        else $date"/>
  </xsl:function>

  <xsl:variable name="facts:seasons" as="map(xs:string, xs:string)" static="yes"
    select="map {'spring': '21', 'summer': '22', 'autumn': '23', 'winter': '24'}"/>

  <!-- The season by which a date is given: as @subtype says, else as the words of an issue’s date do. -->
  <xsl:function name="facts:season" as="xs:string?">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="
        $date/self::date[parent::imprint][@notBefore and @notAfter]/tokenize(lower-case(text:reading(.)), '[^\p{L}]+') ! facts:word('season', .)"/>
    <xsl:sequence select="($date/self::date/@subtype ! string(), $said)[. = ('spring', 'summer', 'autumn', 'winter')][1]"/>
  </xsl:function>

  <!-- The year that is printed; of a winter without one the year in which it ends. -->
  <xsl:function name="facts:season-year" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="years" as="xs:string*" select="
        ($date/@notAfter, $date/@notBefore, $date/@when, $date/@to, $date/@from) ! replace(facts:counted(.), '^(-?[0-9]{4}).*$', '$1')"/>
    <xsl:variable name="printed" as="xs:string*" select="tokenize(text:reading($date), '[^0-9]+')"/>
    <xsl:sequence select="string(($printed[. = $years], $years)[1])"/>
  </xsl:function>

</xsl:stylesheet>
