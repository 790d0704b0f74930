<?xml version="1.0" encoding="UTF-8"?>
<!-- The article in unqualified Dublin Core: one list of statements for oai_dc and for the DC tags of the page. What each
     element holds follows the OpenAIRE guidelines for literature repositories where they speak of unqualified DC. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:statements="urn:titelei:statements"
  xmlns:settings="urn:titelei:settings"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xs xsl statements settings">

  <!-- The statements, in the order in which the elements of Dublin Core are defined. -->
  <xsl:function name="statements:of" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="url" as="xs:string" select="settings:article-url($facts/@id)"/>
    <xsl:sequence select="
        $facts/title ! statements:in-language('title', .),
        $facts/author/name[@preferred] ! statements:plain('creator', (inverted, text)[1]),
        $facts/keywords/keyword ! statements:in-language('subject', .),
        $facts/classification ! statements:plain('subject', statements:classification(.)),
        $facts/abstract ! statements:abstract(.),
        $facts/journal/publisher ! statements:plain('publisher', .),
        $facts/date[@type = 'issued'] ! statements:plain('date', .),
        statements:plain('type', 'info:eu-repo/semantics/article'),
        statements:plain('identifier', $url),
        $facts/identifier[@type = 'DOI'] ! statements:plain('identifier', settings:doi-url(.)),
        $facts/url ! statements:plain('identifier', .),
        statements:source($facts),
        $facts/journal/issn ! statements:plain('source', 'ISSN ' || .),
        $facts/work-language ! statements:plain('language', @iso639-3),
        $facts/related[@uri] ! statements:plain('relation', @uri),
        $facts/place[@about] ! statements:in-language('coverage', name[@preferred]/text),
        $facts/period[@about] ! statements:plain('coverage', @edtf),
        $facts/licence[@uri] ! statements:rights(.)"/>
  </xsl:function>

  <xsl:function name="statements:plain" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:element name="dc:{$name}">{$value}</xsl:element>
  </xsl:function>

  <xsl:function name="statements:in-language" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="fact" as="element()"/>
    <xsl:element name="dc:{$name}">
      <xsl:copy-of select="$fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
      <xsl:value-of select="$fact"/>
    </xsl:element>
  </xsl:function>

  <!-- The abstract in one run of text; the word “Abstract” is no part of it, its sections' headings are. -->
  <xsl:function name="statements:abstract" as="element()">
    <xsl:param name="abstract" as="element(abstract)"/>
    <dc:description>
      <xsl:copy-of select="$abstract/@xml:lang"/>
      <xsl:value-of select="statements:abstract-text($abstract)"/>
    </dc:description>
  </xsl:function>

  <xsl:function name="statements:abstract-text" as="xs:string">
    <xsl:param name="abstract" as="element(abstract)"/>
    <xsl:sequence select="string-join(($abstract/p, $abstract/section ! (heading ! statements:sentence(.), p)), ' ')"/>
  </xsl:function>

  <!-- A heading as a sentence of its own. -->
  <xsl:function name="statements:sentence" as="xs:string">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:sequence select="$heading || (if (matches($heading, '[.:!?…]$')) then '' else '.')"/>
  </xsl:function>

  <!-- UDC and its like by the names of the info:eu-repo registry, others with the scheme's name. -->
  <xsl:function name="statements:classification" as="xs:string">
    <xsl:param name="classification" as="element(classification)"/>
    <xsl:variable name="scheme" as="xs:string" select="lower-case($classification/@scheme)"/>
    <xsl:sequence select="
        if ($scheme = ('acm', 'ddc', 'jel', 'lcc', 'lcsh', 'mesh', 'msc', 'pacs', 'udc'))
        then 'info:eu-repo/classification/' || $scheme || '/' || replace($classification, '\s', '')
        else upper-case($scheme) || ' ' || $classification"/>
  </xsl:function>

  <!-- Where the article stands: journal; volume, issue, year; pages. Its language is that of the title, if the words
       for volume and issue are known in it. -->
  <xsl:function name="statements:source" as="element(dc:source)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/journal/title">
      <xsl:variable name="words" as="xs:string+" select="if (@xml:lang = 'ru') then ('Т.', '№') else ('Vol.', 'No.')"/>
      <xsl:variable name="issue" as="xs:string" select="string-join((
          $facts/volume ! ($words[1] || ' ' || .), $facts/issue ! ($words[2] || ' ' || .),
          $facts/date[@type = 'issued'] ! ('(' || . || ')')), ' ')"/>
      <dc:source>
        <xsl:copy-of select="@xml:lang[. = ('en', 'ru') or not($facts/(volume | issue))]"/>
        <xsl:value-of select="string-join((., $issue[.], statements:pages($facts)), '; ')"/>
      </dc:source>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="statements:pages" as="xs:string?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="string-join(distinct-values(($facts/first-page, $facts/last-page)), '-')[.]"/>
  </xsl:function>

  <!-- A correction, a retraction, a translation as a sentence, for formats that have notes and no links. -->
  <xsl:function name="statements:notice" as="xs:string">
    <xsl:param name="related" as="element(related)"/>
    <xsl:variable name="kinds" as="map(xs:string, xs:string)" select="map {
        'correction': 'Corrected', 'corrected': 'Corrects', 'retraction': 'Retracted', 'retracted': 'Retracts',
        'concern': 'Concern expressed', 'translation': 'Translation', 'original': 'Translated from'}"/>
    <xsl:variable name="words" as="xs:string" select="string($related)"/>
    <xsl:sequence select="string-join((
        ($kinds($related/@type), 'Related')[1],
        string-join(($words[.], $related/@uri[not(contains($words, ($related/@doi, .)[1]))]), ', ')[.]), ': ') || '.'"/>
  </xsl:function>

  <!-- Open access is said only where the licence is a free one. -->
  <xsl:function name="statements:rights" as="element(dc:rights)+">
    <xsl:param name="licence" as="element(licence)"/>
    <xsl:if test="$licence/@status = 'free' or contains($licence/@uri, '://creativecommons.org/')">
      <dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
    </xsl:if>
    <dc:rights>{$licence/@uri}</dc:rights>
  </xsl:function>

</xsl:stylesheet>
