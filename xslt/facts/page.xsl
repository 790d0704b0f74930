<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts that are passages of the page, as reading text: abstracts with their sections, key words, citation, licence,
     references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:page" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:variable name="divs" as="element(div)*" select="facts:once($tei/text/front/div)"/>
    <xsl:sequence select="
        facts:abstracts($divs[@type = 'abstract'][descendant::*[not(self::head or ancestor::head)]/text()[normalize-space()]],
            string($article/analytic/textLang[1]/@mainLang)),
        $tei/teiHeader/profileDesc/textClass/keywords ! facts:keywords(.),
        facts:statements($divs, $article),
        facts:fact('citation', $divs[@type = 'citation']/(p | ab)),
        $divs[@type = 'licence'] ! facts:fact('licence-statement', if (p) then p else ab)"/>
    <xsl:for-each select="$divs[@type = 'references']//listBibl/bibl">
      <xsl:variable name="doi" as="element(idno)?" select="(.//idno[@type = 'DOI'])[1]"/>
      <xsl:sequence select="
          facts:fact('reference', .)
          => facts:with('doi', $doi/facts:bare(.))
          => facts:with('type', @type)
          => facts:with('list', ../@type[not(. = 'references')])"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Divisions without those in which a later page of the article only says again, in the same language, what an
       earlier one has. -->
  <xsl:function name="facts:once" as="element(div)*">
    <xsl:param name="divs" as="element(div)*"/>
    <xsl:for-each-group select="$divs" group-by="string-join((@type, @subtype, facts:lang(.)), ' ')">
      <xsl:variable name="first" as="xs:string" select="string(current-group()[1]/@source)"/>
      <xsl:sequence select="current-group()[string(@source) = $first]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The abstract proper before other kinds, that in the work's language before translations. -->
  <xsl:function name="facts:abstracts" as="element(facts:abstract)*">
    <xsl:param name="divs" as="element(div)*"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:for-each select="sort($divs, (), function($div) { exists($div/@subtype), tags:distance(facts:lang($div), $work) })">
      <xsl:sequence select="facts:with(facts:passage(., 'abstract'), 'kind',
          @subtype[. = ('summary', 'graphical', 'highlights', 'teaser')])"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A division with its heading, paragraphs and sections, as an element of the given name. Further headings, bylines,
       headings of lists, items and references are paragraphs: nothing that is printed in it is left out. -->
  <xsl:function name="facts:passage" as="element()">
    <xsl:param name="div" as="element(div)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="head" as="element(head)?" select="$div/head[1]"/>
    <xsl:element name="{$name}">
      <xsl:sequence select="
          facts:lang-attribute($div), facts:from($div),
          facts:rich('heading', $head) ! facts:without-end(., '\s*[.:]$'),
          facts:rich('p', $div/((head except $head) | byline | p | ab | list/(head | item) | listBibl/(head | bibl))),
          $div/div ! facts:with(facts:passage(., 'section'), 'kind', (@n, @subtype)[1])"/>
    </xsl:element>
  </xsl:function>

  <!-- Statements of the page, then those of the header that the page does not hold. -->
  <xsl:function name="facts:statements" as="element(facts:statement)*">
    <xsl:param name="divs" as="element(div)*"/>
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:variable name="printed" as="element(facts:statement)*" select="
        $divs[@type = ('statement', 'acknowledgement') or @type = 'funding' and not($article/note/@type = 'funding')] !
        facts:with(facts:passage(., 'statement'), 'kind', facts:statement-kind(.))"/>
    <xsl:sequence select="$printed"/>
    <xsl:for-each select="$article/note[@type = 'statement'][text:reading(.)]">
      <xsl:variable name="kind" as="xs:string" select="(@subtype ! string(), 'other')[1]"/>
      <xsl:if test="not($printed[@kind = $kind][tags:distance(@xml:lang, facts:lang(current())) lt 4]
          [$kind ne 'other' or string-join(facts:p, ' ') = text:reading(current())])">
        <statement kind="{$kind}">
          <xsl:sequence select="facts:lang-attribute(.), facts:from(.), facts:rich('p', .)"/>
        </statement>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:statement-kind" as="xs:string">
    <xsl:param name="div" as="element(div)"/>
    <xsl:sequence select="(
        $div/@subtype ! string(), $div/@type[. = ('acknowledgement', 'funding')] ! string(),
        $div/head[1] ! facts:word('statement', text:reading(.)), 'other')[1]"/>
  </xsl:function>

  <!-- Key words of one language and, where they are from a list, its name and address. -->
  <xsl:function name="facts:keywords" as="element(facts:keywords)?">
    <xsl:param name="keywords" as="element(keywords)"/>
    <xsl:variable name="scheme" as="xs:string" select="string($keywords/@scheme)"/>
    <xsl:variable name="list" as="element(taxonomy)?"
      select="key('facts:id', substring-after($scheme, '#'), root($keywords))/self::taxonomy"/>
    <xsl:where-populated>
      <keywords>
        <xsl:if test="$keywords/term[text:reading(.)]">
          <xsl:if test="$scheme">
            <xsl:attribute name="scheme" select="($list/desc ! text:reading(.)[.], replace($scheme, '^.*[#/]', '')[.], $scheme)[1]"/>
            <xsl:for-each select="($list//ref/@target, $scheme)[matches(., '^[a-z]+:')][1]">
              <xsl:attribute name="scheme-uri" select="."/>
            </xsl:for-each>
          </xsl:if>
          <xsl:sequence select="facts:lang-attribute($keywords), facts:from($keywords)"/>
          <xsl:for-each select="$keywords/term">
            <xsl:sequence select="facts:with(facts:rich('keyword', .), 'uri', @ref[matches(., '^[a-z]+:')])"/>
          </xsl:for-each>
        </xsl:if>
      </keywords>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
