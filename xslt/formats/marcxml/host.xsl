<?xml version="1.0" encoding="UTF-8"?>
<!-- 773: the journal and the article's place in it. 765 to 787: what else belongs to the article. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:marc="urn:titelei:marcxml"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- $x is not repeatable: each further ISSN has a field of its own, with its medium in $i. -->
  <xsl:function name="marc:host" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="journal" as="element(journal)?" select="$facts/journal"/>
    <xsl:sequence select="
        marc:field('773', '0 ', (
          $journal/issn[1] ! marc:sub('i', @medium), $journal/title[1] ! marc:sub('t', .),
          $journal/title[@role = 'abbreviated'][1] ! marc:sub('p', .), marc:place($facts), $journal/issn[1] ! marc:sub('x', .))),
        $journal/issn[position() gt 1] ! marc:field('773', '0 ', (
          marc:sub('i', @medium), $journal/title[1] ! marc:sub('t', .), marc:sub('x', .)))"/>
  </xsl:function>

  <!-- The parts of the place, each with its name before it, as union catalogues exchange them. -->
  <xsl:function name="marc:place" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        $facts/volume ! marc:sub('g', 'volume:' || .),
        dates:year($facts/date[@type = 'issued'][1]) ! marc:sub('g', 'year:' || .),
        $facts/issue ! marc:sub('g', 'number:' || .),
        $facts/total-issue ! marc:sub('g', 'total:' || .),
        $facts/supplement ! marc:sub('g', 'supplement:' || .),
        $facts/part ! marc:sub('g', 'part:' || .),
        $facts/issue-title ! marc:sub('g', 'title:' || .),
        statements:pages($facts) ! marc:sub('g', 'pages:' || .),
        $facts/article-number ! marc:sub('g', 'article:' || .)"/>
  </xsl:function>

  <xsl:function name="marc:related" as="element()?">
    <xsl:param name="related" as="element(related)"/>
    <xsl:variable name="tag" as="xs:string" select="
        (map {'original': '765', 'translation': '767'}($related/@type), '787')[1]"/>
    <xsl:sequence select="
        marc:field($tag, '0 ', (marc:sub('i', $related/@type), marc:sub('t', $related), marc:sub('o', $related/@uri)))"/>
  </xsl:function>

</xsl:stylesheet>
