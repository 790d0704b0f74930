<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:statements="urn:titelei:statements"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xs statements xsl">

  <xsl:param name="shipped" static="yes" as="xs:string"/>
  <xsl:include _href="{$shipped}settings/settings.xsl"/>
  <xsl:include _href="{$shipped}statements/statements.xsl"/>

  <xsl:output method="xml" indent="yes"/>

  <!-- The shipped statements, without those of places. -->
  <xsl:template match="document-node()">
    <oai_dc:dc
      xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
      <xsl:sequence select="statements:of(facts)[not(self::dc:coverage)]"/>
    </oai_dc:dc>
  </xsl:template>

</xsl:stylesheet>
