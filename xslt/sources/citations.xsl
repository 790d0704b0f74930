<?xml version="1.0" encoding="UTF-8"?>
<!-- Where an article stands, in one run of words, as Dublin Core has it: journal, volume, issue, year, pages. Only whole
     patterns are taken; what fits none is told and guessed at by nobody. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:source="urn:titelei:sources"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="source:volume-word" as="xs:string" static="yes"
    select="'(?:Vol(?:ume|\.)?|Bd\.?|Band|T(?:om[eo]?)?\.?|Т(?:ом)?\.?|Jg\.?|Jahrgang|Año|Anno|Årg\.?|Cilt|Ročník|Év|évf\.|V\.)'"/>
  <xsl:variable name="source:issue-word" as="xs:string" static="yes"
    select="'(?:No\.?|N[°ºo]\.?|Nr\.?|Núm\.?|Num\.?|Iss(?:ue|\.)?|H(?:eft|\.)?|Nº|№|Вып\.|Sayı|Fasc\.|Číslo|Br\.?|Zeszyt|z\.|n\.)'"/>

  <!-- Patterns with the names of their groups, the most telling first. -->
  <xsl:variable name="source:citation-patterns" as="map(*)*" static="yes" select="
      map{'regex': '^(.+?)\s*;\s*' || $source:volume-word || '\s*([^\s,;()]+?),?\s*(?:' || $source:issue-word || '\s*([^;()]+?))?\s*(?:\(((?:\d{4})(?:[-/]\d{2,4})?)\))?\s*(?::[^;]*)?(?:;\s*(.+?))?\.?$', 'groups': ('journal', 'volume', 'issue', 'year', 'pages')},
      map{'regex': '^(.+?)\s*;\s*' || $source:issue-word || '\s*([^;()]+?)\s*(?:\((\d{4}(?:[-/]\d{2,4})?)\))?\s*(?::[^;]*)?(?:;\s*(.+?))?\.?$', 'groups': ('journal', 'issue', 'year', 'pages')},
      map{'regex': '^(.+?)\s*;\s*\((\d{4}(?:-\d\d)*)\)\s*(?:;\s*(.+?))?\.?$', 'groups': ('journal', 'year', 'pages')},
      map{'regex': '^(.+?)\s*;\s*([A-Za-z]?\d+(?:\s*[-–—]\s*[A-Za-z]?\d+)?)$', 'groups': ('journal', 'pages')},
      map{'regex': '^(.+?),\s*(?:\d{4}(?:-\d\d)*,\s*)?' || $source:volume-word || '\s*(\d+)(?:,\s*' || $source:issue-word || '\s*(\d+[-/\d]*))?(?:,\s*(?:pp?\.?\s*|pages?\s*)?([A-Za-z]?\d+\s*[-–—]\s*[A-Za-z]?\d+))?\.?$', 'groups': ('journal', 'volume', 'issue', 'pages')},
      map{'regex': '^(.+?)\s+(\d+)\s*(?:\(([^)]+)\))?\s*:\s*(e?\d+(?:\s*[-–—]\s*e?\d+)?)\.?$', 'groups': ('journal', 'volume', 'issue', 'pages')}"/>

  <!-- The parts of a citation as elements named after their groups; nothing where no pattern fits. -->
  <xsl:function name="source:citation" as="element()*" cache="yes">
    <xsl:param name="written" as="xs:string"/>
    <xsl:variable name="text" as="xs:string" select="source:folded($written)"/>
    <xsl:variable name="pattern" as="map(*)?" select="$source:citation-patterns[matches($text, ?regex, 'i')][1]"/>
    <xsl:if test="exists($pattern)">
      <xsl:variable name="found" as="element()" select="analyze-string($text, $pattern?regex, 'i')/*:match"/>
      <xsl:for-each select="$pattern?groups">
        <xsl:variable name="at" as="xs:integer" select="position()"/>
        <xsl:variable name="value" as="xs:string" select="source:folded($found//*:group[@nr = string($at)])"/>
        <xsl:if test="$value">
          <xsl:element name="{.}">{$value}</xsl:element>
        </xsl:if>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <!-- The facts that a citation's parts are. -->
  <xsl:function name="source:of-citation" as="element()*">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:sequence select="
        source:value('volume', $node, $parts[self::*:volume], ''),
        source:value('issue', $node, $parts[self::*:issue], ''),
        $parts[self::*:pages] ! source:pages($node, .)"/>
  </xsl:function>

</xsl:stylesheet>
