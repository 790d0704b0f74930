<?xml version="1.0" encoding="UTF-8"?>
<!-- What all reference pages share: head, navigation, foot, links, labels. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="labels" as="document-node()" select="doc('labels.xml')"/>
  <xsl:key name="label" match="*:label" use="@key"/>

  <xsl:variable name="alphabetical" as="xs:string"
    select="'http://www.w3.org/2005/xpath-functions/collation/html-ascii-case-insensitive'"/>

  <!-- A reader's word for a key; a missing key is a fault of ours. -->
  <xsl:function name="odd:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="found" as="element()?" select="key('label', $key, $labels)"/>
    <xsl:sequence select="
        if ($found) then string($found)
        else error(xs:QName('odd:label'), 'xslt/odd/reference/labels.xml has no label ' || $key || '.')"/>
  </xsl:function>

  <xsl:function name="odd:frame" as="element(h:html)">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:param name="current" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="main" as="element()+"/>
    <xsl:variable name="whole" as="xs:string" select="odd:title($schema)"/>
    <html lang="en">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title>{if ($title eq $whole) then $title else $title || ' – ' || $whole}</title>
        <link rel="stylesheet" href="style.css"/>
      </head>
      <body>
        <a class="skip" href="#main">{odd:label('skip')}</a>
        <header>
          <nav aria-label="{odd:label('nav')}">
            <ul>
              <xsl:for-each select="'manual'[odd:chapters($schema)], 'index', 'classes', 'datatypes', 'rules'">
                <li>
                  <a href="{.}.html">
                    <xsl:if test=". eq $current">
                      <xsl:attribute name="aria-current" select="'page'"/>
                    </xsl:if>
                    <xsl:text>{odd:label('nav-' || .)}</xsl:text>
                  </a>
                </li>
              </xsl:for-each>
            </ul>
          </nav>
        </header>
        <main id="main">
          <xsl:sequence select="$main"/>
        </main>
        <footer>
          <p>{odd:label('compiled-from')} <code>{$source}</code>.</p>
        </footer>
      </body>
    </html>
  </xsl:function>

  <xsl:function name="odd:title" as="xs:string">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:sequence select="($schema/gloss[odd:is-english(.)] ! odd:plain(.), string($schema/@ident))[1]"/>
  </xsl:function>

  <!-- The file of an element's page. The prefix keeps an element named index off index.html. -->
  <xsl:function name="odd:file" as="xs:string">
    <xsl:param name="element" as="element(elementSpec)"/>
    <xsl:sequence select="'element-' || $element/@ident || '.html'"/>
  </xsl:function>

  <xsl:function name="odd:address" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="
        if ($spec/self::elementSpec) then odd:file($spec)
        else (if ($spec/self::classSpec) then 'classes.html#' else 'datatypes.html#') || $spec/@ident"/>
  </xsl:function>

  <xsl:function name="odd:link" as="element(h:a)">
    <xsl:param name="spec" as="element()"/>
    <a href="{odd:address($spec)}"><code>{$spec/@ident}</code></a>
  </xsl:function>

  <!-- Links in a row, in alphabetical order; a word where there is none. -->
  <xsl:function name="odd:links" as="element()">
    <xsl:param name="specs" as="element()*"/>
    <xsl:param name="more" as="xs:string*"/>
    <xsl:choose>
      <xsl:when test="empty(($specs, $more))">
        <p>{odd:label('none')}</p>
      </xsl:when>
      <xsl:otherwise>
        <ul class="row">
          <xsl:for-each select="$more">
            <li>{.}</li>
          </xsl:for-each>
          <xsl:for-each select="$specs">
            <xsl:sort select="@ident" collation="{$alphabetical}"/>
            <li><xsl:sequence select="odd:link(.)"/></li>
          </xsl:for-each>
        </ul>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
