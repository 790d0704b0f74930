<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:settings="urn:titelei:settings"
  xmlns="urn:example:card"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:param name="shipped" static="yes" as="xs:string"/>
  <xsl:include _href="{$shipped}settings/settings.xsl"/>

  <xsl:output method="xml" indent="yes"/>

  <xsl:template match="document-node()">
    <card about="{settings:article-url(facts/@id)}">
      <xsl:for-each select="facts/author/name[@preferred]"><name>{text}</name></xsl:for-each>
      <title>{facts/title[@role = 'main']}</title>
    </card>
  </xsl:template>

</xsl:stylesheet>
