<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, MODS 3.7 out. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:mods="urn:titelei:mods"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns="http://www.loc.gov/mods/v3"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates mods settings statements">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../dates/dates.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="subjects.xsl"/>
  <xsl:include href="host.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="title abstract note topic"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="facts"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <mods version="3.7" xsi:schemaLocation="http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-7.xsd">
      <xsl:sequence select="title ! mods:title(.), author ! mods:name(.), grant/funder ! mods:funder(.)"/>
      <typeOfResource>text</typeOfResource>
      <genre authority="marcgt">article</genre>
      <xsl:sequence select="mods:origin(.), mods:language(.)"/>
      <xsl:for-each select="abstract[statements:abstract-text(.)]">
        <abstract>
          <xsl:sequence select="mods:lang(.), statements:abstract-text(.)"/>
        </abstract>
      </xsl:for-each>
      <xsl:for-each select="funding">
        <note type="funding">
          <xsl:sequence select="mods:lang(.), string()"/>
        </note>
      </xsl:for-each>
      <xsl:sequence select="
          mods:subjects(.), mods:host(.), related ! mods:related(.), reference ! mods:reference(.), mods:identifiers(.)"/>
      <location>
        <url usage="primary display" access="object in context">{settings:article-url(@id)}</url>
        <xsl:for-each select="url">
          <url access="object in context">{.}</url>
        </xsl:for-each>
      </location>
      <xsl:for-each select="licence">
        <accessCondition type="use and reproduction">
          <xsl:if test="@uri">
            <xsl:attribute name="xlink:href" select="@uri"/>
          </xsl:if>
          <xsl:sequence select="mods:lang(.), string((string()[.], @uri)[1])"/>
        </accessCondition>
      </xsl:for-each>
      <xsl:sequence select="mods:record(.)"/>
    </mods>
  </xsl:template>

  <xsl:function name="mods:title" as="element()">
    <xsl:param name="title" as="element(title)"/>
    <titleInfo>
      <xsl:choose>
        <xsl:when test="$title/@role = 'main'">
          <xsl:attribute name="usage" select="'primary'"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="type" select="if ($title/@role = 'translated') then 'translated' else 'alternative'"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:sequence select="mods:lang($title)"/>
      <title>{$title}</title>
    </titleInfo>
  </xsl:function>

  <!-- When it appeared and what went before that. The date of the issue is the key date. -->
  <xsl:function name="mods:origin" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <originInfo>
        <xsl:for-each select="$facts/journal/place">
          <place>
            <placeTerm type="text">{.}</placeTerm>
          </place>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/publisher">
          <publisher>{.}</publisher>
        </xsl:for-each>
        <xsl:for-each select="$facts/date[@type = 'issued'][dates:first(.)]">
          <dateIssued encoding="w3cdtf" keyDate="yes">{dates:first(.)}</dateIssued>
        </xsl:for-each>
        <xsl:for-each select="$facts/date[not(@type = 'issued')][dates:first(.)]">
          <dateOther type="{@type}" encoding="w3cdtf">{dates:first(.)}</dateOther>
        </xsl:for-each>
      </originInfo>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="mods:language" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/work-language">
      <language>
        <languageTerm type="code" authority="iso639-3">{@iso639-3}</languageTerm>
        <languageTerm type="code" authority="rfc4646">{@tag}</languageTerm>
      </language>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="mods:identifiers" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/identifier">
      <identifier type="{if (@type = 'handle') then 'hdl' else lower-case(@type)}">{.}</identifier>
    </xsl:for-each>
  </xsl:function>

  <!-- The record itself: from where, as of when. -->
  <xsl:function name="mods:record" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <recordInfo>
      <xsl:for-each select="$facts/edition/publisher">
        <recordContentSource>{.}</recordContentSource>
      </xsl:for-each>
      <xsl:for-each select="$facts/edition/change[@when castable as xs:date or @when castable as xs:dateTime]">
        <recordChangeDate encoding="w3cdtf">{(dates:utc(@when), @when)[1]}</recordChangeDate>
      </xsl:for-each>
      <recordIdentifier>{settings:oai-identifier($facts/@id)}</recordIdentifier>
    </recordInfo>
  </xsl:function>

  <xsl:function name="mods:lang" as="attribute(xml:lang)?">
    <xsl:param name="fact" as="element()"/>
    <xsl:sequence select="$fact/ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
  </xsl:function>

</xsl:stylesheet>
