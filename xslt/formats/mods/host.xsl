<?xml version="1.0" encoding="UTF-8"?>
<!-- relatedItem: the journal with the article's place in it, notices about the article, its references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:mods="urn:titelei:mods"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns="http://www.loc.gov/mods/v3"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates mods">

  <xsl:function name="mods:host" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <relatedItem type="host">
        <xsl:sequence select="$facts/journal/title ! mods:title(.)"/>
        <xsl:if test="$facts/journal/title">
          <originInfo>
            <issuance>serial</issuance>
          </originInfo>
        </xsl:if>
        <xsl:sequence select="mods:part($facts)"/>
        <xsl:for-each select="$facts/issue-title">
          <note type="issue title">
            <xsl:sequence select="mods:lang(.), string()"/>
          </note>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/issn">
          <identifier type="issn">
            <xsl:if test="@medium">
              <xsl:attribute name="displayLabel" select="@medium"/>
            </xsl:if>
            <xsl:sequence select="string()"/>
          </identifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/identifier">
          <identifier type="{lower-case(@type)}">{.}</identifier>
        </xsl:for-each>
        <xsl:for-each select="$facts/journal/series">
          <relatedItem type="series">
            <xsl:for-each select="title">
              <titleInfo>
                <xsl:sequence select="mods:lang(.)"/>
                <title>{.}</title>
                <xsl:for-each select="../number">
                  <partNumber>{.}</partNumber>
                </xsl:for-each>
              </titleInfo>
            </xsl:for-each>
          </relatedItem>
        </xsl:for-each>
      </relatedItem>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="mods:part" as="element()?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <part>
        <xsl:sequence select="
            $facts/volume ! mods:detail('volume', .),
            $facts/issue ! mods:detail('issue', .),
            $facts/total-issue ! mods:detail('total-issue', .),
            $facts/supplement ! mods:detail('supplement', .),
            $facts/part ! mods:detail('part', .),
            $facts/article-number ! mods:detail('article', .)"/>
        <xsl:for-each select="$facts/first-page[not(../page-range)]">
          <extent unit="pages">
            <start>{.}</start>
            <end>{../last-page}</end>
          </extent>
        </xsl:for-each>
        <xsl:for-each select="$facts/page-range">
          <extent unit="pages">
            <start>{@first}</start>
            <end>{@last}</end>
          </extent>
        </xsl:for-each>
        <xsl:for-each select="$facts/date[@type = 'issued'][dates:first(.)]">
          <date encoding="w3cdtf">{dates:first(.)}</date>
        </xsl:for-each>
      </part>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="mods:detail" as="element()">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="number" as="xs:string"/>
    <detail type="{$type}">
      <number>{$number}</number>
    </detail>
  </xsl:function>

  <!-- A notice or a translation. MODS has no type for notices: the label says what it is. -->
  <xsl:function name="mods:related" as="element()">
    <xsl:param name="related" as="element(related)"/>
    <relatedItem displayLabel="{($related/@type, 'related')[1]}">
      <xsl:choose>
        <xsl:when test="$related/@type = ('translation', 'preprint', 'published', 'earlier', 'later')">
          <xsl:attribute name="type" select="'otherVersion'"/>
        </xsl:when>
        <xsl:when test="$related/@type = 'reviewed'">
          <xsl:attribute name="type" select="'reviewOf'"/>
        </xsl:when>
        <xsl:when test="$related/@type = ('part', 'supplement', 'dataset', 'software')">
          <xsl:attribute name="type" select="'constituent'"/>
        </xsl:when>
        <xsl:when test="$related/@type = ('original', 'corrected', 'retracted')">
          <xsl:attribute name="type" select="'original'"/>
        </xsl:when>
      </xsl:choose>
      <xsl:if test="$related/@uri">
        <xsl:attribute name="xlink:href" select="$related/@uri"/>
      </xsl:if>
      <titleInfo>
        <xsl:sequence select="mods:lang($related)"/>
        <title>{(string($related)[.], $related/@uri, $related/@type)[1]}</title>
      </titleInfo>
      <xsl:for-each select="$related/@number">
        <identifier type="{lower-case(../@scheme)}">{.}</identifier>
      </xsl:for-each>
    </relatedItem>
  </xsl:function>

  <xsl:function name="mods:reference" as="element()">
    <xsl:param name="reference" as="element(reference)"/>
    <relatedItem type="references">
      <note>
        <xsl:sequence select="mods:lang($reference), string($reference)"/>
      </note>
      <xsl:for-each select="$reference/@doi">
        <identifier type="doi">{.}</identifier>
      </xsl:for-each>
    </relatedItem>
  </xsl:function>

</xsl:stylesheet>
