<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands after the article: thanks, statements, lists of references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:jats="urn:titelei:jats"
  xmlns:settings="urn:titelei:settings"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates jats kinds marks settings">

  <!-- Kinds of references, which JATS4R asks for. -->
  <xsl:variable name="jats:publications" as="map(xs:string, xs:string)" static="yes"
    select="map{'article': 'journal', 'book': 'book', 'thesis': 'thesis'}"/>

  <!-- What JATS4R calls the statements. -->
  <xsl:variable name="jats:statements" as="map(xs:string, xs:string)" static="yes" select="map{
      'conflict': 'coi-statement', 'data-availability': 'data-availability', 'ethics': 'ethics-statement',
      'consent': 'participate-consent', 'contributions': 'con', 'funding': 'financial-disclosure'}"/>

  <!-- Thanks, the statements, the lists of references, each kind of list apart. -->
  <xsl:function name="jats:back" as="element(Q{}back)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <back>
        <xsl:for-each select="$facts/statement[@kind = 'acknowledgement']">
          <ack>
            <xsl:sequence select="jats:lang(.), jats:passage(.)"/>
          </ack>
        </xsl:for-each>
        <xsl:for-each select="$facts/statement[@kind = ('data-availability', 'ethics', 'consent')]">
          <sec sec-type="{$jats:statements(@kind)}">
            <xsl:sequence select="jats:lang(.), jats:titled(.)"/>
          </sec>
        </xsl:for-each>
        <xsl:for-each select="$facts/statement[not(@kind = ('acknowledgement', 'data-availability', 'ethics', 'consent', 'conflict'))]">
          <notes notes-type="{($jats:statements(@kind), @kind)[1]}">
            <xsl:sequence select="jats:lang(.), jats:passage(.)"/>
          </notes>
        </xsl:for-each>
        <xsl:for-each-group select="$facts/reference" group-adjacent="string(@list)">
          <ref-list>
            <xsl:if test="current-grouping-key()">
              <xsl:attribute name="content-type" select="current-grouping-key()"/>
            </xsl:if>
            <xsl:for-each select="current-group()">
              <ref id="ref{count(preceding-sibling::reference) + 1}">
                <mixed-citation publication-type="{($jats:publications(string(@type)), 'other')[1]}">
                  <xsl:sequence select="jats:lang(.), jats:citation(.)"/>
                </mixed-citation>
              </ref>
            </xsl:for-each>
          </ref-list>
        </xsl:for-each-group>
      </back>
    </xsl:where-populated>
  </xsl:function>

  <!-- A section of JATS needs a title. -->
  <xsl:function name="jats:titled" as="element()+">
    <xsl:param name="statement" as="element(statement)"/>
    <xsl:if test="not($statement/heading)">
      <title>{map{'data-availability': 'Data availability', 'ethics': 'Ethics', 'consent': 'Consent'}($statement/@kind)}</title>
    </xsl:if>
    <xsl:sequence select="jats:passage($statement)"/>
  </xsl:function>

  <!-- The words of a reference, the DOI in them marked; it follows them where they do not hold it. -->
  <xsl:function name="jats:citation" as="node()+">
    <xsl:param name="reference" as="element(reference)"/>
    <xsl:variable name="text" as="xs:string" select="string($reference)"/>
    <xsl:variable name="doi" as="xs:string?" select="$reference/@doi"/>
    <xsl:choose>
      <xsl:when test="$doi and contains($text, $doi)">
        <xsl:value-of select="substring-before($text, $doi)"/>
        <pub-id pub-id-type="doi">{$doi}</pub-id>
        <xsl:value-of select="substring-after($text, $doi)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text || (if ($doi) then ' ' else '')"/>
        <xsl:if test="$doi">
          <pub-id pub-id-type="doi">{$doi}</pub-id>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
