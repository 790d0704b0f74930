<?xml version="1.0" encoding="UTF-8"?>
<!-- Articles in a list: title, authors, where they appeared. Years, what was found, and entities show them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:site="urn:titelei:site"
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
    <xsl:for-each select="$article/title[position() gt 1][tags:fits(@lang, root(.)/page/@lang)]">
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
