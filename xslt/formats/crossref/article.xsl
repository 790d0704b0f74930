<?xml version="1.0" encoding="UTF-8"?>
<!-- journal_article: what is registered under the DOI. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:dates="urn:titelei:dates"
  xmlns:settings="urn:titelei:settings"
  xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"
  xmlns:fr="http://www.crossref.org/fundref.xsd"
  xmlns:ai="http://www.crossref.org/AccessIndicators.xsd"
  xmlns:rel="http://www.crossref.org/relations.xsd"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs crossref dates settings">

  <!-- Between works and between versions of one work; “corrects” and “retracts” are no relations of this schema. -->
  <xsl:variable name="crossref:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'correction': 'hasComment',
      'corrected': 'isCommentOn',
      'retraction': 'hasComment',
      'retracted': 'isCommentOn',
      'concern': 'hasComment',
      'translation': 'hasTranslation',
      'original': 'isTranslationOf'}"/>

  <!-- Kinds of references. -->
  <xsl:variable name="crossref:citations" as="map(xs:string, xs:string)" static="yes"
    select="map{'article': 'journal_article', 'book': 'book', 'thesis': 'dissertation'}"/>

  <xsl:function name="crossref:article" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <journal_article>
      <xsl:sequence select="
          crossref:language($facts/work-language/@tag),
          crossref:titles($facts),
          crossref:contributors($facts),
          $facts/abstract ! crossref:abstract(.),
          crossref:dates($facts),
          crossref:pages($facts),
          crossref:number($facts),
          crossref:funding($facts),
          $facts/licence[@uri] ! crossref:licence(.),
          crossref:relations-program($facts)"/>
      <doi_data>
        <doi>{$facts/identifier[@type = 'DOI'][1]}</doi>
        <timestamp>{dates:figures($facts/edition/change/@when)}</timestamp>
        <resource>{settings:article-url($facts/@id)}</resource>
      </doi_data>
      <xsl:sequence select="crossref:references($facts)"/>
    </journal_article>
  </xsl:function>

  <!-- The main title; then each other one, beside the original where the main title is that. -->
  <xsl:function name="crossref:titles" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="main" as="element(title)" select="$facts/title[1]"/>
    <titles>
      <title>{$main}</title>
    </titles>
    <xsl:for-each select="tail($facts/title)">
      <titles>
        <title>{.}</title>
        <original_language_title>
          <xsl:sequence select="crossref:language($main/@xml:lang), string($main)"/>
        </original_language_title>
      </titles>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="crossref:abstract" as="element(jats:abstract)">
    <xsl:param name="abstract" as="element(abstract)"/>
    <jats:abstract>
      <xsl:copy-of select="$abstract/@xml:lang"/>
      <xsl:for-each select="$abstract/p">
        <jats:p>{.}</jats:p>
      </xsl:for-each>
      <xsl:for-each select="$abstract/section">
        <jats:sec>
          <xsl:for-each select="heading">
            <jats:title>{.}</jats:title>
          </xsl:for-each>
          <xsl:for-each select="p">
            <jats:p>{.}</jats:p>
          </xsl:for-each>
        </jats:sec>
      </xsl:for-each>
    </jats:abstract>
  </xsl:function>

  <xsl:function name="crossref:dates" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        crossref:publication-date($facts/date[@type = 'issued'], 'print'),
        $facts/date[@type = 'published'] ! crossref:publication-date(., 'online')"/>
    <xsl:for-each select="$facts/date[@type = 'accepted'][1]">
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
        <last_page>{$facts/last-page}</last_page>
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
            <xsl:for-each select="award">
              <fr:assertion name="award_number">{.}</fr:assertion>
            </xsl:for-each>
          </fr:assertion>
        </xsl:for-each>
      </fr:program>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="crossref:licence" as="element(ai:program)">
    <xsl:param name="licence" as="element(licence)"/>
    <ai:program name="AccessIndicators">
      <xsl:if test="$licence/@status = 'free' or contains($licence/@uri, '://creativecommons.org/')">
        <ai:free_to_read/>
      </xsl:if>
      <ai:license_ref applies_to="vor">{$licence/@uri}</ai:license_ref>
    </ai:program>
  </xsl:function>

  <xsl:function name="crossref:relations-program" as="element(rel:program)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <rel:program name="relations">
        <xsl:for-each select="$facts/related[@uri]">
          <xsl:variable name="relation" as="xs:string" select="($crossref:relations(string(@type)), 'hasRelatedMaterial')[1]"/>
          <rel:related_item>
            <rel:description>{(string()[.], @type)[1]}</rel:description>
            <xsl:element name="rel:{if (contains($relation, 'Translation')) then 'intra' else 'inter'}_work_relation">
              <xsl:attribute name="relationship-type" select="$relation"/>
              <xsl:attribute name="identifier-type" select="if (@doi) then 'doi' else 'uri'"/>
              <xsl:value-of select="(@doi, @uri)[1]"/>
            </xsl:element>
          </rel:related_item>
        </xsl:for-each>
      </rel:program>
    </xsl:where-populated>
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
