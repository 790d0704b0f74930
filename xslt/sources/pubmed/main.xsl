<?xml version="1.0" encoding="UTF-8"?>
<!-- PubMed and MEDLINE: one citation. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:pubmed"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:variable name="article" as="element()?" select="(//*:MedlineCitation/*:Article)[1]"/>
    <reading>
      <xsl:choose>
        <xsl:when test="$article">
          <xsl:apply-templates select="$article"/>
        </xsl:when>
        <xsl:otherwise>
          <facts/>
          <other>{local-name(*)}</other>
        </xsl:otherwise>
      </xsl:choose>
    </reading>
  </xsl:template>

  <xsl:variable name="local:kinds" as="map(xs:string, xs:string)" static="yes" select="map{
      'Review': 'review', 'Editorial': 'editorial', 'Letter': 'letter', 'Comment': 'commentary', 'News': 'news',
      'Case Reports': 'case-report', 'Published Erratum': 'correction', 'Retraction of Publication': 'retraction',
      'Biography': 'obituary', 'Interview': 'interview', 'Lecture': 'lecture', 'Expression of Concern': 'concern', 'Bibliography': 'bibliography'}"/>

  <xsl:template match="*:Article">
    <xsl:variable name="citation" as="element()" select=".."/>
    <xsl:variable name="issue" as="element()?" select="*:Journal/*:JournalIssue"/>
    <xsl:variable name="ids" as="element()*" select="$citation/../*:PubmedData/*:ArticleIdList/*:ArticleId"/>
    <xsl:variable name="types" as="element()*" select="*:PublicationTypeList/*:PublicationType"/>
    <xsl:variable name="kind" as="element()?" select="$types[exists($local:kinds(string(.)))][1]"/>
    <facts>
      <xsl:sequence select="
          $kind ! source:value('kind', ., $local:kinds(string(.)), ''),
          source:work-language(*:Language),
          local:titles(.)"/>
      <journal>
        <xsl:sequence select="
            source:with(source:words('title', *:Journal/*:Title), 'role', 'main'),
            source:with(source:words('title', *:Journal/*:ISOAbbreviation), 'role', 'abbreviated'),
            *:Journal/*:ISSN ! source:issn(., ., lower-case(@IssnType)),
            $citation/*:MedlineJournalInfo/*:ISSNLinking ! source:issn(., ., 'linking'),
            $citation/*:MedlineJournalInfo/*:NlmUniqueID ! source:identifier('NLM', ., source:text(.)),
            source:words('place', $citation/*:MedlineJournalInfo/*:Country)"/>
      </journal>
      <xsl:sequence select="
          source:datum('volume', $issue/*:Volume),
          source:datum('issue', $issue/*:Issue),
          local:pages(*:Pagination),
          local:dates(., $issue),
          $citation/*:PMID ! source:identifier('PMID', ., source:text(.)),
          ($ids[@IdType = 'doi'], *:ELocationID[@EIdType = 'doi'])[1] ! source:identifier('DOI', ., source:doi(.)),
          $ids[@IdType = 'pmc'] ! source:identifier('PMCID', ., source:text(.)),
          (*:ELocationID[@EIdType = 'pii'], $ids[@IdType = 'pii'])[1] ! source:identifier('pii', ., source:text(.)),
          source:words('copyright', *:Abstract/*:CopyrightInformation),
          local:grants(.),
          local:related($citation),
          *:AuthorList[not(@Type = 'editors')]/*:Author ! local:author(.),
          *:Abstract ! local:abstract(., ''),
          $citation/*:OtherAbstract ! local:abstract(., source:tag(@Language)),
          $citation/*:KeywordList ! local:keywords(.),
          $citation/*:MeshHeadingList ! source:with(source:keywords(*:MeshHeading/*:DescriptorName, 'en'), 'scheme', 'MeSH'),
          $citation/*:CoiStatement ! local:statement(.)"/>
    </facts>
    <xsl:sequence select="source:told(($citation/*:InvestigatorList/*:Investigator/*:LastName, $citation/*:PersonalNameSubjectList,
        $citation/*:ChemicalList/*:Chemical/*:NameOfSubstance, *:DataBankList//*:AccessionNumber,
        $types[empty($local:kinds(string(.)))][not(. = 'Journal Article')]))"/>
  </xsl:template>

  <!-- A title in square brackets is a translation by the library, its full stop is the library's too; the vernacular
       title is the work's own. -->
  <xsl:function name="local:titles" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:variable name="work" as="xs:string" select="source:tag($article/*:Language[1])"/>
    <xsl:variable name="title" as="element()*" select="source:rich('title', $article/*:ArticleTitle)"/>
    <xsl:variable name="is-translated" as="xs:boolean" select="exists($title) and matches($title, '^\[.*\]\.?$', 's')"/>
    <xsl:for-each select="$title">
      <title role="{if ($article/*:VernacularTitle[source:text(.)]) then 'translated' else 'main'}">
        <xsl:sequence select="source:tagged(if ($is-translated or $article/*:VernacularTitle) then 'en' else $work)"/>
        <xsl:copy-of select="@from"/>
        <xsl:apply-templates select="node()" mode="local:bare">
          <xsl:with-param name="title" select="."/>
        </xsl:apply-templates>
      </title>
    </xsl:for-each>
    <xsl:for-each select="$article/*:VernacularTitle[source:text(.)]">
      <title role="main">
        <xsl:sequence select="source:tagged($work), source:from(.), replace(source:text(.), '\.$', '')"/>
      </title>
    </xsl:for-each>
  </xsl:function>

  <xsl:mode name="local:bare" on-no-match="shallow-copy"/>
  <xsl:template match="text()" mode="local:bare">
    <xsl:param name="title" as="element()"/>
    <xsl:variable name="is-last" as="xs:boolean" select="not(following::text()[ancestor::* intersect $title])"/>
    <xsl:variable name="is-first" as="xs:boolean" select="not(preceding::text()[ancestor::* intersect $title])"/>
    <xsl:variable name="start" as="xs:string" select="if ($is-first) then replace(., '^\s*\[', '') else ."/>
    <xsl:sequence select="if ($is-last) then replace($start, '(\.?\]\.?|\.)\s*$', '') else $start"/>
  </xsl:template>

  <xsl:function name="local:pages" as="element()*">
    <xsl:param name="pagination" as="element()?"/>
    <xsl:sequence select="source:pages($pagination/*:MedlinePgn[source:text(.)], replace($pagination/*:MedlinePgn, ';.*$', ''))"/>
    <xsl:if test="not($pagination/*:MedlinePgn[source:text(.)])">
      <xsl:sequence select="source:pages($pagination/*:StartPage, string-join($pagination/(*:StartPage, *:EndPage), '-'))"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:param name="issue" as="element()?"/>
    <xsl:variable name="date" as="element()?" select="$issue/*:PubDate"/>
    <xsl:sequence select="
        source:date('issued', $date, (source:edtf($date/*:Year, $date/*:Month, $date/*:Day)[.],
          replace($date/*:MedlineDate, '^(\d{4})\D.*$', '$1')[matches(., '^\d{4}$')])[1]),
        $article/*:ArticleDate[@DateType = 'Electronic'][1] ! source:date('online', ., source:edtf(*:Year, *:Month, *:Day)),
        $article/../../*:PubmedData/*:History/*:PubMedPubDate[@PubStatus = ('received', 'accepted', 'revised')]
          ! source:date(@PubStatus, ., source:edtf(*:Year, *:Month, *:Day))"/>
  </xsl:function>

  <xsl:function name="local:grants" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:for-each select="$article/*:GrantList/*:Grant[*:Agency]">
      <grant>
        <xsl:sequence select="source:from(.), source:words('funder', *:Agency), source:datum('award', *:GrantID)"/>
      </grant>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="local:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'ErratumIn': 'correction', 'ErratumFor': 'corrected', 'RetractionIn': 'retraction', 'RetractionOf': 'retracted',
      'CommentIn': 'comment', 'CommentOn': 'commented', 'ExpressionOfConcernIn': 'concern', 'ExpressionOfConcernFor': 'concerned',
      'UpdateOf': 'earlier', 'UpdateIn': 'later', 'OriginalReportIn': 'original'}"/>

  <xsl:function name="local:related" as="element()*">
    <xsl:param name="citation" as="element()"/>
    <xsl:for-each select="$citation/*:CommentsCorrectionsList/*:CommentsCorrections[not(@RefType = 'Cites')]">
      <related type="{($local:relations(string(@RefType)), string(@RefType))[1]}">
        <xsl:if test="*:PMID">
          <xsl:attribute name="scheme" select="'PMID'"/>
          <xsl:attribute name="number" select="source:text(*:PMID)"/>
        </xsl:if>
        <xsl:sequence select="source:from(.), source:text(*:RefSource)"/>
      </related>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:author" as="element()?">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="group" as="element()?" select="$author/*:CollectiveName"/>
    <xsl:sequence select="source:agent('author', if ($group) then 'organisation' else 'person', $author, (
        if ($group) then source:plain-name($group, source:text($group))
        else source:name($author, $author/*:LastName, ($author/*:ForeName, $author/*:FirstName, $author/*:Initials)[1], $author/*:Suffix),
        $author/(*:AffiliationInfo/*:Affiliation | *:Affiliation) ! local:affiliation(.),
        $author/*:Identifier[@Source = 'ORCID'] ! source:orcid(., .)))"/>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()">
    <xsl:param name="affiliation" as="element()"/>
    <affiliation>
      <xsl:sequence select="source:from($affiliation)"/>
      <text>{source:text($affiliation)}</text>
    </affiliation>
  </xsl:function>

  <xsl:function name="local:abstract" as="element()?">
    <xsl:param name="abstract" as="element()"/>
    <xsl:param name="lang" as="xs:string"/>
    <xsl:variable name="texts" as="element()*" select="$abstract/*:AbstractText[source:text(.)]"/>
    <xsl:if test="$texts">
      <abstract>
        <xsl:sequence select="source:tagged($lang), source:from($abstract), source:rich('p', $texts[not(@Label)])"/>
        <xsl:for-each select="$texts[@Label]">
          <section>
            <xsl:sequence select="source:from(.), source:value('heading', @Label, @Label, ''), source:rich('p', .)"/>
          </section>
        </xsl:for-each>
      </abstract>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:keywords" as="element()?">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="source:keywords($list/*:Keyword, '') => source:with('scheme', string($list/@Owner[not(. = 'NOTNLM')]))"/>
  </xsl:function>

  <xsl:function name="local:statement" as="element()">
    <xsl:param name="coi" as="element()"/>
    <statement kind="conflict">
      <xsl:sequence select="source:from($coi), source:rich('p', $coi)"/>
    </statement>
  </xsl:function>

</xsl:stylesheet>
