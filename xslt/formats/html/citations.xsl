<?xml version="1.0" encoding="UTF-8"?>
<!-- The same article cited by the rules of several styles, under the page's own words. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns:facts="urn:titelei:facts"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:citations"
  exclude-result-prefixes="#all">

  <xsl:function name="html:citations" as="element()?">
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:variable name="all" as="element(citation)*" select="$citations/citations/citation[normalize-space()]"/>
    <xsl:if test="$all">
      <dl class="cite" lang="{$page-language}">
        <xsl:for-each select="$all">
          <dt>
            <xsl:sequence select="html:lang(if (matches(@style, '[Ѐ-ӿ]')) then 'ru' else (), $page-language)"/>
            <xsl:text>{@style}</xsl:text>
          </dt>
          <dd>
            <xsl:sequence select="html:lang(@lang, $page-language)"/>
            <xsl:apply-templates mode="html:citation">
              <xsl:with-param name="facts" select="$facts" tunnel="yes"/>
            </xsl:apply-templates>
          </dd>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:function>

  <xsl:template match="cite" mode="html:citation" as="element()">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <cite>
      <xsl:sequence select="html:lang($facts/facts:journal/facts:title[1]/@xml:lang, ancestor::citation/@lang)"/>
      <xsl:text>{.}</xsl:text>
    </cite>
  </xsl:template>

  <xsl:template match="i | b | sup | sub | span" mode="html:citation" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- An address is a link; words in other scripts say their language. -->
  <xsl:template match="text()" mode="html:citation" as="node()*">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <xsl:variable name="around" as="xs:string" select="ancestor::citation/@lang"/>
    <xsl:analyze-string select="." regex="https://doi\.org/\S*[^\s.]">
      <xsl:matching-substring>
        <a href="{.}">{.}</a>
      </xsl:matching-substring>
      <xsl:non-matching-substring>
        <!-- GOST has Russian words, whatever the article's language. -->
        <xsl:sequence select="html:in-scripts(., $around, ($facts/facts:edition/facts:language/@tag, 'ru'))"/>
      </xsl:non-matching-substring>
    </xsl:analyze-string>
  </xsl:template>

</xsl:stylesheet>
