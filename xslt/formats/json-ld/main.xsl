<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, JSON-LD out. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:jsonld="urn:titelei:jsonld"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../json/json.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="beside.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:sequence select="jsonld:text(facts)"/>
  </xsl:template>

</xsl:stylesheet>
