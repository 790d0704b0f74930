<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates of the facts (EDTF) in the words of the page's language; the exact value stands in time/@datetime. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:html="urn:titelei:html"
  xmlns="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all">

  <xsl:function name="html:when" as="node()">
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:variable name="day" as="xs:string" select="substring($edtf, 1, 10)"/>
    <xsl:choose>
      <xsl:when test="matches($edtf, '^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?(T.*)?$')">
        <time datetime="{$edtf}">{html:day($day)}</time>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{html:span-of-time($edtf)}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- “2019-11-02/2020”, “2019/..”, “[2020-12..2021-02]”, “2020?”. -->
  <xsl:function name="html:span-of-time" as="xs:string">
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:variable name="ends" as="xs:string*" select="tokenize(translate($edtf, '[]?~%', ''), '/|\.\.')[matches(., '[0-9]')] ! html:day(.)"/>
    <xsl:sequence select="
        if (matches($edtf, '^\.\./|^\[\.\.')) then html:word('date-until', $ends)
        else if (matches($edtf, '/\.\.$|\.\.\]$')) then html:word('date-since', $ends)
        else if (starts-with($edtf, '[')) then html:word('date-between', $ends)
        else string-join($ends, ' – ') || ' (?)'[matches($edtf, '[?~%]')]"/>
  </xsl:function>

  <!-- A day, a month, a season (EDTF, 21 to 24), or a year; anything else as it is. -->
  <xsl:function name="html:day" as="xs:string">
    <xsl:param name="date" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="dates:parts($date)"/>
    <xsl:variable name="year" as="xs:string" select="html:year($parts[1])"/>
    <xsl:sequence select="
        if (matches($date, '^-?[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$'))
        then html:word('date-day', (string(xs:integer($parts[3])), html:word('day-month-' || $parts[2]), $year))
        else if (matches($date, '^-?[0-9]{4}-(0[1-9]|1[0-2]|2[1-4])$'))
        then html:word('month-' || $parts[2]) || ' ' || $year
        else if (matches($date, '^-?[0-9]{4}$')) then $year
        else $date"/>
  </xsl:function>

  <!-- A year as people count it: EDTF calls 44 before Christ -0043. -->
  <xsl:function name="html:year" as="xs:string">
    <xsl:param name="year" as="xs:string?"/>
    <xsl:sequence select="(dates:before-christ($year) ! html:word('date-before', .), $year, '')[1]"/>
  </xsl:function>

</xsl:stylesheet>
