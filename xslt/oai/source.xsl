<?xml version="1.0" encoding="UTF-8"?>
<!-- XML as text, tags and all, for a page. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

   <xsl:variable name="protocol" select="'http://www.openarchives.org/OAI/2.0/'"/>

   <xsl:template match="*" mode="source">
      <xsl:value-of select="concat('&lt;', name())"/>
      <xsl:variable name="above" select="parent::*[namespace-uri() != $protocol]"/>
      <xsl:for-each select="namespace::*[name() != 'xml']">
         <xsl:variable name="prefix" select="name()"/>
         <xsl:if test="string(.) != $protocol and not($above/namespace::*[name() = $prefix] = string(.))">
            <xsl:text> xmlns</xsl:text>
            <xsl:if test="$prefix">
               <xsl:value-of select="concat(':', $prefix)"/>
            </xsl:if>
            <xsl:value-of select="concat('=&quot;', ., '&quot;')"/>
         </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="@*">
         <xsl:value-of select="concat(' ', name(), '=&quot;', ., '&quot;')"/>
      </xsl:for-each>
      <xsl:choose>
         <xsl:when test="node()">
            <xsl:text>&gt;</xsl:text>
            <xsl:apply-templates select="node()" mode="source"/>
            <xsl:value-of select="concat('&lt;/', name(), '&gt;')"/>
         </xsl:when>
         <xsl:otherwise>/&gt;</xsl:otherwise>
      </xsl:choose>
   </xsl:template>

   <xsl:template match="text()" mode="source">
      <xsl:value-of select="."/>
   </xsl:template>

   <xsl:template match="comment()" mode="source">
      <xsl:value-of select="concat('&lt;!--', ., '--&gt;')"/>
   </xsl:template>

   <xsl:template match="processing-instruction()" mode="source">
      <xsl:value-of select="concat('&lt;?', name(), ' ', ., '?&gt;')"/>
   </xsl:template>
</xsl:stylesheet>
