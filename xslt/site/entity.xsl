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
    <xsl:sequence select="site:about(entity)"/>
    <xsl:variable name="page" as="element(page)" select="."/>
    <xsl:for-each select="'true', ''">
      <xsl:variable name="namings" as="element(naming)*" select="$page/naming[string(@is-author) = current()]"/>
      <xsl:if test="$namings">
        <h2>{site:word($page, if (.) then 'site-written' else if ($page/entity/@kind = 'subject') then 'site-about' else 'site-named-in')}</h2>
        <ul class="list">
          <xsl:for-each select="$namings">
            <li><xsl:sequence select="site:naming(.)"/></li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- What the articles tell of it: other names, who that is, places of work, numbers in registers. -->
  <xsl:function name="site:about" as="element()?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:if test="$entity/(name[2], note, place, identifier)">
      <dl class="facts">
        <xsl:sequence select="
            site:told(site:word($entity, 'site-other-names'), $entity/name[position() gt 1]),
            site:told(site:word($entity, 'site-who'), $entity/note),
            site:told(site:word($entity, 'affiliations'), $entity/place)"/>
        <xsl:for-each-group select="$entity/identifier" group-by="@type">
          <dt>{current-grouping-key()}</dt>
          <xsl:for-each select="current-group()">
            <dd><xsl:sequence select="site:identifier(.)"/></dd>
          </xsl:for-each>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:told" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="items" as="element()*"/>
    <xsl:if test="exists($items)">
      <dt>{$name}</dt>
      <xsl:for-each select="$items">
        <dd><xsl:sequence select="site:said(.)"/></dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:identifier" as="item()">
    <xsl:param name="identifier" as="element(identifier)"/>
    <xsl:variable name="address" as="xs:string?" select="settings:identifier-url($identifier/@type, $identifier)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}">{$identifier}</a>
      </xsl:when>
      <xsl:otherwise>
        <span>{$identifier}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- An article by the entity, or one that names it: how often, and under which other names. -->
  <xsl:function name="site:naming" as="element()*">
    <xsl:param name="naming" as="element(naming)"/>
    <xsl:sequence select="site:article($naming/article)"/>
    <xsl:if test="not($naming/@is-author or root($naming)/page/entity/@kind = 'subject')">
      <p class="in">
        <xsl:text>{if ($naming/@mentions = '0') then site:word($naming, 'site-as-author') else site:word($naming, 'site-mentions', $naming/@mentions)}</xsl:text>
        <xsl:text>, {site:word($naming, 'site-under')} </xsl:text>
        <xsl:sequence select="site:joined($naming/name, ', ')"/>
      </p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:json-ld" as="element()?">
    <xsl:param name="page" as="element(page)"/>
    <xsl:for-each select="$page[@kind = 'entity']/entity[not(@kind = 'date')]">
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
        map { 'person': 'Person', 'organisation': 'Organization', 'place': 'Place', 'event': 'Event', 'document': 'CreativeWork', 'subject': 'DefinedTerm' }($kind)"/>
  </xsl:function>

</xsl:stylesheet>
