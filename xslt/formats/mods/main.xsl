<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, MODS 3.7 out. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:mods="urn:titelei:mods"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns="http://www.loc.gov/mods/v3"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates mods settings statements kinds marks">

  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../names/names.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="names.xsl"/>
  <xsl:include href="subjects.xsl"/>
  <xsl:include href="host.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="title abstract note topic"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="marks:plain-facts(facts, false())"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <mods version="3.7" xsi:schemaLocation="http://www.loc.gov/mods/v3 http://www.loc.gov/standards/mods/v3/mods-3-7.xsd">
      <xsl:sequence select="title ! mods:title(.), author ! mods:name(.), contributor ! mods:name(.), author/member ! mods:name(.),
          grant/funder ! mods:funder(.)"/>
      <typeOfResource>text</typeOfResource>
      <genre authority="marcgt">article</genre>
      <xsl:for-each select="kinds:of(.)">
        <genre authority="coar" valueURI="http://purl.org/coar/resource_type/{@coar}">{@words}</genre>
      </xsl:for-each>
      <xsl:sequence select="mods:origin(.), mods:language(.), mods:extent(.)"/>
      <xsl:for-each select="abstract[statements:abstract-text(.)]">
        <abstract>
          <xsl:if test="@kind">
            <xsl:attribute name="type" select="@kind"/>
          </xsl:if>
          <xsl:sequence select="mods:lang(.), statements:abstract-text(.)"/>
        </abstract>
      </xsl:for-each>
      <xsl:for-each select="statement[statements:abstract-text(.)]">
        <note type="{@kind}">
          <xsl:sequence select="mods:lang(.), string-join((heading ! statements:sentence(.), statements:abstract-text(.)), ' ')"/>
        </note>
      </xsl:for-each>
      <xsl:for-each select="peer-review | version">
        <note type="{local-name()}">
          <xsl:sequence select="mods:lang(.), string-join((@kind | @code, .), ': ')"/>
        </note>
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
        <xsl:for-each select="link">
          <url>
            <xsl:if test="@type = 'fulltext'">
              <xsl:attribute name="access" select="'raw object'"/>
            </xsl:if>
            <xsl:attribute name="displayLabel" select="string-join((@type, string()[.]), ': ')"/>
            <xsl:value-of select="@uri"/>
          </url>
        </xsl:for-each>
      </location>
      <xsl:for-each select="licence">
        <accessCondition type="use and reproduction">
          <xsl:if test="@uri">
            <xsl:attribute name="xlink:href" select="@uri"/>
          </xsl:if>
          <xsl:if test="@part or @begins">
            <xsl:attribute name="displayLabel" select="string-join((@part, @begins), ', ')"/>
          </xsl:if>
          <xsl:sequence select="mods:lang(.), string((string()[.], @uri)[1])"/>
        </accessCondition>
      </xsl:for-each>
      <xsl:for-each select="copyright">
        <accessCondition type="copyright">
          <xsl:sequence select="mods:lang(.), string()"/>
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
      <xsl:for-each select="marks:subtitles($title)[$title/parent::facts]">
        <subTitle>{.}</subTitle>
      </xsl:for-each>
    </titleInfo>
  </xsl:function>

  <!-- When it appeared and what went before that. The date of the issue is the key date. -->
  <xsl:function name="mods:origin" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <originInfo>
        <xsl:for-each select="$facts/journal/place">
          <place>
            <placeTerm type="text">
              <xsl:sequence select="mods:lang(.), string()"/>
            </placeTerm>
          </place>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/publisher">
          <publisher>
            <xsl:sequence select="mods:lang(.), string()"/>
          </publisher>
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

  <xsl:function name="mods:extent" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <physicalDescription>
        <xsl:for-each select="$facts/count">
          <extent>{.} {@unit}</extent>
        </xsl:for-each>
      </physicalDescription>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="mods:language" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/(work-language | other-language)">
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
