<?xml version="1.0" encoding="UTF-8"?>
<!-- The ODD's own prose: glosses, descriptions, remarks. What it does not know it refuses. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="prose" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Gloss and description, a paragraph each. -->
  <xsl:function name="odd:descriptions" as="element(h:p)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:for-each select="$spec/gloss[odd:is-english(.)][not($spec/self::schemaSpec)]">
      <p class="gloss"><xsl:apply-templates mode="prose"/></p>
    </xsl:for-each>
    <xsl:for-each select="$spec/desc[odd:is-english(.)]">
      <p><xsl:apply-templates mode="prose"/></p>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="text()" mode="prose" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="prose" as="empty-sequence()"/>

  <xsl:template match="gi" mode="prose" as="element()">
    <xsl:variable name="spec" as="element(elementSpec)?" select="key('spec', normalize-space(.))[self::elementSpec][1]"/>
    <xsl:choose>
      <xsl:when test="$spec">
        <a href="{odd:file($spec)}"><code>&lt;{.}&gt;</code></a>
      </xsl:when>
      <xsl:otherwise>
        <code>&lt;{.}&gt;</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ident" mode="prose" as="element()">
    <xsl:variable name="spec" as="element()?" select="key('spec', normalize-space(.))[1]"/>
    <xsl:variable name="rule" as="element()?" select="key('rule', normalize-space(.))[1]"/>
    <xsl:choose>
      <xsl:when test="$spec">
        <xsl:sequence select="odd:link($spec)"/>
      </xsl:when>
      <xsl:when test="$rule">
        <a href="rules.html#{$rule/@ident}">{.}</a>
      </xsl:when>
      <xsl:otherwise>
        <code>{.}</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="att" mode="prose" as="element()">
    <code>@{.}</code>
  </xsl:template>

  <xsl:template match="val | code | tag" mode="prose" as="element()">
    <code>{.}</code>
  </xsl:template>

  <xsl:template match="q | soCalled | mentioned" mode="prose" as="node()+">
    <xsl:text>“</xsl:text>
    <xsl:apply-templates mode="prose"/>
    <xsl:text>”</xsl:text>
  </xsl:template>

  <xsl:template match="term | emph | hi | title" mode="prose" as="element()">
    <em><xsl:apply-templates mode="prose"/></em>
  </xsl:template>

  <xsl:template match="foreign" mode="prose" as="element()">
    <i lang="{@xml:lang}"><xsl:apply-templates mode="prose"/></i>
  </xsl:template>

  <xsl:template match="ref[@target]" mode="prose" as="element()">
    <a href="{@target}"><xsl:apply-templates mode="prose"/></a>
  </xsl:template>

  <xsl:template match="p" mode="prose" as="element()">
    <p><xsl:apply-templates mode="prose"/></p>
  </xsl:template>

  <xsl:template match="list" mode="prose" as="element()">
    <ul>
      <xsl:for-each select="item">
        <li><xsl:apply-templates mode="prose"/></li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="*" mode="prose" as="empty-sequence()" priority="-1">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

</xsl:stylesheet>
