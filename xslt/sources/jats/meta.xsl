<?xml version="1.0" encoding="UTF-8"?>
<!-- JATS: kind, titles, journal, issue, dates, identifiers, rights, grants, relations. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:source="urn:titelei:sources"
  xmlns:jats="urn:titelei:sources:jats"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- article-type → kind. -->
  <xsl:variable name="jats:kinds" as="map(xs:string, xs:string)" static="yes" select="map{
      'research-article': 'research', 'review-article': 'review', 'book-review': 'book-review', 'product-review': 'book-review',
      'editorial': 'editorial', 'introduction': 'introduction', 'letter': 'letter', 'reply': 'reply',
      'article-commentary': 'commentary', 'discussion': 'commentary', 'news': 'news', 'in-brief': 'news', 'obituary': 'obituary',
      'correction': 'correction', 'retraction': 'retraction', 'partial-retraction': 'retraction',
      'expression-of-concern': 'concern', 'addendum': 'addendum', 'case-report': 'case-report',
      'brief-report': 'brief-report', 'rapid-communication': 'brief-report', 'data-paper': 'data-paper', 'protocol': 'protocol',
      'oration': 'lecture', 'translation': 'translation', 'interview': 'interview', 'bibliography': 'bibliography',
      'meeting-report': 'report', 'report': 'report', 'abstract': 'other', 'announcement': 'news', 'calendar': 'news'}"/>

  <xsl:function name="jats:kind" as="element()?">
    <xsl:param name="article" as="element()"/>
    <xsl:sequence select="source:value('kind', $article/@article-type, $jats:kinds(string($article/@article-type)), '')"/>
  </xsl:function>

  <xsl:function name="jats:titles" as="element()*">
    <xsl:param name="group" as="element()?"/>
    <xsl:param name="work" as="attribute()?"/>
    <xsl:sequence select="
        source:title('main', $group/*:article-title),
        source:title('translated', $group/(*:trans-title[not(parent::*:trans-title-group)] | *:trans-title-group/*:trans-title)),
        source:title('short', $group/*:alt-title[@alt-title-type = ('running-head', 'short', 'right-running', 'left-running', 'running')]),
        source:title('alternative', $group/*:alt-title[not(@alt-title-type = ('running-head', 'short', 'right-running', 'left-running', 'running'))]),
        source:rich('subtitle', $group/(*:subtitle | *:trans-subtitle | *:trans-title-group/*:trans-subtitle))"/>
  </xsl:function>

  <xsl:function name="jats:translated-title" as="element()*">
    <xsl:param name="translation" as="element()"/>
    <xsl:variable name="group" as="element()*" select="$translation/(*:front-stub | *:front/*:article-meta)/*:title-group"/>
    <xsl:sequence select="source:title('translated', $group/*:article-title), source:rich('subtitle', $group/*:subtitle)"/>
  </xsl:function>

  <xsl:function name="jats:journal" as="element()?">
    <xsl:param name="journal" as="element()?"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:where-populated>
      <journal>
        <xsl:sequence select="
            source:with(source:words('title', $journal//*:journal-title), 'role', 'main'),
            source:with(source:words('title', $journal//*:journal-subtitle), 'role', 'sub'),
            source:with(source:words('title', $journal//*:trans-title), 'role', 'translated'),
            source:with(source:words('title', $journal//*:abbrev-journal-title), 'role', 'abbreviated'),
            $journal/*:issn ! source:issn(., ., jats:medium(.)),
            $journal/*:issn-l ! source:issn(., ., 'linking'),
            $journal/*:journal-id[not(source:text(.) = $journal//*:abbrev-journal-title)]
              ! source:with(source:datum('identifier', .), 'type', (@journal-id-type, 'other')[1]),
            $meta//*:article-categories/*:series-title ! jats:series(.),
            source:words('publisher', $journal/*:publisher/*:publisher-name),
            source:words('place', $journal/*:publisher/*:publisher-loc)"/>
      </journal>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="jats:series" as="element()?">
    <xsl:param name="title" as="element()"/>
    <series>
      <xsl:sequence select="source:from($title), source:words('title', $title)"/>
    </series>
  </xsl:function>

  <xsl:function name="jats:medium" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="lower-case(string-join($node/(@pub-type, @publication-format), ' '))"/>
    <xsl:sequence select="
        if (matches($said, 'epub|electronic|online')) then 'electronic'
        else if (matches($said, 'ppub|print')) then 'print' else if (matches($said, 'linking|issn-l')) then 'linking' else ''"/>
  </xsl:function>

  <xsl:function name="jats:issue" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="pages" as="xs:string" select="string-join($meta/(*:fpage, *:lpage)[source:text(.)] ! source:text(.), '-')"/>
    <xsl:variable name="ranges" as="xs:string*" select="tokenize($meta/*:page-range, '\s*[,;]\s*')"/>
    <xsl:sequence select="
        source:datum('volume', $meta/*:volume[1]),
        source:datum('issue', $meta/*:issue[1]),
        source:datum('supplement', $meta/*:supplement[not(*)][1]),
        source:datum('part', $meta/*:issue-part[1]),
        source:rich('issue-title', $meta/(*:issue-title | *:issue-title-group/*:issue-title)),
        source:pages(($meta/*:fpage, $meta/*:page-range)[1], ($pages[.], $meta/*:page-range ! string())[1]),
        if (count($ranges) gt 1) then $ranges ! jats:range($meta/*:page-range[1], .) else (),
        source:datum('article-number', $meta/*:elocation-id[1])"/>
  </xsl:function>

  <xsl:function name="jats:range" as="element()?">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="written" as="xs:string"/>
    <xsl:variable name="pages" as="element()*" select="source:pages($node, $written)"/>
    <xsl:sequence select="source:value('page-range', $node, $written, '')
        => source:with('first', $pages[self::*:first-page])
        => source:with('last', ($pages[self::*:last-page], $pages[self::*:first-page])[1])"/>
  </xsl:function>

  <xsl:function name="jats:counts" as="element()*">
    <xsl:param name="counts" as="element()?"/>
    <xsl:for-each select="$counts/*[matches(@count, '^[1-9]\d*$')][local-name() = ('page-count', 'word-count', 'fig-count', 'table-count', 'equation-count', 'ref-count')]">
      <xsl:sequence select="source:with(source:value('count', @count, @count, ''), 'unit',
          map{'page-count': 'pages', 'word-count': 'words', 'fig-count': 'figures', 'table-count': 'tables',
              'equation-count': 'equations', 'ref-count': 'references'}(local-name()))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Dates. The issue's date is that of the collection or of print, else the first publication. -->

  <xsl:function name="jats:edtf" as="xs:string">
    <xsl:param name="date" as="element()?"/>
    <xsl:variable name="edtf" as="xs:string" select="source:edtf(($date/*:year)[1], ($date/*:month)[1], ($date/*:day)[1])"/>
    <xsl:variable name="season" as="xs:integer?"
      select="index-of(('spring', 'summer', 'autumn', 'winter', 'fall'), lower-case(source:folded(($date/*:season)[1])))[1]"/>
    <xsl:sequence select="
        if (count($date/*:year) gt 1) then ''
        else if ($edtf) then (if (exists($season) and string-length($edtf) = 4) then $edtf || '-' || (21 to 24, 23)[$season] else $edtf)
        else source:date-of($date/@iso-8601-date)"/>
  </xsl:function>

  <xsl:function name="jats:dates" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="all" as="element()*" select="$meta/*:pub-date[jats:edtf(.)]"/>
    <xsl:variable name="issue" as="element()?" select="(
        $all[jats:date-type(.) = ('collection', 'issue', 'issue-pub', 'ppub', 'epub-ppub', 'issue-ppub')],
        $all[jats:medium(.) = 'print'], $all[jats:date-type(.) = ('pub', 'epub', 'epreprint', '')], $all)[1]"/>
    <xsl:sequence select="
        $issue ! source:date('issued', ., jats:edtf(.)),
        $all[jats:medium(.) = 'electronic'][not(jats:date-type(.) = ('collection', 'preprint', 'issue', 'update'))][1] ! source:date('online', ., jats:edtf(.)),
        $all[jats:medium(.) = 'print'][not(jats:date-type(.) = 'collection')][1] ! source:date('print', ., jats:edtf(.)),
        $meta/*:history/*:date[jats:event(.)] ! source:date(jats:event(.), ., jats:edtf(.))"/>
  </xsl:function>

  <xsl:function name="jats:date-type" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="lower-case(string(($date/@date-type, $date/@pub-type)[1]))"/>
  </xsl:function>

  <xsl:function name="jats:event" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(string($date/@date-type))"/>
    <xsl:sequence select="
        if ($type = ('received', 'accepted', 'published', 'online', 'corrected', 'retracted')) then $type
        else if (matches($type, '^(rev-recd|revised|rev-request|rev)')) then 'revised'
        else if ($type = ('pub', 'epub')) then 'published' else ''"/>
  </xsl:function>

  <!-- Identifiers and addresses -->

  <xsl:function name="jats:identifiers" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:for-each select="$meta/*:article-id">
      <xsl:variable name="type" as="xs:string" select="lower-case(string(@pub-id-type))"/>
      <xsl:sequence select="
          if ($type = 'doi') then source:identifier('DOI', ., source:doi(.))
          else source:identifier(
            (map{'pmid': 'PMID', 'pmc': 'PMCID', 'pmcid': 'PMCID', 'arxiv': 'arXiv'}($type), $type[.], 'other')[1], ., source:text(.))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:links" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="addresses" as="element()*" select="$meta/*:self-uri[@xlink:href]"/>
    <xsl:sequence select="
        $addresses[matches(@xlink:href, '^https?://')][not(@content-type)][1] ! source:value('url', @xlink:href, @xlink:href, ''),
        $addresses[@content-type or not(matches(@xlink:href, '^https?://'))] ! jats:link(., 'fulltext'),
        $meta/*:supplementary-material[@xlink:href] ! jats:link(., 'supplement')"/>
  </xsl:function>

  <xsl:function name="jats:link" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <link type="{$type}" uri="{encode-for-uri($node/@xlink:href) => replace('%2F', '/') => replace('%3A', ':')}">
      <xsl:if test="contains($node/@content-type, '/')">
        <xsl:attribute name="media" select="$node/@content-type"/>
      </xsl:if>
      <xsl:sequence select="source:from($node), source:text($node)"/>
    </link>
  </xsl:function>

  <!-- Rights -->

  <xsl:function name="jats:rights" as="element()*">
    <xsl:param name="permissions" as="element()?"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="licences" as="element()*" select="
        for $l in ($permissions/*:license, $meta/*:license) return
          let $uri := ($l/*:license_ref, $l/@xlink:href, $l//*:license_ref, ($l//(*:ext-link | *:uri)/@xlink:href)[contains(., 'creativecommons.org')])[1]
          return source:licence($uri, $uri, ''),
        $permissions/*:license_ref ! source:licence(., ., ''),
        $permissions/*:free_to_read[false()]"/>
    <xsl:for-each-group select="$licences" group-by="@uri">
      <xsl:sequence select="current-group()[1]"/>
    </xsl:for-each-group>
    <xsl:if test="$permissions/(*:copyright-statement | *:copyright-year | *:copyright-holder)">
      <xsl:for-each select="($permissions/*:copyright-statement, $permissions/*:copyright-holder, $permissions/*:copyright-year)[source:text(.)][1]">
        <xsl:sequence select="source:words('copyright', .)
            => source:with('year', source:folded($permissions/*:copyright-year[1])[matches(., '^\d{4}$')])
            => source:with('holder', source:text($permissions/*:copyright-holder[1]))"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:sequence select="source:words('licence-statement', $permissions/*:license//(*:license-p | *:p)[1])"/>
  </xsl:function>

  <xsl:function name="jats:classes" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:for-each select="$meta/*:article-categories//*:subj-group/*:subject">
      <xsl:sequence select="source:with(source:words('classification', .), 'scheme', string(../@subj-group-type))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Grants: an award-group with its funder and numbers; a statement in words. -->

  <xsl:function name="jats:funding" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:param name="back" as="element()?"/>
    <xsl:sequence select="source:words('funding', $meta/*:funding-group/*:funding-statement)"/>
    <xsl:for-each select="$meta/*:funding-group//*:award-group[*:funding-source]">
      <xsl:variable name="group" as="element()" select="."/>
      <xsl:for-each select="*:funding-source">
        <grant>
          <xsl:sequence select="source:from($group)"/>
          <xsl:sequence select="jats:funder(.)"/>
          <xsl:sequence select="if (position() = 1) then $group/*:award-id[source:text(.)] ! source:datum('award', .) else ()"/>
        </grant>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:funder" as="element()">
    <xsl:param name="source" as="element()"/>
    <xsl:variable name="id" as="xs:string" select="string(($source//*:institution-id, $source//*:named-content[@content-type = 'funder-id'], $source/@xlink:href)[1])"/>
    <xsl:variable name="name" as="node()" select="($source//*:institution, $source)[1]"/>
    <xsl:variable name="funder" as="element()*" select="source:words('funder', $name)"/>
    <xsl:variable name="known" as="element()" select="($funder, source:value('funder', $source, source:folded($source), ''))[1]"/>
    <xsl:sequence select="$known
        => source:with('ror', $id[contains(., 'ror.org')] ! ('https://ror.org/' || replace(., '^.*/', '')))
        => source:with('funder-id', source:doi($id))"/>
  </xsl:function>

  <!-- Other works: what each is to this one. -->

  <xsl:variable name="jats:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'corrected-article': 'corrected', 'correction-forward': 'correction', 'correction': 'correction', 'retracted-article': 'retracted',
      'retraction-forward': 'retraction', 'object-of-concern': 'concerned', 'concern-forward': 'concern',
      'addended-article': 'addendum', 'addendum': 'addendum', 'commentary-article': 'commented', 'commentary': 'comment',
      'letter': 'reply', 'peer-reviewed-article': 'reviewed', 'preprint': 'preprint', 'companion': 'companion',
      'article-reference': 'commented', 'translated-article': 'original', 'translation': 'translation', 'erratum': 'correction'}"/>

  <xsl:function name="jats:related" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:for-each select="$meta/(*:related-article | *:related-object)[@xlink:href or source:text(.)][not(@related-article-type = 'pdf')]">
      <xsl:variable name="doi" as="xs:string" select="(source:doi(@xlink:href), source:doi(@document-id), '')[1]"/>
      <related>
        <xsl:attribute name="type" select="($jats:relations(string((@related-article-type, @link-type)[1])), @related-article-type, @link-type, 'other')[1]"/>
        <xsl:if test="$doi or matches(@xlink:href, '^https?://')">
          <xsl:attribute name="uri" select="if ($doi) then 'https://doi.org/' || $doi else string(@xlink:href)"/>
        </xsl:if>
        <xsl:if test="$doi">
          <xsl:attribute name="doi" select="$doi"/>
        </xsl:if>
        <xsl:if test="not($doi) and @xlink:href and not(matches(@xlink:href, '^https?://'))">
          <xsl:attribute name="scheme" select="(@ext-link-type, 'other')[1]"/>
          <xsl:attribute name="number" select="@xlink:href"/>
        </xsl:if>
        <xsl:sequence select="source:from(.), source:text(.)"/>
      </related>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
