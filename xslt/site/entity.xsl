<?xml version="1.0" encoding="UTF-8"?>
<!-- An entity: the names it has, and the articles that mention it. In the head the same for machines (schema.org). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:settings="urn:titelei:settings"
  xmlns:site="urn:titelei:site"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = 'entity']" mode="site:title" as="item()*">
    <xsl:sequence select="site:said(entity/name[1])"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'entity']" mode="site:content" as="element()*">
    <p class="lead">
      <a href="{site:href(., 'entities/' || entity/@kind || 's')}">{site:word(., 'index-' || entity/@kind)}</a>
      <xsl:text> · {site:word(., 'site-articles', entity/@articles)}</xsl:text>
    </p>
    <xsl:if test="entity/name[2]">
      <h2>{site:word(., 'site-other-names')}</h2>
      <ul class="also">
        <xsl:for-each select="entity/name[position() gt 1]">
          <li><xsl:sequence select="site:said(.)"/></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
    <h2>{site:word(., 'site-named-in')}</h2>
    <ul class="list">
      <xsl:for-each select="naming">
        <li>
          <xsl:sequence select="site:article(article)"/>
          <p class="in">
            <xsl:text>{if (@mentions = '0') then site:word(., 'site-as-author') else site:word(., 'site-mentions', @mentions)}</xsl:text>
            <xsl:text>, {site:word(., 'site-under')} </xsl:text>
            <xsl:sequence select="site:joined(name, ', ')"/>
          </p>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:function name="site:json-ld" as="element()?">
    <xsl:param name="page" as="element(page)"/>
    <xsl:for-each select="$page[@kind = 'entity']/entity">
      <xsl:variable name="description" as="element(fn:map)">
        <fn:map>
          <fn:string key="@context">https://schema.org</fn:string>
          <fn:string key="@type">{site:type(@kind)}</fn:string>
          <fn:string key="@id">{settings:entity-url(@id)}</fn:string>
          <fn:string key="name">{name[1]}</fn:string>
          <xsl:if test="name[2]">
            <fn:array key="alternateName">
              <xsl:for-each select="name[position() gt 1]">
                <fn:string>{.}</fn:string>
              </xsl:for-each>
            </fn:array>
          </xsl:if>
          <fn:array key="subjectOf">
            <xsl:for-each select="$page/naming/article">
              <fn:map>
                <fn:string key="@type">ScholarlyArticle</fn:string>
                <fn:string key="@id">{settings:article-url(@id)}</fn:string>
                <fn:string key="name">{title[1]}</fn:string>
              </fn:map>
            </xsl:for-each>
          </fn:array>
        </fn:map>
      </xsl:variable>
      <script type="application/ld+json">{json:text($description)}</script>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="site:type" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="
        map { 'person': 'Person', 'organisation': 'Organization', 'place': 'Place', 'event': 'Event', 'document': 'CreativeWork' }($kind)"/>
  </xsl:function>

</xsl:stylesheet>
