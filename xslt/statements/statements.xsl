<?xml version="1.0" encoding="UTF-8"?>
<!-- The article in unqualified Dublin Core: one list of statements for oai_dc and for the DC tags of the page. What each
     element holds follows the OpenAIRE guidelines for literature repositories where they speak of unqualified DC. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:statements="urn:titelei:statements"
  xmlns:settings="urn:titelei:settings"
  xpath-default-namespace="urn:titelei:facts"
  xmlns:dates="urn:titelei:dates"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  exclude-result-prefixes="xs xsl statements settings dates kinds marks tags">

  <xsl:include href="../dates/dates.xsl"/>
  <xsl:include href="../text/marks.xsl"/>
  <xsl:include href="../kinds/kinds.xsl"/>

  <!-- The statements, in the order in which the elements of Dublin Core are defined. -->
  <xsl:function name="statements:of" as="element()*">
    <xsl:param name="marked" as="element(facts)"/>
    <xsl:variable name="facts" as="element(facts)" select="marks:plain-facts($marked, true())"/>
    <xsl:variable name="url" as="xs:string" select="settings:article-url($facts/@id)"/>
    <xsl:variable name="kind" as="element(kinds:kind)?" select="kinds:of($facts)"/>
    <xsl:sequence select="
        $facts/title ! statements:in-language('title', .),
        $facts/author/name[@preferred] ! statements:plain('creator', (inverted, text)[1]),
        distinct-values($facts/contributor/name[@preferred]/(inverted, text)[1]) ! statements:plain('contributor', .),
        $facts/keywords/keyword ! statements:in-language('subject', .),
        $facts/classification ! statements:plain('subject', statements:classification(.)),
        $facts/abstract ! statements:abstract(.),
        $facts/journal/publisher ! statements:plain('publisher', .),
        statements:date($facts) ! statements:plain('date', .),
        statements:plain('type', 'info:eu-repo/semantics/' || ($kind/@eu-repo, 'article')[1]),
        $kind ! statements:plain('type', 'http://purl.org/coar/resource_type/' || @coar),
        $facts/version ! statements:plain('type', 'info:eu-repo/semantics/' || statements:version(@code)),
        statements:plain('identifier', $url),
        $facts/identifier[@type = 'DOI'] ! statements:plain('identifier', settings:doi-url(.)),
        $facts/url ! statements:plain('identifier', .),
        statements:source($facts),
        distinct-values($facts/journal/issn) ! statements:plain('source', 'ISSN ' || .),
        distinct-values($facts/(work-language, other-language)/@iso639-3) ! statements:plain('language', .),
        distinct-values(($facts/related/@uri, $facts/link/@uri)) ! statements:plain('relation', .),
        $facts/place[@about] ! statements:in-language('coverage', name[@preferred]/text),
        $facts/period[@about] ! statements:plain('coverage', @edtf),
        $facts/licence[@uri][1] ! statements:rights(.),
        distinct-values($facts/licence[@uri][position() gt 1]/@uri)[not(. = $facts/licence[1]/@uri)] ! statements:plain('rights', .),
        $facts/copyright ! statements:in-language('rights', .)"/>
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

  <!-- One date, without what says how sure it is: that of the issue, else of the article. -->
  <xsl:function name="statements:date" as="xs:string?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="($facts/date[@type = 'issued'], $facts/date[@type = ('published', 'online', 'print')])[1] ! dates:first(.)"/>
  </xsl:function>

  <!-- The versions of info:eu-repo. -->
  <xsl:function name="statements:version" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:sequence select="
        if ($code = ('VoR', 'CVoR', 'EVoR')) then 'publishedVersion'
        else if ($code = ('AM', 'P')) then 'acceptedVersion'
        else if ($code = 'SMUR') then 'submittedVersion' else 'draft'"/>
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
    <xsl:param name="abstract" as="element()"/>
    <xsl:sequence select="statements:passage($abstract, marks:plain#1)"/>
  </xsl:function>

  <!-- The words of a passage, its sections each after its heading, with the sections in them. How words with their type
       are written says the function. -->
  <xsl:function name="statements:passage" as="xs:string">
    <xsl:param name="passage" as="element()"/>
    <xsl:param name="words" as="function(node()) as xs:string"/>
    <xsl:sequence select="string-join((
        $passage/p ! $words(.),
        $passage/section ! (heading ! statements:sentence($words(.)), statements:passage(., $words)[.])), ' ')"/>
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
    <xsl:for-each select="$facts/journal/title[not(@role = ('abbreviated', 'sub'))]">
      <xsl:variable name="words" as="xs:string+" select="if (tags:fits(@xml:lang, 'ru')) then ('Т.', '№') else ('Vol.', 'No.')"/>
      <!-- An issue that has a name has no word before it. -->
      <xsl:variable name="named" as="element(issue)?" select="$facts/issue[not(matches(., '[0-9]|^[IVXLCDM]+$'))]"/>
      <xsl:variable name="issue" as="xs:string" select="string-join((
          $facts/volume ! ($words[1] || ' ' || . || ','[$named]), $named, ($facts/issue except $named) ! ($words[2] || ' ' || .),
          $facts/date[@type = 'issued'] ! ('(' || string-join(dates:all(.), '/') || ')')), ' ')"/>
      <dc:source>
        <xsl:copy-of select="@xml:lang[tags:fits(., 'en') or tags:fits(., 'ru') or not($facts/(volume | issue))]"/>
        <xsl:value-of select="string-join((., $issue[.], statements:pages($facts)), '; ')"/>
      </dc:source>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="statements:pages" as="xs:string?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="(
        if ($facts/page-range) then string-join($facts/page-range ! string-join(distinct-values((@first, @last)), '-'), ', ')
        else string-join(distinct-values(($facts/first-page, $facts/last-page)), '-')[.], $facts/article-number)[1]"/>
  </xsl:function>

  <!-- A correction, a retraction, a translation as a sentence, for formats that have notes and no links. -->
  <xsl:function name="statements:notice" as="xs:string">
    <xsl:param name="related" as="element(related)"/>
    <xsl:variable name="kinds" as="map(xs:string, xs:string)" select="map {
        'correction': 'Corrected', 'corrected': 'Corrects', 'retraction': 'Retracted', 'retracted': 'Retracts',
        'concern': 'Concern expressed', 'concerned': 'Concern about', 'addendum': 'Addendum', 'addended': 'Adds to',
        'translation': 'Translation', 'original': 'Translated from', 'reply': 'Reply', 'replied': 'In reply to',
        'comment': 'Comment', 'commented': 'Comments on', 'review': 'Review', 'reviewed': 'Review of',
        'preprint': 'Preprint', 'published': 'Published as', 'earlier': 'Earlier version', 'later': 'Later version',
        'dataset': 'Data', 'software': 'Software', 'supplement': 'Supplement', 'supplemented': 'Supplement to',
        'part': 'Part', 'whole': 'Part of'}"/>
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
