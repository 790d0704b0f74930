<?xml version="1.0" encoding="UTF-8"?>
<!-- Who publishes the edition and answers for it, as the settings say. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:house="urn:titelei:house"
  xmlns:site="urn:titelei:site"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = 'imprint']" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'nav-imprint')"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'imprint']" mode="site:content" as="element()*">
    <xsl:variable name="imprint" as="element(house:imprint)" select="$house/house:house/house:imprint"/>
    <xsl:sequence select="site:edition-about(.)"/>
    <dl class="facts">
      <xsl:sequence select="
          site:imprint-row(site:word(., 'publisher'), $imprint/@publisher ! string()),
          site:imprint-row(site:word(., 'imprint-responsible'), $imprint/house:person ! string()),
          site:imprint-row(site:word(., 'imprint-address'), $imprint/house:line ! string()),
          site:imprint-row(site:word(., 'imprint-contact'), $imprint/@contact ! site:mail(.)),
          site:imprint-row('ISSN', $imprint/house:issn ! string()),
          site:imprint-row(site:word(., 'licence'), site:licence(.)),
          site:imprint-row(site:word(., 'imprint-program'), 'titelei')"/>
    </dl>
  </xsl:template>

  <xsl:function name="site:imprint-row" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="items" as="item()*"/>
    <xsl:if test="exists($items)">
      <dt>{$name}</dt>
      <xsl:for-each select="$items">
        <dd><xsl:sequence select="."/></dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:mail" as="element()">
    <xsl:param name="address" as="xs:string"/>
    <a href="mailto:{$address}">{$address}</a>
  </xsl:function>

  <!-- What the journal is for, in the page's language. -->
  <xsl:function name="site:edition-about" as="element()?">
    <xsl:param name="page" as="element(page)"/>
    <xsl:for-each select="$house/house:house/house:imprint/house:about[@xml:lang = $page/@lang]">
      <p class="about-edition">{.}</p>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
