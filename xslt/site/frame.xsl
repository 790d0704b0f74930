<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, skip link, banner with the other languages, ways through the site, footer. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns:house="urn:titelei:house"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:variable name="site:styles" as="xs:string+" static="yes"
    select="unparsed-text('../formats/html/style.css'), unparsed-text('site.css')"/>

  <xsl:function name="site:page" as="element()">
    <xsl:param name="page" as="element(page)"/>
    <xsl:variable name="title" as="item()*">
      <xsl:apply-templates select="$page" mode="site:title"/>
    </xsl:variable>
    <html lang="{$page/@lang}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>
          <xsl:value-of select="distinct-values((string-join($title), site:edition($page)))" separator=" · "/>
        </title>
        <meta name="color-scheme" content="light dark"/>
        <xsl:if test="$page/@kind = ('search', 'not-found', 'gone')">
          <meta name="robots" content="noindex"/>
        </xsl:if>
        <xsl:for-each select="$page/alternate">
          <link rel="alternate" hreflang="{@lang}" href="{@href}"/>
        </xsl:for-each>
        <link rel="alternate" type="application/atom+xml" href="{site:file($page, 'feed.atom')}" title="{site:word($page, 'site-feed')}"/>
        <xsl:sequence select="site:json-ld($page)"/>
        <style><xsl:value-of select="$site:styles" separator=""/></style>
        <xsl:sequence select="house:style()"/>
      </head>
      <body>
        <a class="skip" href="#content">{site:word($page, 'site-skip')}</a>
        <xsl:sequence select="house:banner($page/@lang, site:edition($page), site:href($page, ?),
          $page/@path, $page/alternate ! house:language(@lang, @href))"/>
        <main id="content" tabindex="-1">
          <h1>
            <xsl:sequence select="$title"/>
          </h1>
          <xsl:apply-templates select="$page" mode="site:content"/>
          <xsl:sequence select="site:pager($page)"/>
        </main>
        <xsl:sequence select="house:foot($page/@lang, site:href($page, ?), site:file($page, ?), exists($page/@is-served), site:licence($page))"/>
      </body>
    </html>
  </xsl:function>

  <xsl:function name="site:licence" as="element()?">
    <xsl:param name="page" as="element(page)"/>
    <xsl:if test="$page/@rights ne ''">
      <a href="{$page/@rights}" rel="license">{site:word($page, 'site-license')}</a>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:edition" as="xs:string">
    <xsl:param name="page" as="element(page)"/>
    <xsl:sequence select="string(($page/@edition[. ne ''], site:word($page, 'edition-name'))[1])"/>
  </xsl:function>

  <!-- Ways to the other parts of a long list. -->
  <xsl:function name="site:pager" as="element()?">
    <xsl:param name="page" as="element(page)"/>
    <xsl:for-each select="$page/pager">
      <nav class="pager" aria-label="{site:word(., 'site-pages')}">
        <ul>
          <xsl:for-each select="@previous"><li><a rel="prev" href="{.}">{site:word(.., 'site-previous')}</a></li></xsl:for-each>
          <li><span>{site:word(., 'site-page-of', (@number, @of))}</span></li>
          <xsl:for-each select="@next"><li><a rel="next" href="{.}">{site:word(.., 'site-next')}</a></li></xsl:for-each>
        </ul>
      </nav>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
