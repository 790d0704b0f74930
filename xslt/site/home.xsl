<?xml version="1.0" encoding="UTF-8"?>
<!-- Home: the current issue, the shelf of earlier ones, the index of names and subjects, what changed last. And an issue:
     its articles by kind in the order of their pages, the issues before and after it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns:labels="urn:titelei:labels"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = 'home']" mode="site:title" as="item()*">
    <xsl:sequence select="site:edition(.)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'home']" mode="site:content" as="element()*">
    <xsl:sequence select="site:edition-about(.)"/>
    <div class="two">
      <div class="first">
        <xsl:choose>
          <xsl:when test="current">
            <section class="current" aria-labelledby="current-heading">
              <h2 id="current-heading">
                <a href="{site:issue-href(current)}"><xsl:sequence select="site:issue-name(current)"/></a>
              </h2>
              <xsl:sequence select="current/issue-title ! site:issue-title(.), site:contents(current)"/>
            </section>
            <xsl:if test="articles/article">
              <section class="news" aria-labelledby="news-heading">
                <h2 id="news-heading">{site:word(., 'site-newest')}</h2>
                <xsl:sequence select="site:articles(articles)"/>
              </section>
            </xsl:if>
          </xsl:when>
          <xsl:otherwise>
            <h2>{site:word(., 'site-newest')}</h2>
            <xsl:sequence select="site:articles(articles)"/>
          </xsl:otherwise>
        </xsl:choose>
      </div>
      <div class="beside">
        <p class="lead">{site:word(., 'site-articles', @articles)}</p>
        <xsl:sequence select="site:form(.), site:shelf(.), site:index(.)"/>
      </div>
    </div>
  </xsl:template>

  <!-- Earlier issues by year; all years. -->
  <xsl:function name="site:shelf" as="element()*">
    <xsl:param name="page" as="element(page)"/>
    <xsl:if test="$page/issues/issue">
      <h2>{site:word($page, 'site-earlier')}</h2>
      <dl class="shelf">
        <xsl:for-each-group select="$page/issues/issue" group-adjacent="string(@year)">
          <dt>{(current-grouping-key()[not(. = '0')], site:word(., 'site-undated-short'))[1]}</dt>
          <xsl:for-each select="current-group()">
            <dd>
              <a href="{site:issue-href(.)}">
                <!-- The journal where there are several; the year stands before. -->
                <xsl:if test="count(distinct-values($page/(issues/issue, current)/@journal)) gt 1">
                  <xsl:sequence select="site:said(journal), ', '[current()/(@volume, @number)[. ne '']]"/>
                </xsl:if>
                <xsl:text>{(site:numbers-in-year(.)[. ne ''], @year[not(current()/journal)])[1]}</xsl:text>
              </a>
            </dd>
          </xsl:for-each>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
    <xsl:if test="$page/years/year">
      <h2>{site:word($page, 'site-years')}</h2>
      <xsl:sequence select="site:years($page/years)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="site:index" as="element()*">
    <xsl:param name="page" as="element(page)"/>
    <xsl:if test="$page/kinds/kind">
      <h2>{site:word($page, 'site-entities')}</h2>
      <xsl:sequence select="site:kinds($page/kinds)"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="page[@kind = 'issue']" mode="site:title" as="item()*">
    <xsl:sequence select="site:issue-name(current)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'issue']" mode="site:content" as="element()*">
    <xsl:sequence select="current/issue-title ! site:issue-title(.)"/>
    <p class="lead">{site:word(., 'site-articles', current/@articles)}</p>
    <xsl:sequence select="site:contents(current)"/>
    <xsl:if test="export">
      <p class="exports">
        <xsl:text>{site:word(., 'site-export')}: </xsl:text>
        <xsl:for-each select="export">
          <xsl:if test="position() gt 1"> · </xsl:if>
          <a href="{site:file(., @path)}" type="{@type}">{.}</a>
        </xsl:for-each>
      </p>
    </xsl:if>
    <xsl:if test="previous or next">
      <nav class="pager" aria-label="{site:word(., 'site-issues')}">
        <ul>
          <xsl:for-each select="previous">
            <li><a rel="prev" href="{site:issue-href(.)}">← <xsl:sequence select="site:issue-name(.)"/></a></li>
          </xsl:for-each>
          <xsl:for-each select="next">
            <li><a rel="next" href="{site:issue-href(.)}"><xsl:sequence select="site:issue-name(.)"/> →</a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- The articles of an issue: by kind where the issue has several, the kinds in the order of their first pages. -->
  <xsl:function name="site:contents" as="element()*">
    <xsl:param name="issue" as="element()"/>
    <xsl:variable name="articles" as="element(article)*" select="$issue/articles/article"/>
    <xsl:variable name="lang" as="xs:string" select="root($issue)/page/@lang"/>
    <xsl:for-each-group select="$articles" group-by="string(@kind[labels:has('article-' || ., $lang)])">
      <xsl:if test="count(distinct-values($articles/string(@kind))) gt 1">
        <h3>{if (current-grouping-key() ne '') then site:word(., 'article-' || current-grouping-key()) else site:word(., 'site-further')}</h3>
      </xsl:if>
      <ol class="contents">
        <xsl:for-each select="current-group()">
          <li>
            <div><xsl:sequence select="site:article-words(.)"/></div>
            <xsl:for-each select="@pages">
              <p class="page"><span class="label">{site:word(.., 'pages')} </span>{.}</p>
            </xsl:for-each>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="site:issue-title" as="element()">
    <xsl:param name="title" as="element(issue-title)"/>
    <p class="issue-title"><xsl:sequence select="site:said($title)"/></p>
  </xsl:function>

  <!-- Journal, year, volume, number. -->
  <xsl:function name="site:issue-name" as="item()*">
    <xsl:param name="issue" as="element()"/>
    <xsl:variable name="numbers" as="xs:string" select="site:numbers($issue)"/>
    <xsl:sequence select="site:said($issue/journal)"/>
    <xsl:text>, {($numbers[. ne ''], site:word($issue, 'site-undated-short'))[1]}</xsl:text>
  </xsl:function>

  <xsl:function name="site:issue-href" as="xs:string">
    <xsl:param name="issue" as="element()"/>
    <xsl:sequence select="site:href($issue, 'issues/' || $issue/@journal || '/' || $issue/@issue)"/>
  </xsl:function>

</xsl:stylesheet>
