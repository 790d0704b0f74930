<?xml version="1.0" encoding="UTF-8"?>
<!-- Dublin Core, simple (oai_dc, base_dc) and qualified: the statements of one record. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:dublin-core"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>
  <xsl:include href="../citations.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <!-- Types that are no articles, as repositories write them; where any type is an article, the record is one. -->
  <xsl:variable name="local:others" as="xs:string" static="yes" select="'^(dataset|data set|software|image|moving ?image|still ?image|sound|book|monograph|book part|book chapter|thesis|doctoral ?thesis|master ?thesis|bachelor ?thesis|dissertation|patent|conference object|lecture|map|collection|interactive ?resource|physical ?object|event|service)$'"/>

  <xsl:function name="local:type" as="xs:string">
    <xsl:param name="type" as="element()"/>
    <xsl:sequence select="lower-case(replace(replace(source:text($type), '^.*(semantics/|resource_type/|dcmitype/)', ''), '([a-z])([A-Z])', '$1 $2'))"/>
  </xsl:function>

  <xsl:template match="*">
    <xsl:variable name="types" as="element()*" select="*:type"/>
    <xsl:variable name="is-article" as="xs:boolean" select="some $t in $types satisfies matches(local:type($t), 'article|review|editorial|letter|journal|c_6501|статья|peer')"/>
    <xsl:variable name="other" as="element()?" select="$types[matches(local:type(.), $local:others)][not($is-article)][1]"/>
    <xsl:variable name="citations" as="element()*" select="(*:bibliographicCitation, *:citation, *:source, *:identifier[@type = 'citation'])[not(matches(., '^(issn:?\s*)?\d{4}-\d{3}[\dXx]$', 'i'))]"/>
    <xsl:variable name="fitting" as="element()?" select="$citations[source:citation(.)[self::*:journal]][1]"/>
    <xsl:variable name="parts" as="element()*" select="$fitting ! source:citation(.)"/>
    <xsl:variable name="series" as="element()?" select="*:relation[@type = 'ispartofseries'][1]"/>
    <xsl:variable name="day" as="node()*" select="(*:issued, *:date[not(@type) or @type = ('issued', 'published')], *:date)[source:date-of(.)]"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language(*:language[source:tag(.)]),
            (*:title[source:text(.)])[1] ! source:title('main', .),
            (*:title[source:text(.)])[position() gt 1] ! source:title('translated', .),
            source:title('alternative', *:alternative)"/>
        <xsl:sequence select="local:journal(., $fitting, $parts, $series)"/>
        <xsl:sequence select="
            if ($parts) then source:of-citation($fitting, $parts) else local:of-series($series),
            source:date('issued', $day[1], source:date-of($day[1])),
            source:date('accepted', *:dateAccepted, source:date-of(*:dateAccepted)),
            source:date('received', *:dateSubmitted, source:date-of(*:dateSubmitted)),
            local:identifiers(.),
            local:licence(.),
            *:subject[starts-with(., 'info:eu-repo/classification/')] ! source:with(
              source:value('classification', ., replace(., '^info:eu-repo/classification/[^/]+/', ''), ''), 'scheme', tokenize(., '/')[3]),
            local:authors(.),
            *:contributor[@role or @type] ! local:agent('contributor', .),
            (*:abstract, *:description[not(@type) or @type = 'abstract'][not(matches(., '^(Comment|Published version|Comment on|Peer reviewed|[0-9]+ pages?)\W', 'i'))][string-length(.) gt 60])
              ! source:abstract(.),
            local:keywords(.)"/>
      </facts>
      <xsl:if test="$other">
        <other>{source:text($other)}</other>
      </xsl:if>
      <xsl:sequence select="source:told((
          *:contributor[not(@role or @type)], *:coverage, *:relation[not(matches(., 'issn', 'i'))][not(. is $series)][not(matches(., '^https?://'))],
          $citations[not(. is $fitting)][not(source:citation(.))],
          *:description[not(@type)][matches(., '^(Comment|Published version)\W', 'i') or string-length(.) le 60]))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:journal" as="element()?">
    <xsl:param name="record" as="element()"/>
    <xsl:param name="citation" as="element()?"/>
    <xsl:param name="parts" as="element()*"/>
    <xsl:param name="series" as="element()?"/>
    <xsl:variable name="others" as="element()*" select="$record/*:source[not(. is $citation)][source:citation(.)[self::*:volume or self::*:issue or self::*:pages]]"/>
    <xsl:where-populated>
      <journal>
        <xsl:for-each select="($citation[$parts], $others)">
          <xsl:variable name="at" as="xs:integer" select="position()"/>
          <xsl:sequence select="source:value('title', ., source:citation(.)[self::*:journal], source:lang(.))
              => source:with('role', if ($at = 1) then 'main' else 'translated')"/>
        </xsl:for-each>
        <xsl:if test="not($parts)">
          <xsl:sequence select="source:with(source:value('title', $series, replace(source:text($series), '\s+\d+\s*:\s*\d+.*$|\s*;\s*.*$', ''), ''), 'role', 'main')"/>
        </xsl:if>
        <xsl:for-each select="$record/(*:source | *:identifier | *:relation)[matches(., '(^|issn\W*)\d{4}-\d{3}[\dXx]$', 'i')][not(matches(., '^https?://'))]">
          <xsl:sequence select="source:issn(., replace(., '^.*?(\d{4}-\d{3}[\dXx])$', '$1'), if (matches(., 'eissn', 'i')) then 'electronic' else if (matches(., 'pissn', 'i')) then 'print' else '')"/>
        </xsl:for-each>
        <xsl:sequence select="source:words('publisher', $record/*:publisher)"/>
      </journal>
    </xsl:where-populated>
  </xsl:function>

  <!-- Sanitation Value Chain 5:1. -->
  <xsl:function name="local:of-series" as="element()*">
    <xsl:param name="series" as="element()?"/>
    <xsl:variable name="numbers" as="xs:string*" select="tokenize(replace($series, '^.*\s(\d+)\s*:\s*(\d+)$', '$1|$2')[contains(., '|')], '\|')"/>
    <xsl:sequence select="source:value('volume', $series, $numbers[1], ''), source:value('issue', $series, $numbers[2], '')"/>
    <xsl:variable name="citation" as="element()?" select="$series/../*:identifier[@type = 'citation'][1]"/>
    <xsl:variable name="pages" as="xs:string" select="replace($citation, '^.*\W(pages?|pp\.)\s*(\w+[-–]\w+).*$', '$2', 's')"/>
    <xsl:sequence select="if ($citation and $pages ne string($citation)) then source:pages($citation, $pages) else ()"/>
  </xsl:function>

  <xsl:function name="local:identifiers" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:variable name="ids" as="element()*" select="$record/(*:identifier | *:doi)[not(@type = ('citation', 'issn'))]"/>
    <xsl:variable name="doi" as="element()?" select="$ids[matches(., '^\s*(info:)?(https?://(dx\.)?doi\.org/|doi:?\s*)?10\.\d{4,9}/\S+\s*$', 'i')][source:doi(.)][1]"/>
    <xsl:variable name="url" as="element()?" select="$ids[matches(., '^https?://')][not(contains(., 'doi.org/'))][not(matches(., '\.pdf$|/download/', 'i'))][1]"/>
    <xsl:sequence select="
        source:identifier('DOI', $doi, source:doi($doi)),
        $ids[matches(., '^https?://hdl\.handle\.net/')][1] ! source:identifier('handle', ., source:text(.)),
        $ids[not(. is $doi)][not(matches(., '^https?://|^(info:)?doi|^10\.|\d{4}-\d{3}[\dXx]$'))][string-length(.) lt 80] ! source:identifier((@type, 'other')[1], ., source:text(.)),
        $url ! source:value('url', ., source:text(.), ''),
        $ids[matches(., '^https?://\S+(\.pdf|/download/\S*)$', 'i')][1] ! local:link(.)"/>
  </xsl:function>

  <xsl:function name="local:link" as="element()">
    <xsl:param name="id" as="element()"/>
    <link type="fulltext" uri="{source:text($id)}">
      <xsl:sequence select="source:from($id)"/>
    </link>
  </xsl:function>

  <!-- The address of a licence: alone, or in the words of the rights. -->
  <xsl:function name="local:licence" as="element()?">
    <xsl:param name="record" as="element()"/>
    <xsl:for-each select="($record/(*:license | *:rights)[local:licence-uri(.)])[1]">
      <xsl:variable name="uri" as="xs:string" select="local:licence-uri(.)"/>
      <xsl:sequence select="source:licence(., $uri, '')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:licence-uri" as="xs:string">
    <xsl:param name="rights" as="element()"/>
    <xsl:variable name="address" as="xs:string?" select="
        analyze-string($rights, 'https?://(www\.)?creativecommons\.org/(licenses|publicdomain)/[a-z-]+/\d\.\d(/[a-z]{2,3})?', 'i')/*:match[1]"/>
    <xsl:sequence select="
        if ($address) then source:licence-uri($address)
        else if (string-length($rights) lt 60) then source:licence-uri($rights)[contains(., 'creativecommons.org')] => string()
        else ''"/>
  </xsl:function>

  <!-- Some repositories give each author twice, in the letters of the language and in Latin ones; of one pair alone it
       cannot be told whether they are two persons. -->
  <xsl:function name="local:authors" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:variable name="all" as="element()*" select="$record/(*:creator | *:author)[source:text(.)]"/>
    <xsl:variable name="is-latin" as="xs:boolean*" select="$all ! matches(., '[A-Za-z]{2}|^[A-Z]\.') ! boolean(.)"/>
    <xsl:variable name="is-paired" as="xs:boolean" select="
        count($all) ge 4 and count($all) mod 2 = 0
        and (every $n in 1 to count($all) satisfies $is-latin[$n] = $is-latin[1] ! (if ($n mod 2 = 1) then . else not(.)))"/>
    <xsl:variable name="wants-latin" as="xs:boolean" select="not(source:tag(($record/*:language[source:tag(.)])[1]) = ('el', 'ru', 'uk', 'bg', 'be', 'sr', 'mk', 'he', 'ar', 'fa', 'zh', 'ja', 'ko', 'ka', 'hy', 'kk'))"/>
    <xsl:choose>
      <xsl:when test="$is-paired">
        <xsl:for-each select="$all[position() mod 2 = 1]">
          <xsl:variable name="other" as="element()" select="following-sibling::*[local-name() = local-name(current())][1]"/>
          <xsl:variable name="pair" as="element()*" select="if ($is-latin[1] = $wants-latin) then (., $other) else ($other, .)"/>
          <xsl:sequence select="local:with-variant(local:agent('author', $pair[1]), source:name-of($pair[2], source:text($pair[2])))"/>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$all ! local:agent('author', .)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="local:with-variant" as="element()?">
    <xsl:param name="author" as="element()?"/>
    <xsl:param name="name" as="element()?"/>
    <xsl:for-each select="$author">
      <xsl:copy>
        <xsl:copy-of select="@*, *:name"/>
        <name type="variant">
          <xsl:copy-of select="$name/(@* except (@type, @preferred)), $name/node()"/>
        </name>
        <xsl:copy-of select="* except *:name"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- Names with a comma are turned; other names have no parts. A group is not told from a person here. -->
  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="source:agent($element, 'person', $node, (
        source:name-of($node, source:text($node)),
        if ($element = 'contributor') then local:role(($node/@role, $node/@type)[1]) else (),
        $node/@*[matches(., 'orcid\.org')][1] ! source:orcid(., .))) => source:with('of', 'article'[$element = 'contributor'])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="role" as="attribute()"/>
    <role key="{lower-case(replace($role, '\W+', '-'))}">
      <xsl:sequence select="source:from($role), string($role)"/>
    </role>
  </xsl:function>

  <!-- Subjects: those of a scheme apart, those of a language together. -->
  <xsl:function name="local:keywords" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:for-each-group select="$record/*:subject[source:text(.)][not(starts-with(., 'info:eu-repo/classification/'))]" group-by="source:lang(.), string((@type, @scheme)[1])" composite="yes">
      <xsl:sequence select="source:keywords(current-group(), current-grouping-key()[1])
          => source:with('scheme', current-grouping-key()[2])"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
