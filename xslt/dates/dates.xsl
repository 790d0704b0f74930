<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts of the dates in the facts, which are EDTF: 2019, 2019-03-30, 2019-03?, 1920/1921, ../1921, [1801..1810],
     2021-21 for spring. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  exclude-result-prefixes="#all">

  <!-- The calendar dates in it, earliest first: 2019-03-30 as 2019, 2019-03 or 2019-03-30; a time of day and a season
       are left out, and so is what says how sure a date is. -->
  <xsl:function name="dates:all" as="xs:string*">
    <xsl:param name="edtf" as="xs:string?"/>
    <xsl:sequence select="
        for $part in tokenize(translate($edtf, '[]?~%', ''), '/|\.\.')
        return analyze-string($part, '^-?[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?')/*:match ! string()"/>
  </xsl:function>

  <!-- The code of EDTF for the season of a date, 21 to 24; nothing for other dates. -->
  <xsl:function name="dates:season" as="xs:string?">
    <xsl:param name="edtf" as="xs:string?"/>
    <xsl:sequence select="$edtf[matches(., '^-?[0-9]{4}-2[1-4]')] ! replace(., '^-?[0-9]{4}-(2[1-4]).*$', '$1')"/>
  </xsl:function>

  <!-- Its first date, which stands for it where a format holds one date only. -->
  <xsl:function name="dates:first" as="xs:string?">
    <xsl:param name="edtf" as="xs:string?"/>
    <xsl:sequence select="dates:all($edtf)[1]"/>
  </xsl:function>

  <!-- Year, month, day of one date, as far as they are known. -->
  <xsl:function name="dates:parts" as="xs:string*">
    <xsl:param name="date" as="xs:string?"/>
    <xsl:sequence select="
        replace($date, '^(-?[0-9]{4}).*$', '$1')[.], tokenize(replace($date, '^-?[0-9]{4}-?', ''), '-')[.]"/>
  </xsl:function>

  <xsl:function name="dates:year" as="xs:string?">
    <xsl:param name="edtf" as="xs:string?"/>
    <xsl:sequence select="dates:parts(dates:first($edtf))[1]"/>
  </xsl:function>

  <!-- The year before Christ that EDTF counts from 0, as people count it: 44 of -0043, 1 of 0000; nothing for later ones. -->
  <xsl:function name="dates:before-christ" as="xs:string?">
    <xsl:param name="year" as="xs:string?"/>
    <xsl:sequence select="$year[matches(., '^(-[0-9]{4}|0000)$')] ! string(1 - xs:integer(.))"/>
  </xsl:function>

  <!-- A date of W3CDTF or a range of two with a slash: EDTF without what only EDTF can say. -->
  <xsl:function name="dates:w3c" as="xs:string?">
    <xsl:param name="edtf" as="xs:string?"/>
    <xsl:sequence select="string-join(dates:all($edtf), '/')[.]"/>
  </xsl:function>

  <!-- A moment as fourteen figures in UTC, 20260102233000; a day counts from its midnight, a month from its first day. -->
  <xsl:function name="dates:figures" as="xs:string?">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:variable name="moment" as="xs:string" select="string(dates:utc($when))"/>
    <xsl:sequence select="
        if ($moment) then translate($moment, '-:TZ', '')
        else (dates:parts(dates:first($when)), '01', '01')[position() le 3] => string-join() => concat('000000')
          => replace('^0101000000$', '')"/>
  </xsl:function>

  <!-- A moment to the second in UTC; nothing for what is no moment but a day, a month or a year. -->
  <xsl:function name="dates:utc" as="xs:string?">
    <xsl:param name="when" as="xs:string?"/>
    <xsl:variable name="none" as="xs:dayTimeDuration" select="xs:dayTimeDuration('PT0S')"/>
    <xsl:for-each select="$when[. castable as xs:dateTime] ! xs:dateTime(.)">
      <xsl:variable name="zoned" as="xs:dateTime" select="
          if (exists(timezone-from-dateTime(.))) then . else adjust-dateTime-to-timezone(., $none)"/>
      <xsl:sequence select="
          format-dateTime(adjust-dateTime-to-timezone($zoned, $none), '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z')"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
