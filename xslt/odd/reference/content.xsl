<?xml version="1.0" encoding="UTF-8"?>
<!-- A content model as one reads it: a, (b | c)+, d? with a link on each name. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="model" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="name" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:function name="odd:content-model" as="element()+">
    <xsl:param name="content" as="element(content)"/>
    <!-- A macro is a name for a model: beside the name the model itself is shown. -->
    <xsl:variable name="macros" as="element(macroSpec)*" select="odd:references($content)/self::macroSpec"/>
    <p class="model"><xsl:apply-templates select="$content/*" mode="model"/></p>
    <xsl:for-each select="$macros">
      <p class="model">
        <xsl:sequence select="odd:link(.)"/>
        <xsl:text> = </xsl:text>
        <xsl:apply-templates select="content/*" mode="model"/>
      </p>
    </xsl:for-each>
    <xsl:if test="exists(($content, $macros/content)//(@minOccurs | @maxOccurs | @preserveOrder))">
      <p class="legend">{odd:label('model-legend')}</p>
    </xsl:if>
    <xsl:for-each select="$content//valList">
      <xsl:sequence select="odd:value-list(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="*" mode="model" as="node()+">
    <xsl:apply-templates select="." mode="name"/>
    <xsl:value-of select="odd:occurs(.)"/>
  </xsl:template>

  <xsl:template match="sequence | alternate" mode="model" as="node()+">
    <xsl:variable name="between" as="xs:string" select="
        if (self::alternate) then ' | ' else if (@preserveOrder = ('false', '0')) then ' &amp; ' else ', '"/>
    <xsl:variable name="grouped" as="xs:boolean" select="not(parent::content) or odd:occurs(.) ne ''"/>
    <xsl:value-of select="if ($grouped) then '(' else ''"/>
    <xsl:for-each select="*">
      <xsl:value-of select="if (position() gt 1) then $between else ''"/>
      <xsl:apply-templates select="." mode="model"/>
    </xsl:for-each>
    <xsl:value-of select="(if ($grouped) then ')' else '') || odd:occurs(.)"/>
  </xsl:template>

  <xsl:template match="elementRef | macroRef | classRef | dataRef[@key]" mode="name" as="node()+">
    <xsl:sequence select="odd:link(odd:spec(@key, ('elementSpec', 'classSpec', 'macroSpec', 'dataSpec')))"/>
    <xsl:if test="@expand[. ne 'alternation']">
      <xsl:text> ({odd:label('expand-' || @expand)})</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="dataRef[@name]" mode="name" as="node()+">
    <code>{@name}</code>
    <xsl:for-each select="@restriction">
      <xsl:text> {odd:label('like')} </xsl:text>
      <code>{.}</code>
    </xsl:for-each>
    <xsl:for-each select="dataFacet">
      <xsl:text> {odd:label('facet-' || @name)} {@value}</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="textNode" mode="name" as="node()">
    <span>{odd:label('text')}</span>
  </xsl:template>

  <xsl:template match="empty" mode="name" as="node()">
    <span>{odd:label('empty')}</span>
  </xsl:template>

  <xsl:template match="valList" mode="name" as="node()+">
    <span>{odd:label('one-of')} </span>
    <xsl:for-each select="valItem">
      <xsl:value-of select="if (position() gt 1) then ' | ' else ''"/>
      <code>{@ident}</code>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="*" mode="name" as="empty-sequence()" priority="-1">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

  <xsl:function name="odd:occurs" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="min" as="xs:integer" select="odd:min($node)"/>
    <xsl:variable name="max" as="xs:integer?" select="odd:max($node)"/>
    <xsl:sequence select="
        if ($min eq 1 and $max eq 1) then ''
        else if ($min eq 0 and $max eq 1) then '?'
        else if ($min eq 0 and empty($max)) then '*'
        else if ($min eq 1 and empty($max)) then '+'
        else if ($min eq $max) then '{' || $min || '}'
        else '{' || $min || ',' || $max || '}'"/>
  </xsl:function>

</xsl:stylesheet>
