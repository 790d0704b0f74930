<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame: head with metadata and styles, skip link, header, the article, footer. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:facts="urn:titelei:facts"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:html="urn:titelei:html"
  xmlns:head="urn:titelei:head"
  xmlns:jsonld="urn:titelei:jsonld"
  xmlns:settings="urn:titelei:settings"
  xmlns:marks="urn:titelei:marks"
  xmlns:statements="urn:titelei:statements"
  xmlns:labels="urn:titelei:labels"
  xmlns:signposting="urn:titelei:signposting"
  xmlns:house="urn:titelei:house"
  xmlns:kinds="urn:titelei:kinds"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="html:page" as="element()" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <html lang="{$page-language}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{html:title($facts)}</title>
        <meta name="color-scheme" content="light dark"/>
        <xsl:sequence select="html:card($facts), head:meta($facts), html:alternates($facts), jsonld:script($facts)"/>
        <style><xsl:value-of select="unparsed-text('style.css')"/></style>
        <xsl:sequence select="house:style()"/>
      </head>
      <body>
        <a class="skip" href="#text">{html:word('skip')}</a>
        <xsl:sequence select="html:banner($facts)"/>
        <main>
          <article>
            <xsl:sequence select="html:heading($facts), html:use($tei, $facts)"/>
            <div id="text" class="text" tabindex="-1">
              <xsl:sequence select="html:switches($tei, $facts), html:sections($tei, $facts)"/>
            </div>
            <xsl:sequence select="html:index($tei, $facts), html:details($facts)"/>
            <!-- The site puts others here that it knows of: src/titelei/site/articles.py. -->
            <nav class="around" hidden="hidden"/>
            <div class="folds">
              <xsl:sequence select="html:rest($tei, $facts), html:as-on-the-page($tei, $facts), html:facing($tei, $facts),
                html:about($tei, $facts)"/>
            </div>
          </article>
        </main>
        <span id="closed" hidden="hidden"/>
        <xsl:sequence select="house:foot($page-language, html:in-the-site#1, function($path) { $base-url || $path }, false(), html:edition-licence($facts))"/>
      </body>
    </html>
  </xsl:function>

  <xsl:function name="html:title" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="string(($facts/title[@role = 'main'] ! marks:whole-title(.), $facts/@id)[1])"/>
  </xsl:function>

  <!-- The head that all pages of the site have; its addresses are whole, as the page may be read from anywhere. -->
  <xsl:function name="html:banner" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="house:banner($page-language, ($edition-title[.], html:word('edition-name'))[1], html:in-the-site#1,
        '', settings:languages()[. ne $page-language] ! house:language(., html:file(.)))"/>
  </xsl:function>

  <!-- The address of a page of the site in the language of labels. -->
  <xsl:function name="html:in-the-site" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:variable name="file" as="xs:string?" select="html:file($page-language)[. ne 'index.html']"/>
    <xsl:sequence select="$base-url || string-join(($path[.], $file), '/')"/>
  </xsl:function>

  <!-- The page in other languages of labels; the article's other files and all else that machines follow. -->
  <xsl:function name="html:alternates" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="settings:languages()[. ne $page-language]">
      <link rel="alternate" hreflang="{.}" href="{html:file(.)}"/>
    </xsl:for-each>
    <xsl:sequence select="signposting:links($facts)"/>
  </xsl:function>

  <!-- The page's file in a language of labels. -->
  <xsl:function name="html:file" as="xs:string">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="if ($language = settings:languages()[1]) then 'index.html' else 'index.' || $language || '.html'"/>
  </xsl:function>

  <!-- Journal and issue, title, authors: what it is, who wrote it, where and when it appeared. -->
  <xsl:function name="html:heading" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <header class="heading">
      <xsl:if test="$facts/journal/title">
        <p class="issue">
          <cite><xsl:sequence select="html:said(html:journal-title($facts))"/></cite>
          <xsl:text> </xsl:text>
          <span class="numbers">{html:issue($facts)}</span>
          <xsl:for-each select="kinds:of($facts)">
            <xsl:text> </xsl:text>
            <span class="kind">{html:word('article-' || @name)}</span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:sequence select="html:titles($facts), html:notices($facts), html:authors($facts)"/>
    </header>
  </xsl:function>

  <!-- What the journal is called in the language of labels, else its own name. -->
  <xsl:function name="html:journal-title" as="element(title)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="(
        tags:nearest($facts/journal/title[@role = ('main', 'translated')], $page-language, function($title) { $title/@xml:lang }),
        $facts/journal/title)[1]"/>
  </xsl:function>

  <!-- The title in the language of labels stands next to the main one, a transliteration behind all others. -->
  <xsl:function name="html:titles" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <h1>
      <xsl:sequence select="html:lang($facts/title[@role = 'main']/@xml:lang, $page-language)"/>
      <xsl:sequence select="if ($facts/title[@role = 'main']) then html:marked($facts/title[@role = 'main']) else string($facts/@id)"/>
    </h1>
    <xsl:for-each select="$facts/title[@role = 'main'] ! marks:subtitles(.)">
      <p class="subtitle">
        <xsl:sequence select="html:lang(@xml:lang, $page-language), html:marked(.)"/>
      </p>
    </xsl:for-each>
    <xsl:for-each select="$facts/title[not(@role = ('main', 'short'))]">
      <xsl:sort select="index-of((true(), false()), @xml:lang = $page-language)"/>
      <xsl:sort select="index-of((false(), true()), @role = 'transliterated')"/>
      <p class="other-title">
        <xsl:sequence select="html:lang(@xml:lang, $page-language), html:marked(.)"/>
        <xsl:for-each select="marks:subtitles(.)">
          <xsl:text>: </xsl:text>
          <xsl:sequence select="html:marked(.)"/>
        </xsl:for-each>
      </p>
    </xsl:for-each>
  </xsl:function>

  <!-- Year, volume, issue and pages on one line. -->
  <xsl:function name="html:issue" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="pages" as="xs:string?" select="$facts[first-page] ! statements:pages(.) ! replace(., '-', '–')"/>
    <xsl:sequence select="string-join((
        $facts/date[@type = 'issued'] ! string(html:when(.)),
        $facts/volume ! (html:word('volume') || ' ' || .),
        $facts/issue ! (if (matches(., '[0-9]|^[IVXLCDM]+$')) then html:word('issue') || ' ' || . else string(.)),
        $pages ! (html:word('pages') || ' ' || .),
        $facts/article-number[not($pages)] ! string()), ', ')"/>
  </xsl:function>

  <!-- Switches that need no script: the styles look at which are on. What a page has not is not offered. -->
  <xsl:function name="html:switches" as="element()?">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="has-names" as="xs:boolean"
      select="exists($facts/((person | organisation | place | event | document)[@mentions ne '0'], period))"/>
    <xsl:variable name="has-corrections" as="xs:boolean" select="exists($tei/tei:text//tei:choice)"/>
    <xsl:if test="$has-names or $has-corrections">
      <fieldset class="switches">
        <legend>{html:word('marks')}</legend>
        <xsl:if test="$has-names">
          <label><input type="checkbox" id="mark-names" checked="checked"/> {html:word('mark-names')}</label>
        </xsl:if>
        <xsl:if test="$has-corrections">
          <label><input type="checkbox" id="show-corrections"/> {html:word('show-corrections')}</label>
        </xsl:if>
      </fieldset>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
