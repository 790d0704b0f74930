<?xml version="1.0" encoding="UTF-8"?>
<!-- Lists of lists: years, journals with their issues, kinds of entities, entities of a kind. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:site="urn:titelei:site"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:site"
  exclude-result-prefixes="#all">

  <xsl:template match="page[@kind = ('years', 'issues', 'entities')]" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'site-' || @kind)"/>
  </xsl:template>

  <xsl:template match="page[@kind = 'years']" mode="site:content" as="element()*">
    <xsl:sequence select="site:years(years)"/>
  </xsl:template>

  <xsl:function name="site:years" as="element()">
    <xsl:param name="years" as="element(years)"/>
    <ul class="years">
      <xsl:for-each select="$years/year">
        <li>
          <a href="{site:href(., 'years/' || @path)}">{if (@year = '0') then site:word(., 'site-undated-short') else string(@year)}</a>
          <xsl:text> </xsl:text>
          <span class="count">({@articles})</span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:function>

  <xsl:template match="page[@kind = 'issues']" mode="site:content" as="element()*">
    <xsl:for-each-group select="issues/issue" group-adjacent="string(@journal)">
      <h2>
        <xsl:sequence select="site:said(journal)"/>
      </h2>
      <ul class="issues">
        <xsl:for-each select="current-group()">
          <li>
            <a href="{site:href(., 'issues/' || @journal || '/' || @issue)}">{(site:numbers(.)[. ne ''], site:word(., 'site-undated-short'))[1]}</a>
            <xsl:text> </xsl:text>
            <span class="count">({@articles})</span>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:for-each-group>
    <xsl:if test="not(issues/issue)">
      <p>{site:word(., 'site-empty')}</p>
    </xsl:if>
  </xsl:template>

  <xsl:function name="site:kinds" as="element()">
    <xsl:param name="kinds" as="element(kinds)"/>
    <ul class="issues kinds">
      <xsl:for-each select="$kinds/kind">
        <li>
          <a href="{site:href(., 'entities/' || @name || 's')}">{site:word(., 'index-' || @name)}</a>
          <xsl:text> </xsl:text>
          <span class="count">({@entities})</span>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:function>

  <xsl:template match="page[@kind = 'entities']" mode="site:content" as="element()*">
    <xsl:if test="kinds/kind">
      <xsl:sequence select="site:kinds(kinds)"/>
    </xsl:if>
    <xsl:if test="not(kinds/kind)">
      <p>{site:word(., 'site-empty')}</p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="page[@kind = 'kind']" mode="site:title" as="item()*">
    <xsl:sequence select="site:word(., 'index-' || entities/@kind)"/>
  </xsl:template>

  <!-- By letter; a name of a person with the surname first. A letter leads to the part of the list where it begins. -->
  <xsl:template match="page[@kind = 'kind']" mode="site:content" as="element()*">
    <xsl:variable name="kind" as="element(entities)" select="entities"/>
    <xsl:if test="letters/letter[2]">
      <nav class="letters" aria-label="{site:word(., 'site-letters')}">
        <ul>
          <xsl:for-each select="letters/letter">
            <li><a href="{@href}#{site:letter-id(.)}">{site:letter-name(., $kind)}</a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
    <div class="entities">
      <xsl:for-each-group select="entities/entity" group-adjacent="site:letter(.)">
        <section>
          <h2 id="{site:letter-id(current-grouping-key())}">{site:letter-name(current-grouping-key(), $kind)}</h2>
          <ul>
            <xsl:for-each select="current-group()">
              <li><xsl:sequence select="site:entity-link(.)"/>{' '}<span class="count">({@articles})</span></li>
            </xsl:for-each>
          </ul>
        </section>
      </xsl:for-each-group>
    </div>
  </xsl:template>

  <xsl:function name="site:entity-link" as="element()">
    <xsl:param name="entity" as="element(entity)"/>
    <a class="{$entity/@kind}" href="{site:href($entity, 'entities/' || $entity/@id)}">
      <xsl:copy-of select="$entity/name[1][not(@lang = root(.)/page/@lang)]/@lang"/>
      <xsl:text>{($entity/@inverted, $entity/name[1])[1]}</xsl:text>
    </a>
  </xsl:function>

  <!-- The letter that an entity is sorted under, without the marks over it. -->
  <xsl:function name="site:letter" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:sequence select="string($entity/@letter)"/>
  </xsl:function>

  <!-- A letter; of dates the decade. -->
  <xsl:function name="site:letter-name" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:param name="entities" as="element(entities)"/>
    <xsl:sequence select="
        if ($entities/@kind = 'date' and starts-with($letter, '-'))
        then site:word($entities, 'site-decade-before', (1 - xs:integer($letter), -8 - xs:integer($letter)))
        else if ($entities/@kind = 'date') then site:word($entities, 'site-decade', $letter)
        else upper-case($letter)"/>
  </xsl:function>

  <xsl:function name="site:letter-id" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="'letter-' || string-join(string-to-codepoints($letter) ! string(.), '-')"/>
  </xsl:function>

</xsl:stylesheet>
