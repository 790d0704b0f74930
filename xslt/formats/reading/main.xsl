<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, the reading text out: titles, who made it, abstracts, key words, statements, how to cite, licences, wrapped at
     $width. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:reading="urn:titelei:reading"
  xmlns:labels="urn:titelei:labels"
  xmlns:marks="urn:titelei:marks"
  xmlns:names="urn:titelei:names"
  xmlns:settings="urn:titelei:settings"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../labels/labels.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../text/marks.xsl"/>
  <xsl:include href="../../text/wrap.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="xs:string">
    <xsl:variable name="blocks" as="xs:string*">
      <xsl:apply-templates select="marks:plain-facts(facts, true())" mode="reading:blocks"/>
    </xsl:variable>
    <xsl:sequence select="
        if (exists($blocks)) then string-join($blocks ! (. || '&#10;'), '&#10;')
        else errors:impossible('the page gives neither title nor author, abstract, key words or references, so that there is nothing to read.',
          'Read the diplomatic text, or encode what the page gives.', '/*:TEI[1]/*:text[1]')"/>
  </xsl:template>

  <xsl:mode name="reading:blocks" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <!-- One string a block; an empty line comes between two. -->
  <xsl:template match="facts" mode="reading:blocks" as="xs:string*">
    <xsl:apply-templates mode="#current" select="
        title[not(@role = 'transliterated')], author, contributor, abstract, keywords, statement, funding, citation,
        licence[1], copyright, reference[1]"/>
  </xsl:template>

  <xsl:template match="facts/title" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:paragraph(.)"/>
  </xsl:template>

  <!-- An author's lines: name, degrees and posts, each affiliation, addresses. -->
  <xsl:template match="author" mode="reading:blocks" as="xs:string">
    <xsl:variable name="language" as="xs:string" select="reading:language((name[@preferred], .)[1])"/>
    <xsl:sequence select="string-join((
        reading:paragraph(name[@preferred]/text
          || (if (@corresponding) then ' (' || labels:text('corresponding', $language) || ')' else '')),
        reading:paragraph(string-join((degree, post), ', ')),
        reading:paragraph(string-join(member/names:preferred(.)/text, ', ')),
        affiliation/text ! reading:paragraph(.),
        email ! reading:labelled('email', ., $language),
        orcid ! reading:labelled('orcid', 'https://orcid.org/' || ., $language),
        (biography, death) ! reading:paragraph(.))[.], '&#10;')"/>
  </xsl:template>

  <!-- What was done, and by whom. -->
  <xsl:template match="contributor" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:paragraph(string-join((string-join(role, ', ')[.], names:preferred(.)/text), ': '))"/>
  </xsl:template>

  <xsl:template match="abstract" mode="reading:blocks" as="xs:string*">
    <xsl:sequence select="(heading, labels:text('abstract', reading:language(.))[not(current()/@kind)])[1] ! upper-case(.)"/>
    <xsl:apply-templates mode="#current" select="p, section"/>
  </xsl:template>

  <xsl:template match="section" mode="reading:blocks" as="xs:string*">
    <xsl:sequence select="heading ! reading:paragraph(.)"/>
    <xsl:apply-templates mode="#current" select="p, section"/>
  </xsl:template>

  <xsl:template match="statement" mode="reading:blocks" as="xs:string*">
    <xsl:sequence select="heading ! upper-case(.)"/>
    <xsl:apply-templates mode="#current" select="p, section"/>
  </xsl:template>

  <xsl:template match="p" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:paragraph(.)"/>
  </xsl:template>

  <xsl:template match="keywords" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:titled('keywords', string-join(keyword, '; '), .)"/>
  </xsl:template>

  <xsl:template match="funding | citation" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:titled(local-name(), ., .)"/>
  </xsl:template>

  <xsl:template match="facts/licence" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:titled('licence', string-join(../licence/(.[normalize-space()], @uri), '&#10;'), .)"/>
  </xsl:template>

  <xsl:template match="copyright" mode="reading:blocks" as="xs:string">
    <xsl:sequence select="reading:paragraph(.)"/>
  </xsl:template>

  <xsl:template match="reference" mode="reading:blocks" as="xs:string*">
    <xsl:sequence select="upper-case(labels:text('references', reading:language(.))), ../reference ! reading:paragraph(.)"/>
  </xsl:template>

  <!-- The language of the labels beside a passage. -->
  <xsl:function name="reading:language" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="labels:language($fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang, settings:languages())"/>
  </xsl:function>

  <xsl:function name="reading:paragraph" as="xs:string">
    <xsl:param name="paragraph" as="xs:string"/>
    <xsl:sequence select="string-join(text:wrapped($paragraph, $width), '&#10;')"/>
  </xsl:function>

  <xsl:function name="reading:labelled" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="reading:paragraph(labels:text($key, $language) || ': ' || $value)"/>
  </xsl:function>

  <!-- A heading in capitals and under it a text, whose own lines are kept apart. -->
  <xsl:function name="reading:titled" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="string-join((
        upper-case(labels:text($key, reading:language($fact))), '',
        tokenize($text, '&#10;') ! reading:paragraph(.)), '&#10;')"/>
  </xsl:function>

</xsl:stylesheet>
