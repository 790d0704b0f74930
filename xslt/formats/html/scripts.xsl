<?xml version="1.0" encoding="UTF-8"?>
<!-- Words in other scripts inside text that has lost its markup: each run says its language, and is kept from
     drawing the marks and numbers around it into its direction (bdi). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:facts="urn:titelei:facts"
  xmlns="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all">

  <!-- The languages that may be written in Cyrillic letters are those of the rule cyrillic-language. Read while the
       stylesheet is compiled: once a process, not once an article. -->
  <xsl:variable name="html:cyrillic" as="xs:string+" static="yes" select="
      doc('../../../schemas/frontmatter.sch')//*:rule[*:assert/@id = 'cyrillic-language']/*:let[@name = 'cyrillic']/@value
      ! tokenize(translate(., codepoints-to-string(39), ' '))[.]"/>

  <!-- Letters of a script, and the languages that are written in it where nothing else is said. -->
  <xsl:variable name="html:scripts" as="element()+">
    <script letters="Ѐ-ӿ" roman="yes" code="cyrl" languages="ru uk be bg mk sr kk ky tg mn tt os ab ba cv"/>
    <script letters="Ͱ-Ͽἀ-῿" languages="el grc"/>
    <script letters="Ⴀ-ჿᲐ-Ჿ" languages="ka"/>
    <script letters="԰-֏" languages="hy"/>
    <script letters="֐-׿יִ-ﭏ" languages="he yi"/>
    <script letters="؀-ۿݐ-ݿﭐ-﷿ﹰ-ﻼ" languages="ar fa ur ug ps sd ckb"/>
    <script letters="𐌰-𐍏" languages="got"/>
  </xsl:variable>

  <!-- A run begins and ends with a letter of its script; figures and marks between are its own. In Cyrillic these are
       Roman ones, too, and those of a century before its name: “XIX–XX вв.” -->
  <xsl:variable name="html:runs" as="xs:string" select="
      let $roman := '[IVXLCDM]+(?:\s?[–-]\s?[IVXLCDM]+)*'
      return string-join(for $s in $html:scripts return '((?:'
        || (if ($s/@roman) then $roman || '\s+(?:вв?\.|век)|' else '') || '[' || $s/@letters || '])((?:['
        || $s/@letters || '\p{M}0-9\s\p{P}]' || (if ($s/@roman) then '|[\s\p{P}]' || $roman || '[\s\p{P}]' else '')
        || ')*[' || $s/@letters || '\p{M}])?)', '|')"/>

  <xsl:variable name="html:letters" as="xs:string" select="'[' || string-join($html:scripts/@letters) || ']'"/>

  <xsl:function name="html:in-scripts" as="node()*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="around" as="xs:string"/>
    <!-- Languages of the document. -->
    <xsl:param name="languages" as="xs:string*"/>
    <xsl:choose>
      <!-- The long pattern is for text that has such letters at all. -->
      <xsl:when test="matches($text, $html:letters)">
        <xsl:analyze-string select="$text" regex="{$html:runs}">
          <xsl:matching-substring>
            <!-- Each script has two groups in the pattern: the run, and what follows its first letter. -->
            <xsl:variable name="script" as="element()"
              select="$html:scripts[let $n := position() return regex-group(2 * $n - 1) ne ''][1]"/>
            <xsl:sequence select="html:run(., $script, $around, $languages)"/>
          </xsl:matching-substring>
          <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
        </xsl:analyze-string>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{$text}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:run" as="node()">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="script" as="element()"/>
    <xsl:param name="around" as="xs:string"/>
    <xsl:param name="languages" as="xs:string*"/>
    <xsl:variable name="possible" as="xs:string*" select="tokenize($script/@languages)"/>
    <xsl:variable name="fitting" as="xs:string*" select="$languages[tags:script(.) = ('', $script/@code)]"/>
    <xsl:variable name="language" as="xs:string?" select="(
        $fitting[tags:primary(.) = $possible],
        $fitting[$script/@code = 'cyrl' and tags:primary(.) = $html:cyrillic])[1]"/>
    <xsl:choose>
      <xsl:when test="tags:primary($around) = $possible and tags:script($around) = ('', $script/@code)">
        <xsl:text>{$text}</xsl:text>
      </xsl:when>
      <xsl:when test="$language">
        <span>
          <xsl:sequence select="html:lang($language, $around)"/>
          <xsl:text>{$text}</xsl:text>
        </span>
      </xsl:when>
      <xsl:when test="html:direction($possible[1]) = 'rtl'">
        <bdi>{$text}</bdi>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>{$text}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
