<?xml version="1.0" encoding="UTF-8"?>
<!-- Search: the form, what was found with its passages, by year, journal, language and kind. Of a site of files the page
     has what search.js needs to do the same, and says what there is without it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:site="urn:titelei:site"
  xmlns:labels="urn:titelei:labels"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = 'search']" mode="site:title" as="item()*">
    <xsl:sequence select="
        if (@asked = '') then site:word(., 'site-search') else site:word(., 'site-search-results', @asked)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'search']" mode="site:content" as="element()*">
    <xsl:sequence select="site:form(.)"/>
    <p class="lead">
      <xsl:choose>
        <xsl:when test="not(@has-words)">{site:word(., 'site-nothing-asked')}</xsl:when>
        <xsl:when test="articles/@total = '0'">{site:word(., 'site-nothing-found')}</xsl:when>
        <xsl:when test="@is-most">{site:word(., 'site-found-most', articles/@total)}</xsl:when>
        <xsl:otherwise>{site:word(., 'site-found', articles/@total)}</xsl:otherwise>
      </xsl:choose>
    </p>
    <xsl:if test="facet">
      <div class="facets"><xsl:sequence select="facet ! site:facet(.)"/></div>
    </xsl:if>
    <xsl:if test="articles/article">
      <xsl:sequence select="site:articles(articles)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'search'][not(@is-served)]" mode="site:content" as="element()*" priority="2">
    <xsl:variable name="page" as="element(page)" select="."/>
    <xsl:sequence select="site:form(.)"/>
    <div id="found" aria-live="polite" data-root="{@root}" data-file="{if (@suffix ne '') then substring(@suffix, 2) else 'index.html'}" data-labels="{site:script-labels(.)}">
      <p class="lead">{site:word(., 'site-search-without')}</p>
      <ul class="also">
        <xsl:for-each select="'issues', 'years', 'entities/persons', 'entities/subjects', 'entities'">
          <xsl:variable name="name" as="xs:string" select="replace(., '^entities/(.*)s$', 'index-$1')"/>
          <li><a href="{site:href($page, .)}">{site:word($page, if (starts-with($name, 'index-')) then $name else 'site-' || $name)}</a></li>
        </xsl:for-each>
      </ul>
    </div>
    <script src="{site:file(., 'search.js')}"/>
  </xsl:template>

  <!-- The words that the script writes, in the page's language, as JSON. -->
  <xsl:function name="site:script-labels" as="xs:string">
    <xsl:param name="page" as="element(page)"/>
    <xsl:variable name="words" as="element(fn:map)">
      <fn:map>
        <xsl:for-each select="'found', 'nothing-found', 'nothing-asked', 'previous', 'next', 'all', 'facet-year', 'facet-journal',
            'facet-language', 'facet-kind'">
          <fn:string key="{translate(., '-', if (starts-with(., 'nothing')) then '_' else '-')}">{site:word($page, 'site-' || .)}</fn:string>
        </xsl:for-each>
        <fn:string key="volume">{site:word($page, 'volume')}</fn:string>
        <fn:string key="number">{site:word($page, 'issue')}</fn:string>
        <fn:string key="pages">{site:word($page, 'pages')}</fn:string>
        <fn:string key="list-pages">{site:word($page, 'site-pages')}</fn:string>
        <fn:string key="failed">{site:word($page, 'site-search-failed')}</fn:string>
        <xsl:for-each select="$page/value">
          <xsl:variable name="key" as="xs:string" select="map { 'language': 'language-', 'kind': 'article-' }(@facet) || @value"/>
          <xsl:if test="labels:has($key, $page/@lang)">
            <fn:string key="{@facet}-{@value}">{site:word($page, $key)}</fn:string>
          </xsl:if>
        </xsl:for-each>
      </fn:map>
    </xsl:variable>
    <xsl:sequence select="json:text($words)"/>
  </xsl:function>

  <!-- What was found by year, journal, language or kind; one that is kept to leads back to all. -->
  <xsl:function name="site:facet" as="element()">
    <xsl:param name="facet" as="element(facet)"/>
    <nav class="facet" aria-labelledby="facet-{$facet/@name}">
      <h2 id="facet-{$facet/@name}">{site:word($facet, 'site-facet-' || $facet/@name)}</h2>
      <ul>
        <xsl:for-each select="$facet/@all">
          <li><a href="{.}">{site:word($facet, 'site-all')}</a></li>
        </xsl:for-each>
        <xsl:for-each select="$facet/value">
          <li>
            <a href="{@href}">
              <xsl:if test="@here"><xsl:attribute name="aria-current">true</xsl:attribute></xsl:if>
              <xsl:sequence select="site:facet-value(.)"/>
            </a>
            <xsl:text> </xsl:text>
            <span class="count">({@articles})</span>
          </li>
        </xsl:for-each>
      </ul>
    </nav>
  </xsl:function>

  <xsl:function name="site:facet-value" as="item()*">
    <xsl:param name="value" as="element(value)"/>
    <xsl:variable name="key" as="xs:string" select="map { 'language': 'language-', 'kind': 'article-' }($value/../@name) || $value/@value"/>
    <xsl:sequence select="
        if ($value/journal) then site:said($value/journal)
        else if (labels:has($key, root($value)/page/@lang)) then site:word($value, $key)
        else string($value/@value)"/>
  </xsl:function>

  <!-- Where a search found what was asked for. -->
  <xsl:function name="site:passage" as="element()">
    <xsl:param name="passage" as="element(passage)"/>
    <p class="passage">
      <xsl:for-each select="$passage/*">
        <xsl:choose>
          <xsl:when test="self::hit">
            <mark>{.}</mark>
          </xsl:when>
          <xsl:otherwise>{.}</xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </p>
  </xsl:function>

  <!-- Files are named in full, since the question of a folder may get lost on the way. -->
  <xsl:function name="site:form" as="element()">
    <xsl:param name="page" as="element(page)"/>
    <form class="find" role="search" action="{site:href($page, 'search')}{'/index.html'[not($page/@is-served) and $page/@suffix = '']}" method="get">
      <label for="q">{site:word($page, 'site-search-label')}</label>
      <input type="search" id="q" name="q" value="{$page/@asked}" maxlength="500"/>
      <button type="submit">{site:word($page, 'site-search-button')}</button>
    </form>
  </xsl:function>

</xsl:stylesheet>
