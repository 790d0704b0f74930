<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts from sourceDesc/biblStruct: kind, languages, titles, dates, numbers, addresses, terms of use. -->
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
        $article/@subtype ! facts:value('kind', ., string(.)),
        facts:languages($analytic/textLang[1]),
        facts:titles($analytic, $work),
        facts:rich('subtitle', $analytic/title[not(@level) or @level = 'a'][@type = 'sub']),
        facts:journal($article),
        facts:place-in-issue($article/monogr[1]),
        $article/monogr[1]/extent/measure ! facts:with(facts:value('count', ., @quantity), 'unit', @unit),
        facts:dates($article),
        facts:identifiers($analytic),
        ($analytic/ref, $article/ref)[@type = 'page'][@target][1] ! facts:value('url', ., @target),
        ($analytic/ref, $article/ref)[@target] ! facts:link(., $article),
        facts:licences($analytic),
        $analytic/availability/p ! facts:copyright(.),
        facts:classifications($article),
        $article/note[@type = 'peer-review'] ! facts:with(facts:fact('peer-review', .), 'kind', @subtype),
        facts:version($article),
        facts:fact('funding', $article/note[@type = 'funding']),
        $article/note[@type = 'funding'] ! facts:grants(.),
        $article/relatedItem ! facts:related(.)"/>
  </xsl:function>

  <!-- The language of the work, which need not be that of the page, and further ones. -->
  <xsl:function name="facts:languages" as="element()*">
    <xsl:param name="textLang" as="element(textLang)?"/>
    <xsl:sequence select="
        $textLang/@mainLang ! facts:tongue('work-language', ., .),
        tokenize($textLang/@otherLangs) ! facts:tongue('other-language', ., $textLang/@otherLangs)"/>
  </xsl:function>

  <xsl:function name="facts:tongue" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="node" as="attribute()"/>
    <xsl:element name="{$name}">
      <xsl:attribute name="tag" select="$tag"/>
      <xsl:attribute name="iso639-3" select="
        (facts:iso639-3($tag), errors:fail($node, '“' || $tag || '” is no language of ISO 639.',
          'Correct textLang/@' || name($node) || '.'))[1]"/>
      <xsl:sequence select="facts:from($node)"/>
    </xsl:element>
  </xsl:function>

  <!-- Where the title in the work's language is known it is the main one, else the known one is, in its own language;
       a title is a translation only beside an original. -->
  <xsl:function name="facts:titles" as="element(facts:title)*">
    <xsl:param name="analytic" as="element(analytic)?"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:variable name="all" as="element(title)*" select="$analytic/title[not(@level) or @level = 'a'][not(@type = 'sub')]"/>
    <xsl:variable name="own" as="element(title)*" select="$all[not(@type) or @type = ('main', 'translated')]"/>
    <xsl:variable name="main" as="element(title)?" select="(
        facts:in-language($own, $work), $own[@type = 'main'], $own, $all)[1]"/>
    <xsl:for-each select="$main, $all except $main">
      <xsl:sequence select="facts:with(facts:rich('title', .), 'role',
          if (. is $main) then 'main'
          else if (@type = ('transliterated', 'alternative', 'short')) then @type
          else if (@type = 'abbreviated') then 'short' else 'translated')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The date of the issue, then the article's own. -->
  <xsl:function name="facts:dates" as="element(facts:date)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:sequence select="
        ($article/monogr/imprint/date)[1] ! facts:date(., 'issued'),
        $article/analytic/date ! facts:date(., string((@type, 'published')[1]))"/>
  </xsl:function>

  <xsl:function name="facts:date" as="element(facts:date)?">
    <xsl:param name="date" as="element(date)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="
        facts:value('date', $date, facts:edtf($date))
        => facts:with('calendar', $date/@calendar ! replace(., '^.*[#/]|^#?cal\.', '') ! replace(., '^cal\.', ''))
        => facts:with('season', facts:season($date))
        => facts:with('type', $type)"/>
  </xsl:function>

  <!-- An address: the full text, a supplement, or another; the first address of a page is the article's own. -->
  <xsl:function name="facts:link" as="element(facts:link)?">
    <xsl:param name="ref" as="element(ref)"/>
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:if test="not($ref is ($article/analytic/ref, $article/ref)[@type = 'page'][@target][1])">
      <link type="{if ($ref/@type = ('fulltext', 'supplement')) then $ref/@type else 'other'}" uri="{$ref/@target}">
        <xsl:if test="$ref/@mimeType">
          <xsl:attribute name="media" select="$ref/@mimeType"/>
        </xsl:if>
        <xsl:sequence select="facts:lang-attribute($ref), facts:from($ref), text:reading($ref/node())"/>
      </link>
    </xsl:if>
  </xsl:function>

  <!-- What holds for the article as a whole or for its text comes first. -->
  <xsl:function name="facts:licences" as="element(facts:licence)*">
    <xsl:param name="analytic" as="element(analytic)?"/>
    <xsl:for-each select="
        $analytic/availability[not(@n) or @n = 'text']/licence, $analytic/availability[@n and not(@n = 'text')]/licence">
      <xsl:sequence select="
          facts:licence(., 'licence') => facts:with('begins', @notBefore) => facts:with('part', ../@n)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:copyright" as="element(facts:copyright)?">
    <xsl:param name="statement" as="element(p)"/>
    <xsl:sequence select="
        facts:fact('copyright', $statement)
        => facts:with('holder', string-join($statement/(persName | orgName | name) ! text:reading(.), ', ')[.])
        => facts:with('year', $statement/date/@when[matches(., '^[0-9]{4}')][1] ! substring(., 1, 4))"/>
  </xsl:function>

  <!-- Which version of the article the page offers: the codes of NISO RP-8. -->
  <xsl:function name="facts:version" as="element(facts:version)?">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:sequence select="
        $article/note[@type = 'version'][@subtype = ('AO', 'SMUR', 'AM', 'P', 'VoR', 'CVoR', 'EVoR')][1] !
        facts:with(facts:fact('version', .), 'code', @subtype)"/>
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

</xsl:stylesheet>
