<?xml version="1.0" encoding="UTF-8"?>
<!-- What Crossref's schema takes no longer, no more of, or not at all. An article beyond one of these limits cannot be
     registered there; its other formats can be made all the same. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:dates="urn:titelei:dates"
  xmlns:errors="urn:titelei:errors"
  xmlns:names="urn:titelei:names"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Its list of codes, as one expression. -->
  <xsl:variable name="crossref:languages" as="xs:string"
    select="'^(' || string-join(doc('languages.rng')//*:define[@name = 'language-code']//*:param, '|') || ')$'"/>

  <xsl:function name="crossref:knows-language" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="matches($language, $crossref:languages)"/>
  </xsl:function>

  <!-- The facts, when all is within the limits. -->
  <xsl:function name="crossref:within-limits" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="people" as="element()*" select="$facts/(author | contributor)"/>
    <xsl:variable name="beyond" as="item()*" select="
        crossref:longer($facts/(volume | issue | first-page | last-page | article-number), 32),
        crossref:longer($facts/part, 15), crossref:longer($facts/supplement[not(../part)], 8),
        crossref:longer($facts/journal/title[not(@role = ('abbreviated', 'sub'))], 255),
        crossref:longer($facts/journal/title[@role = 'abbreviated'], 150),
        $people[@kind = 'organisation'] ! names:preferred(.)[string-length(text) gt 511] ! crossref:beyond(., 511),
        $people[@kind = 'person'] ! names:preferred(.)[string-length(names:suffix(.)) gt 10] ! crossref:beyond(., 10),
        $people[@kind = 'person'] ! names:preferred(.)[string-length(names:family(.)) gt 200 or string-length(names:given(.)) gt 200]
          ! crossref:beyond(., 200),
        crossref:more($facts/title, 20),
        crossref:more($facts/journal/title[not(@role = ('abbreviated', 'sub'))], 10),
        $facts/date[dates:year(.)][not(number(dates:year(.)) ge 1400 and number(dates:year(.)) le 2200)]
          ! ('the year ' || dates:year(.) || ' is outside 1400 to 2200, and Crossref takes no other', @from),
        $facts/work-language[not(crossref:knows-language(tags:primary(@tag)))]
          ! ('Crossref has no language “' || @tag || '” in its list', @from)"/>
    <xsl:sequence select="
        if (exists($beyond))
        then errors:impossible($beyond[1] || '.', 'Nothing, where the article is so; else correct the element. The other formats are made.',
          string($beyond[2]))
        else $facts"/>
  </xsl:function>

  <!-- What is wrong with each fact that is too long, and where it was read. -->
  <xsl:function name="crossref:longer" as="item()*">
    <xsl:param name="facts" as="element()*"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="$facts[string-length() gt $most] ! crossref:beyond(., $most)"/>
  </xsl:function>

  <xsl:function name="crossref:beyond" as="item()*">
    <xsl:param name="fact" as="element()"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:variable name="words" as="xs:string" select="string(($fact/generation, $fact/text, $fact)[1])"/>
    <xsl:sequence select="
        '“' || substring($words, 1, 60) || '…'[string-length($words) gt 60] || '” is longer than the ' || $most
        || ' letters that Crossref takes there', $fact/@from"/>
  </xsl:function>

  <xsl:function name="crossref:more" as="item()*">
    <xsl:param name="titles" as="element(title)*"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:sequence select="
        $titles[$most + 1] ! ('there are ' || count($titles) || ' titles, and Crossref takes ' || $most || ' there', @from)"/>
  </xsl:function>

</xsl:stylesheet>
