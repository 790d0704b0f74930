<?xml version="1.0" encoding="UTF-8"?>
<!-- Text that TeX reads as itself. BibTeX counts braces wherever they stand, so a brace is written by its name. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:bibtex="urn:titelei:bibtex"
  exclude-result-prefixes="#all">

  <xsl:variable name="bibtex:commands" as="map(xs:string, xs:string)" static="yes" select="map{
      '\': '\textbackslash{}', '{': '\textbraceleft{}', '}': '\textbraceright{}',
      '~': '\textasciitilde{}', '^': '\textasciicircum{}',
      '#': '\#', '$': '\$', '%': '\%', '&amp;': '\&amp;', '_': '\_'}"/>

  <xsl:function name="bibtex:escaped" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="
        if (matches($text, '[\\{}~^#$%&amp;_]'))
        then string-join(analyze-string($text, '[\\{}~^#$%&amp;_]')/* ! (if (self::*:match) then $bibtex:commands(string()) else string()))
        else string($text)"/>
  </xsl:function>

  <!-- The same with its capitals kept, whatever a style does to titles. -->
  <xsl:function name="bibtex:kept" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'{' || bibtex:escaped($text) || '}'"/>
  </xsl:function>

  <!-- Addresses and DOIs are read as they are; what would upset the braces is percent-encoded. -->
  <xsl:function name="bibtex:verbatim" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text => replace('\\', '%5C') => replace('\{', '%7B') => replace('\}', '%7D')"/>
  </xsl:function>

</xsl:stylesheet>
