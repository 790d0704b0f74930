<?xml version="1.0" encoding="UTF-8"?>
<!-- MODS: one record, its journal as a related item of type host. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:mods"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="(//*:mods)[1]"/>
  </xsl:template>

  <xsl:template match="*:mods">
    <xsl:variable name="host" as="element()?" select="(*:relatedItem[@type = 'host'], *:relatedItem[not(@type)][*:part])[1]"/>
    <xsl:variable name="part" as="element()*" select="($host/*:part, *:part)"/>
    <xsl:variable name="genres" as="xs:string" select="lower-case(string-join(*:genre, ' '))"/>
    <xsl:variable name="own" as="element()*" select="*:titleInfo[not(@type)]"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language(((*:language/*:languageTerm[@type = 'code'], *:language/*:languageTerm)[source:tag(.)])[1]),
            $own ! source:title(if (position() = 1) then 'main' else 'translated', local:title(.)),
            *:titleInfo[@type] ! source:title((@otherType[. = ('transliterated', 'short')],
              map{'translated': 'translated', 'uniform': 'alternative', 'alternative': 'alternative', 'abbreviated': 'short'}(@type))[1], local:title(.)),
            source:rich('subtitle', *:titleInfo/*:subTitle)"/>
        <journal>
          <xsl:sequence select="
              $host/*:titleInfo ! source:with(source:words('title', local:title(.)), 'role',
                if (@type = 'abbreviated') then 'abbreviated' else if (@type = 'translated' or position() gt 1) then 'translated' else 'main'),
              ($host, .)/*:identifier[lower-case(@type) = ('issn', 'eissn', 'pissn', 'issn-l', 'issn-e')]
                ! source:issn(., ., if (matches(@type, '^e|-e$|electr', 'i') or matches(@displayLabel, 'electr|online', 'i')) then 'electronic'
                  else if (matches(@type, '^p', 'i') or matches(@displayLabel, 'print', 'i')) then 'print' else if (matches(@type, '-l', 'i')) then 'linking' else ''),
              source:words('publisher', ($host/*:originInfo/*:publisher, *:originInfo/*:publisher)[1]),
              source:words('place', ($host/*:originInfo/*:place/*:placeTerm[@type = 'text'], *:originInfo/*:place/*:placeTerm[@type = 'text'])[1])"/>
        </journal>
        <xsl:sequence select="
            source:datum('volume', ($part/*:detail[@type = 'volume']/*:number)[1]),
            source:datum('issue', ($part/*:detail[@type = ('issue', 'number')]/*:number)[1]),
            source:datum('supplement', ($part/*:detail[@type = 'supplement']/*:number)[1]),
            source:datum('part', ($part/*:detail[@type = 'part']/*:number)[1]),
            source:rich('issue-title', ($part/*:detail[@type = 'issue']/*:title)[1]),
            ($part/*:extent[@unit = ('page', 'pages')])[1] ! source:pages((*:start, .)[1], (string-join((*:start, *:end), '-')[.], *:list/string())[1]),
            source:datum('article-number', ($part/*:detail[@type = ('article', 'article-number', 'articleNumber')]/*:number)[1]),
            local:dates(., $host, $part),
            *:identifier[lower-case(@type) = 'doi'] ! source:identifier('DOI', ., source:doi(.)),
            *:identifier[not(lower-case(@type) = ('doi', 'issn', 'eissn', 'pissn', 'uri', 'issn-l'))] ! source:identifier((@type, 'other')[1], ., source:text(.)),
            (*:location/*:url[@usage], *:location/*:url, *:identifier[@type = 'uri'])[1] ! source:value('url', ., source:text(.), ''),
            local:licence(*:accessCondition),
            *:classification ! source:with(source:datum('classification', .), 'scheme', (@authority, 'other')[1]),
            source:words('funding', *:note[@type = 'funding']),
            *:relatedItem[not(. is $host)][not(@type = 'references')] ! local:related(.),
            *:name[local:is-author(.)] ! local:agent('author', .),
            *:name[not(local:is-author(.))] ! local:agent('contributor', .),
            *:abstract ! source:abstract(.),
            local:keywords(.),
            *:relatedItem[@type = 'references'] ! local:reference(.)"/>
      </facts>
      <xsl:if test="matches($genres, '(^|\s)(book|book-chapter|thesis|dissertation|dataset|conference paper|software)(\s|$)') and not(contains($genres, 'article'))">
        <other>{*:genre[1]}</other>
      </xsl:if>
      <xsl:sequence select="source:told((*:note[not(@type = ('funding'))], *:physicalDescription, *:tableOfContents, *:targetAudience, *:subject/(*:geographic | *:temporal | *:name), *:name/*:description))"/>
    </reading>
  </xsl:template>

  <!-- The title with the article that stands apart before it. -->
  <xsl:function name="local:title" as="element()?">
    <xsl:param name="info" as="element()"/>
    <xsl:choose>
      <xsl:when test="$info/*:nonSort[normalize-space()]">
        <xsl:variable name="made" as="element()">
          <title xmlns="" source:at="{source:place($info/*:title[1])}">
            <xsl:sequence select="source:tagged(source:lang($info))"/>
            <xsl:value-of select="normalize-space($info/*:nonSort) || (if (matches($info/*:nonSort, '[''’]$')) then '' else ' ') || $info/*:title[1]"/>
          </title>
        </xsl:variable>
        <xsl:sequence select="$made"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$info/*:title[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="mods" as="element()"/>
    <xsl:param name="host" as="element()?"/>
    <xsl:param name="part" as="element()*"/>
    <xsl:variable name="issued" as="element()*" select="($part/*:date, $host/*:originInfo/*:dateIssued, $mods/*:originInfo/*:dateIssued)[source:date-of(.)]"/>
    <xsl:sequence select="
        $issued[1] ! source:date('issued', ., source:date-of(.)),
        $mods/*:originInfo/*:dateOther[@type = ('received', 'accepted', 'revised', 'published', 'online')] ! source:date(@type, ., source:date-of(.))"/>
  </xsl:function>

  <xsl:function name="local:licence" as="element()?">
    <xsl:param name="conditions" as="element()*"/>
    <xsl:for-each select="$conditions[source:licence-uri((@xlink:href, .)[1])][1]">
      <xsl:sequence select="source:licence(., (@xlink:href, .)[1], if (@xlink:href) then source:text(.) else '')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="local:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'preceding': 'earlier', 'succeeding': 'later', 'original': 'original', 'otherVersion': 'other', 'reviewOf': 'reviewed', 'constituent': 'part'}"/>

  <xsl:function name="local:related" as="element()?">
    <xsl:param name="item" as="element()"/>
    <xsl:variable name="doi" as="xs:string" select="source:doi($item/*:identifier[@type = 'doi'][1])"/>
    <xsl:variable name="uri" as="xs:string" select="($doi[.] ! ('https://doi.org/' || .), $item/@xlink:href ! string(), $item//*:url[1] ! string(), '')[1]"/>
    <xsl:if test="$uri or $item/*:titleInfo">
      <related type="{($item/@otherType ! string(), $local:relations(string($item/@type)), string($item/@type)[.], 'other')[1]}">
        <xsl:if test="$uri">
          <xsl:attribute name="uri" select="$uri"/>
        </xsl:if>
        <xsl:if test="$doi">
          <xsl:attribute name="doi" select="$doi"/>
        </xsl:if>
        <xsl:sequence select="source:from($item), source:text(($item/*:titleInfo/*:title, $item/*:note)[1])"/>
      </related>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:reference" as="element()?">
    <xsl:param name="item" as="element()"/>
    <xsl:variable name="doi" as="xs:string" select="source:doi($item/*:identifier[@type = 'doi'][1])"/>
    <xsl:variable name="words" as="xs:string" select="source:text(($item/*:note, $item/*:titleInfo/*:title)[1])"/>
    <xsl:sequence select="source:with(source:value('reference', $item, ($words[.], $doi[.])[1], ''), 'doi', $doi)"/>
  </xsl:function>

  <xsl:function name="local:is-author" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="roles" as="xs:string*" select="$name/*:role/*:roleTerm ! lower-case(source:text(.))"/>
    <xsl:sequence select="empty($roles) or $roles = ('aut', 'author', 'creator', 'cre')"/>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="is-person" as="xs:boolean" select="not($name/@type = ('corporate', 'conference', 'family'))"/>
    <xsl:variable name="family" as="xs:string" select="string-join($name/*:namePart[@type = 'family'], ' ')"/>
    <xsl:variable name="given" as="xs:string" select="string-join($name/*:namePart[@type = 'given'], ' ')"/>
    <xsl:variable name="suffix" as="xs:string" select="string-join($name/*:namePart[@type = 'termsOfAddress'][not(matches(., '^(Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Lord|Rev)\W*$', 'i'))], ' ')"/>
    <xsl:variable name="plain" as="xs:string" select="string-join($name/*:namePart[not(@type)], ' ')"/>
    <xsl:sequence select="source:agent($element, if ($is-person) then 'person' else 'organisation', $name, (
        if (not($is-person)) then source:plain-name($name, string-join($name/*:namePart, '. '))
        else if ($family or $given) then source:name($name, $family, $given, $suffix)
        else source:name-of($name/*:namePart[1], $plain),
        $name/*:alternativeName ! local:variant(.),
        if ($element = 'contributor') then local:role($name) else (),
        $name/*:affiliation[source:text(.)] ! local:affiliation(.),
        $name/*:nameIdentifier[matches(@type, 'orcid', 'i')] ! source:orcid(., .),
        $name/*:nameIdentifier[not(matches(@type, 'orcid', 'i'))] ! source:with(source:datum('identifier', .), 'type', (@type, 'other')[1]),
        $name/@valueURI[contains(., 'orcid.org')][not($name/*:nameIdentifier)] ! source:orcid(., .))) => source:with('of', 'article'[$element = 'contributor'])"/>
  </xsl:function>

  <xsl:function name="local:variant" as="element()?">
    <xsl:param name="name" as="element()"/>
    <xsl:for-each select="source:plain-name($name, string-join($name/*:namePart, ' '))">
      <name type="variant">
        <xsl:copy-of select="@* except (@type, @preferred), node()"/>
      </name>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="term" as="element()" select="($name/*:role/*:roleTerm[@type = 'code'], $name/*:role/*:roleTerm)[1]"/>
    <role key="{(map{'edt': 'editor', 'trl': 'translator', 'ill': 'illustrator', 'rev': 'reviewer', 'com': 'compiler', 'pht': 'photographer', 'ive': 'interviewee', 'ivr': 'interviewer'}(lower-case($term)),
        lower-case(replace(source:text($term), '\W+', '-')))[1]}">
      <xsl:sequence select="source:from($term), source:text(($name/*:role/*:roleTerm[@type = 'text'], $term)[1])"/>
    </role>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()">
    <xsl:param name="affiliation" as="element()"/>
    <affiliation>
      <xsl:sequence select="source:tagged(source:lang($affiliation)), source:from($affiliation)"/>
      <text>{source:text($affiliation)}</text>
    </affiliation>
  </xsl:function>

  <xsl:function name="local:keywords" as="element()*">
    <xsl:param name="mods" as="element()"/>
    <xsl:for-each-group select="$mods/*:subject[*:topic]" group-by="source:lang(.), string(@authority)" composite="yes">
      <xsl:sequence select="source:keywords(current-group()/*:topic, current-grouping-key()[1])
          => source:with('scheme', current-grouping-key()[2])"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
