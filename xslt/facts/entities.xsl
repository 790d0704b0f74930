<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts about who and what the page names: the entries of standOff with the number of their mentions, and its dates.
     @about marks what the title, the abstract or the key words name: that is what the article is about, while
     citation, licence and the author's address name other things too. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Authors' posts are theirs; a post is said of others only. -->
  <xsl:key name="facts:author-ref" match="sourceDesc/biblStruct/analytic/author" use="(persName/@ref, orgName/@ref)[1]"/>

  <xsl:function name="facts:entities" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:for-each select="$tei/standOff//(person | org | place | event | listBibl/bibl | listBibl/biblStruct)[@xml:id]">
      <xsl:variable name="mentions" as="element()*" select="key('facts:mention', @xml:id)"/>
      <xsl:element name="{facts:kind(.)}">
        <xsl:attribute name="id" select="@xml:id"/>
        <xsl:copy-of select="@type"/>
        <xsl:attribute name="mentions" select="count($mentions)"/>
        <xsl:if test="some $m in $mentions satisfies facts:is-about($m)">
          <xsl:attribute name="about" select="true()"/>
        </xsl:if>
        <xsl:sequence select="
            facts:from(.),
            facts:names(., ''),
            facts:fact('label', (label, self::bibl, self::biblStruct)),
            facts:fact('note', (desc, occupation[not(key('facts:author-ref', '#' || ../@xml:id))])),
            (date, self::event[@when or @from or @to or @notBefore or @notAfter])[1] ! facts:value('when', ., facts:edtf(.)),
            idno ! facts:with(facts:fact('identifier', .), 'type', (@type, 'other')[1])"/>
      </xsl:element>
    </xsl:for-each>
    <xsl:for-each-group select="$tei/text//date[facts:edtf(.)]" group-by="facts:edtf(.)">
      <period edtf="{current-grouping-key()}" mentions="{count(current-group())}">
        <xsl:if test="some $m in current-group() satisfies facts:is-about($m)">
          <xsl:attribute name="about" select="true()"/>
        </xsl:if>
        <xsl:sequence select="facts:lang-attribute(.), facts:from(.), text:reading(.)"/>
      </period>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="facts:kind" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="
        if ($entry/self::org) then 'organisation'
        else if ($entry/self::bibl or $entry/self::biblStruct) then 'document'
        else local-name($entry)"/>
  </xsl:function>

  <!-- A place inside a metonym stands for those who govern there. -->
  <xsl:function name="facts:is-about" as="xs:boolean">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
        exists($mention/(ancestor::docTitle | ancestor::div[@type = ('abstract', 'keywords')]))
        and not($mention/self::placeName/parent::rs[@type = 'metonym'])"/>
  </xsl:function>

</xsl:stylesheet>
