<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, a set of links out (RFC 9264, as JSON): the relations that Signposting recommends between an article's page,
     its contents and its descriptions, in both directions. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:linkset="urn:titelei:linkset"
  xmlns:settings="urn:titelei:settings"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../json/json.xsl"/>
  <xsl:include href="links.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:variable name="linkset" as="element(fn:map)">
      <fn:map>
        <fn:array key="linkset">
          <xsl:sequence select="linkset:page(facts), linkset:contents(facts), linkset:descriptions(facts)"/>
        </fn:array>
      </fn:map>
    </xsl:variable>
    <xsl:sequence select="json:text($linkset)"/>
  </xsl:template>

</xsl:stylesheet>
