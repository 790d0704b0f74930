<?xml version="1.0" encoding="UTF-8"?>
<!-- Beside the title: when it appeared, its DOI and licence, where it is read, how it is cited, passed on, taken along. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:settings="urn:titelei:settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="html:use" as="element()">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <aside class="use" aria-label="{html:word('use')}">
      <xsl:sequence select="html:at-once($facts), html:full-text($facts)"/>
      <div class="actions">
        <xsl:sequence select="html:sheet('cite', html:cite($tei, $facts)), html:sheet('share', html:share($facts)),
          html:sheet('formats', html:formats())"/>
      </div>
    </aside>
  </xsl:function>

  <!-- What opens at a press of its name; nothing where there is nothing in it. -->
  <xsl:function name="html:sheet" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="content" as="element()*"/>
    <xsl:if test="exists($content)">
      <details name="use" class="{$name}">
        <summary>{html:word('use-' || $name)}</summary>
        <div class="sheet"><xsl:sequence select="$content"/></div>
      </details>
    </xsl:if>
  </xsl:function>

  <!-- Date, DOI and licence; the rest stands in the details. -->
  <xsl:function name="html:at-once" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="rows" as="element()*" select="
        html:date-at-once($facts) ! html:row(html:word('date-' || @type), html:when(.)),
        html:row(html:word('language-of-article'), $facts/work-language ! html:text(html:language-name(@tag))),
        html:row('DOI', $facts/identifier[@type = 'DOI'][1] ! html:doi(.)),
        html:row(html:word('licence'), $facts/licence ! html:licence-name(.))"/>
    <xsl:if test="exists($rows)">
      <dl><xsl:sequence select="$rows"/></dl>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:date-at-once" as="element(date)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="(for $type in ('published', 'online', 'print', 'issued') return $facts/date[@type = $type])[1]"/>
  </xsl:function>

  <!-- A row that stays together on narrow windows. -->
  <xsl:function name="html:row" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="items" as="item()*"/>
    <xsl:if test="exists($items)">
      <div><xsl:sequence select="html:detail($name, $items)"/></div>
    </xsl:if>
  </xsl:function>

  <!-- A licence of Creative Commons by the name that everybody knows it by, which is in its address. -->
  <xsl:function name="html:licence-name" as="element()">
    <xsl:param name="licence" as="element(licence)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize($licence/@uri, '/')"/>
    <xsl:choose>
      <xsl:when test="matches($licence/@uri, '^https?://creativecommons\.org/(licenses/[a-z\-]+|publicdomain/(zero|mark))/[0-9.]+(/|$)')">
        <a href="{$licence/@uri}">{(map { 'zero': 'CC0', 'mark': 'Public Domain Mark' }($parts[5]), 'CC ' || upper-case($parts[5]))[1],
          $parts[6], $parts[7][matches(., '^[a-z\-]+$')][not(. = ('deed', 'legalcode'))] ! upper-case(.)}</a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="html:licence($licence)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Where the article itself can be read. -->
  <xsl:function name="html:full-text" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/link[@type = 'fulltext']">
      <p class="full-text">
        <xsl:for-each select="$facts/link[@type = 'fulltext']">
          <a href="{@uri}">
            <xsl:for-each select="@media">
              <xsl:attribute name="type" select="."/>
            </xsl:for-each>
            <xsl:text>{html:word('read-article')}</xsl:text>
            <xsl:value-of select="@media ! map{'application/pdf': ' (PDF)', 'text/html': ' (HTML)'}(string())"/>
          </a>
          <xsl:text> </xsl:text>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:function>

  <!-- The page's own citation, others by rule, and files that programs for references take. -->
  <xsl:function name="html:cite" as="element()*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:apply-templates select="$tei/tei:text/tei:front/tei:div[@type = 'citation']" mode="html:section">
      <xsl:with-param name="facts" select="$facts" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:if test="not($tei/tei:text/tei:front/tei:div[@type = 'citation']) and $citations/*/*">
      <section class="citation">
        <h2>{html:word('section-citation')}</h2>
        <xsl:sequence select="html:citations($facts)"/>
      </section>
    </xsl:if>
    <xsl:variable name="files" as="element()*"
      select="$outputs/*/settings:output[@format = ('bibtex', 'ris', 'csl-json')]"/>
    <xsl:if test="$files">
      <ul class="files" aria-label="{html:word('cite-files')}">
        <xsl:for-each select="$files">
          <li><a href="{@file}" type="{@media-type}"><xsl:sequence select="html:format-label(.)"/></a></li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:share" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="address" as="xs:string" select="
        ($facts/identifier[@type = 'DOI'][1] ! settings:doi-url(.), settings:article-url($facts/@id))[1]"/>
    <p class="address"><a href="{$address}">{$address}</a></p>
    <p>
      <a href="mailto:?subject={encode-for-uri(html:title($facts))}&amp;body={encode-for-uri($address)}">
        <xsl:text>{html:word('share-mail')}</xsl:text>
      </a>
    </p>
  </xsl:function>

  <xsl:function name="html:formats" as="element()?">
    <xsl:variable name="others" as="element()*" select="$outputs/*/settings:output[not(@format = 'html')]"/>
    <xsl:if test="$others">
      <section class="formats" aria-labelledby="formats-heading">
        <h2 id="formats-heading">{html:word('formats')}</h2>
        <ul>
          <xsl:for-each select="$others">
            <li><a href="{@file}" type="{@media-type}"><xsl:sequence select="html:format-label(.)"/></a></li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- What a format is called, in the page's language if its folder has a label in that. -->
  <xsl:function name="html:format-label" as="item()*">
    <xsl:param name="output" as="element(settings:output)"/>
    <xsl:sequence select="
        html:said((tags:nearest($output/settings:label, $page-language, function($label) { $label/@xml:lang }), $output/settings:label[@xml:lang = 'en'])[1])"/>
  </xsl:function>

</xsl:stylesheet>
