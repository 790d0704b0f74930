<?xml version="1.0" encoding="UTF-8"?>
<!-- The dates of the page in order, each with a bar on a common scale. The date in words says the same without the bar. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns:facts="urn:titelei:facts"
  xmlns:settings="urn:titelei:settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="html:timeline" as="element()?">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="on-scale" as="element(period)*" select="$facts/period[@about][exists(html:span(@edtf))]"/>
    <xsl:variable name="from" as="xs:double?" select="min($on-scale ! floor(html:span(@edtf)[1]))"/>
    <xsl:variable name="to" as="xs:double?" select="max($on-scale ! ceiling(html:span(@edtf)[2]))"/>
    <xsl:if test="$facts/period">
      <section class="entries dates">
        <h3>{html:word('index-date')} <span class="count">{count($facts/period)}</span></h3>
        <ol>
          <xsl:for-each select="$facts/period">
            <xsl:sort select="(html:span(@edtf)[1], 9999)[1]" data-type="number"/>
            <xsl:sort select="(html:span(@edtf)[2], 9999)[1]" data-type="number"/>
            <li id="{html:date-id(@edtf)}">
              <p class="entry-name">
                <xsl:sequence select="html:date-name(.)"/>
              </p>
              <xsl:text> </xsl:text>
              <xsl:sequence select="html:way-back(html:date-mentions($tei, @edtf), html:date-id(@edtf), string(.))"/>
              <xsl:if test="count($on-scale) gt 1 and (some $p in $on-scale satisfies $p is .)">
                <xsl:sequence select="html:bar(html:span(@edtf), $from, $to)"/>
              </xsl:if>
              <xsl:sequence select="html:close()"/>
            </li>
          </xsl:for-each>
        </ol>
        <xsl:if test="count($on-scale) gt 1">
          <p class="scale" aria-hidden="true">
            <xsl:for-each select="html:ticks($from, $to)">
              <span style="left:{format-number(100 * (. - $from) div ($to - $from), '0.##')}%">{.}</span>
            </xsl:for-each>
          </p>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- A date that the article is about has a page: its id is made as src/titelei/repository/catalogue/shown.py does. -->
  <xsl:function name="html:date-name" as="element()">
    <xsl:param name="period" as="element(period)"/>
    <xsl:element name="{if ($period/@about) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="class" select="'date'"/>
      <xsl:if test="$period/@about">
        <xsl:attribute name="href" select="settings:entity-url('dat.' || translate($period/@edtf, '/.[]?~%', '_obeqcx'))"/>
      </xsl:if>
      <xsl:sequence select="html:lang($period/@xml:lang, $page-language)"/>
      <xsl:text>{$period}</xsl:text>
    </xsl:element>
  </xsl:function>

  <!-- The years under the scale: round ones, no more than fit. -->
  <xsl:function name="html:ticks" as="xs:double+">
    <xsl:param name="from" as="xs:double"/>
    <xsl:param name="to" as="xs:double"/>
    <xsl:variable name="step" as="xs:double" select="(1, 2, 5, 10, 20, 50, 100, 200, 500)[($to - $from) div . le 5][1]"/>
    <xsl:sequence select="
        for $n in xs:integer(ceiling($from div $step)) to xs:integer(floor($to div $step)) return $n * $step"/>
  </xsl:function>

  <!-- A bar from one year to another, in per cent of the scale; never too short to be seen. -->
  <xsl:function name="html:bar" as="element()">
    <xsl:param name="span" as="xs:double+"/>
    <xsl:param name="from" as="xs:double"/>
    <xsl:param name="to" as="xs:double"/>
    <xsl:variable name="whole" as="xs:double" select="$to - $from"/>
    <xsl:variable name="width" as="xs:double" select="max((1.5, 100 * ($span[2] - $span[1]) div $whole))"/>
    <xsl:variable name="left" as="xs:double" select="min((100 - $width, 100 * ($span[1] - $from) div $whole))"/>
    <div class="track" aria-hidden="true">
      <span style="left:{format-number($left, '0.##')}%;width:{format-number($width, '0.##')}%"/>
    </div>
  </xsl:function>

  <!-- Beginning and end of an EDTF date as years with a fraction; nothing for one that has no beginning or end. -->
  <xsl:function name="html:span" as="xs:double*">
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:variable name="ends" as="xs:string*"
      select="tokenize(translate($edtf, '[]?~%', ''), '/|\.\.')[matches(., '^-?[0-9]{4}(-[0-9]{2}){0,2}$')]"/>
    <xsl:if test="exists($ends) and (count($ends) = 2 or not(matches($edtf, '/|\.\.')))">
      <xsl:sequence select="html:year($ends[1], false()), html:year($ends[last()], true())"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:year" as="xs:double">
    <xsl:param name="date" as="xs:string"/>
    <xsl:param name="is-end" as="xs:boolean"/>
    <xsl:variable name="year" as="xs:double" select="number(replace($date, '^(-?[0-9]{4}).*$', '$1'))"/>
    <xsl:variable name="rest" as="xs:double*" select="tokenize(replace($date, '^-?[0-9]{4}-?', ''), '-')[.] ! number(.)"/>
    <xsl:variable name="month" as="xs:double" select="if ($rest[1]) then $rest[1] - 1 else if ($is-end) then 12 else 0"/>
    <xsl:variable name="day" as="xs:double" select="
        if ($rest[2]) then $rest[2] - (if ($is-end) then 0 else 1)
        else if ($rest[1] and $is-end) then 31 else 0"/>
    <xsl:sequence select="$year + ($month + $day div 31) div 12"/>
  </xsl:function>

</xsl:stylesheet>
