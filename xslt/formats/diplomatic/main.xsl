<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI in, the page's lines out as they stand on the page, no-break spaces included. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:diplomatic="urn:titelei:diplomatic"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="lines.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:sequence select="string-join(diplomatic:lines(TEI/text/front) ! (. || '&#10;'))"/>
  </xsl:template>

</xsl:stylesheet>
