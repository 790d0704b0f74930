<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts that are passages of the page, as reading text: abstracts with their sections, key words, citation, licence,
     references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:page" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="front" as="element(front)?" select="$tei/text/front"/>
    <xsl:sequence select="
        $front/div[@type = 'abstract'] ! facts:abstract(.),
        $tei/teiHeader/profileDesc/textClass/keywords ! facts:keywords(.),
        facts:fact('citation', $front/div[@type = 'citation']/(p | ab)),
        facts:fact('licence-statement', $front/div[@type = 'licence']/p)"/>
    <xsl:for-each select="$front/div[@type = 'references']//listBibl/(bibl | biblStruct)">
      <xsl:variable name="doi" as="element(idno)?" select=".//idno[@type = 'DOI'][1]"/>
      <xsl:sequence select="
          facts:fact('reference', .)
          => facts:with('doi', $doi/facts:bare(.))
          => facts:with('type', @type)
          => facts:with('list', ../@type[not(. = 'references')])"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:abstract" as="element(facts:abstract)">
    <xsl:param name="abstract" as="element(div)"/>
    <abstract>
      <xsl:sequence select="facts:lang-attribute($abstract), facts:from($abstract), facts:passage($abstract)"/>
      <xsl:for-each select="$abstract/div">
        <section>
          <xsl:if test="@n">
            <xsl:attribute name="kind" select="@n"/>
          </xsl:if>
          <xsl:sequence select="facts:lang-attribute(.), facts:from(.), facts:passage(.)"/>
        </section>
      </xsl:for-each>
    </abstract>
  </xsl:function>

  <!-- Heading and paragraphs of a division; an item of a list is a paragraph. -->
  <xsl:function name="facts:passage" as="element()*">
    <xsl:param name="div" as="element(div)"/>
    <xsl:sequence select="
        facts:heading($div/head[1]),
        facts:fact('p', $div/(p | ab | list/item | lg/l))"/>
  </xsl:function>

  <!-- A heading without the full stop or colon that runs it in; other marks are its own. -->
  <xsl:function name="facts:heading" as="element(facts:heading)?">
    <xsl:param name="head" as="element(head)?"/>
    <xsl:for-each select="facts:fact('heading', $head)">
      <xsl:copy>
        <xsl:sequence select="@*, replace(., '\s*[.:]$', '')"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="facts:keywords" as="element(facts:keywords)?">
    <xsl:param name="keywords" as="element(keywords)"/>
    <xsl:if test="$keywords//term">
      <keywords>
        <xsl:sequence select="facts:lang-attribute($keywords), facts:from($keywords), facts:fact('keyword', $keywords//term)"/>
      </keywords>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
