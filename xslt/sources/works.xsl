<?xml version="1.0" encoding="UTF-8"?>
<!-- What CSL-JSON and the JSON of Crossref's service share: the latter grew out of the former, and either comes with
     members of the other. A value may stand alone or in an array. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:works="urn:titelei:sources:works"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- The strings (or numbers) of a member, whether one or an array of them. -->
  <xsl:function name="works:all" as="element()*">
    <xsl:param name="work" as="element()?"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$work/json:*[@key = $key]/(self::json:string | self::json:number | self::json:array/(json:string | json:number))[source:folded(string())]"/>
  </xsl:function>

  <xsl:function name="works:one" as="element()?">
    <xsl:param name="work" as="element()?"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="works:all($work, $key)[1]"/>
  </xsl:function>

  <xsl:function name="works:items" as="element()*">
    <xsl:param name="work" as="element()?"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="$work/json:array[@key = $key]/json:map, $work/json:map[@key = $key]"/>
  </xsl:function>

  <!-- A date of date-parts, of a raw string, or a plain string, as EDTF. -->
  <xsl:function name="works:edtf" as="xs:string">
    <xsl:param name="date" as="element()?"/>
    <xsl:variable name="parts" as="element()*" select="$date/json:array[@key = 'date-parts']/json:array"/>
    <xsl:variable name="from" as="xs:string" select="source:edtf($parts[1]/*[1], $parts[1]/*[2], $parts[1]/*[3])"/>
    <xsl:variable name="to" as="xs:string" select="source:edtf($parts[2]/*[1], $parts[2]/*[2], $parts[2]/*[3])"/>
    <xsl:variable name="season" as="xs:string" select="string($date/json:*[@key = 'season'])[matches(., '^[1-4]$')] => string()"/>
    <xsl:sequence select="
        if ($from and $to) then $from || '/' || $to
        else if ($from) then $from || (if ($season and string-length($from) = 4) then '-2' || $season else '')
        else source:date-of(($date/json:string[@key = ('raw', 'literal')], $date[self::json:string])[1])"/>
  </xsl:function>

  <xsl:function name="works:date" as="element()?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="dates" as="element()*"/>
    <xsl:variable name="date" as="element()?" select="$dates[works:edtf(.)][1]"/>
    <xsl:sequence select="$date ! source:date($type, ., works:edtf(.))"/>
  </xsl:function>

  <!-- The first title is the work's; a second one in the array is the same in another language. A full stop that stands
       apart behind is no part of it. -->
  <xsl:function name="works:titles" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:for-each select="works:all($work, 'title')">
      <xsl:sequence select="works:bare(source:title(if (position() = 1) then 'main' else 'translated', .))"/>
    </xsl:for-each>
    <xsl:sequence select="
        source:title('translated', works:all($work, 'original-title')[not(. = works:all($work, 'title'))]),
        source:title('short', (works:all($work, 'short-title'), works:all($work, 'title-short'))[not(. = works:all($work, 'title'))]),
        source:rich('subtitle', works:all($work, 'subtitle'))"/>
  </xsl:function>

  <xsl:function name="works:bare" as="element()*">
    <xsl:param name="titles" as="element()*"/>
    <xsl:for-each select="$titles">
      <xsl:copy>
        <xsl:copy-of select="@*, node()[not(self::text()[not(following-sibling::node())][matches(., '^\s+\.\s*$')])]"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="works:journal" as="element()">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="full" as="element()*" select="works:all($work, 'container-title')"/>
    <!-- Of two titles the first of which is made of beginnings of the other's words, the other is the title. -->
    <xsl:variable name="main" as="element()?" select="
        if (count($full) = 2 and (every $w in tokenize(lower-case($full[1]), '\W+')[.] satisfies
            (some $v in tokenize(lower-case($full[2]), '\W+') satisfies starts-with($v, $w)))) then $full[2] else $full[1]"/>
    <xsl:variable name="typed" as="element()*" select="works:items($work, 'issn-type')"/>
    <journal>
      <xsl:sequence select="
          source:with(source:words('title', $main), 'role', 'main'),
          source:with(source:words('title', ($full except $main)[. = works:all($work, 'short-container-title') or $main is $full[2]]), 'role', 'abbreviated'),
          source:with(source:words('title', ($full except $main)[not(. = works:all($work, 'short-container-title'))][$main is $full[1]]), 'role', 'translated'),
          source:with(source:words('title', ((works:all($work, 'short-container-title'), works:all($work, 'container-title-short'), works:all($work, 'journalAbbreviation'))[not(. = $full)])[1]), 'role', 'abbreviated')"/>
      <xsl:choose>
        <xsl:when test="$typed">
          <xsl:sequence select="$typed ! source:issn(works:one(., 'value'), works:one(., 'value'), string(works:one(., 'type')))"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="for $i in works:all($work, 'ISSN'), $one in tokenize($i, '[,;\s]+')[.] return source:issn($i, $one, '')"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="source:words('publisher', works:all($work, 'publisher')), source:words('place', (works:all($work, 'publisher-place'), works:all($work, 'publisher-location'))[1])"/>
    </journal>
  </xsl:function>

  <xsl:function name="works:issue" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="number" as="element()?" select="(works:one($work, 'article-number'), works:one($work, 'number')[not(works:one($work, 'issue') = .)])[1]"/>
    <xsl:sequence select="
        source:datum('volume', works:one($work, 'volume')),
        source:datum('issue', works:one($work, 'issue')),
        source:datum('part', (works:one($work, 'part'), works:one($work, 'part-number'))[1]),
        source:datum('supplement', (works:one($work, 'supplement'), works:one($work, 'supplement-number'))[1]),
        works:one($work, 'page') ! source:pages(., .),
        if (source:pages(works:one($work, 'page'), works:one($work, 'page'))[self::*:article-number]) then ()
        else source:datum('article-number', $number),
        source:rich('issue-title', works:one($work, 'volume-title'))"/>
  </xsl:function>

  <xsl:function name="works:agents" as="element()*">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="people" as="element()*"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:for-each select="$people">
      <xsl:variable name="group" as="element()?" select="(works:one(., 'literal'), works:one(., 'name'))[1]"/>
      <xsl:variable name="is-person" as="xs:boolean" select="exists(works:one(., 'family') | works:one(., 'given'))"/>
      <xsl:variable name="particle" as="xs:string*" select="(works:one(., 'dropping-particle'), works:one(., 'non-dropping-particle')) ! source:text(.)"/>
      <xsl:sequence select="source:with(source:agent($element, if ($is-person) then 'person' else 'organisation', ., (
          if ($is-person) then source:name(., string-join(($particle, works:one(., 'family') ! source:text(.)), ' '), works:one(., 'given') ! source:text(.), works:one(., 'suffix') ! source:text(.))
          else source:plain-name($group, $group ! source:text(.)),
          if ($role) then works:role(., $role) else (),
          works:items(., 'affiliation') ! works:affiliation(.),
          works:one(., 'ORCID') ! source:orcid(., .))), 'of', 'article'[$role])"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="works:role" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="key" as="xs:string"/>
    <role key="{$key}">
      <xsl:sequence select="source:from($node), $key"/>
    </role>
  </xsl:function>

  <xsl:function name="works:affiliation" as="element()?">
    <xsl:param name="affiliation" as="element()"/>
    <xsl:variable name="name" as="element()?" select="works:one($affiliation, 'name')"/>
    <xsl:variable name="ror" as="element()?" select="works:items($affiliation, 'id')[works:one(., 'id-type') = 'ROR']/json:string[@key = 'id']"/>
    <xsl:if test="$name">
      <affiliation>
        <xsl:sequence select="source:from($name)"/>
        <text>{string-join(($name, works:all($affiliation, 'place')) ! source:text(.), ', ')}</text>
        <xsl:sequence select="$ror ! source:with(source:words('institution', $name), 'ror', string(.))"/>
      </affiliation>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="works:articles" as="xs:string*" static="yes" select="
      'journal-article', 'article-journal', 'article-magazine', 'article-newspaper', 'article', 'review', 'review-book', 'JournalArticle', 'ScholarlyArticle', 'article-letter'"/>

  <!-- What the work is, where it is no article. -->
  <xsl:function name="works:other" as="element()?">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="type" as="element()?" select="works:one($work, 'type')"/>
    <xsl:if test="$type and not($type = $works:articles)">
      <other>{$type}</other>
    </xsl:if>
  </xsl:function>

  <!-- Members that neither are facts nor about the article: bookkeeping of services and reference managers. -->
  <xsl:function name="works:told" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:param name="known" as="xs:string*"/>
    <xsl:sequence select="source:told($work/json:*[not(@key = ($known, 'id', 'type', 'title', 'original-title', 'short-title', 'title-short', 'subtitle',
        'container-title', 'short-container-title', 'container-title-short', 'journalAbbreviation', 'ISSN', 'issn-type', 'publisher', 'publisher-place',
        'publisher-location', 'volume', 'issue', 'page', 'article-number', 'number', 'volume-title', 'part', 'part-number', 'supplement', 'supplement-number', 'page-first', 'author', 'editor', 'translator', 'issued', 'DOI', 'URL',
        'abstract', 'language', 'keyword', 'accessed', 'source', 'indexed', 'created', 'deposited', 'score', 'prefix', 'member', 'reference-count',
        'references-count', 'is-referenced-by-count', 'content-domain', 'reference', 'alternative-id', 'archive', 'update-policy', 'short_url', 'resource',
        'published', 'journal-issue', 'relation', 'subject', 'categories', 'PMID', 'PMCID', 'copyright', 'version', 'schema', 'note-id', 'citation-key'))]
        /(self::json:string | self::json:number | self::json:array[not(*/*)][json:string])[source:folded(string())][not(. = ('0', 'true', 'false'))])"/>
  </xsl:function>

</xsl:stylesheet>
