<?xml version="1.0" encoding="UTF-8"?>
<!-- JSON from its XML form (XPath functions, 22.1), keys in their order, indented. xml-to-json() indents untidily and
     escapes each slash; “<” is escaped here, so that nothing in the JSON can end a script element. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:json="urn:titelei:json"
  xpath-default-namespace="http://www.w3.org/2005/xpath-functions"
  exclude-result-prefixes="#all">

  <xsl:mode name="json:text" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:function name="json:text" as="xs:string">
    <xsl:param name="value" as="element()"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:apply-templates select="$value" mode="json:text">
        <xsl:with-param name="margin" select="'&#10;'"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:template match="map | array" mode="json:text" as="xs:string*">
    <xsl:param name="margin" as="xs:string"/>
    <xsl:variable name="inner" as="xs:string" select="$margin || '  '"/>
    <xsl:sequence select="json:key(.), if (self::map) then '{' else '['"/>
    <xsl:for-each select="*">
      <xsl:sequence select="if (position() gt 1) then ',' else (), $inner"/>
      <xsl:apply-templates select="." mode="#current">
        <xsl:with-param name="margin" select="$inner"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <xsl:sequence select="if (*) then $margin else (), if (self::map) then '}' else ']'"/>
  </xsl:template>

  <xsl:template match="string" mode="json:text" as="xs:string*">
    <xsl:param name="margin" as="xs:string"/>
    <xsl:sequence select="json:key(.), json:quoted(.)"/>
  </xsl:template>

  <xsl:template match="number | boolean" mode="json:text" as="xs:string*">
    <xsl:param name="margin" as="xs:string"/>
    <xsl:sequence select="json:key(.), string()"/>
  </xsl:template>

  <xsl:function name="json:key" as="xs:string?">
    <xsl:param name="value" as="element()"/>
    <xsl:sequence select="$value/parent::map ! (json:quoted($value/@key) || ': ')"/>
  </xsl:function>

  <!-- XML allows three control characters only, and of those but tab and line ends stand in text. -->
  <xsl:function name="json:quoted" as="xs:string">
    <xsl:param name="string" as="xs:string"/>
    <xsl:sequence select="
        '&quot;' || (
          if (matches($string, '[\\&quot;&lt;&#9;&#10;&#13;]'))
          then $string
            => replace('([\\&quot;])', '\\$1')
            => replace('&lt;', '\\u003C')
            => replace('&#9;', '\\t') => replace('&#10;', '\\n') => replace('&#13;', '\\r')
          else $string) || '&quot;'"/>
  </xsl:function>

</xsl:stylesheet>
