<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, a Crossref deposit out (input schema 5.5.0): one article with its journal and issue. What Crossref demands
     and the facts or the settings do not give makes the format impossible. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:dates="urn:titelei:dates"
  xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"
  xmlns:mml="http://www.w3.org/1998/Math/MathML"
  xmlns:fr="http://www.crossref.org/fundref.xsd"
  xmlns:ai="http://www.crossref.org/AccessIndicators.xsd"
  xmlns:rel="http://www.crossref.org/relations.xsd"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs crossref dates">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../dates/dates.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../text/marks.xsl"/>
  <xsl:include href="demands.xsl"/>
  <xsl:include href="limits.xsl"/>
  <xsl:include href="journal.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="abstract.xsl"/>
  <xsl:include href="relations.xsl"/>
  <xsl:include href="contributors.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"
    suppress-indentation="title subtitle original_language_title jats:p jats:title unstructured_citation"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="crossref:within-limits(crossref:demanded(facts))"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <xsl:variable name="timestamp" as="xs:string" select="dates:figures(edition/change/@when)"/>
    <doi_batch version="5.5.0"
      xsi:schemaLocation="http://www.crossref.org/schema/5.5.0 https://www.crossref.org/schemas/crossref5.5.0.xsd">
      <head>
        <doi_batch_id>{@id}-{$timestamp}</doi_batch_id>
        <timestamp>{$timestamp}</timestamp>
        <depositor>
          <depositor_name>{$crossref-depositor-name}</depositor_name>
          <email_address>{$crossref-depositor-email}</email_address>
        </depositor>
        <registrant>{$crossref-registrant}</registrant>
      </head>
      <body>
        <journal>
          <xsl:sequence select="crossref:journal(.), crossref:issue(.), crossref:article(.)"/>
        </journal>
      </body>
    </doi_batch>
  </xsl:template>

</xsl:stylesheet>
