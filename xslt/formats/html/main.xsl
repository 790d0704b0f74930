<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI in, the article's page out: one self-contained HTML file, readable without its styles and without a script.
     What is said of the article comes from its facts; what is read comes from the text of the page, marked up. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../labels/labels.xsl"/>
  <xsl:include href="../../house/house.xsl"/>
  <xsl:include href="../../text/reading.xsl"/>
  <xsl:include href="../diplomatic/lines.xsl"/>
  <xsl:include href="../../facts/facts.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="head.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../json/json.xsl"/>
  <xsl:include href="../json-ld/article.xsl"/>
  <xsl:include href="../json-ld/beside.xsl"/>
  <xsl:include href="../linkset/links.xsl"/>
  <xsl:include href="signposting.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="scripts.xsl"/>
  <xsl:include href="dates.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="use.xsl"/>
  <xsl:include href="details.xsl"/>
  <xsl:include href="more.xsl"/>
  <xsl:include href="author.xsl"/>
  <xsl:include href="sections.xsl"/>
  <xsl:include href="citations.xsl"/>
  <xsl:include href="text.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="index.xsl"/>
  <xsl:include href="timeline.xsl"/>
  <xsl:include href="facing.xsl"/>
  <xsl:include href="edition.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <!-- Language of labels; the page itself keeps its own languages. -->
  <xsl:param name="page-language" as="xs:string" select="settings:languages()[1]" xmlns:settings="urn:titelei:settings"/>

  <!-- The article's facts, where they have been extracted already. -->
  <xsl:param name="facts" as="document-node()?" select="()"/>

  <!-- <citation style="APA" lang="en">…</citation> for each style, in urn:titelei:citations; inside i, cite, sup and such. -->
  <xsl:param name="citations" as="document-node()?" select="()"/>

  <xsl:mode on-no-match="fail"/>
  <xsl:mode name="html:section" on-no-match="fail" on-multiple-match="fail" xmlns:html="urn:titelei:html"/>
  <xsl:mode name="html:citation" on-no-match="fail" on-multiple-match="fail" xmlns:html="urn:titelei:html"/>
  <xsl:mode name="html:text" on-no-match="text-only-copy" on-multiple-match="fail" xmlns:html="urn:titelei:html"/>

  <xsl:template match="document-node()" as="element()" xmlns:html="urn:titelei:html">
    <xsl:sequence select="html:page(facts:tei(.), ($facts, facts:of(.))[1]/facts:facts)"/>
  </xsl:template>

</xsl:stylesheet>
