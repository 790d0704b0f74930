<?xml version="1.0" encoding="UTF-8"?>
<!-- MARC 21 in XML: an article as a part of its journal (field 773). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:marcxml"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:key name="local:field" match="*:datafield" use="@tag"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="(//*[*:datafield])[1]"/>
  </xsl:template>

  <!-- A record without a journal around it (773), or whose leader says that it is no part of a serial, is no article. -->
  <xsl:template match="*">
    <xsl:variable name="f" as="function(xs:string, xs:string) as element()*" select="local:sub(., ?, ?)"/>
    <xsl:variable name="level" as="xs:string" select="substring(*:leader, 8, 1)"/>
    <xsl:variable name="work" as="node()*" select="($f('041', 'a'), local:language-code(.))[1]"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language($work),
            source:title('main', local:bare($f('245', 'a'))),
            source:rich('subtitle', local:bare($f('245', 'b'))),
            source:title('translated', local:bare($f('242', 'a'))),
            source:title('alternative', local:bare($f('246', 'a')))"/>
        <journal>
          <xsl:sequence select="
              source:with(source:words('title', ($f('773', 't'), $f('773', 'p'))[1]), 'role', 'main'),
              $f('773', 'x') ! source:issn(., ., ''), $f('022', 'a') ! source:issn(., ., ''),
              source:words('publisher', local:bare(($f('260', 'b'), $f('264', 'b'))[1])),
              source:words('place', local:bare(($f('260', 'a'), $f('264', 'a'))[1]))"/>
        </journal>
        <xsl:sequence select="
            local:issue(.),
            source:date('issued', ($f('773', 'y'), $f('260', 'c'), $f('264', 'c'))[source:date-of(replace(., '[\[\]c©.]', ''))][1],
              source:date-of(replace(($f('773', 'y'), $f('260', 'c'), $f('264', 'c'))[source:date-of(replace(., '[\[\]c©.]', ''))][1], '[\[\]c©.]', ''))),
            local:identifiers(.),
            $f('856', 'u')[matches(., '^https?://')][1] ! source:value('url', ., source:text(.), ''),
            (($f('540', 'u'), $f('540', 'a'))[source:licence-uri(.)])[1] ! source:licence(., ., ''),
            source:words('copyright', $f('542', 'f')),
            source:words('funding', $f('536', 'a')[not(../*:subfield/@code = 'c')]),
            *:datafield[@tag = '536'][*:subfield/@code = 'c'] ! local:grant(.),
            (key('local:field', '100', root(.)), key('local:field', '700', root(.))[not(local:is-other(.))]) ! local:agent('author', 'person', .),
            (key('local:field', '110', root(.)), key('local:field', '710', root(.))[not(local:is-other(.))]) ! local:agent('author', 'organisation', .),
            key('local:field', '700', root(.))[local:is-other(.)] ! local:agent('contributor', 'person', .),
            $f('520', 'a') ! source:abstract(.),
            source:keywords($f('653', 'a'), ''),
            source:with(source:keywords($f('650', 'a') ! local:bare(.), ''), 'scheme', 'subject'),
            $f('082', 'a') ! source:with(source:datum('classification', .), 'scheme', 'ddc'),
            $f('080', 'a') ! source:with(source:datum('classification', .), 'scheme', 'udc')"/>
      </facts>
      <xsl:if test="not($f('773', '.')) and not($level = ('a', 'b'))">
        <other>{(('book or other monograph')[$level = 'm'], 'serial'[$level = 's'], 'work without a journal (no field 773)')[1]}</other>
      </xsl:if>
      <xsl:sequence select="source:told(($f('500', 'a'), $f('300', 'a'), $f('490', 'a'), $f('502', 'a'), $f('980', 'a')))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:sub" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="$record/*:datafield[@tag = $tag]/*:subfield[$code = '.' or @code = $code][source:text(.)]"/>
  </xsl:function>

  <!-- The language in the fixed field. -->
  <xsl:function name="local:language-code" as="node()?">
    <xsl:param name="record" as="element()"/>
    <xsl:variable name="code" as="xs:string" select="substring($record/*:controlfield[@tag = '008'], 36, 3)"/>
    <xsl:if test="matches($code, '^[a-z]{3}$') and source:tag($code)">
      <xsl:variable name="made" as="element()">
        <language xmlns="" source:at="{source:place($record/*:controlfield[@tag = '008'])}">{$code}</language>
      </xsl:variable>
      <xsl:sequence select="$made"/>
    </xsl:if>
  </xsl:function>

  <!-- A field without the punctuation that leads to the next one (ISBD). -->
  <xsl:function name="local:bare" as="element()*">
    <xsl:param name="fields" as="element()*"/>
    <xsl:for-each select="$fields">
      <xsl:variable name="bare" as="xs:string" select="replace(source:folded(.), '\s*[/:;=,]$', '')"/>
      <xsl:choose>
        <xsl:when test="$bare = source:folded(.)">
          <xsl:sequence select="."/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="made" as="element()">
            <subfield xmlns="" source:at="{source:place(.)}">{$bare}</subfield>
          </xsl:variable>
          <xsl:sequence select="$made"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Volume, issue and pages: in subfields of their own, or in one run of words ($g: Vol. 5, no. 2 (2019), p. 10-20). -->
  <xsl:function name="local:issue" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:variable name="g" as="element()*" select="local:sub($record, '773', 'g')"/>
    <xsl:variable name="words" as="xs:string" select="string-join($g, ', ')"/>
    <xsl:variable name="volume" as="element()*" select="local:sub($record, '773', 'v')"/>
    <xsl:variable name="pages" as="xs:string" select="string(local:sub($record, '773', 'c')[1])"/>
    <xsl:sequence select="
        if ($volume) then source:datum('volume', $volume[1])
        else source:value('volume', $g[1], local:number($words, 'vol(?:ume|\.)?|Bd\.?|tome|t\.|Т\.?'), ''),
        if ($pages and $volume) then source:datum('issue', local:sub($record, '773', 'n')[matches(., '^\D*\d{1,4}\D*$')][1])
        else source:value('issue', $g[1], local:number($words, 'no\.?|number|n[°º]\.?|nr\.?|issue|iss\.|H\.|№'), ''),
        source:value('part', $g[1], local:number($words, 'part'), ''),
        source:value('article-number', $g[1], local:number($words, 'article'), ''),
        if ($pages) then local:page($pages, local:sub($record, '773', 'c')[1])
        else source:pages($g[1], local:number($words, 'pp?\.|pages?|S\.|с\.'))"/>
  </xsl:function>

  <!-- $c of SCOAP3 holds pages or the number of an article. -->
  <xsl:function name="local:page" as="element()*">
    <xsl:param name="pages" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
        if (matches($pages, '[-–]')) then source:pages($node, $pages) else source:value('article-number', $node, source:folded($pages), '')"/>
  </xsl:function>

  <xsl:function name="local:number" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:sequence select="string(analyze-string(' ' || $words,
        '\W(?:' || $label || ')[:\s]*([0-9A-Za-z]+(?:[-–/][0-9A-Za-z]+)?)', 'i')/*:match[1]/*:group[@nr = '1'])"/>
  </xsl:function>

  <xsl:function name="local:identifiers" as="element()*">
    <xsl:param name="record" as="element()"/>
    <xsl:for-each select="$record/*:datafield[@tag = '024']">
      <xsl:variable name="scheme" as="xs:string" select="lower-case(*:subfield[@code = '2'])"/>
      <xsl:sequence select="
          if ($scheme = 'doi' or source:doi(*:subfield[@code = 'a'])) then source:identifier('DOI', *:subfield[@code = 'a'], source:doi(*:subfield[@code = 'a']))
          else source:identifier(($scheme[.], 'other')[1], *:subfield[@code = 'a'][1], source:text(*:subfield[@code = 'a'][1]))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:grant" as="element()">
    <xsl:param name="field" as="element()"/>
    <grant>
      <xsl:sequence select="source:from($field),
          source:words('funder', $field/*:subfield[@code = 'a'][1]), source:datum('award', $field/*:subfield[@code = 'c'])"/>
    </grant>
  </xsl:function>

  <xsl:function name="local:is-other" as="xs:boolean">
    <xsl:param name="field" as="element()"/>
    <xsl:variable name="roles" as="xs:string" select="string-join($field/*:subfield[@code = ('e', '4')], ' ')"/>
    <xsl:sequence select="normalize-space($roles) and not(matches($roles, 'aut|author|Verfasser', 'i'))"/>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="field" as="element()"/>
    <xsl:variable name="name" as="element()?" select="$field/*:subfield[@code = 'a'][1]"/>
    <xsl:variable name="written" as="xs:string" select="replace(source:text($name), '(,|(\p{Ll}\p{Ll})\.)$', '$2')"/>
    <xsl:sequence select="source:agent($element, $kind, $field, (
        if ($kind = 'person') then source:name-of($name, string-join(($written, $field/*:subfield[@code = 'c'][matches(., '^(Jr|Sr|[IVX]+|мл|ст)\.?,?$')] ! translate(., ',', '')), ', '))
        else source:plain-name($name, $written),
        if ($element = 'contributor') then $field/*:subfield[@code = ('e', '4')][1] ! local:role(.) else (),
        $field/*:subfield[@code = ('u', 'v')][source:text(.)] ! local:affiliation(.),
        $field/*:subfield[@code = ('0', '1', 'j')][matches(., 'orcid', 'i')][1] ! source:orcid(., replace(., '\(orcid\)', '', 'i')),
        $field/*:subfield[@code = ('0')][matches(., '\(DE-588\)')][1] ! source:with(source:value('identifier', ., replace(., '^.*\)', ''), ''), 'type', 'GND'),
        source:words('email', $field/*:subfield[@code = 'm'][contains(., '@')]))) => source:with('of', 'article'[$element = 'contributor'])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="role" as="element()"/>
    <role key="{if (matches($role, '^(edt|editor|Hrsg|Herausgeber)', 'i')) then 'editor' else if (matches($role, '^(trl|transl|Übers)', 'i')) then 'translator'
        else if (matches($role, '^(ill)', 'i')) then 'illustrator' else lower-case(replace(source:text($role), '\W+', '-'))}">
      <xsl:sequence select="source:from($role), source:text($role)"/>
    </role>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()">
    <xsl:param name="affiliation" as="element()"/>
    <affiliation>
      <xsl:sequence select="source:from($affiliation)"/>
      <text>{source:text($affiliation)}</text>
    </affiliation>
  </xsl:function>

</xsl:stylesheet>
