<?xml version="1.0" encoding="UTF-8"?>
<!-- The links of the set of links as elements of the page's head (Signposting, “typed links in HTML”). The server writes its
     HTTP Link header from these elements, so that both say the same. The element has no place for a profile; linkset.json
     has. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:linkset="urn:titelei:linkset"
  xmlns:settings="urn:titelei:settings"
  xmlns:signposting="urn:titelei:signposting"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="signposting:links" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="linkset:page($facts)/fn:array">
      <xsl:variable name="relation" as="xs:string" select="@key"/>
      <xsl:for-each select="fn:map">
        <link rel="{$relation}" href="{fn:string[@key = 'href']}">
          <xsl:for-each select="fn:string[@key = 'type']">
            <xsl:attribute name="type" select="."/>
          </xsl:for-each>
        </link>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="$outputs/settings:outputs/settings:output[@format = 'linkset']">
      <link rel="linkset" href="{settings:output-url($facts/@id, @file)}" type="{@media-type}"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
