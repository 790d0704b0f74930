<?xml version="1.0" encoding="UTF-8"?>
<!-- The prefixes that compiled schemas have by themselves, xsl, titelei and svrl, give way to a schema that means something
     else by one of them: its expressions keep theirs, ours get a number. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:titelei:schematron">

  <xsl:mode name="t:give-way" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:variable name="t:own-prefixes" as="map(xs:string, xs:string)" select="map{
    'http://www.w3.org/1999/XSL/Transform': 'xsl',
    'urn:titelei:schematron': 'titelei',
    'http://purl.oclc.org/dsdl/svrl': 'svrl'}"/>

  <!-- Prefixes of the schema, in any of its files, that are ours otherwise. -->
  <xsl:variable name="t:taken" as="xs:string*" select="distinct-values(
    for $bindings in $t:bindings?*, $prefix in map:keys($bindings)
    return $prefix[map:keys($t:own-prefixes)[$t:own-prefixes(.) = $prefix][. ne $bindings($prefix)]])"/>

  <xsl:variable name="t:gives-way" as="xs:boolean" select="exists($t:taken)"/>

  <xsl:template match="*" mode="t:give-way" as="element()">
    <xsl:variable name="self" as="element()" select="."/>
    <xsl:element name="{t:own-name(.)}" namespace="{namespace-uri()}">
      <xsl:for-each select="in-scope-prefixes(.)[not(. = ('xml', ''))]">
        <xsl:variable name="uri" as="xs:string" select="string(namespace-uri-for-prefix(., $self))"/>
        <xsl:if test="not(. = $t:taken)">
          <xsl:namespace name="{.}" select="$uri"/>
        </xsl:if>
      </xsl:for-each>
      <!-- declared at the root, where exclude-result-prefixes keeps it out of the report -->
      <xsl:if test="not(parent::*)">
        <xsl:namespace name="{t:own-prefix('urn:titelei:schematron')}">urn:titelei:schematron</xsl:namespace>
      </xsl:if>
      <!-- what begins at a file of the schema has that file's prefixes -->
      <xsl:for-each select="@xml:base[starts-with(., 'urn:titelei:file/')]/$t:bindings(substring-after(., 'file/'))">
        <xsl:variable name="bindings" as="map(xs:string, xs:string)" select="."/>
        <xsl:for-each select="map:keys($bindings)[. = $t:taken]">
          <xsl:namespace name="{.}" select="$bindings(.)"/>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="@*">
        <xsl:attribute name="{t:own-name(.)}" namespace="{namespace-uri()}" select="."/>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="t:runtime" mode="t:give-way" as="element()*">
    <xsl:sequence select="t:runtime-declarations()"/>
  </xsl:template>

  <xsl:function name="t:own-name" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
      (t:own-prefix(string(namespace-uri($node))) ! (. || ':' || local-name($node)), name($node))[1]"/>
  </xsl:function>

  <!-- Our prefix for a namespace of ours; empty for any other. -->
  <xsl:function name="t:own-prefix" as="xs:string?">
    <xsl:param name="uri" as="xs:string"/>
    <xsl:sequence select="$t:own-prefixes($uri) ! (if (. = $t:taken) then . || '.1' else .)"/>
  </xsl:function>

</xsl:stylesheet>
