<?xml version="1.0" encoding="UTF-8"?>
<!-- What every page of the edition has around it, an article's and the site's alike: the edition's name, the ways through
     the site, the page in other languages, the foot. A page says by a function where a path of the site is for it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:house="urn:titelei:house"
  xmlns:labels="urn:titelei:labels"
  xmlns="http://www.w3.org/1999/xhtml"
  exclude-result-prefixes="#all">

  <!-- The parts of the site that every page leads to, as their paths. -->
  <xsl:variable name="house:parts" as="xs:string+" static="yes" select="'issues', 'years', 'entities', 'search'"/>

  <!-- The head of a page. -->
  <xsl:function name="house:banner" as="element()">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <!-- The address of a path of the site, seen from the page. -->
    <xsl:param name="address" as="function(xs:string) as xs:string"/>
    <!-- The path of this page. -->
    <xsl:param name="here" as="xs:string"/>
    <!-- a elements with hreflang, one for each other language. -->
    <xsl:param name="languages" as="element()*"/>
    <header class="banner">
      <p class="edition-name">
        <a href="{$address('')}">
          <xsl:for-each select="$house/house:house/house:logo"><img class="logo" src="{.}" alt=""/></xsl:for-each>
          <xsl:value-of select="($house/house:house/house:edition[@xml:lang = $language], $title)[1]"/>
        </a>
      </p>
      <nav class="nav" aria-label="{labels:text('site-navigation', $language)}">
        <ul>
          <xsl:for-each select="$house:parts">
            <li>
              <a href="{$address(.)}">
                <xsl:if test=". = $here"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if>
                <xsl:text>{labels:text('nav-' || ., $language)}</xsl:text>
              </a>
            </li>
          </xsl:for-each>
          <xsl:for-each select="$house/house:house/house:link">
            <li><a href="{@href}">{.}</a></li>
          </xsl:for-each>
        </ul>
      </nav>
      <xsl:if test="exists($languages)">
        <nav class="languages" aria-label="{labels:text('languages', $language)}">
          <ul>
            <xsl:for-each select="$languages">
              <li><xsl:sequence select="."/></li>
            </xsl:for-each>
          </ul>
        </nav>
      </xsl:if>
    </header>
  </xsl:function>

  <!-- The way to the page in another language of labels. -->
  <xsl:function name="house:language" as="element()">
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="href" as="xs:string"/>
    <a href="{$href}" hreflang="{$language}" lang="{$language}">{labels:text('language-name', $language)}</a>
  </xsl:function>

  <!-- The foot of a page: what machines and the curious look for, and under which licence all this is. -->
  <xsl:function name="house:foot" as="element()">
    <xsl:param name="language" as="xs:string"/>
    <!-- The address of a page of the site, and of a file. -->
    <xsl:param name="address" as="function(xs:string) as xs:string"/>
    <xsl:param name="file" as="function(xs:string) as xs:string"/>
    <!-- Whether something is there that answers. -->
    <xsl:param name="is-served" as="xs:boolean"/>
    <xsl:param name="licence" as="item()*"/>
    <footer>
      <xsl:for-each select="$house/house:house/house:footer[@xml:lang = $language]">
        <p class="imprint">{.}</p>
      </xsl:for-each>
      <ul>
        <xsl:if test="$house/house:house/house:imprint">
          <li><a href="{$address('imprint')}">{labels:text('nav-imprint', $language)}</a></li>
        </xsl:if>
        <li><a href="{$file('feed.atom')}" type="application/atom+xml">{labels:text('site-feed', $language)}</a></li>
        <xsl:if test="$is-served">
          <li><a href="{$file('oai?verb=Identify')}">{labels:text('site-oai', $language)}</a></li>
        </xsl:if>
        <li><a href="{$file('schema/manual.html')}">{labels:text('site-manual', $language)}</a></li>
      </ul>
      <xsl:if test="exists($licence)">
        <p><xsl:sequence select="$licence"/></p>
      </xsl:if>
    </footer>
  </xsl:function>

  <!-- The style that a project sets, after ours. -->
  <xsl:function name="house:style" as="element()?">
    <xsl:for-each select="$house/house:house/house:style">
      <style><xsl:value-of select="."/></style>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
