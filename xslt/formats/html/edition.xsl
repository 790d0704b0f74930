<?xml version="1.0" encoding="UTF-8"?>
<!-- About the edition: the page line by line, the copy that was encoded, corrections, what is missing. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:text="urn:titelei:text"
  xmlns:diplomatic="urn:titelei:diplomatic"
  xmlns:labels="urn:titelei:labels"
  xmlns:facts="urn:titelei:facts"
  xmlns:settings="urn:titelei:settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- A part of the page that opens at a press of its heading: for those who want to check, after all that is for readers. -->
  <xsl:function name="html:fold" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="content" as="element()*"/>
    <section class="{$name}" aria-labelledby="{$name}-heading">
      <details>
        <summary><h2 id="{$name}-heading">{$heading}</h2></summary>
        <xsl:sequence select="$content"/>
      </details>
    </section>
  </xsl:function>

  <!-- The diplomatic text: each line of the page a line, nothing corrected, nothing left out. -->
  <xsl:function name="html:as-on-the-page" as="element()">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="lines" as="xs:string*" select="diplomatic:lines($tei/tei:text/tei:front)"/>
    <xsl:variable name="content" as="element()+">
      <p class="lead">{html:word('as-on-the-page-note'), html:word('composed-letters')[some $line in $lines satisfies normalize-unicode($line) ne $line]}</p>
      <ol>
        <xsl:sequence select="html:lang($tei/@xml:lang, $page-language)"/>
        <xsl:for-each select="$lines">
          <li><xsl:sequence select="html:in-scripts(., facts:lang($tei), $facts/edition/language/@tag)"/></li>
        </xsl:for-each>
      </ol>
    </xsl:variable>
    <xsl:sequence select="html:fold('diplomatic', html:word('as-on-the-page'), $content)"/>
  </xsl:function>

  <xsl:function name="html:about" as="element()">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="content" as="element()+">
      <xsl:for-each select="$facts/edition/scope">
        <p>
          <xsl:sequence select="html:lang(@xml:lang, $page-language)"/>
          <xsl:text>{.}</xsl:text>
        </p>
      </xsl:for-each>
      <dl>
        <xsl:sequence select="
            html:detail(html:word('edited-by'), $facts/edition/responsible ! html:responsible(.)),
            html:detail(html:word('published-by'), $facts/edition/publisher ! html:item(.)),
            html:detail(html:word('edition-date'), $facts/edition/date ! html:when(.)),
            html:detail(html:word('newest-change'), $facts/edition/change ! html:change(.)),
            html:detail(html:word('language-of-article'), $facts/work-language ! html:language-name(@tag)),
            html:detail(html:word('source-copy'), $facts/source/(title, file) ! html:item(.)),
            html:detail(html:word('source-url'), $facts/source/url ! html:address(.)),
            html:detail(html:word('source-accessed'), $facts/source/accessed ! html:when(.))"/>
        <xsl:if test="$facts/source/sha256">
          <dt>SHA-256</dt>
          <dd class="digest">{$facts/source/sha256}</dd>
        </xsl:if>
      </dl>
      <xsl:sequence select="html:corrections($tei), html:missing($facts)"/>
    </xsl:variable>
    <xsl:sequence select="html:fold('about', html:word('about'), $content)"/>
  </xsl:function>

  <xsl:function name="html:responsible" as="element()">
    <xsl:param name="responsible" as="element(responsible)"/>
    <span>
      <xsl:sequence select="html:said($responsible/name)"/>
      <xsl:for-each select="$responsible/task">
        <xsl:sequence select="' (', html:said(.), ')'"/>
      </xsl:for-each>
    </span>
  </xsl:function>

  <xsl:function name="html:change" as="element()">
    <xsl:param name="change" as="element(change)"/>
    <span><xsl:sequence select="html:when($change/@when), ': ', html:said($change)"/></span>
  </xsl:function>

  <!-- A language's name in the language of labels, with its tag where that says more; the tag where the labels do not know it. -->
  <xsl:function name="html:language-name" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="
        if (labels:has('language-' || $tag, $page-language)) then html:word('language-' || $tag)
        else if (labels:has('language-' || tags:primary($tag), $page-language))
        then html:word('language-' || tags:primary($tag)) || ' (' || $tag || ')'
        else $tag"/>
  </xsl:function>

  <!-- Every correction and regularisation, once each. -->
  <xsl:function name="html:corrections" as="element()*">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="choices" as="element()*"
      select="$tei/tei:text//tei:choice[tei:corr or tei:reg]"/>
    <xsl:if test="$choices">
      <h3>{html:word('corrections')}</h3>
      <table>
        <thead>
          <tr><th scope="col">{html:word('on-the-page')}</th><th scope="col">{html:word('in-the-text')}</th><th scope="col">{html:word('certainty')}</th></tr>
        </thead>
        <tbody>
          <xsl:for-each-group select="$choices" group-by="string((tei:sic, tei:orig)[1])">
            <tr>
              <td><xsl:sequence select="html:lang(facts:lang(.), $page-language)"/>{text:folded(string((tei:sic, tei:orig)[1]))}</td>
              <td><xsl:sequence select="html:lang(facts:lang(.), $page-language)"/>{text:reading((tei:corr, tei:reg)[1])}</td>
              <td>{if (tei:reg) then html:word('spelling') else html:word('cert-' || (tei:corr/@cert, 'unknown')[1])}</td>
            </tr>
          </xsl:for-each-group>
        </tbody>
      </table>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:missing" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/missing">
      <h3>{html:word('missing')}</h3>
      <dl>
        <xsl:for-each select="$facts/missing">
          <xsl:variable name="of" as="xs:string" select="@of"/>
          <dt>
            <xsl:text>{html:missing-fact(.)}</xsl:text>
            <xsl:for-each select="key('html:author', $of, $facts)/name[@preferred]/text">
              <xsl:sequence select="' – ', html:said(html:with-lang(.))"/>
            </xsl:for-each>
          </dt>
          <dd><xsl:sequence select="html:said(.)"/></dd>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:function>

  <!-- DOI, ISSN and ORCID are called so everywhere; the rest has labels. -->
  <xsl:function name="html:missing-fact" as="xs:string">
    <xsl:param name="missing" as="element(missing)"/>
    <xsl:variable name="key" as="xs:string" select="'missing-' || $missing/@fact"/>
    <xsl:sequence select="
        if (labels:has($key, $page-language)) then html:word($key)
        else string(($missing/@fact, html:word('missing-other'))[1])"/>
  </xsl:function>

  <xsl:function name="html:edition-licence" as="item()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/edition/licence">
      <span>
        <xsl:sequence select="html:lang(@xml:lang, $page-language)"/>
        <xsl:text>{.}</xsl:text>
      </span>
      <xsl:if test="@uri">
        <xsl:text> </xsl:text>
        <a rel="license" href="{@uri}">{@uri}</a>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
