<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts from sourceDesc/biblStruct: who paid, what belongs to the article, what is said to be missing. -->
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

  <!-- Who paid, each once, and the numbers of the awards that stand after that name in the note. -->
  <xsl:function name="facts:grants" as="element(facts:grant)*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="awards" as="element(idno)*" select="$note//idno[@type = 'award']"/>
    <xsl:for-each-group select="$note//orgName" group-by="text:reading(.)">
      <xsl:variable name="funder" as="element(orgName)+" select="current-group()"/>
      <xsl:variable name="entry" as="element()?" select="key('facts:id', substring-after(@ref, '#'))"/>
      <grant>
        <xsl:sequence select="
            facts:from(.),
            facts:fact('funder', .)
              => facts:with('ror', $entry/idno[@type = 'ROR'][1] ! facts:ror(.))
              => facts:with('funder-id', $entry/idno[@type = 'FunderID'][1] ! text:folded(.)),
            $awards[(preceding::orgName intersect $note//orgName)[last()] intersect $funder] ! facts:value('award', ., text:reading(.))"/>
      </grant>
    </xsl:for-each-group>
  </xsl:function>

  <!-- A correction, a retraction, a preprint: what it is to this article, and its address where one is given. -->
  <xsl:function name="facts:related" as="element(facts:related)?">
    <xsl:param name="item" as="element(relatedItem)"/>
    <xsl:variable name="address" as="xs:string?" select="($item//ref/@target)[1]"/>
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
      <xsl:for-each select="$item[not($doi)]//idno[text:folded(.)][1]">
        <xsl:attribute name="scheme" select="@type"/>
        <xsl:attribute name="number" select="text:folded(.)"/>
      </xsl:for-each>
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
