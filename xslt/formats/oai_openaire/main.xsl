<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, oai_openaire out: OpenAIRE guidelines for literature repositories, version 4. No file of the article is
     held, so the access right is that of metadata only. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:openaire="urn:titelei:oai_openaire"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:errors="urn:titelei:errors"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xmlns:datacite="http://datacite.org/schema/kernel-4"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:oaire="http://namespace.openaire.eu/schema/oaire/"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs openaire dates errors settings statements kinds marks">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="creators.xsl"/>
  <xsl:include href="related.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="datacite:title dc:description"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="article-place" as="xs:string" static="yes"
    select="'/*:TEI[1]/*:teiHeader[1]/*:fileDesc[1]/*:sourceDesc[1]/*:biblStruct[1]'"/>

  <xsl:variable name="openaire:date-types" as="map(xs:string, xs:string)" static="yes" select="map{
      'issued': 'Issued', 'received': 'Submitted', 'revised': 'Updated', 'accepted': 'Accepted', 'published': 'Available',
      'online': 'Available', 'corrected': 'Updated', 'retracted': 'Withdrawn'}"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="marks:plain-facts(openaire:demanded(facts), false())"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <oaire:resource
      xsi:schemaLocation="http://namespace.openaire.eu/schema/oaire/ https://www.openaire.eu/schema/repo-lit/4.0/openaire.xsd">
      <xsl:sequence select="
          openaire:titles(.),
          openaire:creators(.),
          openaire:contributors(.),
          openaire:funding(.),
          openaire:alternate-identifiers(.),
          openaire:related-identifiers(.),
          openaire:dates(.)"/>
      <xsl:for-each select="distinct-values((work-language, other-language)/@iso639-3)">
        <dc:language>{.}</dc:language>
      </xsl:for-each>
      <xsl:for-each select="journal/publisher">
        <dc:publisher>{.}</dc:publisher>
      </xsl:for-each>
      <oaire:resourceType resourceTypeGeneral="literature" uri="http://purl.org/coar/resource_type/{
        (openaire:kind(.)/@coar, 'c_6501')[1]}">{(openaire:kind(.)/@words ! lower-case(.), 'journal article')[1]}</oaire:resourceType>
      <xsl:for-each select="abstract[statements:abstract-text(.)]">
        <dc:description>
          <xsl:sequence select="openaire:lang(.), statements:abstract-text(.)"/>
        </dc:description>
      </xsl:for-each>
      <xsl:sequence select="openaire:identifier(.)"/>
      <datacite:rights rightsURI="http://purl.org/coar/access_right/c_14cb">metadata only access</datacite:rights>
      <xsl:sequence select="openaire:subjects(.), openaire:coverage(.)"/>
      <xsl:for-each select="licence[@uri]">
        <oaire:licenseCondition uri="{@uri}">
          <xsl:for-each select="@begins[. castable as xs:date]">
            <xsl:attribute name="startDate" select="."/>
          </xsl:for-each>
          <xsl:value-of select="(string()[.], @uri)[1]"/>
        </oaire:licenseCondition>
      </xsl:for-each>
      <xsl:for-each select="version">
        <oaire:version uri="http://purl.org/coar/version/{map{'AO': 'c_b1a7d7d4d402bcce', 'SMUR': 'c_71e4c1898caa6e32',
          'AM': 'c_ab4af688f83e57aa', 'P': 'c_fa2ee174bc00049f', 'VoR': 'c_970fb48d4fbd8a85', 'CVoR': 'c_e19f295774971610',
          'EVoR': 'c_dc82b40f9837b551'}(@code)}">{@code}</oaire:version>
      </xsl:for-each>
      <xsl:sequence select="openaire:citation(.)"/>
    </oaire:resource>
  </xsl:template>

  <!-- The kind, where these guidelines have it; their list of COAR's types is an older one. -->
  <xsl:function name="openaire:kind" as="element(kinds:kind)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="kinds:of($facts)[@coar = ('c_2df8fbb1', 'c_dcae04bc', 'c_ba08', 'c_b239', 'c_545b', 'c_beb9', 'c_8544',
        'c_93fc', 'c_86bc')]"/>
  </xsl:function>

  <xsl:function name="openaire:demanded" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        if (not($facts/title))
        then errors:impossible('the article has no title, which OpenAIRE demands.', 'Add title to analytic.', $article-place)
        else if (not(statements:date($facts)))
        then errors:impossible('the date of the issue is not known, which OpenAIRE demands.',
          'Add date with @when to imprint.', $article-place)
        else $facts"/>
  </xsl:function>

  <xsl:function name="openaire:titles" as="element(datacite:titles)">
    <xsl:param name="facts" as="element(facts)"/>
    <datacite:titles>
      <xsl:for-each select="$facts/title">
        <datacite:title>
          <xsl:if test="not(@role = 'main')">
            <xsl:attribute name="titleType"
              select="if (@role = 'translated') then 'TranslatedTitle' else 'AlternativeTitle'"/>
          </xsl:if>
          <xsl:sequence select="openaire:lang(.), string()"/>
        </datacite:title>
      </xsl:for-each>
      <xsl:for-each select="$facts/subtitle">
        <datacite:title titleType="Subtitle">
          <xsl:sequence select="openaire:lang(.), string()"/>
        </datacite:title>
      </xsl:for-each>
    </datacite:titles>
  </xsl:function>

  <xsl:function name="openaire:dates" as="element(datacite:dates)">
    <xsl:param name="facts" as="element(facts)"/>
    <datacite:dates>
      <xsl:if test="not($facts/date[@type = 'issued'][dates:first(.)])">
        <datacite:date dateType="Issued">{statements:date($facts)}</datacite:date>
      </xsl:if>
      <xsl:for-each select="$facts/date[dates:first(.)][exists($openaire:date-types(string(@type)))]">
        <datacite:date dateType="{$openaire:date-types(string(@type))}">{dates:first(.)}</datacite:date>
      </xsl:for-each>
    </datacite:dates>
  </xsl:function>

  <xsl:function name="openaire:subjects" as="element(datacite:subjects)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <datacite:subjects>
        <xsl:for-each select="$facts/keywords/keyword">
          <datacite:subject>
            <xsl:for-each select="../@scheme">
              <xsl:attribute name="subjectScheme" select="."/>
            </xsl:for-each>
            <xsl:for-each select="../@scheme-uri">
              <xsl:attribute name="schemeURI" select="."/>
            </xsl:for-each>
            <xsl:for-each select="@uri">
              <xsl:attribute name="valueURI" select="."/>
            </xsl:for-each>
            <xsl:sequence select="openaire:lang(.), string()"/>
          </datacite:subject>
        </xsl:for-each>
        <xsl:for-each select="$facts/classification">
          <datacite:subject>
            <xsl:for-each select="@scheme[. ne '']">
              <xsl:attribute name="subjectScheme" select="if (. = ('udc', 'ddc', 'lcc', 'msc', 'jel')) then upper-case(.) else ."/>
            </xsl:for-each>
            <xsl:sequence select="string()"/>
          </datacite:subject>
        </xsl:for-each>
      </datacite:subjects>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="openaire:coverage" as="element(dc:coverage)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/place[@about]/name[@preferred]/text, $facts/period[@about]/@edtf">
      <dc:coverage>{.}</dc:coverage>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="openaire:citation" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        $facts/journal/title[1] ! openaire:field('citationTitle', .),
        $facts/volume ! openaire:field('citationVolume', .),
        $facts/issue ! openaire:field('citationIssue', .),
        $facts/first-page ! openaire:field('citationStartPage', .),
        $facts/last-page ! openaire:field('citationEndPage', .)"/>
  </xsl:function>

  <xsl:function name="openaire:field" as="element()">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:element name="oaire:{$name}">{$value}</xsl:element>
  </xsl:function>

  <xsl:function name="openaire:lang" as="attribute(xml:lang)?">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="$fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
  </xsl:function>

</xsl:stylesheet>
