<?xml version="1.0" encoding="UTF-8"?>
<!-- Functions on names and places that several passes use. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <xsl:variable name="t:ncname" as="xs:string" select="'[\i-[:]][\c-[:]]*'"/>
  <xsl:variable name="t:qname" as="xs:string" select="$t:ncname || '(?::' || $t:ncname || ')?'"/>

  <!-- Prefixes that every expression may use without a declaration, as published schemas do (JATS4R: xsd). -->
  <xsl:variable name="t:built-in" as="map(xs:string, xs:string)" select="map{
    'xs': 'http://www.w3.org/2001/XMLSchema',
    'xsd': 'http://www.w3.org/2001/XMLSchema',
    'fn': 'http://www.w3.org/2005/xpath-functions',
    'map': 'http://www.w3.org/2005/xpath-functions/map',
    'array': 'http://www.w3.org/2005/xpath-functions/array',
    'math': 'http://www.w3.org/2005/xpath-functions/math'}"/>

  <!-- A fault of the schema, at the place of the nearest element that has one. -->
  <xsl:function name="t:fault" as="element(t:fault)">
    <xsl:param name="at" as="node()"/>
    <xsl:param name="message" as="xs:string"/>
    <t:fault at="{$at/ancestor-or-self::*[@t:at][1]/@t:at}">{$message}</t:fault>
  </xsl:function>

  <!-- What is odd in the schema, and keeps nobody from validating: "of" tells what it is about, "fix" or "schema". -->
  <xsl:function name="t:warning" as="element(t:warning)">
    <xsl:param name="at" as="node()"/>
    <xsl:param name="message" as="xs:string"/>
    <t:warning at="{$at/ancestor-or-self::*[@t:at][1]/@t:at}" of="schema">{$message}</t:warning>
  </xsl:function>

  <xsl:function name="t:faults" as="element(t:faults)">
    <xsl:param name="faults" as="element(t:fault)+"/>
    <t:faults>
      <xsl:copy-of select="$faults"/>
    </t:faults>
  </xsl:function>

  <xsl:variable name="t:files" as="element(t:file)+" select="/t:bundle/t:file"/>

  <!-- Namespace bindings of the expressions in each file: its own sch:ns over those of the whole schema. -->
  <xsl:variable name="t:bindings" as="map(xs:string, map(xs:string, xs:string))">
    <xsl:variable name="whole" as="map(xs:string, xs:string)"
      select="map:merge((t:declared($t:included/sch:schema/sch:ns), $t:built-in))"/>
    <xsl:sequence select="map:merge($t:files ! map{string(@index): map:merge((t:declared(.//sch:ns), $whole))})"/>
  </xsl:variable>

  <xsl:function name="t:declared" as="map(xs:string, xs:string)">
    <xsl:param name="declarations" as="element(sch:ns)*"/>
    <xsl:sequence select="map:merge($declarations[not(@prefix = ('xml', 'xmlns'))][matches(@prefix, '^' || $t:ncname || '$')][normalize-space(@uri)] ! map{string(@prefix): string(@uri)})"/>
  </xsl:function>

  <!-- The schema's query language; silence means XSLT 1.0. -->
  <xsl:function name="t:binding" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="(root($element)/*/@queryBinding/lower-case(normalize-space())[. ne ''], 'xslt')[1]"/>
  </xsl:function>

  <!-- Is it XPath 1.0? -->
  <xsl:function name="t:is-first-version" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="t:binding($element) = ('xslt', 'xpath')"/>
  </xsl:function>

  <!-- Index of the file that an element came from. -->
  <xsl:function name="t:file" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="substring-before($element/ancestor-or-self::*[@t:at][1]/@t:at, ':')"/>
  </xsl:function>

  <!-- Language in force on an element, empty where none is. -->
  <xsl:function name="t:lang" as="xs:string">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="string($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

</xsl:stylesheet>
