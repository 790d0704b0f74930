<?xml version="1.0" encoding="UTF-8"?>
<!-- Crossref: a journal_article of a deposit or of a query (UNIXREF, UNIXSD), with the journal and issue around it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:crossref-xml"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:variable name="article" as="element()?" select="(//*:journal_article)[1]"/>
    <reading>
      <xsl:choose>
        <xsl:when test="$article">
          <xsl:apply-templates select="$article"/>
        </xsl:when>
        <xsl:otherwise>
          <facts/>
          <other>{local-name((//*[local-name() = ('posted_content', 'book', 'conference', 'dissertation', 'report-paper', 'database')])[1])}</other>
        </xsl:otherwise>
      </xsl:choose>
    </reading>
  </xsl:template>

  <xsl:template match="*:journal_article">
    <xsl:variable name="journal" as="element()?" select="../*:journal_metadata"/>
    <xsl:variable name="issue" as="element()?" select="../*:journal_issue"/>
    <xsl:variable name="doi" as="node()?" select="(*:doi_data/*:doi, *:publisher_item/*:identifier[@id_type = 'doi'])[1]"/>
    <facts>
      <xsl:sequence select="
          source:work-language((@language, $journal/@language)[1]),
          source:title('main', *:titles[1]/*:title),
          source:title('translated', *:titles[1]/*:original_language_title),
          *:titles[position() gt 1]/*:title ! source:title('translated', .),
          source:rich('subtitle', *:titles/*:subtitle)"/>
      <journal>
        <xsl:sequence select="
            $journal/*:full_title ! source:with(source:words('title', .), 'role', if (position() = 1) then 'main' else 'translated'),
            local:distinct(source:with(source:words('title', $journal/*:abbrev_title[not(. = $journal/*:full_title)]), 'role', 'abbreviated')),
            $journal/*:issn ! source:issn(., ., (@media_type, 'print')[1]),
            $journal/*:doi_data/*:doi ! source:identifier('DOI', ., source:doi(.)),
            source:words('publisher', ancestor::*:query//*:crm-item[@name = 'publisher-name'])"/>
      </journal>
      <xsl:sequence select="
          source:datum('volume', $issue/*:journal_volume/*:volume),
          source:datum('issue', $issue/*:issue),
          source:datum('supplement', $issue/*:special_numbering),
          source:rich('issue-title', $issue/*:titles/*:title),
          source:pages((*:pages/*:first_page, *:pages)[1], string-join(*:pages/(*:first_page, *:last_page), '-')),
          *:publisher_item/*:item_number[@item_number_type = 'article_number'][1] ! source:datum('article-number', .),
          local:dates(., $issue),
          source:identifier('DOI', $doi, source:doi($doi)),
          *:publisher_item/*:identifier[not(@id_type = 'doi')] ! source:identifier(@id_type, ., source:text(.)),
          *:doi_data/*:resource[1] ! source:value('url', ., source:text(.), ''),
          *:doi_data/*:collection//*:resource[matches(@mime_type, 'pdf')][1] ! local:link(.),
          local:licences(.),
          local:grants(.),
          local:related(.),
          *:contributors/*[not(@contributor_role) or @contributor_role = 'author'] ! local:agent('author', .),
          *:contributors/*[@contributor_role[not(. = 'author')]] ! local:agent('contributor', .),
          $issue/*:contributors/* ! source:with(local:agent('contributor', .), 'of', 'issue'),
          *:abstract ! local:abstract(.),
          local:references(.)"/>
    </facts>
    <xsl:sequence select="source:told((*:publisher_item/*:item_number[not(@item_number_type = ('article_number', 'sequence-number'))],
        .//*:custom_metadata/*:assertion, *:archive_locations))"/>
  </xsl:template>

  <xsl:function name="local:distinct" as="element()*">
    <xsl:param name="facts" as="element()*"/>
    <xsl:for-each-group select="$facts" group-by="string()">
      <xsl:sequence select="current-group()[1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="local:edtf" as="xs:string">
    <xsl:param name="date" as="element()?"/>
    <xsl:variable name="season" as="xs:integer?" select="xs:integer($date/*:month[matches(., '^\s*2[1-4]\s*$')])"/>
    <xsl:sequence select="source:edtf($date/*:year, $date/*:month, $date/*:day) || $season ! ('-' || .)"/>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:param name="issue" as="element()?"/>
    <xsl:variable name="own" as="element()*" select="$article/*:publication_date"/>
    <xsl:variable name="print" as="element()*" select="
        ($issue/*:publication_date[not(@media_type = 'online')], $own[not(@media_type = 'online')],
         $issue/*:publication_date, $own)[local:edtf(.)]"/>
    <xsl:sequence select="
        $print[1] ! source:date('issued', ., local:edtf(.)),
        $own[@media_type = 'online'][1] ! source:date('online', ., local:edtf(.)),
        $own[@media_type = 'print'][1] ! source:date('print', ., local:edtf(.)),
        $article/*:acceptance_date ! source:date('accepted', ., local:edtf(.)),
        ($article//*:assertion[@name = ('received', 'accepted', 'revised')]) ! source:date(@name, ., source:date-of(.))"/>
  </xsl:function>

  <xsl:function name="local:link" as="element()">
    <xsl:param name="resource" as="element()"/>
    <link type="fulltext" uri="{source:text($resource)}" media="{$resource/@mime_type}">
      <xsl:sequence select="source:from($resource)"/>
    </link>
  </xsl:function>

  <xsl:function name="local:licences" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:variable name="refs" as="element()*" select="$article//*:license_ref"/>
    <xsl:for-each-group select="($refs[@applies_to = 'vor'], $refs[not(@applies_to)], $refs)" group-by="source:licence-uri(.)">
      <xsl:sequence select="source:with(source:licence(., ., ''), 'begins', @start_date)"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="local:grants" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:for-each select="$article//*:assertion[@name = 'funder_name']">
      <xsl:variable name="group" as="element()*" select="(parent::*:assertion[@name = 'fundgroup'], parent::*)[1]/*:assertion"/>
      <xsl:variable name="id" as="element()?" select="(*:assertion[@name = 'funder_identifier'], $group[@name = 'funder_identifier'])[1]"/>
      <grant>
        <xsl:sequence select="source:from(.)"/>
        <xsl:sequence select="
            source:value('funder', ., source:folded(string-join(text())), '')
              => source:with('funder-id', source:doi($id))
              => source:with('ror', ($group[@name = 'ror'])[1] ! ('https://ror.org/' || replace(source:text(.), '^.*/', ''))),
            $group[@name = 'award_number'] ! source:datum('award', .)"/>
      </grant>
    </xsl:for-each>
    <xsl:for-each select="$article//*:assertion[@name = 'ror'][not(../*:assertion[@name = 'funder_name'])]">
      <grant>
        <xsl:sequence select="source:from(.)"/>
        <funder ror="{'https://ror.org/' || replace(source:text(.), '^.*/', '')}">
          <xsl:sequence select="source:from(.), source:text(.)"/>
        </funder>
      </grant>
    </xsl:for-each>
  </xsl:function>

  <!-- Relations of the article, and the updates that a crossmark tells. -->
  <xsl:variable name="local:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'isTranslationOf': 'original', 'hasTranslation': 'translation', 'isPreprintOf': 'published', 'hasPreprint': 'preprint',
      'isReviewOf': 'reviewed', 'hasReview': 'review', 'isCommentOn': 'commented', 'hasComment': 'comment', 'isReplyTo': 'replied',
      'hasReply': 'reply', 'isSupplementTo': 'supplemented', 'isSupplementedBy': 'supplement', 'isPartOf': 'whole', 'hasPart': 'part',
      'isVersionOf': 'earlier', 'hasVersion': 'later', 'isBasedOnData': 'dataset', 'correction': 'corrected', 'corrigendum': 'corrected',
      'erratum': 'corrected', 'retraction': 'retracted', 'expression_of_concern': 'concerned', 'addendum': 'addended'}"/>

  <xsl:function name="local:related" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:for-each select="$article//(*:inter_work_relation | *:intra_work_relation), $article//*:updates/*:update">
      <xsl:variable name="doi" as="xs:string" select="source:doi(.)"/>
      <xsl:variable name="said" as="xs:string" select="string((@relationship-type, @type)[1])"/>
      <related type="{($local:relations($said), $said)[1]}">
        <xsl:if test="$doi">
          <xsl:attribute name="uri" select="'https://doi.org/' || $doi"/>
          <xsl:attribute name="doi" select="$doi"/>
        </xsl:if>
        <xsl:if test="not($doi) and matches(., '^\s*https?://')">
          <xsl:attribute name="uri" select="source:text(.)"/>
        </xsl:if>
        <xsl:if test="not($doi) and not(matches(., '^\s*https?://'))">
          <xsl:attribute name="scheme" select="(@identifier-type, 'other')[1]"/>
          <xsl:attribute name="number" select="source:text(.)"/>
        </xsl:if>
        <xsl:sequence select="source:from(.), source:text(../*:description)"/>
      </related>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="is-person" as="xs:boolean" select="exists($node/self::*:person_name)"/>
    <xsl:sequence select="source:agent($element, if ($is-person) then 'person' else 'organisation', $node, (
        if ($is-person) then source:name($node, $node/*:surname, $node/*:given_name, $node/*:suffix) else source:plain-name($node, $node),
        if ($element = 'contributor') then local:role($node/@contributor_role) else (),
        $node/*:affiliation ! local:affiliation(., ()),
        $node/*:affiliations/*:institution ! local:affiliation((*:institution_name, .)[1], .),
        $node/*:ORCID ! source:orcid(., .))) => source:with('of', 'article'[$element = 'contributor'])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="role" as="attribute()"/>
    <role key="{map{'chair': 'editor', 'reviewer': 'reviewer', 'review-assistant': 'reviewer', 'translator': 'translator'}($role) => (function($k) { ($k, string($role))[1] })()}">
      <xsl:sequence select="source:from($role), string($role)"/>
    </role>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()?">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="institution" as="element()?"/>
    <xsl:if test="source:text($name)">
      <affiliation>
        <xsl:sequence select="source:from($name)"/>
        <text>{string-join(($institution/*:institution_department, $name, $institution/*:institution_place) ! source:text(.), ', ')}</text>
        <xsl:if test="$institution">
          <xsl:sequence select="
              source:words('department', $institution/*:institution_department),
              source:words('institution', $name)
                => source:with('ror', $institution/*:institution_id[@type = 'ror'] ! string())
                => source:with('isni', $institution/*:institution_id[@type = 'isni'] ! replace(., '^.*/', ''))"/>
          <xsl:for-each select="$institution/*:institution_place[source:text(.)][1]">
            <address>
              <xsl:sequence select="source:from(.)"/>
              <text>{source:text(.)}</text>
              <line>{source:text(.)}</line>
            </address>
          </xsl:for-each>
        </xsl:if>
      </affiliation>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:abstract" as="element()?">
    <xsl:param name="abstract" as="element()"/>
    <xsl:sequence select="source:with(source:abstract($abstract), 'kind',
        if (matches($abstract/@abstract-type, 'summary|digest')) then 'summary' else if (matches($abstract/@abstract-type, 'graphical')) then 'graphical'
        else if (matches($abstract/@abstract-type, 'teaser|toc|short')) then 'teaser' else if (matches($abstract/@abstract-type, 'highlight|key')) then 'highlights' else '')"/>
  </xsl:function>

  <xsl:function name="local:references" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:for-each select="$article/*:citation_list/*:citation">
      <xsl:variable name="parts" as="xs:string*" select="
          *[not(local-name() = ('doi', 'unstructured_citation', 'isbn', 'issn'))] ! source:text(.)"/>
      <xsl:variable name="doi" as="xs:string" select="source:doi(*:doi)"/>
      <xsl:sequence select="source:with(source:value('reference', ., (
          *:unstructured_citation ! source:text(.)[.], string-join($parts[.], '. ')[.], $doi[.])[1], ''), 'doi', $doi)"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
