<?xml version="1.0" encoding="UTF-8"?>
<!-- What the DOAJ demands: a title, an ISSN of a known medium, and a DOI or the address of the full text. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:doaj="urn:titelei:doaj"
  xmlns:errors="urn:titelei:errors"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="doaj:article-place" as="xs:string" static="yes"
    select="'/*:TEI[1]/*:teiHeader[1]/*:fileDesc[1]/*:sourceDesc[1]/*:biblStruct[1]'"/>

  <!-- The facts, when all is there. -->
  <xsl:function name="doaj:demanded" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        if (not($facts/title))
        then errors:impossible('the article has no title, which the DOAJ demands.',
          'Add title to analytic.', $doaj:article-place)
        else if (not($facts/journal/issn))
        then errors:impossible('the journal has no ISSN, by which the DOAJ knows journals.',
          'Nothing, where the journal has none; else add idno of type eISSN or pISSN to monogr.',
          ($facts/missing[@of = 'journal'][@fact = 'ISSN']/@from, $doaj:article-place)[1])
        else if (not($facts/journal/issn[@medium = ('print', 'electronic')]))
        then errors:impossible(
          'it is not known of which medium the ISSN is, and the DOAJ has those of print and of electronic journals.',
          'Write the type of idno as pISSN or eISSN, where the page or the ISSN portal says which it is.',
          ($facts/journal/issn[1]/@from, $doaj:article-place)[1])
        else if (not($facts/identifier[@type = 'DOI'] or $facts/link[@type = 'fulltext']))
        then errors:impossible('the article has neither DOI nor an address of its full text; the DOAJ demands one of them.',
          'Add idno of type DOI, or ref of type fulltext with @target, to analytic.', $doaj:article-place)
        else $facts"/>
  </xsl:function>

</xsl:stylesheet>
