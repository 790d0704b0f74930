<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands around an article, at the end of its page: others of its issue, others by its authors. No page: the part of
     one that was made before the others were there. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:function name="site:around" as="element()">
    <xsl:param name="page" as="element(page)"/>
    <nav class="around" aria-label="{site:word($page, 'site-around')}">
      <xsl:if test="$page/current">
        <section>
          <h2>
            <xsl:text>{site:word($page, 'site-same-issue')} </xsl:text>
            <a href="{site:issue-href($page/current)}"><xsl:sequence select="site:issue-name($page/current)"/></a>
          </h2>
          <xsl:sequence select="site:others($page/current/articles)"/>
        </section>
      </xsl:if>
      <xsl:if test="$page/articles/article">
        <section>
          <h2>{site:word($page, 'site-same-authors')}</h2>
          <xsl:sequence select="site:others($page/articles)"/>
        </section>
      </xsl:if>
    </nav>
  </xsl:function>

  <xsl:function name="site:others" as="element()?">
    <xsl:param name="articles" as="element(articles)"/>
    <xsl:if test="$articles/article">
      <ul>
        <xsl:for-each select="$articles/article">
          <li>
            <xsl:sequence select="site:article-link(.)"/>
            <xsl:if test="author">
              <xsl:text> </xsl:text>
              <span class="by"><xsl:sequence select="site:joined(author[position() le 3], ', ')"/>{'…'[current()/author[4]]}</span>
            </xsl:if>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
