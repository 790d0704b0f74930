<?xml version="1.0" encoding="UTF-8"?>
<!-- BibTeX and BibLaTeX: an entry, as titelei.sources.tagged writes it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:bibtex"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="entry"/>
  </xsl:template>

  <xsl:function name="local:f" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="for $n in $names return $entry/f[@name = $n][normalize-space() or person]"/>
  </xsl:function>

  <xsl:template match="entry">
    <xsl:variable name="f" as="function(xs:string*) as element()*" select="local:f(., ?)"/>
    <xsl:variable name="date" as="element()?" select="$f(('date', 'year'))[local:edtf(.)][1]"/>
    <xsl:variable name="is-article" as="xs:boolean" select="@type = ('article', 'periodical', 'suppperiodical', 'review')"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language(($f('language'), $f('langid'), $f('hyphenation'))[source:tag(.)][1]),
            source:title('main', $f('title')[1]),
            source:title('alternative', $f('origtitle')),
            source:title('short', $f('shorttitle')[not(starts-with($f('title')[1], .))]),
            source:rich('subtitle', $f('subtitle'))"/>
        <journal>
          <xsl:sequence select="
              source:with(source:words('title', $f(('journaltitle', 'journal'))[1]), 'role', 'main'),
              source:with(source:words('title', $f('journalsubtitle')), 'role', 'sub'),
              source:with(source:words('title', $f('shortjournal')), 'role', 'abbreviated'),
              for $n in $f('issn'), $one in tokenize($n, '[,;\s]+')[.] return source:issn($n, $one, ''),
              source:words('publisher', $f('publisher')), source:words('place', $f(('address', 'location'))[1]),
              $f('series') ! local:series(.)"/>
        </journal>
        <xsl:sequence select="
            source:datum('volume', $f('volume')),
            source:datum('issue', $f(('number', 'issue'))[1]),
            source:datum('part', $f('part')),
            source:datum('supplement', $f('supplement')),
            source:rich('issue-title', $f('issuetitle')),
            local:pages($f('pages')),
            source:datum('article-number', $f(('eid', 'article-number'))[1]),
            $date ! source:date('issued', ., local:edtf(.)),
            $f(('doi', 'url'))[source:doi(.)][1] ! source:identifier('DOI', ., source:doi(.)),
            $f('pmid') ! source:identifier('PMID', ., source:text(.)),
            $f('eprint') ! source:identifier(($f('eprinttype'), $f('archiveprefix'), 'eprint')[1] ! string(), ., source:text(.)),
            $f('note')[matches(., 'PMID:?\s*\d+')] ! source:identifier('PMID', ., replace(source:text(.), '^.*PMID:?\s*(\d+).*$', '$1')),
            $f('url')[matches(., '^https?://')] ! source:value('url', ., source:text(.), ''),
            $f(('copyright', 'license', 'licence', 'rights'))[source:licence-uri(.)][1] ! source:licence(., ., ''),
            $f(('copyright', 'license', 'licence', 'rights'))[not(source:licence-uri(.))][not(matches(., '^(creative commons|cc)', 'i'))][1] ! source:words('copyright', .),
            $f('author')/person ! local:agent('author', ., ''),
            $f('editor')/person ! local:agent('contributor', ., 'editor'),
            $f('translator')/person ! local:agent('contributor', ., 'translator'),
            $f('abstract') ! source:abstract(.),
            local:keywords($f(('keywords', 'keyword'))[1])"/>
      </facts>
      <xsl:if test="not($is-article)">
        <other>@{@type}</other>
      </xsl:if>
      <xsl:sequence select="source:told((source:others($f('title')[1], $f('title')), $f(('note', 'annotation', 'annote', 'addendum', 'howpublished', 'institution', 'pubstate', 'comment'))[not(matches(., '^\W*PMID'))]))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:series" as="element()">
    <xsl:param name="series" as="element()"/>
    <series>
      <xsl:sequence select="source:from($series), source:words('title', $series)"/>
    </series>
  </xsl:function>

  <!-- The year with its month and day where they stand in fields of their own; a date as BibLaTeX has it is EDTF. -->
  <xsl:function name="local:edtf" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="entry" as="element()" select="$date/.."/>
    <xsl:variable name="text" as="xs:string" select="source:text($date)"/>
    <xsl:sequence select="
        if ($date/@name = 'date') then (source:date-of($text)[.], if (matches($text, '^\d{4}(-\d\d){0,2}(/\d{4}(-\d\d){0,2})?$')) then $text else ())[1] => string()
        else source:edtf($text, local:f($entry, 'month')[1], local:f($entry, 'day')[1])"/>
  </xsl:function>

  <xsl:function name="local:pages" as="element()*">
    <xsl:param name="pages" as="element()?"/>
    <xsl:variable name="ranges" as="xs:string*" select="tokenize($pages, '\s*[,;]\s*')[.]"/>
    <xsl:variable name="found" as="element()*" select="$ranges ! source:pages($pages, .)"/>
    <xsl:choose>
      <xsl:when test="count($ranges) gt 1">
        <xsl:sequence select="$found[self::*:first-page][1], ($found[self::*:last-page])[last()]"/>
        <xsl:for-each select="$ranges">
          <xsl:variable name="one" as="element()*" select="source:pages($pages, .)"/>
          <xsl:sequence select="source:value('page-range', $pages, replace(., '-+', '–'), '')
              => source:with('first', $one[self::*:first-page]) => source:with('last', ($one[self::*:last-page], $one[self::*:first-page])[1])"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$found"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="person" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:sequence select="source:with(source:agent($element, if ($person/@group) then 'organisation' else 'person', $person/.., (
        if ($person/@group) then source:plain-name($person/.., $person/@group)
        else source:name($person/.., string-join(($person/@von, $person/@last), ' '), $person/@first, $person/@jr),
        if ($role) then local:role($person/.., $role) else ())), 'of', 'article'[$role])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="field" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <role key="{$key}">
      <xsl:sequence select="source:from($field), $key"/>
    </role>
  </xsl:function>

  <!-- Commas part key words where there is no semicolon. -->
  <xsl:function name="local:keywords" as="element()?">
    <xsl:param name="field" as="element()?"/>
    <xsl:if test="$field">
      <keywords>
        <xsl:sequence select="source:from($field), tokenize(source:text($field), if (contains($field, ';')) then '\s*;\s*' else '\s*,\s*')[.] ! source:value('keyword', $field, ., '')"/>
      </keywords>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
