<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists of lists: years, journals with their issues, kinds of entities, entities of a kind. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = ('years', 'issues', 'entities')]" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'site-' || @kind)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'years']" mode="site:content" as="element()*">
    <xsl:sequence select="site:years(years)"/>
  </xsl:template>

  <xsl:function name="site:years" as="element()">
    <xsl:param name="years" as="element(years)"/>
    <ul class="years">
      <xsl:for-each select="$years/year">
        <li>
          <a href="{site:href(., 'years/' || @path)}">{if (@year = '0') then site:word(., 'site-undated-short') else string(@year)}</a>
          <xsl:text> </xsl:text>
          <span class="count">({@articles})</span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:function>

  <xsl:template match="page[@kind = 'issues']" mode="site:content" as="element()*">
    <xsl:for-each-group select="issues/issue" group-adjacent="string(@journal)">
      <h2>
        <xsl:sequence select="site:said(journal)"/>
      </h2>
      <ul class="issues">
        <xsl:for-each select="current-group()">
          <li>
            <a href="{site:href(., 'issues/' || @journal || '/' || @issue)}">{(site:numbers(.)[. ne ''], site:word(., 'site-undated-short'))[1]}</a>
            <xsl:text> </xsl:text>
            <span class="count">({@articles})</span>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:for-each-group>
    <xsl:if test="not(issues/issue)">
      <p>{site:word(., 'site-empty')}</p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'entities']" mode="site:content" as="element()*">
    <ul class="issues">
      <xsl:for-each select="kinds/kind">
        <li>
          <a href="{site:href(., 'entities/' || @name || 's')}">{site:word(., 'index-' || @name)}</a>
          <xsl:text> </xsl:text>
          <span class="count">({@entities})</span>
        </li>
      </xsl:for-each>
    </ul>
    <xsl:if test="not(kinds/kind)">
      <p>{site:word(., 'site-empty')}</p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'kind']" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'index-' || entities/@kind)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'kind']" mode="site:content" as="element()*">
    <ul class="entities">
      <xsl:for-each select="entities/entity">
        <li>
          <a class="{@kind}" href="{site:href(., 'entities/' || @id)}">
            <xsl:copy-of select="name[not(@lang = root(.)/page/@lang)]/@lang"/>
            <xsl:text>{name}</xsl:text>
          </a>
          <xsl:text> </xsl:text>
          <span class="count">({@articles})</span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

</xsl:stylesheet>
