<?xml version="1.0" encoding="UTF-8"?>
<!-- Parts of facts that records write in many ways: dates, pages, identifiers, licences, names of persons. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:source="urn:titelei:sources"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Dates, as EDTF -->

  <!-- Year, month and day in figures, or a month by its name in English; empty where the year is none. -->
  <xsl:function name="source:edtf" as="xs:string">
    <xsl:param name="year" as="xs:string?"/>
    <xsl:param name="month" as="xs:string?"/>
    <xsl:param name="day" as="xs:string?"/>
    <xsl:variable name="m" as="xs:string" select="source:month($month)"/>
    <xsl:variable name="d" as="xs:string" select="if (matches($day, '^0?[1-9]$|^[12]\d$|^3[01]$')) then source:two($day) else ''"/>
    <xsl:variable name="y" as="xs:string" select="source:folded($year)"/>
    <xsl:sequence select="
        if (not(matches($y, '^\d{4}$')) or $y = ('9999', '0000')) then ''
        else if ($m and $d and ($y || '-' || $m || '-' || $d) castable as xs:date) then $y || '-' || $m || '-' || $d
        else if ($m) then $y || '-' || $m else $y"/>
  </xsl:function>

  <xsl:function name="source:month" as="xs:string">
    <xsl:param name="month" as="xs:string?"/>
    <xsl:variable name="word" as="xs:string" select="lower-case(substring(source:folded($month), 1, 3))"/>
    <xsl:variable name="at" as="xs:integer?"
      select="index-of(('jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'), $word)"/>
    <xsl:sequence select="
        if (matches($month, '^\s*(0?[1-9]|1[0-2])\s*$')) then source:two($month)
        else if (exists($at) and matches($month, '^\s*[A-Za-z]+\.?\s*$')) then source:two(string($at)) else ''"/>
  </xsl:function>

  <xsl:function name="source:two" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="format-number(xs:integer(normalize-space($number)), '00')"/>
  </xsl:function>

  <!-- A date on one line, with hyphens, slashes or dots, from the year down or from the day up; the time is left out. -->
  <xsl:function name="source:date-of" as="xs:string">
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="date" as="xs:string" select="replace(source:folded($written), '[T ]\d\d:\d\d.*$', '')"/>
    <xsl:sequence select="
        if (matches($date, '^\d{4}([-/.]\d{1,2}([-/.]\d{1,2})?)?[-/]*$')) then
          let $p := tokenize($date, '[-/.]') return source:edtf($p[1], $p[2], $p[3])
        else if (matches($date, '^\d{1,2}[./]\d{1,2}[./]\d{4}$') and not(contains($date, '/'))) then
          let $p := tokenize($date, '[./]') return source:edtf($p[3], $p[2], $p[1])
        else if (matches($date, '^\d{4}-\d{2}-\d{2}/\d{4}-\d{2}-\d{2}$|^\d{4}/\d{4}$')) then $date
        else ''"/>
  </xsl:function>

  <xsl:function name="source:date" as="element()?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="edtf" as="xs:string?"/>
    <xsl:sequence select="source:with(source:value('date', $node, $edtf, ''), 'type', $type)"/>
  </xsl:function>

  <!-- Pages -->

  <!-- First and last page of a range as it is written, the last one in full where it is cut short (1055-9); a single
       page is a first one, and a single number with a letter before it is the number of an article. -->
  <xsl:function name="source:pages" as="element()*">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="pages" as="xs:string" select="replace(source:folded($written), '^(pp?|S|с)\.?\s+|\.$', '', 'i')"/>
    <xsl:variable name="range" as="xs:string*" select="tokenize(tokenize($pages, '\s*[,;]\s*')[1], '\s*[-‐‑–—−~]+\s*')[.]"/>
    <xsl:choose>
      <xsl:when test="count($range) = 2 and (every $p in $range satisfies matches($p, '^[A-Za-z.]{0,4}[0-9]+[A-Za-z]?$|^[ivxlcIVXLC]+$'))">
        <xsl:sequence select="
            source:value('first-page', $node, $range[1], ''),
            source:value('last-page', $node, source:full-last($range[1], $range[2]), '')"/>
      </xsl:when>
      <xsl:when test="count($range) = 1 and matches($range, '^[0-9]+[A-Za-z]?$|^[ivxlc]+$')">
        <xsl:sequence select="source:value('first-page', $node, $range, '')"/>
      </xsl:when>
      <xsl:when test="count($range) = 1 and matches($range, '^[A-Za-z]{1,8}[. ]?[0-9][0-9A-Za-z.]*$')">
        <xsl:sequence select="source:value('article-number', $node, $range, '')"/>
      </xsl:when>
      <xsl:when test="$pages">
        <told about="pages">
          <xsl:sequence select="source:from($node), $pages"/>
        </told>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- 1059 of 1055-9: the figures that the last page shares with the first are not always written again. -->
  <xsl:function name="source:full-last" as="xs:string">
    <xsl:param name="first" as="xs:string"/>
    <xsl:param name="last" as="xs:string"/>
    <xsl:variable name="full" as="xs:string"
      select="substring($first, 1, max((0, string-length($first) - string-length($last)))) || $last"/>
    <xsl:sequence select="
        if (matches($first, '^\d+$') and matches($last, '^\d+$') and string-length($last) lt string-length($first)
            and number($full) ge number($first)) then $full
        else $last"/>
  </xsl:function>

  <!-- Identifiers -->

  <xsl:function name="source:doi" as="xs:string">
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="bare" as="xs:string"
      select="replace(source:folded($written), '^(.*(doi\.org/|doi:|doi ))?\s*(10\.\d{4,9})', '$3', 'i')"/>
    <xsl:sequence select="
        if (not(matches($bare, '^10\.\d{4,9}(\.\d+)*/\S+$'))) then ''
        else if (contains($written, 'doi.org/')) then source:unescaped($bare) else $bare"/>
  </xsl:function>

  <!-- What stands percent-encoded in an address, in the letters that are meant (ASCII alone, which DOI are). -->
  <xsl:function name="source:unescaped" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:value-of>
      <xsl:analyze-string select="$text" regex="%([2-7])([0-9A-Fa-f])">
        <xsl:matching-substring>
          <xsl:variable name="figures" as="xs:string" select="'0123456789ABCDEF'"/>
          <xsl:sequence select="codepoints-to-string(
              16 * xs:integer(regex-group(1)) + string-length(substring-before($figures, upper-case(regex-group(2)))))"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <xsl:function name="source:identifier" as="element()?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="source:with(source:value('identifier', $node, $value, ''), 'type', $type)"/>
  </xsl:function>

  <xsl:function name="source:orcid" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="bare" as="xs:string" select="upper-case(replace(source:folded($written), '^.*/|^orcid:?\s*', '', 'i'))"/>
    <xsl:variable name="figures" as="xs:string" select="translate($bare, '-', '')"/>
    <xsl:if test="matches($figures, '^\d{15}[\dX]$')">
      <xsl:sequence select="source:value('orcid', $node, replace($figures, '(.{4})(.{4})(.{4})(.{4})', '$1-$2-$3-$4'), '')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="source:issn" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="written" as="xs:string?"/>
    <xsl:param name="medium" as="xs:string?"/>
    <xsl:variable name="figures" as="xs:string" select="upper-case(replace($written, '^.*?(\d{4})[-–\s]?(\d{3}[\dX])($|\D.*$)', '$1$2', 'i'))"/>
    <xsl:if test="matches($figures, '^\d{7}[\dX]$')">
      <xsl:sequence select="source:with(
          source:value('issn', $node, substring($figures, 1, 4) || '-' || substring($figures, 5), ''), 'medium', $medium)"/>
    </xsl:if>
  </xsl:function>

  <!-- Licences -->

  <!-- An address of Creative Commons as it is canonical: https, final slash, no legalcode or deed; others as written. -->
  <xsl:function name="source:licence-uri" as="xs:string">
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="uri" as="xs:string" select="source:folded($written)"/>
    <xsl:sequence select="
        if (matches($uri, '^https?://(www\.)?creativecommons\.org/(licenses|publicdomain)/', 'i')) then
          (replace(lower-case($uri), '^https?://(www\.)?', 'https://')
          => replace('(/legalcode|/deed)(\.[a-z_-]+)?/?([?#].*)?$', '')
          => replace('[?#].*$', '') => replace('/+$', '')) || '/'
        else if (matches($uri, '^https?://\S+$')) then $uri
        else source:licence-of-words($uri)"/>
  </xsl:function>

  <!-- The address that a short name with its version means: CC BY-NC 4.0. -->
  <xsl:function name="source:licence-of-words" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="found" as="element()*" select="analyze-string(
        ' ' || $words || ' ', '\WCC[\s-]+(BY(-(NC|ND|SA)){0,2})[\s-]+(\d\.\d)\W', 'i')/*:match"/>
    <xsl:sequence select="
        if (count($found) = 1) then 'https://creativecommons.org/licenses/'
          || lower-case($found/*:group[@nr = '1']) || '/' || $found//*:group[@nr = '4'] || '/'
        else if (matches($words, '^CC0([\s-]1\.0)?$', 'i')) then 'https://creativecommons.org/publicdomain/zero/1.0/'
        else ''"/>
  </xsl:function>

  <xsl:function name="source:licence" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="written" as="xs:string?"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:variable name="uri" as="xs:string" select="source:licence-uri($written)"/>
    <xsl:if test="$uri or $words">
      <licence>
        <xsl:if test="$uri">
          <xsl:attribute name="uri" select="$uri"/>
        </xsl:if>
        <xsl:if test="contains($uri, 'creativecommons.org/')">
          <xsl:attribute name="status" select="'free'"/>
        </xsl:if>
        <xsl:sequence select="source:tagged(source:lang($node)), source:from($node), ($words[.], $uri)[1]"/>
      </licence>
    </xsl:if>
  </xsl:function>

  <!-- Names of persons -->

  <!-- A name from its parts; an empty part is none. -->
  <xsl:function name="source:name" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="surname" as="xs:string?"/>
    <xsl:param name="forename" as="xs:string?"/>
    <xsl:param name="suffix" as="xs:string?"/>
    <xsl:variable name="s" as="xs:string" select="source:folded($surname)"/>
    <xsl:variable name="f" as="xs:string" select="source:folded($forename)"/>
    <xsl:variable name="g" as="xs:string" select="source:folded($suffix)"/>
    <xsl:if test="$s or $f">
      <name type="main" preferred="true">
        <xsl:sequence select="source:tagged(source:lang($node)), source:from($node)"/>
        <text>{string-join(($f, $s, $g)[.], ' ')}</text>
        <inverted>{string-join((string-join(($s, $f)[.], ', '), $g)[.], ', ')}</inverted>
        <xsl:if test="$s">
          <surname>{$s}</surname>
        </xsl:if>
        <xsl:if test="$f">
          <forename>{$f}</forename>
        </xsl:if>
        <xsl:if test="$g">
          <generation>{$g}</generation>
        </xsl:if>
      </name>
    </xsl:if>
  </xsl:function>

  <!-- A name on one line: with one comma it is turned, with two the last part is a suffix where it is one. -->
  <xsl:function name="source:name-of" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(source:folded($written), '\s*,\s*')[.]"/>
    <xsl:variable name="is-suffix" as="xs:boolean*" select="$parts ! matches(., '^(Jr|Sr|Jnr|Snr|[IVX]+|\d(st|nd|rd|th)|мл|ст|jun|sen|fils|père|hijo|filho|neto)\.?$', 'i')"/>
    <xsl:choose>
      <xsl:when test="count($parts) = 3 and $is-suffix[3]">
        <xsl:sequence select="source:name($node, $parts[1], $parts[2], $parts[3])"/>
      </xsl:when>
      <xsl:when test="count($parts) = 3 and $is-suffix[2]">
        <xsl:sequence select="source:name($node, $parts[1], $parts[3], $parts[2])"/>
      </xsl:when>
      <xsl:when test="count($parts) = 2">
        <xsl:sequence select="source:name($node, $parts[1], $parts[2], '')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="source:plain-name($node, $written)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A name of which no parts are known, or of an organisation. -->
  <xsl:function name="source:plain-name" as="element()?">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="written" as="xs:string?"/>
    <xsl:if test="source:folded($written)">
      <name type="main" preferred="true">
        <xsl:sequence select="source:tagged(source:lang($node)), source:from($node)"/>
        <text>{source:folded($written)}</text>
      </name>
    </xsl:if>
  </xsl:function>

  <!-- An author or contributor; name and further facts are given, n is counted when all are known. -->
  <xsl:function name="source:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="parts" as="item()*"/>
    <xsl:if test="$parts[self::*:name]">
      <xsl:element name="{$element}">
        <xsl:attribute name="kind" select="$kind"/>
        <xsl:sequence select="$parts[self::attribute()], source:from($node), $parts[not(self::attribute())]"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- The title, its language that of the work where none is said. -->
  <xsl:function name="source:title" as="element()*">
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="source:with(source:rich('title', $nodes), 'role', $role)"/>
  </xsl:function>

  <!-- Key words of one language, one a node; a node that holds several, between semicolons, is taken apart. -->
  <xsl:function name="source:keywords" as="element()?">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:variable name="terms" as="element()*">
      <xsl:for-each select="$nodes">
        <xsl:variable name="node" as="node()" select="."/>
        <xsl:choose>
          <xsl:when test="count($nodes) = 1 and contains(string(.), ';')">
            <xsl:sequence select="tokenize(source:text(.), '\s*;\s*')[.] ! source:value('keyword', $node, ., '')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="source:rich('keyword', .)"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="$terms">
      <keywords>
        <xsl:sequence select="source:tagged($lang), source:from($nodes[1]), $terms"/>
      </keywords>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
