<?xml version="1.0" encoding="UTF-8"?>
<!-- The author block: name, degree, post, affiliation, address, e-mail, ORCID; what the page does not give is said. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="html:authors" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/author">
      <ul class="authors" aria-label="{html:word('authors')}">
        <xsl:for-each select="$facts/author">
          <li>
            <xsl:sequence select="html:author(., $facts)"/>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:author" as="element()*">
    <xsl:param name="author" as="element(author)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="name" as="element(name)?" select="($author/name[@preferred], $author/name)[1]"/>
    <p class="author">
      <xsl:choose>
        <xsl:when test="$author/@ref and html:has-entry($facts, $author/@ref)">
          <a class="person" href="#{$author/@ref}">
            <xsl:sequence select="html:lang($name/@xml:lang, $page-language)"/>
            <xsl:text>{$name/text}</xsl:text>
          </a>
        </xsl:when>
        <xsl:otherwise>
          <span>
            <xsl:sequence select="html:lang($name/@xml:lang, $page-language)"/>
            <xsl:text>{$name/text}</xsl:text>
          </span>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$author/@corresponding">
        <xsl:text> </xsl:text>
        <small>({html:word('corresponding-author')})</small>
      </xsl:if>
    </p>
    <xsl:if test="$author/(degree | post)">
      <p><xsl:sequence select="html:joined($author/(degree, post), ', ')"/></p>
    </xsl:if>
    <xsl:for-each select="$author/affiliation">
      <p>
        <xsl:sequence select="html:joined((department, institution), ', ')"/>
        <xsl:if test="address">
          <br/>
          <xsl:sequence select="html:addresses(address)"/>
        </xsl:if>
      </p>
    </xsl:for-each>
    <xsl:for-each select="$author/email">
      <p>{html:word('email')}: <a href="mailto:{.}">{.}</a></p>
    </xsl:for-each>
    <xsl:for-each select="$author/orcid">
      <p>ORCID: <a href="https://orcid.org/{.}">{.}</a></p>
    </xsl:for-each>
  </xsl:function>

  <!-- Addresses, each on one line; where parts are in languages of their own, part by part. -->
  <xsl:function name="html:addresses" as="item()*">
    <xsl:param name="addresses" as="element(address)*"/>
    <xsl:for-each select="$addresses">
      <xsl:if test="position() gt 1">; </xsl:if>
      <xsl:choose>
        <xsl:when test="*/@xml:lang">
          <xsl:for-each select="* except text">
            <xsl:if test="position() gt 1">{if (preceding-sibling::*[1]/self::post-code) then ' ' else ', '}</xsl:if>
            <xsl:sequence select="html:said(html:with-lang(.))"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="html:said(html:with-lang(text))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="html:has-entry" as="xs:boolean">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="exists($facts/(person | organisation | place | event | document)[@id = $id])"/>
  </xsl:function>

</xsl:stylesheet>
