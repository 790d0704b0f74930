<?xml version="1.0" encoding="UTF-8"?>
<!-- What is shown where there is no page, and where an article was withdrawn. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = 'not-found']" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'site-not-found')"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'not-found']" mode="site:content" as="element()*">
    <xsl:if test="@asked ne ''">
      <p class="lead">{site:word(., 'site-not-found-text', @asked)}</p>
    </xsl:if>
    <xsl:if test="near">
      <h2>{site:word(., 'site-near')}</h2>
      <ul class="also">
        <xsl:for-each select="near">
          <li><a href="{site:href(., @path)}">{.}</a></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'gone']" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'site-gone')"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'gone']" mode="site:content" as="element()*">
    <p>{gone/@title}</p>
    <dl class="facts">
      <dt>{site:word(., 'site-gone-reason')}</dt>
      <dd>{gone/@reason}</dd>
      <dt>{site:word(., 'site-gone-date')}</dt>
      <dd><time datetime="{gone/@date}">{gone/@date}</time></dd>
    </dl>
  </xsl:template>

</xsl:stylesheet>
