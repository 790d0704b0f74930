<?xml version="1.0" encoding="UTF-8"?>
<!-- Examples: the XML of an egXML as it was laid out in the ODD, less the ODD's own indentation (TEI P5, 23.3). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:eg="http://www.tei-c.org/ns/Examples"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="example" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="code" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="exemplum" mode="example" as="element()*">
    <xsl:apply-templates select="*" mode="example"/>
  </xsl:template>

  <xsl:template match="p" mode="example" as="element()">
    <xsl:apply-templates select="." mode="prose"/>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="example" as="element(h:pre)">
    <xsl:variable name="indent" as="xs:string?" select="node()[1]/self::text() ! replace(., '^.*\n', '', 's')"/>
    <pre tabindex="0"><code>
      <xsl:apply-templates mode="code">
        <xsl:with-param name="indent" as="xs:string" tunnel="yes" select="($indent, '')[1]"/>
      </xsl:apply-templates>
    </code></pre>
  </xsl:template>

  <xsl:template match="*" mode="example" as="empty-sequence()" priority="-1">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

  <xsl:template match="eg:*" mode="code" as="node()+">
    <xsl:text>&lt;</xsl:text>
    <span class="tag">{name()}</span>
    <xsl:for-each select="@*">
      <xsl:text> </xsl:text>
      <span class="att">{name()}</span>
      <xsl:text>="</xsl:text>
      <span class="val">{. => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;') => replace('"', '&amp;quot;')}</span>
      <xsl:text>"</xsl:text>
    </xsl:for-each>
    <xsl:choose>
      <xsl:when test="empty(node())">/&gt;</xsl:when>
      <xsl:otherwise>
        <xsl:text>&gt;</xsl:text>
        <xsl:apply-templates mode="code"/>
        <xsl:text>&lt;/</xsl:text>
        <span class="tag">{name()}</span>
        <xsl:text>&gt;</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="code" as="text()?">
    <xsl:param name="indent" as="xs:string" tunnel="yes"/>
    <xsl:variable name="flush" as="xs:string" select="replace(., '\n' || $indent, '&#10;')"/>
    <xsl:variable name="outermost" as="xs:boolean" select="exists(parent::eg:egXML)"/>
    <xsl:variable name="trimmed" as="xs:string" select="
        if ($outermost and empty(following-sibling::node())) then replace($flush, '\s+$', '') else $flush"/>
    <xsl:value-of select="
        (if ($outermost and empty(preceding-sibling::node())) then replace($trimmed, '^\s+', '') else $trimmed)
          => replace('&amp;', '&amp;amp;') => replace('&lt;', '&amp;lt;')"/>
  </xsl:template>

  <xsl:template match="comment()" mode="code" as="element(h:span)">
    <span class="comment">&lt;!--{.}--&gt;</span>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="code" as="text()">
    <xsl:text>&lt;?{name()} {.}?&gt;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
