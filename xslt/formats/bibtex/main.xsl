<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, BibTeX out: one @article in UTF-8, with the fields of BibTeX and those that biblatex adds. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:bibtex="urn:titelei:bibtex"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:names="urn:titelei:names"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="escape.xsl"/>
  <xsl:include href="languages.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:sequence select="bibtex:entry(facts)"/>
  </xsl:template>

  <xsl:function name="bibtex:entry" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="abstract" as="element(abstract)?"
      select="$facts/abstract[not(@kind)][1]"/>
    <xsl:variable name="issued" as="xs:string*" select="dates:parts(dates:first($facts/date[@type = ('issued', 'print', 'published', 'online')][1]))"/>
    <xsl:variable name="fields" as="xs:string*" select="
        bibtex:field('author', string-join($facts/author ! bibtex:author(.), ' and ')),
        bibtex:field('editor', string-join(names:with-role($facts, $names:editors) ! bibtex:author(.), ' and ')),
        bibtex:field('translator', string-join(names:with-role($facts, 'translator') ! bibtex:author(.), ' and ')),
        bibtex:field('title', $facts/title[1] ! bibtex:title(.)),
        bibtex:field('type', kinds:of($facts)/@words),
        bibtex:field('shorttitle', $facts/title[@role = 'short'][1] ! bibtex:marked(.)),
        bibtex:field('journal', $facts/journal/title[1] ! bibtex:kept(.)),
        bibtex:field('shortjournal', $facts/journal/title[@role = 'abbreviated'][1] ! bibtex:kept(.)),
        bibtex:field('series', $facts/journal/series[1]/title[1] ! bibtex:kept(.)),
        bibtex:field('issuetitle', $facts/issue-title[1] ! bibtex:marked(.)),
        bibtex:field('year', $issued[1]),
        bibtex:field('month', $issued[2] ! string(xs:integer(.))),
        bibtex:field('volume', bibtex:escaped($facts/volume)),
        bibtex:field('number', bibtex:escaped($facts/issue)),
        bibtex:field('part', bibtex:escaped($facts/part)),
        bibtex:field('pages', $facts[first-page] ! statements:pages(.) ! bibtex:escaped(.) ! replace(., '-', '--')),
        bibtex:field('eid', bibtex:escaped($facts/article-number)),
        bibtex:field('publisher', string-join($facts/journal/publisher, '; ')[.] ! bibtex:kept(.)),
        bibtex:field('address', bibtex:escaped(string-join($facts/journal/place, '; '))),
        bibtex:field('issn', string-join(distinct-values($facts/journal/issn), ', ')),
        bibtex:field('doi', $facts/identifier[@type = 'DOI'][1] ! bibtex:verbatim(.)),
        bibtex:field('url', bibtex:verbatim(settings:article-url($facts/@id))),
        bibtex:field('language', $facts/work-language ! bibtex:language(@tag)),
        bibtex:field('langid', bibtex:langid($facts)),
        bibtex:field('keywords', string-join($facts/keywords/keyword ! bibtex:keyword(.), ', ')),
        bibtex:field('abstract', $abstract ! statements:passage(., bibtex:macros#1)),
        bibtex:field('copyright', string-join($facts/licence/@uri ! bibtex:verbatim(.), ', ')),
        bibtex:field('note', string-join(($facts/funding, $facts/related ! statements:notice(.)), ' ') ! bibtex:escaped(.)),
        bibtex:field('addendum', string-join(bibtex:others($facts), ' ') ! bibtex:escaped(.))"/>
    <xsl:sequence select="string-join(('@article{' || $facts/@id, $fields), ',&#10;') || ',&#10;}&#10;'"/>
  </xsl:function>

  <xsl:function name="bibtex:field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value[.] ! ('  ' || $name || ' = {' || . || '}')"/>
  </xsl:function>

  <!-- “van Dyk, Jr., Anna”. A part with “and” or a comma in it, a name without parts or with one alone, and a surname with
       a word in small letters, which BibTeX would take for a particle, stay whole in braces. -->
  <xsl:function name="bibtex:author" as="xs:string">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="name" as="element(name)" select="names:preferred($author)"/>
    <xsl:sequence select="
        if ($author/@kind = 'person' and names:has-parts($name) and ($name/forename or $name/generation))
        then string-join((
          bibtex:family($name),
          names:suffix($name) ! bibtex:part(.),
          (names:given($name) ! bibtex:part(.), '')[1]), ', ')
        else bibtex:kept($name/text)"/>
  </xsl:function>

  <xsl:function name="bibtex:family" as="xs:string">
    <xsl:param name="name" as="element(name)"/>
    <xsl:variable name="surname" as="xs:string" select="string-join($name/surname, ' ')"/>
    <xsl:variable name="link" as="xs:string" select="substring-before(names:family($name), $surname)"/>
    <xsl:sequence select="
        if (matches($link, '\S$')) then bibtex:kept($link || $surname)
        else string-join(($name/link ! bibtex:part(.), bibtex:surname($surname)), ' ')"/>
  </xsl:function>

  <xsl:function name="bibtex:surname" as="xs:string">
    <xsl:param name="surname" as="xs:string"/>
    <xsl:sequence select="if (matches($surname, '(^|\s)\p{Ll}')) then bibtex:kept($surname) else bibtex:part($surname)"/>
  </xsl:function>

  <!-- “Title: subtitle”, its capitals kept. -->
  <xsl:function name="bibtex:title" as="xs:string">
    <xsl:param name="title" as="element(title)"/>
    <xsl:variable name="parts" as="xs:string+" select="($title, marks:subtitles($title)) ! bibtex:macros(.)"/>
    <xsl:sequence select="'{' || fold-left(tail($parts), head($parts), function($before, $part) {
        $before || (if (matches($before, '[.:?!…—–]$')) then ' ' else ': ') || $part }) || '}'"/>
  </xsl:function>

  <xsl:function name="bibtex:marked" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="'{' || bibtex:macros($fact) || '}'"/>
  </xsl:function>

  <!-- Words with their type in the macros of LaTeX; a formula in TeX is mathematics. -->
  <xsl:function name="bibtex:macros" as="xs:string">
    <xsl:param name="fact" as="node()"/>
    <xsl:variable name="macros" as="map(xs:string, xs:string)" select="map {
        'i': '\textit', 'b': '\textbf', 'u': '\underline', 'sc': '\textsc', 'sup': '\textsuperscript', 'sub': '\textsubscript'}"/>
    <xsl:sequence select="string-join($fact/node() ! (
        if (self::formula) then (marks:tex(.) ! ('\(' || . || '\)'), bibtex:escaped(marks:plain-part(.)))[1]
        else if (self::*) then $macros(local-name()) || '{' || bibtex:macros(.) || '}'
        else bibtex:escaped(.)))"/>
  </xsl:function>

  <!-- Those for whose work BibTeX has no field, in words. -->
  <xsl:function name="bibtex:others" as="xs:string*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="$facts/contributor[not(role/@key = ($names:editors, 'translator'))]
        ! (string-join(role, ', ') || ': ' || names:preferred(.)/text || '.')"/>
  </xsl:function>

  <xsl:function name="bibtex:part" as="xs:string">
    <xsl:param name="part" as="xs:string"/>
    <xsl:sequence select="if (matches($part, ',|(^|\s)and(\s|$)', 'i')) then bibtex:kept($part) else bibtex:escaped($part)"/>
  </xsl:function>

  <!-- A comma parts key words: one inside a key word is kept in braces. -->
  <xsl:function name="bibtex:keyword" as="xs:string">
    <xsl:param name="keyword" as="element(keyword)"/>
    <xsl:sequence select="if (matches($keyword, '[,;]')) then bibtex:marked($keyword) else bibtex:macros($keyword)"/>
  </xsl:function>

</xsl:stylesheet>
