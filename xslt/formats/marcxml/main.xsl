<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, a MARC 21 bibliographic record out: the fields of an article, in the order of their tags. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marc="urn:titelei:marcxml"
  xmlns:marks="urn:titelei:marks"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns="http://www.loc.gov/MARC21/slim"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates kinds marc marks settings statements">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="fields.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="host.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="leader controlfield subfield"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="marks:plain-facts(facts, false())"/>
  </xsl:template>

  <!-- Leader: new, language material, part of a serial, Unicode, level unknown, punctuation left out. -->
  <xsl:template match="facts" as="element()">
    <record xsi:schemaLocation="http://www.loc.gov/MARC21/slim http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd">
      <leader>00000nab a2200000uc 4500</leader>
      <xsl:sequence select="
          marc:control(.),
          identifier ! marc:identifier(.),
          marc:field('041', ' 7', (
            (work-language, other-language) ! marc:sub('a', @iso639-3),
            (work-language, other-language)[1] ! marc:sub('2', 'iso639-3'))),
          classification[lower-case(@scheme) = 'udc'] ! marc:field('080', '  ', marc:sub('a', .)),
          classification[not(lower-case(@scheme) = 'udc')]
            ! marc:field('084', '  ', (marc:sub('a', .), marc:sub('2', @scheme))),
          author[1] ! marc:author(., true()),
          marc:titles(.),
          marc:field('264', ' 1', (
            journal/place ! marc:sub('a', .), journal/publisher ! marc:sub('b', .),
            marc:sub('c', dates:first(date[@type = 'issued'][1])))),
          count ! marc:field('300', '  ', marc:sub('a', . || ' ' || @unit)),
          marc:field('336', '  ', (marc:sub('a', 'text'), marc:sub('b', 'txt'), marc:sub('2', 'rdacontent'))),
          journal/series ! marc:field('490', '0 ', (title[1] ! marc:sub('a', .), number ! marc:sub('v', .))),
          statement ! marc:field('500', '  ', marc:sub('a', marc:statement(.))),
          abstract ! marc:field('520', '3 ', marc:sub('a', statements:abstract-text(.))),
          citation ! marc:field('524', '  ', marc:sub('a', .)),
          funding ! marc:field('536', '  ', marc:sub('a', .)),
          grant/award ! marc:field('536', '  ', marc:sub('c', .)),
          licence ! marc:field('540', '  ', (marc:sub('a', .), marc:sub('u', @uri))),
          copyright ! marc:field('542', '  ', (marc:sub('d', @holder), marc:sub('f', .), marc:sub('g', @year))),
          period[@about] ! marc:field('648', ' 4', marc:sub('a', @edtf)),
          place[@about]/name[@preferred] ! marc:field('651', ' 4', marc:sub('a', text)),
          keywords/keyword ! marc:field('653', ' 0', marc:sub('a', .)),
          kinds:of(.)/@words ! marc:field('655', ' 4', marc:sub('a', .)),
          author[position() gt 1] ! marc:author(., false()),
          contributor ! marc:contributor(.),
          grant/funder ! marc:funder(.),
          marc:host(.),
          related ! marc:related(.),
          url ! marc:field('856', '40', marc:sub('u', .)),
          link ! marc:field('856', if (@type = 'fulltext') then '40' else '42', (marc:sub('u', @uri), marc:sub('y', (.[string()], @type)[1]))),
          marc:field('856', '42', (marc:sub('3', 'Description'), marc:sub('u', settings:article-url(@id))))"/>
    </record>
  </xsl:template>

  <!-- A statement in one run of text, after its heading. -->
  <xsl:function name="marc:statement" as="xs:string">
    <xsl:param name="statement" as="element(statement)"/>
    <xsl:sequence select="string-join(($statement/heading ! statements:sentence(.), statements:abstract-text($statement)), ' ')"/>
  </xsl:function>

  <!-- 245 is the main title with the subtitle in its language; of the others a translated one is a parallel title. -->
  <xsl:function name="marc:titles" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="main" as="element(title)?" select="($facts/title[@role = 'main'], $facts/title)[1]"/>
    <xsl:variable name="has-entry" as="xs:string" select="if ($facts/author) then '1' else '0'"/>
    <xsl:sequence select="
        $main ! marc:field('245', $has-entry || '0', marc:title(.)),
        $facts/title[not(. is $main)] ! marc:field('246', if (@role = 'translated') then '31' else '3 ', marc:title(.))"/>
  </xsl:function>

  <xsl:function name="marc:title" as="element()*">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="
        marc:sub('a', $title),
        $title[@role = ('main', 'translated')] ! marks:subtitles(.)[1] ! marc:sub('b', .)"/>
  </xsl:function>

  <!-- A number: those that have a code in the list of sources with that, others with their kind in words. -->
  <xsl:function name="marc:identifier" as="element()?">
    <xsl:param name="identifier" as="element(identifier)"/>
    <xsl:variable name="code" as="xs:string?" select="
        map {'DOI': 'doi', 'handle': 'hdl', 'URN': 'urn', 'URI': 'uri', 'ARK': 'ark'}($identifier/@type)"/>
    <xsl:sequence select="
        if ($code) then marc:field('024', '7 ', (marc:sub('a', $identifier), marc:sub('2', $code)))
        else marc:field('024', '8 ', (marc:sub('a', $identifier), marc:sub('q', $identifier/@type)))"/>
  </xsl:function>

</xsl:stylesheet>
