<?xml version="1.0" encoding="UTF-8"?>
<!-- What machines read in the page's head. A page includes this module, statements/statements.xsl,
     settings/settings.xsl and json-ld/article.xsl, and puts head:meta() and jsonld:script() into its head. -->
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:head="urn:titelei:head"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="highwire.xsl"/>
  <xsl:include href="dublin-core.xsl"/>

  <!-- meta and link elements in the XHTML namespace. -->
  <xsl:function name="head:meta" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="head:highwire($facts), head:dublin-core($facts)"/>
  </xsl:function>

</xsl:stylesheet>
