<?xml version="1.0" encoding="UTF-8"?>
<!-- What the catalogue says (page, in urn:titelei:site; src/titelei/site/ makes it) in, a page of the site out: home, years,
     issues, entities, search, and what is shown where there is no page. Same look as an article's page, no script. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:include href="../errors/errors.xsl"/>
  <xsl:include href="../settings/settings.xsl"/>
  <xsl:include href="../labels/labels.xsl"/>
  <xsl:include href="../languages/tags.xsl"/>
  <xsl:include href="../house/house.xsl"/>
  <xsl:include href="../json/json.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="home.xsl"/>
  <xsl:include href="articles.xsl"/>
  <xsl:include href="search.xsl"/>
  <xsl:include href="around.xsl"/>
  <xsl:include href="lists.xsl"/>
  <xsl:include href="entity.xsl"/>
  <xsl:include href="imprint.xsl"/>
  <xsl:include href="nothing.xsl"/>

  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:mode on-no-match="fail"/>
  <!-- Says what a page is called. -->
  <xsl:mode name="site:title" on-no-match="fail" on-multiple-match="fail"/>
  <!-- Makes what stands below the heading. -->
  <xsl:mode name="site:content" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:sequence select="if (page/@kind = 'around') then site:around(page) else site:page(page)"/>
  </xsl:template>

</xsl:stylesheet>
