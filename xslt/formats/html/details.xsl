<?xml version="1.0" encoding="UTF-8"?>
<!-- What is known of the article beside its text: notices at its head, numbers and dates in a list below. The text may
     say some of it too; here it stands where a reader looks for it, on every page. What the first screen says is not
     said again. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns:labels="urn:titelei:labels"
  xmlns:settings="urn:titelei:settings"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- A correction, a retraction, a concern: told at the head of the page, before anything is read. -->
  <xsl:function name="html:notices" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/related[not(@type) or @type = (
        'correction', 'corrected', 'retraction', 'retracted', 'concern', 'concerned', 'addendum', 'addended', 'translation',
        'original')]">
      <p class="notice {@type}">
        <strong>{html:word('related-' || @type)}:</strong>
        <xsl:text> </xsl:text>
        <xsl:choose>
          <xsl:when test="@uri">
            <a href="{@uri}">
              <xsl:sequence select="html:notice(., $facts)"/>
            </a>
          </xsl:when>
          <xsl:otherwise>
            <span><xsl:sequence select="html:notice(., $facts)"/></span>
          </xsl:otherwise>
        </xsl:choose>
      </p>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:notice" as="node()*">
    <xsl:param name="related" as="element(related)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="language" as="xs:string" select="($related/@xml:lang, $page-language)[1]"/>
    <xsl:sequence select="
        html:lang($language, $page-language),
        html:in-scripts(string(($related[normalize-space()], $related/@uri)[1]), $language, $facts/edition/language/@tag)"/>
  </xsl:function>

  <xsl:function name="html:details" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="rows" as="element()*" select="
        html:detail('DOI', $facts/identifier[@type = 'DOI'][position() gt 1] ! html:doi(.)),
        $facts/identifier[not(@type = 'DOI')] ! html:detail(@type, html:said(.)),
        html:detail(html:word('journal-page'), $facts/url ! html:address(.)),
        html:detail('ISSN', $facts/journal/issn ! html:issn(.)),
        html:detail(html:word('journal-titles'), ($facts/journal/title except html:journal-title($facts)) ! html:item(.)),
        html:detail(html:word('publisher'), $facts/journal/publisher ! html:item(.)),
        html:more-of-issue($facts),
        html:detail(html:word('part'), $facts/part ! html:item(.)),
        html:detail(html:word('article-number'), $facts/article-number ! html:item(.)),
        for $type in distinct-values(($facts/date[not(@type = 'issued')] except html:date-at-once($facts))/@type)
          return html:detail(html:word('date-' || $type), ($facts/date[@type = $type] except html:date-at-once($facts)) ! html:when(.)),
        html:more-of-article($facts),
        html:detail(html:word('classification'), $facts/classification ! html:classification(.)),
        html:detail(html:word('funding'), $facts/funding ! html:item(.))"/>
    <xsl:if test="exists($rows)">
      <section class="details" aria-labelledby="details-heading">
        <h2 id="details-heading">{html:word('details')}</h2>
        <dl>
          <xsl:sequence select="$rows"/>
        </dl>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- A part of a name or an address with its language, which is mostly that of the whole. -->
  <xsl:function name="html:with-lang" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:for-each select="$part">
      <xsl:copy>
        <xsl:copy-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
        <xsl:value-of select="."/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- A row: its name and its items; nothing where there are none. -->
  <xsl:function name="html:detail" as="element()*">
    <xsl:param name="name" as="item()*"/>
    <xsl:param name="items" as="item()*"/>
    <xsl:if test="exists($items)">
      <dt><xsl:sequence select="$name ! (if (. instance of attribute()) then string(.) else .)"/></dt>
      <xsl:for-each select="$items">
        <dd><xsl:sequence select="."/></dd>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:item" as="element()">
    <xsl:param name="fact" as="element()"/>
    <span>
      <xsl:sequence select="html:lang($fact/@xml:lang, $page-language)"/>
      <xsl:text>{$fact}</xsl:text>
    </span>
  </xsl:function>

  <xsl:function name="html:address" as="element()">
    <xsl:param name="url" as="element()"/>
    <a href="{$url}">{$url}</a>
  </xsl:function>

  <xsl:function name="html:issn" as="element()">
    <xsl:param name="issn" as="element(issn)"/>
    <span>{$issn, $issn/@medium ! ('(' || html:word('issn-' || .) || ')')}</span>
  </xsl:function>

  <!-- A code after the name of its classification, where readers know one. -->
  <xsl:function name="html:classification" as="element()">
    <xsl:param name="classification" as="element(classification)"/>
    <xsl:variable name="key" as="xs:string" select="'scheme-' || lower-case($classification/@scheme)"/>
    <span>
      <xsl:sequence select="if (labels:has($key, $page-language)) then html:word($key) else ()"/>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:item($classification)"/>
    </span>
  </xsl:function>

  <xsl:function name="html:doi" as="element()">
    <xsl:param name="doi" as="element(identifier)"/>
    <a href="{settings:doi-url($doi)}">{$doi}</a>
  </xsl:function>

</xsl:stylesheet>
