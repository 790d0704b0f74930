<?xml version="1.0" encoding="UTF-8"?>
<!-- contrib-group: authors in order, each with all that is known of it, and the places of work they point at. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:jats="urn:titelei:jats"
  xmlns:names="urn:titelei:names"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- The authors, then those who did something else, each role a group; then the places of work of all. -->
  <xsl:function name="jats:contributors" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="places" as="xs:string*"
      select="distinct-values($facts/(author | contributor)/descendant-or-self::*/affiliation/text)"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)"
      select="map:merge(for-each-pair($places, 1 to count($places), map:entry#2))"/>
    <xsl:if test="$facts/author">
      <contrib-group>
        <xsl:sequence select="$facts/author ! jats:contributor(., 'author', $numbers)"/>
      </contrib-group>
    </xsl:if>
    <xsl:for-each-group select="$facts/contributor" group-by="(role/@key, 'other')[1]">
      <contrib-group content-type="{current-grouping-key()}">
        <xsl:sequence select="current-group() ! jats:contributor(., current-grouping-key(), $numbers)"/>
      </contrib-group>
    </xsl:for-each-group>
    <xsl:for-each-group select="$facts/(author | contributor)/descendant-or-self::*/affiliation" group-by="string(text)">
      <xsl:sequence select="jats:affiliation(current-group(), position())"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="jats:contributor" as="element(Q{}contrib)">
    <xsl:param name="author" as="element()"/>
    <xsl:param name="role" as="xs:string"/>
    <xsl:param name="places" as="map(xs:string, xs:integer)"/>
    <contrib contrib-type="{$role}">
      <xsl:if test="$author/@corresponding">
        <xsl:attribute name="corresp" select="'yes'"/>
      </xsl:if>
      <xsl:if test="$author/@equal">
        <xsl:attribute name="equal-contrib" select="'yes'"/>
      </xsl:if>
      <xsl:if test="$author/@deceased">
        <xsl:attribute name="deceased" select="'yes'"/>
      </xsl:if>
      <xsl:for-each select="$author/orcid">
        <contrib-id contrib-id-type="orcid">https://orcid.org/{.}</contrib-id>
      </xsl:for-each>
      <xsl:for-each select="$author/identifier">
        <contrib-id contrib-id-type="{lower-case(@type)}">{.}</contrib-id>
      </xsl:for-each>
      <xsl:sequence select="jats:names($author, $places)"/>
      <xsl:for-each select="$author/degree">
        <degrees>
          <xsl:sequence select="jats:lang(.), string()"/>
        </degrees>
      </xsl:for-each>
      <xsl:sequence select="$author/role ! jats:role(.)"/>
      <xsl:for-each select="$author/post">
        <role>
          <xsl:sequence select="jats:lang(.), string()"/>
        </role>
      </xsl:for-each>
      <xsl:for-each select="$author/email">
        <email>{.}</email>
      </xsl:for-each>
      <xsl:for-each select="distinct-values($author/affiliation/text)">
        <xref ref-type="aff" rid="aff{$places(.)}"/>
      </xsl:for-each>
      <xsl:for-each select="$author/biography">
        <bio>
          <xsl:sequence select="jats:lang(.)"/>
          <p>
            <xsl:sequence select="jats:runs(.)"/>
          </p>
        </bio>
      </xsl:for-each>
    </contrib>
  </xsl:function>

  <!-- What was done; a role of CRediT with its name and address in that list (JATS4R). -->
  <xsl:function name="jats:role" as="element(Q{}role)">
    <xsl:param name="role" as="element(role)"/>
    <role>
      <xsl:if test="$role/@scheme = 'credit'">
        <xsl:attribute name="vocab" select="'credit'"/>
        <xsl:attribute name="vocab-identifier" select="'https://credit.niso.org/'"/>
        <xsl:attribute name="vocab-term" select="jats:credit($role/@key)"/>
        <xsl:attribute name="vocab-term-identifier" select="'https://credit.niso.org/contributor-roles/' || $role/@key || '/'"/>
      </xsl:if>
      <xsl:sequence select="jats:lang($role), string($role)"/>
    </role>
  </xsl:function>

  <xsl:function name="jats:credit" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="
        if ($key = 'writing-original-draft') then 'Writing – original draft'
        else if ($key = 'writing-review-editing') then 'Writing – review &amp; editing'
        else upper-case(substring($key, 1, 1)) || translate(substring($key, 2), '-', ' ')"/>
  </xsl:function>

  <!-- Conflicts of interest, and who has died. -->
  <xsl:function name="jats:notes" as="element(Q{}author-notes)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <author-notes>
        <xsl:for-each select="$facts/statement[@kind = 'conflict']">
          <fn fn-type="coi-statement">
            <xsl:sequence select="jats:lang(.)"/>
            <xsl:for-each select="heading">
              <p>
                <bold>
                  <xsl:sequence select="jats:runs(.)"/>
                </bold>
              </p>
            </xsl:for-each>
            <xsl:sequence select="p ! jats:paragraph(., ()), section ! jats:run-on(.)"/>
          </fn>
        </xsl:for-each>
        <xsl:for-each select="$facts/(author | contributor)/death">
          <fn fn-type="deceased">
            <p>{names:preferred(..)/text}: {.}</p>
          </fn>
        </xsl:for-each>
      </author-notes>
    </xsl:where-populated>
  </xsl:function>

  <!-- One name, or the same name in several languages. -->
  <xsl:function name="jats:names" as="element()">
    <xsl:param name="author" as="element()"/>
    <xsl:param name="places" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="names" as="element(name)+" select="names:preferred($author), names:others($author)"/>
    <xsl:choose>
      <xsl:when test="$author/@kind = 'organisation'">
        <collab>
          <xsl:sequence select="jats:lang($names[1]), string($names[1]/text)"/>
          <xsl:if test="$author/member">
            <contrib-group>
              <xsl:sequence select="$author/member ! jats:contributor(., 'collab-member', $places)"/>
            </contrib-group>
          </xsl:if>
        </collab>
      </xsl:when>
      <xsl:when test="$names[2]">
        <name-alternatives>
          <xsl:sequence select="$names ! jats:name(.)"/>
        </name-alternatives>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="jats:name($names)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jats:name" as="element()">
    <xsl:param name="name" as="element(name)"/>
    <xsl:choose>
      <xsl:when test="names:has-parts($name)">
        <name>
          <xsl:sequence select="jats:lang($name)"/>
          <surname>{names:family($name)}</surname>
          <xsl:for-each select="names:given($name)">
            <given-names>{.}</given-names>
          </xsl:for-each>
          <xsl:for-each select="names:suffix($name)">
            <suffix>{.}</suffix>
          </xsl:for-each>
        </name>
      </xsl:when>
      <xsl:otherwise>
        <string-name>
          <xsl:sequence select="jats:lang($name), string($name/text)"/>
        </string-name>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- One place of work; of those with the same words the first that has a ROR tells it. -->
  <xsl:function name="jats:affiliation" as="element(Q{}aff)">
    <xsl:param name="same" as="element(affiliation)+"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="one" as="element(affiliation)" select="($same[institution/(@ror, @isni)], $same)[1]"/>
    <aff id="aff{$number}">
      <xsl:sequence select="jats:lang($one)"/>
      <xsl:for-each select="$one/(department | institution)">
        <institution-wrap>
          <institution>
            <xsl:if test="self::department">
              <xsl:attribute name="content-type" select="'dept'"/>
            </xsl:if>
            <xsl:sequence select="jats:other-lang(.), string()"/>
          </institution>
          <xsl:for-each select="@ror | @isni">
            <institution-id institution-id-type="{local-name()}">{.}</institution-id>
          </xsl:for-each>
        </institution-wrap>
      </xsl:for-each>
      <xsl:if test="not($one/(department | institution))">
        <institution>{$one/text}</institution>
      </xsl:if>
      <xsl:if test="$one/(department | institution)">
        <xsl:sequence select="$one/address/* ! jats:address-part(.)"/>
      </xsl:if>
    </aff>
  </xsl:function>

  <xsl:function name="jats:address-part" as="element()?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="name" as="xs:string?" select="
        map{'street': 'addr-line', 'line': 'addr-line', 'post-code': 'postal-code', 'settlement': 'city',
          'region': 'state', 'country': 'country'}(local-name($part))"/>
    <xsl:if test="$name">
      <xsl:element name="{$name}">
        <xsl:sequence select="jats:other-lang($part), string($part)"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- The language of a part of a place of work, where it is not that of the whole. -->
  <xsl:function name="jats:other-lang" as="attribute(xml:lang)?">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="jats:lang($part)[not(. = jats:lang($part/ancestor::affiliation))]"/>
  </xsl:function>

</xsl:stylesheet>
