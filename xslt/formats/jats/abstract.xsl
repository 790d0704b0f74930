<?xml version="1.0" encoding="UTF-8"?>
<!-- abstract and trans-abstract. The abstract in the work's language is the abstract, the others are translations;
     where none is in that language, the first is the abstract, in its own. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:jats="urn:titelei:jats"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="jats:abstracts" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="main" as="element(abstract)?"
      select="($facts/abstract[@xml:lang = $facts/work-language/@tag], $facts/abstract)[1]"/>
    <xsl:for-each select="$main">
      <abstract>
        <xsl:sequence select="jats:lang(.), jats:passage(.)"/>
      </abstract>
    </xsl:for-each>
    <xsl:for-each select="$facts/abstract except $main">
      <trans-abstract xml:lang="{(jats:lang(.), 'und')[1]}">
        <xsl:sequence select="jats:passage(.)"/>
      </trans-abstract>
    </xsl:for-each>
  </xsl:function>

  <!-- Sections are sections where there are several and each has a title, as JATS4R demands; else they are paragraphs,
       the title in bold. -->
  <xsl:function name="jats:passage" as="element()*">
    <xsl:param name="abstract" as="element(abstract)"/>
    <xsl:variable name="sections" as="element(section)*" select="$abstract/section"/>
    <xsl:for-each select="$abstract/heading">
      <title>{.}</title>
    </xsl:for-each>
    <xsl:sequence select="$abstract/p ! jats:paragraph(., ())"/>
    <xsl:choose>
      <xsl:when test="($sections[2] or $abstract/p) and (every $s in $sections satisfies $s/heading)">
        <xsl:for-each select="$sections">
          <sec>
            <xsl:if test="@kind">
              <xsl:attribute name="sec-type" select="@kind"/>
            </xsl:if>
            <title>{heading}</title>
            <xsl:sequence select="p ! jats:paragraph(., ())"/>
          </sec>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$sections">
          <xsl:sequence select="jats:paragraph(p[1], heading), tail(p) ! jats:paragraph(., ())"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jats:paragraph" as="element(Q{}p)">
    <xsl:param name="paragraph" as="element(p)?"/>
    <xsl:param name="heading" as="element(heading)?"/>
    <p>
      <xsl:for-each select="$heading">
        <bold>{.}</bold>
        <xsl:value-of select="'.'[not(matches($heading, '[.:!?…]$'))] || ' '[$paragraph]"/>
      </xsl:for-each>
      <xsl:value-of select="$paragraph"/>
    </p>
  </xsl:function>

</xsl:stylesheet>
