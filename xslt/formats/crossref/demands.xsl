<?xml version="1.0" encoding="UTF-8"?>
<!-- What Crossref demands: without it no deposit is made, and the reader is told what is missing. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:dates="urn:titelei:dates"
  xmlns:errors="urn:titelei:errors"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="crossref:article-place" as="xs:string" static="yes"
    select="'/*:TEI[1]/*:teiHeader[1]/*:fileDesc[1]/*:sourceDesc[1]/*:biblStruct[1]'"/>

  <!-- The facts, when all is there. -->
  <xsl:function name="crossref:demanded" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        if (not($facts/identifier[@type = 'DOI']))
        then errors:impossible('the article has no DOI, and Crossref registers DOIs.',
          'Nothing, where the article has none; else add idno of type DOI to analytic.',
          ($facts/missing[@of = 'article'][@fact = 'DOI']/@from, $crossref:article-place)[1])
        else if (not($facts/title))
        then errors:impossible('the article has no title, which Crossref demands.',
          'Add title to analytic.', $crossref:article-place)
        else if (not($facts/journal/title))
        then errors:impossible('the title of the journal is not known, and Crossref registers articles by journal.',
          'Add title with @level=''j'' to monogr.', $crossref:article-place)
        else if (not(dates:year($facts/date[@type = 'issued'])))
        then errors:impossible('the year of the issue is not known, which Crossref demands.',
          'Add date with @when to imprint.', $crossref:article-place)
        else if (not(dates:figures($facts/edition/change/@when)))
        then errors:impossible('no change is dated, and Crossref tells versions apart by their time.',
          'Add revisionDesc/change with @when.', '/*:TEI[1]/*:teiHeader[1]')
        else if (not($crossref-depositor-name and $crossref-depositor-email and $crossref-registrant))
        then errors:impossible('the settings do not say who deposits, which Crossref demands.',
          'Set depositor_name, depositor_email and registrant in the table [crossref] of titelei.toml.',
          $facts/identifier[@type = 'DOI'][1]/@from)
        else $facts"/>
  </xsl:function>

</xsl:stylesheet>
