<?xml version="1.0" encoding="UTF-8"?>
<!-- abstract and trans-abstract. The abstract in the work's language is the abstract, the others are translations;
     where none is in that language, the first is the abstract, in its own. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:jats="urn:titelei:jats"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- What JATS calls the other kinds of abstracts. -->
  <xsl:variable name="jats:abstract-types" as="map(xs:string, xs:string)" static="yes" select="map{
      'summary': 'plain-language-summary', 'graphical': 'graphical-text', 'highlights': 'key-points', 'teaser': 'teaser'}"/>

  <xsl:function name="jats:abstracts" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="main" as="element(abstract)?" select="$facts/abstract[not(@kind)][1]"/>
    <xsl:for-each select="$main, $facts/abstract[@kind]">
      <abstract>
        <xsl:if test="@kind">
          <xsl:attribute name="abstract-type" select="$jats:abstract-types(@kind)"/>
        </xsl:if>
        <xsl:sequence select="jats:lang(.), jats:passage(.)"/>
      </abstract>
    </xsl:for-each>
    <xsl:for-each select="$facts/abstract[not(@kind)] except $main">
      <trans-abstract xml:lang="{(jats:lang(.), 'und')[1]}">
        <xsl:sequence select="jats:passage(.)"/>
      </trans-abstract>
    </xsl:for-each>
  </xsl:function>

  <!-- Sections are sections where there are several and each has a title, as JATS4R demands; else they are paragraphs,
       the title in bold. -->
  <xsl:function name="jats:passage" as="element()*">
    <xsl:param name="passage" as="element()"/>
    <xsl:variable name="sections" as="element(section)*" select="$passage/section"/>
    <xsl:for-each select="$passage/heading">
      <title>
        <xsl:sequence select="jats:runs(.)"/>
      </title>
    </xsl:for-each>
    <xsl:sequence select="$passage/p ! jats:paragraph(., ())"/>
    <xsl:choose>
      <xsl:when test="($sections[2] or $passage/p) and (every $s in $sections satisfies $s/heading)">
        <xsl:for-each select="$sections">
          <sec>
            <xsl:if test="@kind">
              <xsl:attribute name="sec-type" select="@kind"/>
            </xsl:if>
            <xsl:sequence select="jats:passage(.)"/>
          </sec>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$sections ! jats:run-on(.)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A section as paragraphs, its title before the first, the sections in it after them. -->
  <xsl:function name="jats:run-on" as="element(Q{}p)*">
    <xsl:param name="section" as="element(section)"/>
    <xsl:if test="$section/(heading | p)">
      <xsl:sequence select="jats:paragraph($section/p[1], $section/heading)"/>
    </xsl:if>
    <xsl:sequence select="tail($section/p) ! jats:paragraph(., ()), $section/section ! jats:run-on(.)"/>
  </xsl:function>

  <xsl:function name="jats:paragraph" as="element(Q{}p)">
    <xsl:param name="paragraph" as="element(p)?"/>
    <xsl:param name="heading" as="element(heading)?"/>
    <p>
      <xsl:for-each select="$heading">
        <bold>
          <xsl:sequence select="jats:runs(.)"/>
        </bold>
        <xsl:value-of select="'.'[not(matches($heading, '[.:!?…]$'))] || ' '[$paragraph]"/>
      </xsl:for-each>
      <xsl:sequence select="jats:runs($paragraph)"/>
    </p>
  </xsl:function>

</xsl:stylesheet>
