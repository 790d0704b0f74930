<?xml version="1.0" encoding="UTF-8"?>
<!-- Text wrapped at a width in columns of a terminal: a combining mark takes none, a wide character (Unicode Annex 11)
     two. Lines break at spaces, and between wide characters, which are written without spaces. A longer word stays whole. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:text="urn:titelei:text"
  exclude-result-prefixes="#all">

  <!-- Marks, format characters (joiners, directions, the soft hyphen). -->
  <xsl:variable name="text:zero" as="xs:string" select="'[\p{M}\p{Cf}]'" static="yes"/>

  <!-- Hangul, kana, ideographs, their punctuation, fullwidth forms, pictographs. -->
  <xsl:variable name="text:wide" as="xs:string" static="yes"
    select="'[&#x1100;-&#x115F;&#x2E80;-&#x303E;&#x3041;-&#x33FF;&#x3400;-&#x4DBF;&#x4E00;-&#x9FFF;&#xA000;-&#xA4CF;&#xAC00;-&#xD7A3;&#xF900;-&#xFAFF;&#xFE30;-&#xFE6F;&#xFF00;-&#xFF60;&#xFFE0;-&#xFFE6;&#x1F300;-&#x1FAFF;&#x20000;-&#x3FFFD;]'"/>

  <xsl:function name="text:columns" as="xs:integer">
    <xsl:param name="string" as="xs:string"/>
    <xsl:variable name="shown" as="xs:string" select="replace($string, $text:zero, '')"/>
    <xsl:sequence select="2 * string-length($shown) - string-length(replace($shown, $text:wide, ''))"/>
  </xsl:function>

  <!-- The lines of a paragraph whose white space is folded. -->
  <xsl:function name="text:wrapped" as="xs:string*">
    <xsl:param name="paragraph" as="xs:string"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:sequence select="
        if (matches($paragraph, $text:zero || '|' || $text:wide))
        then text:wrapped-by-columns($paragraph, $width)
        else text:wrapped-by-characters($paragraph, $width)"/>
  </xsl:function>

  <!-- Where each character takes one column, which is nearly always, one replacement is ten times as fast. -->
  <xsl:function name="text:wrapped-by-characters" as="xs:string*">
    <xsl:param name="paragraph" as="xs:string"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:variable name="line" as="xs:string" select="'(\S{' || $width + 1 || ',}|.{1,' || $width || '})( |$)'"/>
    <xsl:sequence select="if ($paragraph) then tokenize(replace($paragraph, $line, '$1&#10;'), '&#10;')[.] else ()"/>
  </xsl:function>

  <xsl:function name="text:wrapped-by-columns" as="xs:string*">
    <xsl:param name="paragraph" as="xs:string"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:iterate select="tokenize($paragraph) ! text:pieces(.)">
      <xsl:param name="line" as="xs:string*" select="()"/>
      <xsl:param name="columns" as="xs:integer" select="0"/>
      <xsl:on-completion select="string-join($line)[.]"/>
      <xsl:variable name="sticks" as="xs:boolean" select="starts-with(., '&#x2060;')"/>
      <xsl:variable name="piece" as="xs:string" select="if ($sticks) then substring(., 2) else string(.)"/>
      <xsl:variable name="space" as="xs:string" select="if ($sticks or empty($line)) then '' else ' '"/>
      <xsl:variable name="longer" as="xs:integer" select="$columns + string-length($space) + text:columns($piece)"/>
      <xsl:choose>
        <xsl:when test="empty($line) or $longer le $width">
          <xsl:next-iteration>
            <xsl:with-param name="line" select="$line, $space, $piece"/>
            <xsl:with-param name="columns" select="$longer"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="string-join($line)"/>
          <xsl:next-iteration>
            <xsl:with-param name="line" select="$piece"/>
            <xsl:with-param name="columns" select="text:columns($piece)"/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- A word in the pieces that a line may end after; those that follow the piece before without a space begin with
       U+2060, which text:wrapped() takes off. A wide character keeps the marks and the closing punctuation after it, and
       the opening one before it. -->
  <xsl:function name="text:pieces" as="xs:string*">
    <xsl:param name="word" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="matches($word, $text:wide)">
        <xsl:for-each select="analyze-string($word, '[\p{Ps}\p{Pi}]*' || $text:wide || '[\p{M}\p{Cf}\p{Pe}\p{Pf}\p{Po}]*')/*">
          <xsl:sequence select="(if (position() gt 1) then '&#x2060;' else '') || ."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$word"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
