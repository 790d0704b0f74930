<?xml version="1.0" encoding="UTF-8"?>
<!-- XSLT in the schema is copied, with the schema's prefixes where it declares none itself. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <xsl:mode name="t:foreign" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="*" mode="t:foreign" as="element()">
    <xsl:param name="new-name" as="xs:string?" select="()"/>
    <xsl:variable name="own" as="xs:string*" select="in-scope-prefixes(.)"/>
    <xsl:copy>
      <xsl:if test="not(parent::xsl:*)">
        <xsl:sequence select="t:namespaces(t:without($t:bindings(t:file(.)), $own))"/>
        <xsl:sequence select="t:base(.)"/>
      </xsl:if>
      <xsl:apply-templates select="@* except @t:at" mode="#current"/>
      <xsl:if test="self::xsl:*">
        <xsl:attribute name="titelei:at" select="@t:at || ' ' || name()"/>
      </xsl:if>
      <xsl:if test="exists($new-name)">
        <xsl:attribute name="name" select="$new-name"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- Attributes of XSLT's elements that hold an expression or a pattern; others may be templates. -->
  <xsl:variable name="t:expression-attributes" as="xs:string+" select="
    'select', 'test', 'match', 'use', 'use-when', 'from', 'count', 'value', 'group-by', 'group-adjacent',
    'group-starting-with', 'group-ending-with', 'initial-value', 'for-each-item'"/>

  <xsl:template match="@*" mode="t:foreign" as="attribute()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="
      if (parent::xsl:* and name() = $t:expression-attributes) then t:rename(., $names) else t:rename-within(., $names)"/>
  </xsl:template>

  <xsl:template match="text()[ancestor::*/(@expand-text | @xsl:expand-text)[last()] = ('yes', 'true', '1')]" mode="t:foreign"
    as="text()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:value-of select="t:rename-within(., $names)"/>
  </xsl:template>

  <xsl:template match="comment()" mode="t:foreign"/>

  <!-- What an instruction made from this element needs where the schema has several files: prefixes and base of its own. -->
  <xsl:function name="t:where" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="count($t:files) gt 1">
      <xsl:sequence select="t:namespaces($t:bindings(t:file($element)))"/>
      <xsl:attribute name="exclude-result-prefixes">#all</xsl:attribute>
      <xsl:sequence select="t:base($element)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:base" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="count($t:files) gt 1">
      <xsl:attribute name="xml:base" select="'urn:titelei:file/' || t:file($element)"/>
    </xsl:if>
  </xsl:function>

  <!-- XPath 1.0 behaviour for the schemas that ask for it, by name or by silence. -->
  <xsl:function name="t:binding-version" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="t:is-first-version($element)">
      <xsl:attribute name="version">1.0</xsl:attribute>
    </xsl:if>
  </xsl:function>

  <!-- Prefixes that are ours as long as a schema is compiled are added at the end (prefixes.xsl). -->
  <xsl:function name="t:namespaces" as="namespace-node()*">
    <xsl:param name="bindings" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="map:keys($bindings)[not(. = $t:taken)]">
      <xsl:sort select="."/>
      <xsl:namespace name="{.}" select="$bindings(.)"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
