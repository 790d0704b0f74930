<?xml version="1.0" encoding="UTF-8"?>
<!-- oai_dc:dc, the metadata that every OAI-PMH server must give (OAI-PMH 2.0, 2.5). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl statements">

  <xsl:function name="statements:envelope" as="element(oai_dc:dc)">
    <xsl:param name="facts" as="element(facts)"/>
    <oai_dc:dc
      xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd">
      <xsl:sequence select="statements:of($facts)"/>
    </oai_dc:dc>
  </xsl:function>

</xsl:stylesheet>
