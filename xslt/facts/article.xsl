<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts from sourceDesc/biblStruct: language of the work, titles, journal, issue, dates, identifiers, licence. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns:settings="urn:titelei:settings"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:article-facts" as="element()*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:variable name="analytic" as="element(analytic)?" select="$article/analytic"/>
    <xsl:sequence select="
        facts:work-language($analytic/textLang),
        facts:titles($analytic, $work),
        facts:journal($article/monogr[1]),
        facts:issue($article/monogr[1]/imprint),
        facts:dates($article),
        facts:identifiers($analytic),
        ($analytic/ref, $article/ref)[@target][1] ! facts:value('url', ., @target),
        $analytic/availability/licence[1] ! facts:licence(., 'licence'),
        facts:classifications($article),
        facts:fact('funding', $article/note[@type = 'funding']),
        $article/note[@type = 'funding'] ! facts:grants(.),
        $article/relatedItem ! facts:related(.)"/>
  </xsl:function>

  <!-- The language of the work, which need not be that of the page. -->
  <xsl:function name="facts:work-language" as="element(facts:work-language)?">
    <xsl:param name="textLang" as="element(textLang)?"/>
    <xsl:for-each select="$textLang/@mainLang">
      <work-language tag="{.}" iso639-3="{
        (facts:iso639-3(.), errors:fail(., '“' || . || '” is no language of ISO 639.', 'Correct textLang/@mainLang.'))[1]}">
        <xsl:sequence select="facts:from(.)"/>
      </work-language>
    </xsl:for-each>
  </xsl:function>

  <!-- Where the title in the work's language is known it is the main one, else the known one is, in its own language;
       a title is a translation only beside an original. -->
  <xsl:function name="facts:titles" as="element(facts:title)*">
    <xsl:param name="analytic" as="element(analytic)?"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:variable name="all" as="element(title)*"
      select="$analytic/title[not(@level) or @level = 'a'][not(@type) or @type = ('main', 'translated', 'transliterated')]"/>
    <xsl:variable name="own" as="element(title)*" select="$all[not(@type = 'transliterated')]"/>
    <xsl:variable name="main" as="element(title)?" select="(
        $own[facts:primary(facts:lang(.)) = facts:primary($work)][not(contains(facts:lang(.), '-Latn'))],
        $own[@type = 'main'], $own)[1]"/>
    <xsl:for-each select="$main, $all except $main">
      <xsl:sequence select="facts:with(facts:fact('title', .), 'role',
          if (. is $main) then 'main' else if (@type = 'transliterated') then 'transliterated' else 'translated')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:journal" as="element(facts:journal)?">
    <xsl:param name="monogr" as="element(monogr)?"/>
    <xsl:variable name="titles" as="element(title)*" select="$monogr/title[not(@level) or @level = 'j']"/>
    <xsl:if test="$titles or $monogr/idno">
      <journal>
        <xsl:for-each select="$titles">
          <xsl:sequence select="facts:with(facts:fact('title', .), 'role',
              if (. is $titles[1]) then 'main' else string((@type[not(. = 'main')], 'translated')[1]))"/>
        </xsl:for-each>
        <xsl:for-each select="$monogr/idno[@type = ('ISSN', 'eISSN', 'pISSN')]">
          <xsl:sequence select="facts:with(facts:fact('issn', .), 'medium',
              if (@type = 'eISSN' or @subtype = 'electronic') then 'electronic'
              else if (@type = 'pISSN' or @subtype = 'print') then 'print' else ())"/>
        </xsl:for-each>
        <xsl:sequence select="facts:fact('publisher', $monogr/imprint/publisher[1]),
            facts:fact('place', $monogr/imprint/pubPlace[1])"/>
      </journal>
    </xsl:if>
  </xsl:function>

  <xsl:function name="facts:issue" as="element()*">
    <xsl:param name="imprint" as="element(imprint)?"/>
    <xsl:for-each select="'volume', 'issue', 'part'">
      <xsl:variable name="unit" as="xs:string" select="."/>
      <xsl:sequence select="($imprint, $imprint/..)/biblScope[@unit = $unit][1] !
          facts:value($unit, ., string((@n, text:reading(.))[1]))"/>
    </xsl:for-each>
    <xsl:for-each select="(($imprint, $imprint/..)/biblScope[@unit = 'page'])[1]">
      <xsl:sequence select="
          facts:value('first-page', ., string(@from)),
          facts:value('last-page', ., string((@to, @from)[1]))"/>
    </xsl:for-each>
    <xsl:sequence select="($imprint, $imprint/..)/biblScope[@unit = 'article'][1] !
        facts:value('article-number', ., string((@n, text:reading(.))[1]))"/>
  </xsl:function>

  <xsl:function name="facts:dates" as="element(facts:date)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:sequence select="
        ($article/monogr/imprint/date)[1] ! facts:with(facts:value('date', ., facts:edtf(.)), 'type', 'issued'),
        $article/analytic/date[@type] ! facts:with(facts:value('date', ., facts:edtf(.)), 'type', @type)"/>
  </xsl:function>

  <!-- DOI and ORCID bare, whatever address stands before them. -->
  <xsl:function name="facts:bare" as="xs:string">
    <xsl:param name="idno" as="xs:string"/>
    <xsl:sequence select="replace(
        text:folded($idno), '^(https?://)?(dx\.)?(doi\.org|orcid\.org)/|^(doi|orcid):\s*', '', 'i')"/>
  </xsl:function>

  <xsl:function name="facts:identifiers" as="element(facts:identifier)*">
    <xsl:param name="analytic" as="element(analytic)?"/>
    <xsl:for-each select="$analytic/idno">
      <xsl:variable name="value" as="xs:string" select="text:reading(.)"/>
      <xsl:sequence select="facts:with(
          facts:value('identifier', ., if (@type = 'DOI') then facts:bare($value) else $value), 'type', (@type, 'other')[1])"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:classifications" as="element(facts:classification)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:sequence select="$article/ancestor::teiHeader/profileDesc/textClass/classCode !
        facts:with(facts:fact('classification', .), 'scheme', replace(@scheme, '^.*[#/]', ''))"/>
  </xsl:function>

  <!-- Who paid, and the numbers of the awards that stand after that name in the note. -->
  <xsl:function name="facts:grants" as="element(facts:grant)*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="awards" as="element(idno)*" select="$note//idno[@type = 'award']"/>
    <xsl:for-each select="$note//orgName">
      <xsl:variable name="funder" as="element(orgName)" select="."/>
      <xsl:variable name="entry" as="element()?" select="key('facts:id', substring-after(@ref, '#'))"/>
      <grant>
        <xsl:sequence select="
            facts:from(.),
            facts:fact('funder', .)
              => facts:with('ror', $entry/idno[@type = 'ROR'][1] ! facts:ror(.))
              => facts:with('funder-id', $entry/idno[@type = 'FunderID'][1] ! text:folded(.)),
            $awards[(preceding::orgName intersect $note//orgName)[last()] is $funder] ! facts:value('award', ., text:reading(.))"/>
      </grant>
    </xsl:for-each>
  </xsl:function>

  <!-- A correction, a retraction, a preprint: what it is to this article, and its address where one is given. -->
  <xsl:function name="facts:related" as="element(facts:related)?">
    <xsl:param name="item" as="element(relatedItem)"/>
    <xsl:variable name="address" as="xs:string?" select="($item/@target, $item//ref/@target, $item//ptr/@target)[1]"/>
    <xsl:variable name="doi" as="xs:string?" select="(
        $item//idno[@type = 'DOI'] ! facts:bare(.), $address[starts-with(., 'https://doi.org/')] ! facts:bare(.))[1]"/>
    <xsl:variable name="uri" as="xs:string?" select="($address, $doi ! settings:doi-url(.))[1]"/>
    <related>
      <xsl:if test="$item/@type">
        <xsl:attribute name="type" select="$item/@type"/>
      </xsl:if>
      <xsl:if test="$uri">
        <xsl:attribute name="uri" select="$uri"/>
      </xsl:if>
      <xsl:if test="$doi">
        <xsl:attribute name="doi" select="$doi"/>
      </xsl:if>
      <xsl:sequence select="facts:lang-attribute($item), facts:from($item), text:reading($item/*)"/>
    </related>
  </xsl:function>

  <!-- What is said to be missing from the page, of the article, of an author, or of the copy that was encoded. -->
  <xsl:function name="facts:missing" as="element(facts:missing)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:variable name="people" as="element(person)*"
      select="$article/analytic/author//@ref ! key('facts:id', substring-after(., '#'), root($article))[self::person]"/>
    <xsl:variable name="copies" as="element(bibl)*" select="$article/../bibl"/>
    <xsl:for-each select="($article, $people, $copies) ! descendant::note[@type = 'missing']">
      <missing of="{(ancestor::person/@xml:id, 'source'[current()/ancestor::bibl intersect $copies], 'article')[1]}">
        <xsl:if test="@subtype">
          <xsl:attribute name="fact" select="@subtype"/>
        </xsl:if>
        <xsl:sequence select="facts:lang-attribute(.), facts:from(.), text:reading(.)"/>
      </missing>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
