<?xml version="1.0" encoding="UTF-8"?>
<!-- The facts of an article, read once for all formats. The door is facts:of(); the order of the parts is that of
     schemas/facts.rng. Where each fact stands in the TEI is decided here and nowhere else. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="languages.xsl"/>
  <xsl:include href="edtf.xsl"/>
  <xsl:include href="edition.xsl"/>
  <xsl:include href="words.xsl"/>
  <xsl:include href="rich.xsl"/>
  <xsl:include href="article.xsl"/>
  <xsl:include href="issue.xsl"/>
  <xsl:include href="relations.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="affiliations.xsl"/>
  <xsl:include href="authors.xsl"/>
  <xsl:include href="page.xsl"/>
  <xsl:include href="entities.xsl"/>

  <xsl:key name="facts:id" match="*[@xml:id]" use="@xml:id"/>

  <!-- Every element of the page that points at something, by what it points at. -->
  <xsl:key name="facts:mention" match="text//*[@ref]" use="tokenize(@ref) ! substring-after(., '#')"/>

  <xsl:function name="facts:of" as="document-node()">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="tei" as="element(TEI)" select="facts:tei($document)"/>
    <xsl:variable name="article" as="element(biblStruct)" select="facts:article($tei)"/>
    <xsl:variable name="work" as="xs:string" select="string($article/analytic/textLang[1]/@mainLang)"/>
    <xsl:document>
      <facts id="{$tei/@xml:id}">
        <xsl:copy-of select="$tei/@xml:lang"/>
        <xsl:sequence select="
            facts:edition($tei),
            facts:article-facts($article, $work),
            facts:authors($article, $work),
            facts:contributors($article, $work),
            facts:page($tei, $article),
            facts:source($article),
            facts:entities($tei),
            facts:missing($article)"/>
      </facts>
    </xsl:document>
  </xsl:function>

  <xsl:function name="facts:tei" as="element(TEI)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="(
        $document/TEI,
        errors:fail($document/*, 'The root element is ' || name($document/*) || ', not TEI.', 'Give a TEI document.')
        )[1]"/>
  </xsl:function>

  <!-- The first biblStruct of the source description (the page's own copy may be described beside it). -->
  <xsl:function name="facts:article" as="element(biblStruct)">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="source" as="element()?" select="$tei/teiHeader/fileDesc/sourceDesc"/>
    <xsl:sequence select="(
        $source//biblStruct[1],
        errors:fail(($source, $tei)[1], 'The article is not described: sourceDesc holds no biblStruct.',
          'Add biblStruct with analytic and monogr to sourceDesc.')
        )[1]"/>
  </xsl:function>

  <!-- Where a fact was read. -->
  <xsl:function name="facts:from" as="attribute()">
    <xsl:param name="node" as="node()"/>
    <xsl:attribute name="from" select="errors:place($node)"/>
  </xsl:function>

  <!-- The language of a node as an attribute, where one is known. -->
  <xsl:function name="facts:lang-attribute" as="attribute()?">
    <xsl:param name="node" as="node()"/>
    <xsl:if test="facts:lang($node)">
      <xsl:attribute name="xml:lang" select="facts:lang($node)"/>
    </xsl:if>
  </xsl:function>

  <!-- One fact in words: an element of the given name with language, place and reading text; nothing where there is
       no text. -->
  <xsl:function name="facts:fact" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes">
      <xsl:variable name="text" as="xs:string" select="text:reading(node())"/>
      <xsl:if test="$text">
        <xsl:element name="{$name}">
          <xsl:sequence select="facts:lang-attribute(.), facts:from(.), $text"/>
        </xsl:element>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- One fact that is a value without a language: a number, a date, an identifier. -->
  <xsl:function name="facts:value" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <xsl:element name="{$name}">
        <xsl:sequence select="facts:from($node), $value"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- A part of a fact, which was read where the fact was. -->
  <xsl:function name="facts:part" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="type" as="xs:string?"/>
    <xsl:for-each select="$nodes[text:reading(.)]">
      <xsl:element name="{$name}">
        <xsl:if test="$type">
          <xsl:attribute name="type" select="$type"/>
        </xsl:if>
        <xsl:sequence select="text:reading(.)"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- A copy with one more attribute. -->
  <xsl:function name="facts:with" as="element()?">
    <xsl:param name="fact" as="element()?"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:for-each select="$fact">
      <xsl:copy>
        <xsl:if test="$value">
          <xsl:attribute name="{$name}" select="$value"/>
        </xsl:if>
        <xsl:copy-of select="@*, node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
