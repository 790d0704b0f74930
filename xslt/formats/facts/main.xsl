<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI in, facts.xml out: the facts of one article, each with the place (@from) it was read at. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../text/reading.xsl"/>
  <xsl:include href="../../text/formulas.xsl"/>
  <xsl:include href="../../languages/tags.xsl"/>
  <xsl:include href="../../facts/facts.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="facts:title facts:subtitle facts:issue-title facts:heading facts:p facts:keyword facts:biography"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="document-node()">
    <xsl:sequence select="facts:of(.)"/>
  </xsl:template>

</xsl:stylesheet>
