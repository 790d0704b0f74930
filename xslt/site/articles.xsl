<?xml version="1.0" encoding="UTF-8"?>
<!-- Articles in a list: title, authors, where they appeared. Years, search and entities show them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns:labels="urn:titelei:labels"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = 'year']" mode="site:title" as="item()*">
    <xsl:sequence select="if (@year = '0') then site:word(., 'site-undated') else site:word(., 'site-year', @year)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'year']" mode="site:content" as="element()*">
    <p class="lead">{site:word(., 'site-articles', articles/@total)}</p>
    <xsl:sequence select="site:articles(articles)"/>
  </xsl:template>

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

  <xsl:function name="site:form" as="element()?">
    <xsl:param name="page" as="element(page)"/>
    <xsl:if test="$page/@has-search">
      <form class="find" role="search" action="{site:href($page, 'search')}" method="get">
        <label for="q">{site:word($page, 'site-search-label')}</label>
        <input type="search" id="q" name="q" value="{$page/@asked}" maxlength="500"/>
        <button type="submit">{site:word($page, 'site-search-button')}</button>
      </form>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:articles" as="element()">
    <xsl:param name="articles" as="element(articles)"/>
    <xsl:choose>
      <xsl:when test="$articles/article">
        <ul class="list">
          <xsl:for-each select="$articles/article">
            <li><xsl:sequence select="site:article(.)"/></li>
          </xsl:for-each>
        </ul>
      </xsl:when>
      <xsl:otherwise>
        <p>{site:word($articles, 'site-empty')}</p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="site:article" as="element()*">
    <xsl:param name="article" as="element(article)"/>
    <xsl:sequence select="site:article-words($article)"/>
    <xsl:variable name="numbers" as="xs:string" select="site:numbers($article)"/>
    <xsl:if test="$article/journal or $numbers ne ''">
      <p class="in">
        <xsl:if test="$article/journal"><cite><xsl:sequence select="site:said($article/journal)"/></cite></xsl:if>
        <xsl:if test="$article/journal and $numbers ne ''">, </xsl:if>
        <xsl:text>{string-join(($numbers[. ne ''], $article/@pages ! (site:word($article, 'pages') || ' ' || .)), ', ')}</xsl:text>
      </p>
    </xsl:if>
    <xsl:sequence select="$article/passage ! site:passage(.)"/>
  </xsl:function>

  <!-- Its title, and the one in the page's language, and who wrote it. -->
  <xsl:function name="site:article-words" as="element()*">
    <xsl:param name="article" as="element(article)"/>
    <p class="name"><xsl:sequence select="site:article-link($article)"/></p>
    <xsl:for-each select="$article/title[position() gt 1][@lang = root(.)/page/@lang]">
      <p class="in">{.}</p>
    </xsl:for-each>
    <xsl:if test="$article/author">
      <p class="by"><xsl:sequence select="site:joined($article/author, ', ')"/></p>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:article-link" as="element()">
    <xsl:param name="article" as="element(article)"/>
    <a href="{site:href($article, 'articles/' || $article/@id)}">
      <xsl:copy-of select="$article/title[1][not(@lang = root(.)/page/@lang)]/@lang"/>
      <xsl:text>{$article/title[1]}</xsl:text>
    </a>
  </xsl:function>

  <!-- Year, volume and number. -->
  <xsl:function name="site:numbers" as="xs:string">
    <xsl:param name="article" as="element()"/>
    <xsl:sequence select="string-join(($article/@year[not(. = '0')], site:numbers-in-year($article)[. ne '']), ', ')"/>
  </xsl:function>

  <xsl:function name="site:numbers-in-year" as="xs:string">
    <xsl:param name="article" as="element()"/>
    <xsl:sequence select="string-join((
        $article/@volume ! (site:word($article, 'volume') || '&#xA0;' || .),
        $article/@number ! (site:word($article, 'issue') || '&#xA0;' || .)), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
