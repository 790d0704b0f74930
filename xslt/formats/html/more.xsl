<?xml version="1.0" encoding="UTF-8"?>
<!-- What journals print beside title, authors and abstract: who else worked on it, its place, terms, files, statements; and
     what the page says of itself to those who link to it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:statements="urn:titelei:statements"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="urn:titelei:html"
  xmlns:labels="urn:titelei:labels"
  xmlns:settings="urn:titelei:settings"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Words with their type in the elements of HTML; a formula in its own notation. -->
  <xsl:function name="html:marked" as="node()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="marks:elements($fact/node(), $html:marks, html:formula#1)"/>
  </xsl:function>

  <xsl:variable name="html:marks" as="map(xs:string, xs:QName)" select="map:merge(
      for $pair in ('i i', 'b b', 'u u', 'sc small', 'sup sup', 'sub sub')
      return map:entry(substring-before($pair, ' '), QName('http://www.w3.org/1999/xhtml', substring-after($pair, ' '))))"/>

  <xsl:function name="html:formula" as="element()">
    <xsl:param name="formula" as="element(formula)"/>
    <span class="formula">
      <xsl:sequence select="html:maths($formula[@notation = 'MathML'], marks:plain-part($formula))"/>
    </span>
  </xsl:function>

  <xsl:function name="html:rich-item" as="element()">
    <xsl:param name="fact" as="element()"/>
    <span>
      <xsl:sequence select="html:lang($fact/@xml:lang, $page-language), html:marked($fact)"/>
    </span>
  </xsl:function>

  <!-- A letter on a page, within the file, which needs no other. -->
  <xsl:variable name="html:icon" as="xs:string" static="yes" select="'data:image/svg+xml,' || encode-for-uri(
      '&lt;svg xmlns=&quot;http://www.w3.org/2000/svg&quot; viewBox=&quot;0 0 16 16&quot;>&lt;path fill=&quot;#7d1128&quot; d=&quot;M2 1h9l3 3v11H2z&quot;/>&lt;path fill=&quot;#fff&quot; d=&quot;M4 5h8v2H9v6H7V7H4z&quot;/>&lt;/svg>')"/>

  <!-- For search engines, and for those who show a card where the page is linked. -->
  <xsl:function name="html:card" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="about" as="xs:string" select="html:short(string(($facts/abstract[not(@kind)], $facts/abstract)[1] ! statements:abstract-text(.)))"/>
    <xsl:if test="$about">
      <meta name="description" content="{$about}"/>
    </xsl:if>
    <link rel="icon" type="image/svg+xml" href="{$html:icon}"/>
    <link rel="canonical" href="{settings:article-url($facts/@id)}"/>
    <meta property="og:type" content="article"/>
    <meta property="og:title" content="{html:title($facts)}"/>
    <meta property="og:url" content="{settings:article-url($facts/@id)}"/>
    <meta property="og:site_name" content="{($edition-title[.], html:word('edition-name'))[1]}"/>
    <xsl:if test="$about">
      <meta property="og:description" content="{$about}"/>
    </xsl:if>
    <meta name="twitter:card" content="summary"/>
  </xsl:function>

  <!-- The first words, as many as search engines show. -->
  <xsl:function name="html:short" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (string-length($text) le 300) then $text else replace(substring($text, 1, 299), '\s+\S*$', '') || '…'"/>
  </xsl:function>

  <!-- The place in the journal that the head of the page leaves out. -->
  <xsl:function name="html:more-of-issue" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        html:detail(html:word('series'), $facts/journal/series/title ! html:item(.)),
        html:detail(html:word('issue-title'), $facts/issue-title ! html:rich-item(.)),
        html:detail(html:word('total-issue'), $facts/total-issue ! html:item(.)),
        html:detail(html:word('supplement'), $facts/supplement ! html:item(.)),
        $facts/journal/identifier ! html:detail(@type, html:item(.))"/>
  </xsl:function>

  <xsl:function name="html:more-of-article" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        html:detail(html:word('kind-of-article'), kinds:of($facts) ! html:text(html:word('article-' || @name))),
        html:detail(html:word('contributors'), $facts/contributor ! html:contributor(.)),
        html:detail(html:word('counts'), $facts/count ! html:text(. || ' ' || html:word('count-' || @unit))),
        html:detail(html:word('languages-of-work'), $facts/other-language ! html:text(html:language-name(@tag))),
        html:detail(html:word('terms'), $facts/licence[normalize-space() or @part or @begins] ! html:licence(.)),
        html:detail(html:word('copyright'), $facts/copyright ! html:item(.)),
        html:detail(html:word('peer-review'), $facts/peer-review ! html:item(.)),
        html:detail(html:word('version'), $facts/version ! html:item(.)),
        html:detail(html:word('supplements'), $facts/link[@type = 'supplement'] ! html:link(.)),
        html:detail(html:word('links'), $facts/link[@type = 'other'] ! html:link(.)),
        $facts/related[@type][not(@type = ('correction', 'corrected', 'retraction', 'retracted', 'concern', 'concerned',
          'addendum', 'addended', 'translation', 'original'))] ! html:detail(html:word('related-' || @type), html:work(.)),
        for $statement in $facts/statement[contains(@from, ':note[')]
        return html:detail((html:statement-label($statement/@kind), html:word('statements'))[1],
          html:text(statements:abstract-text($statement)))"/>
  </xsl:function>

  <xsl:function name="html:text" as="element()">
    <xsl:param name="text" as="xs:string"/>
    <span>{$text}</span>
  </xsl:function>

  <!-- What was done, and by whom. -->
  <xsl:function name="html:contributor" as="element()">
    <xsl:param name="agent" as="element()"/>
    <xsl:variable name="name" as="element(name)" select="($agent/name[@preferred], $agent/name)[1]"/>
    <span>
      <xsl:for-each select="$agent/role">
        <xsl:sequence select="html:item(.)"/>
        <xsl:text>: </xsl:text>
      </xsl:for-each>
      <xsl:sequence select="html:item(html:with-lang($name/text))"/>
    </span>
  </xsl:function>

  <xsl:function name="html:licence" as="element()">
    <xsl:param name="licence" as="element(licence)"/>
    <xsl:variable name="words" as="xs:string" select="string-join((($licence/string()[.], $licence/@uri, $licence/@status)[1],
        $licence/@part ! ('(' || (html:word(('part-' || .)[labels:has(., $page-language)]), .)[1] || ')'),
        $licence/@begins ! ('(' || html:word('date-since', html:day(.)) || ')')), ' ')"/>
    <xsl:choose>
      <xsl:when test="$licence/@uri">
        <a href="{$licence/@uri}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>
        <span>{$words}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="html:link" as="element()">
    <xsl:param name="link" as="element(link)"/>
    <a href="{$link/@uri}">{($link/string()[.], $link/@uri)[1]}</a>
  </xsl:function>

  <xsl:function name="html:work" as="element()">
    <xsl:param name="related" as="element(related)"/>
    <xsl:variable name="words" as="xs:string" select="string(($related/string()[normalize-space()], $related/@uri, $related/@number)[1])"/>
    <xsl:choose>
      <xsl:when test="$related/@uri">
        <a href="{$related/@uri}">{$words}</a>
      </xsl:when>
      <xsl:otherwise>
        <span>{$words}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
