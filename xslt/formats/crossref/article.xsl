<?xml version="1.0" encoding="UTF-8"?>
<!-- journal_article: what is registered under the DOI. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:settings="urn:titelei:settings"
  xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"
  xmlns:fr="http://www.crossref.org/fundref.xsd"
  xmlns:ai="http://www.crossref.org/AccessIndicators.xsd"
  xmlns:rel="http://www.crossref.org/relations.xsd"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Kinds of references. -->
  <xsl:variable name="crossref:citations" as="map(xs:string, xs:string)" static="yes"
    select="map{'article': 'journal_article', 'book': 'book', 'thesis': 'dissertation'}"/>

  <xsl:function name="crossref:article" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <journal_article>
      <xsl:sequence select="
          crossref:language($facts/work-language/@tag),
          crossref:titles($facts),
          crossref:contributors($facts/(author, contributor[@of = 'article'])),
          $facts/abstract ! crossref:abstract(.),
          crossref:dates($facts),
          crossref:pages($facts),
          crossref:number($facts),
          crossref:programs($facts),
          crossref:relations-program($facts)"/>
      <doi_data>
        <doi>{$facts/identifier[@type = 'DOI'][1]}</doi>
        <timestamp>{dates:figures($facts/edition/change/@when)}</timestamp>
        <resource>{settings:article-url($facts/@id)}</resource>
      </doi_data>
      <xsl:sequence select="crossref:references($facts)"/>
    </journal_article>
  </xsl:function>

  <!-- The main title with its subtitle; then each other one, beside the original where the main title is that. -->
  <xsl:function name="crossref:titles" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="main" as="element(title)" select="$facts/title[1]"/>
    <titles>
      <xsl:sequence select="crossref:title($main)"/>
    </titles>
    <xsl:for-each select="tail($facts/title)">
      <titles>
        <xsl:sequence select="crossref:title(.)"/>
        <original_language_title>
          <xsl:sequence select="crossref:language($main/@xml:lang), crossref:runs($main)"/>
        </original_language_title>
      </titles>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="crossref:title" as="element()+">
    <xsl:param name="title" as="element(title)"/>
    <title>
      <xsl:sequence select="crossref:runs($title)"/>
    </title>
    <xsl:for-each select="marks:subtitles($title)[1]">
      <subtitle>
        <xsl:sequence select="crossref:runs(.)"/>
      </subtitle>
    </xsl:for-each>
  </xsl:function>

  <!-- That of the issue; one of coming online and one of coming in print beside it. -->
  <xsl:function name="crossref:dates" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        crossref:publication-date(crossref:issued($facts), crossref:medium($facts)),
        ($facts/date[@type = 'online'], $facts/date[@type = 'published'])[dates:year(.)][not(. is crossref:issued($facts))][1]
          ! crossref:publication-date(., 'online'),
        $facts/date[@type = 'print'][dates:year(.)][not(. is crossref:issued($facts))][1] ! crossref:publication-date(., 'print')"/>
    <xsl:for-each select="$facts/date[@type = 'accepted'][dates:year(.)][1]">
      <acceptance_date>
        <xsl:sequence select="crossref:date-parts(.)"/>
      </acceptance_date>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="crossref:pages" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/first-page">
      <pages>
        <first_page>{$facts/first-page}</first_page>
        <last_page>{($facts/page-range[1]/@last, $facts/last-page)[1]}</last_page>
        <xsl:if test="$facts/page-range[2]">
          <other_pages>{string-join(tail($facts/page-range) ! string-join(distinct-values((@first, @last)), '-'), ', ')}</other_pages>
        </xsl:if>
      </pages>
    </xsl:if>
  </xsl:function>

  <xsl:function name="crossref:number" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <publisher_item>
        <xsl:for-each select="$facts/article-number">
          <item_number item_number_type="article_number">{.}</item_number>
        </xsl:for-each>
        <!-- Ten at most. -->
        <xsl:for-each select="$facts/identifier[not(@type = 'DOI')][position() le 10]">
          <identifier id_type="{if (@type = 'PMID') then 'pmid' else 'other'}">{.}</identifier>
        </xsl:for-each>
      </publisher_item>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="crossref:funding" as="element(fr:program)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <fr:program name="fundref">
        <xsl:for-each select="$facts/grant">
          <fr:assertion name="fundgroup">
            <fr:assertion name="funder_name">
              <xsl:value-of select="funder"/>
              <xsl:for-each select="funder/@funder-id">
                <fr:assertion name="funder_identifier">{.}</fr:assertion>
              </xsl:for-each>
            </fr:assertion>
            <xsl:for-each select="funder/@ror">
              <fr:assertion name="ror">{.}</fr:assertion>
            </xsl:for-each>
            <xsl:for-each select="award">
              <fr:assertion name="award_number">{.}</fr:assertion>
            </xsl:for-each>
          </fr:assertion>
        </xsl:for-each>
      </fr:program>
    </xsl:where-populated>
  </xsl:function>

  <!-- Every licence of the text, each with the day on which it begins; those of data and the like are not asked for. -->
  <xsl:function name="crossref:licences" as="element(ai:program)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="licences" as="element(licence)*"
      select="$facts/licence[@uri[matches(., '^(https?|ftp)://.{3}', 'i')]][not(@part) or @part = 'text']"/>
    <xsl:if test="$licences">
      <ai:program name="AccessIndicators">
        <xsl:if test="$licences[@status = 'free' or contains(@uri, '://creativecommons.org/')][not(@begins)]">
          <ai:free_to_read/>
        </xsl:if>
        <xsl:for-each select="$licences">
          <ai:license_ref applies_to="{if ($facts/version/@code = ('AM', 'P', 'SMUR', 'AO')) then 'am' else 'vor'}">
            <xsl:for-each select="@begins[. castable as xs:date]">
              <xsl:attribute name="start_date" select="."/>
            </xsl:for-each>
            <xsl:value-of select="@uri"/>
          </ai:license_ref>
        </xsl:for-each>
      </ai:program>
    </xsl:if>
  </xsl:function>

  <xsl:function name="crossref:references" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <citation_list>
        <xsl:for-each select="$facts/reference">
          <citation key="ref{position()}">
            <xsl:for-each select="$crossref:citations(string(@type))">
              <xsl:attribute name="type" select="."/>
            </xsl:for-each>
            <xsl:for-each select="@doi">
              <doi>{.}</doi>
            </xsl:for-each>
            <unstructured_citation>{.}</unstructured_citation>
          </citation>
        </xsl:for-each>
      </citation_list>
    </xsl:where-populated>
  </xsl:function>

</xsl:stylesheet>
