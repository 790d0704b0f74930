<?xml version="1.0" encoding="UTF-8"?>
<!-- Open Journal Systems: an article of a native export (2.x and 3.x), with its issue and section. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:ojs"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="(//*:article)[1]"/>
  </xsl:template>

  <!-- In 3.2 and later the article's facts stand in its current publication, before that in the article itself. -->
  <xsl:template match="*:article">
    <xsl:variable name="at" as="element()" select="
        (*:publication[*:id = current()/@current_publication_id], *:publication[last()], .)[1]"/>
    <xsl:variable name="issue" as="element()?" select="(ancestor::*:issue, $at/*:issue_identification/.., .//*:issue_identification/..)[1]"/>
    <xsl:variable name="numbers" as="element()?" select="($at/*:issue_identification, $issue/*:issue_identification, $issue)[1]"/>
    <xsl:variable name="work" as="node()?" select="(@language, $at/@language, $at/@locale, @locale)[1]"/>
    <xsl:variable name="main" as="element()?" select="($at/*:title[local:tag(.) = source:tag($work)], $at/*:title)[1]"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language($work),
            source:title('main', $main),
            source:title('translated', $at/*:title[not(. is $main)]),
            source:rich('subtitle', $at/*:subtitle)"/>
        <xsl:sequence select="
            source:datum('volume', $numbers/*:volume),
            source:datum('issue', $numbers/*:number),
            source:rich('issue-title', $numbers/*:title[not(../*:article)][not(parent::*:section)]),
            source:pages($at/*:pages[1], $at/*:pages[1]),
            local:dates($at, $issue, $numbers),
            ($at | .)/*:id[not(@type = 'internal')] ! local:identifier(.),
            ($at | .)/*:doi ! source:identifier('DOI', ., source:doi(.)),
            $at/*:licenseUrl ! source:licence(., ., ''), $at/*:permissions/*:license_url ! source:licence(., ., ''),
            local:copyright($at),
            local:section(., $at),
            ($at/*:authors/*:author, $at/*:author) ! local:author(., $at),
            $at/*:abstract ! source:abstract(.),
            local:keywords($at)"/>
      </facts>
      <xsl:sequence select="source:told($at/(*:coverage | *:type | *:source | *:rights | *:supporting_agencies | *:disciplines
          | *:prefix | *:supplemental_file/*:title))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:tag" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="source:tag($node/@locale)"/>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="issue" as="element()?"/>
    <xsl:param name="numbers" as="element()?"/>
    <xsl:variable name="published" as="node()?" select="($at/@date_published, $at/*:date_published)[1]"/>
    <xsl:variable name="day" as="xs:string" select="source:date-of(replace($published, '-+$', ''))"/>
    <xsl:variable name="year" as="xs:string" select="source:date-of($numbers/*:year)"/>
    <xsl:sequence select="
        if ($year) then source:date('issued', $numbers/*:year, $year)
        else if ($issue/*:date_published) then source:date('issued', $issue/*:date_published, source:date-of($issue/*:date_published))
        else source:date('issued', $published, $day),
        source:date('published', $published, $day)"/>
  </xsl:function>

  <xsl:function name="local:identifier" as="element()?">
    <xsl:param name="id" as="element()"/>
    <xsl:sequence select="
        if ($id/@type = 'doi') then source:identifier('DOI', $id, source:doi($id))
        else if ($id/@type = 'public') then source:identifier('publisher-id', $id, source:text($id))
        else source:identifier($id/@type, $id, source:text($id))"/>
  </xsl:function>

  <xsl:function name="local:copyright" as="element()?">
    <xsl:param name="at" as="element()"/>
    <xsl:variable name="holder" as="element()?" select="($at/*:copyrightHolder, $at/*:permissions/*:copyright_holder)[1]"/>
    <xsl:variable name="year" as="element()?" select="($at/*:copyrightYear, $at/*:permissions/*:copyright_year)[1]"/>
    <xsl:sequence select="($holder, $year)[source:text(.)][1] ! (source:words('copyright', .)
        => source:with('year', source:text($year)[matches(., '^\d{4}$')]) => source:with('holder', source:text($holder)))"/>
  </xsl:function>

  <!-- The section of the journal that the article stands in, by the reference of the publication or around it. -->
  <xsl:function name="local:section" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:param name="at" as="element()"/>
    <xsl:variable name="ref" as="xs:string?" select="($at/@section_ref, $article/@section_ref)[1]"/>
    <xsl:variable name="section" as="element()?" select="
        ($article/ancestor::*:section, root($article)//*:section[@ref = $ref])[1]"/>
    <xsl:sequence select="($section/*:title)[1] ! source:with(source:words('classification', .), 'scheme', 'section')"/>
  </xsl:function>

  <xsl:function name="local:author" as="element()?">
    <xsl:param name="author" as="element()"/>
    <xsl:param name="at" as="element()"/>
    <xsl:variable name="work" as="xs:string" select="source:tag(($at/@locale, $author/ancestor::*:article/@locale)[1])"/>
    <xsl:variable name="given" as="element()*" select="$author/(*:givenname | *:firstname)"/>
    <xsl:variable name="family" as="element()*" select="$author/(*:familyname | *:lastname)"/>
    <xsl:variable name="first" as="element()?" select="($given[local:tag(.) = $work], $given)[1]"/>
    <xsl:variable name="last" as="element()?" select="($family[local:tag(.) = local:tag($first)], $family)[1]"/>
    <xsl:variable name="role" as="xs:string" select="lower-case($author/@user_group_ref)"/>
    <xsl:variable name="is-other" as="xs:boolean" select="matches($role, 'translat|traduc|übersetz|перевод|editor')"/>
    <xsl:sequence select="source:agent(if ($is-other) then 'contributor' else 'author', 'person', $author, (
        if ($author/@primary_contact = 'true' and not($is-other)) then local:corresponding() else (),
        source:name(($first, $last)[1], $last, string-join(($first, $author/*:middlename) ! source:text(.), ' '), ''),
        ($given except $first) ! local:variant(., $family[local:tag(.) = local:tag(current())]),
        if ($is-other) then local:role($author/@user_group_ref, if (matches($role, 'editor')) then 'editor' else 'translator') else (),
        ($author/*:affiliation[local:tag(.) = $work], $author/*:affiliation)[1] ! local:affiliation(.),
        source:words('email', $author/*:email[contains(., '@')]),
        $author/*:orcid ! source:orcid(., .),
        source:words('biography', ($author/*:biography[local:tag(.) = $work], $author/*:biography)[1])))"/>
  </xsl:function>

  <xsl:function name="local:corresponding" as="attribute()">
    <xsl:attribute name="corresponding" select="'true'"/>
  </xsl:function>

  <xsl:function name="local:variant" as="element()?">
    <xsl:param name="given" as="element()"/>
    <xsl:param name="family" as="element()*"/>
    <xsl:for-each select="source:name($given, $family[1], $given, '')">
      <name type="variant">
        <xsl:copy-of select="@* except (@type, @preferred), node()"/>
      </name>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="said" as="attribute()"/>
    <xsl:param name="key" as="xs:string"/>
    <role key="{$key}">
      <xsl:sequence select="source:from($said), string($said)"/>
    </role>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()?">
    <xsl:param name="affiliation" as="element()"/>
    <xsl:variable name="name" as="element()" select="($affiliation/*:name, $affiliation)[1]"/>
    <xsl:if test="source:text($name)">
      <affiliation>
        <xsl:sequence select="source:tagged(source:lang($name)), source:from($name)"/>
        <text>{source:text($name)}</text>
        <xsl:sequence select="$affiliation[*:ror] ! source:with(source:words('institution', $name), 'ror', source:text(*:ror))"/>
      </affiliation>
    </xsl:if>
  </xsl:function>

  <!-- Key words: one element each (3.x), or all of a language in one (2.x). -->
  <xsl:function name="local:keywords" as="element()*">
    <xsl:param name="at" as="element()"/>
    <xsl:for-each select="$at/*:keywords">
      <xsl:sequence select="source:keywords(*:keyword, local:tag(.))"/>
    </xsl:for-each>
    <xsl:for-each select="$at/*:indexing/*:subject">
      <xsl:sequence select="source:keywords(., local:tag(.))"/>
    </xsl:for-each>
    <xsl:for-each select="$at/*:subjects">
      <xsl:sequence select="source:with(source:keywords(*:subject, local:tag(.)), 'scheme', 'subject')"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
