<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, HAL's TEI out (AOfr, as HAL takes it by SWORD). The domain that HAL files an article under comes from the
     settings of the target when it is deposited. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:errors="urn:titelei:errors"
  xmlns:marks="urn:titelei:marks"
  xmlns:hal="urn:titelei:hal"
  xmlns:names="urn:titelei:names"
  xmlns:statements="urn:titelei:statements"
  xmlns="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="source.xsl"/>
  <xsl:include href="authors.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="title abstract term"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="article-place" as="xs:string" static="yes"
    select="'/*:TEI[1]/*:teiHeader[1]/*:fileDesc[1]/*:sourceDesc[1]/*:biblStruct[1]'"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="marks:plain-facts(hal:demanded(facts), true())"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <TEI>
      <text>
        <body>
          <listBibl>
            <biblFull>
              <titleStmt>
                <xsl:sequence select="hal:titles(.), hal:authors(.), hal:funders(.)"/>
              </titleStmt>
              <xsl:for-each select="licence[@uri][1]">
                <publicationStmt>
                  <availability>
                    <licence target="{@uri}"/>
                  </availability>
                </publicationStmt>
              </xsl:for-each>
              <xsl:sequence select="hal:source(.)"/>
              <profileDesc>
                <langUsage>
                  <language ident="{tags:primary(work-language/@tag)}"/>
                </langUsage>
                <textClass>
                  <xsl:sequence select="hal:keywords(.)"/>
                  <xsl:for-each select="classification">
                    <classCode scheme="classification">{.}</classCode>
                  </xsl:for-each>
                  <classCode scheme="halTypology" n="ART"/>
                </textClass>
                <xsl:sequence select="hal:abstracts(.)"/>
              </profileDesc>
            </biblFull>
          </listBibl>
        </body>
        <xsl:sequence select="hal:structures(.)"/>
      </text>
    </TEI>
  </xsl:template>

  <xsl:function name="hal:demanded" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        if (not($facts/title))
        then errors:impossible('the article has no title, which HAL demands.', 'Add title to analytic.', $article-place)
        else if (not($facts/author))
        then errors:impossible('the article has no author, which HAL demands.', 'Add author to analytic.', $article-place)
        else if ($facts/author[@kind = 'person']/names:preferred(.)[not(surname and forename)])
        then errors:impossible('an author''s name is not divided, and HAL demands forename and surname.',
          'Mark forename and surname in the main persName of the person.',
          ($facts/author[@kind = 'person']/names:preferred(.)[not(surname and forename)])[1]/@from)
        else if (not($facts/work-language))
        then errors:impossible('the language of the article is not known, which HAL demands.',
          'Add textLang with @mainLang to analytic.', $article-place)
        else $facts"/>
  </xsl:function>

  <!-- HAL names languages by two letters and knows no scripts. -->
  <xsl:function name="hal:language" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="tags:primary(($fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang, 'und')[1])"/>
  </xsl:function>

  <!-- HAL holds one title a language: a title in Latin letters gives way to that in the language's own. -->
  <xsl:function name="hal:titles" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each-group select="$facts/title[not(@role = ('alternative', 'short'))]" group-by="hal:language(.)">
      <title xml:lang="{current-grouping-key()}">{.}</title>
    </xsl:for-each-group>
  </xsl:function>

  <!-- HAL holds one abstract a language: those of other kinds are left out where there is one proper. -->
  <xsl:function name="hal:abstracts" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="told" as="element(abstract)*" select="$facts/abstract[statements:abstract-text(.)]"/>
    <xsl:for-each-group select="$told[not(@kind and $told[not(@kind)])]" group-by="hal:language(.)">
      <abstract xml:lang="{current-grouping-key()}">{string-join(current-group() ! statements:abstract-text(.), ' ')}</abstract>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="hal:keywords" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <keywords scheme="author">
        <xsl:for-each select="$facts/keywords/keyword">
          <term xml:lang="{hal:language(.)}">{.}</term>
        </xsl:for-each>
      </keywords>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="hal:funders" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/funding">
      <funder>{.}</funder>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
