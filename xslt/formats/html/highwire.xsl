<?xml version="1.0" encoding="UTF-8"?>
<!-- The citation_* tags that Google Scholar and Zotero read. A tag is there only where its fact is: never empty, never
     a placeholder, never twice. An author's own tags follow that author's name directly. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:marks="urn:titelei:marks"
  xmlns:head="urn:titelei:head"
  xmlns:settings="urn:titelei:settings"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="head:highwire" as="element()*">
    <xsl:param name="marked" as="element(facts)"/>
    <xsl:variable name="facts" as="element(facts)" select="marks:plain-facts($marked, true())"/>
    <xsl:sequence select="
        head:tag('citation_title', $facts/title[@role = 'main']),
        $facts/author ! head:author(.),
        head:tag('citation_publication_date', head:day($facts/date[@type = ('issued', 'print', 'published', 'online')][1])),
        head:tag('citation_online_date', head:day(($facts/date[@type = 'online'], $facts/date[@type = 'published'])[1])),
        head:tag('citation_journal_title', $facts/journal/title[@role = 'main']),
        head:tag('citation_journal_abbrev', $facts/journal/title[@role = 'abbreviated'][1]),
        distinct-values($facts/journal/issn) ! head:tag('citation_issn', .),
        head:tag('citation_volume', $facts/volume),
        head:tag('citation_issue', $facts/issue),
        head:tag('citation_firstpage', ($facts/first-page, $facts/article-number)[1]),
        head:tag('citation_lastpage', $facts/last-page),
        head:tag('citation_doi', $facts/identifier[@type = 'DOI'][1]),
        head:tag('citation_language', $facts/work-language/@tag),
        head:tag('citation_abstract_html_url', settings:article-url($facts/@id)),
        head:tag('citation_pdf_url', $facts/link[@type = 'fulltext'][@media = 'application/pdf' or matches(@uri, '\.pdf([?#]|$)', 'i')][1]/@uri),
        head:tag('citation_fulltext_html_url', $facts/link[@type = 'fulltext'][@media = 'text/html' or not(@media) and not(matches(@uri, '\.pdf([?#]|$)', 'i'))][1]/@uri),
        $facts/keywords ! head:tag('citation_keywords', string-join(distinct-values(keyword), '; ')),
        head:tag('citation_publisher', $facts/journal/publisher[1])"/>
  </xsl:function>

  <xsl:function name="head:author" as="element()*">
    <xsl:param name="author" as="element(author)"/>
    <xsl:sequence select="
        head:tag('citation_author', $author/name[@preferred]/(inverted, text)[1]),
        distinct-values($author/affiliation/institution) ! head:tag('citation_author_institution', .),
        head:tag('citation_author_orcid', $author/orcid ! ('https://orcid.org/' || .)),
        $author/email ! head:tag('citation_author_email', .)"/>
  </xsl:function>

  <!-- A day, a month or a year with slashes; one of several, and without what says how sure it is. -->
  <xsl:function name="head:day" as="xs:string?">
    <xsl:param name="date" as="element(date)?"/>
    <xsl:sequence select="$date ! dates:first(.) ! replace(., '(\d)-', '$1/')"/>
  </xsl:function>

  <xsl:function name="head:tag" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="normalize-space($value)">
      <meta name="{$name}" content="{$value}"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
