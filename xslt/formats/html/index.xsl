<?xml version="1.0" encoding="UTF-8"?>
<!-- The index of the page: every entry with what the page says of it and the way back to each mention; dates in order. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:facts="urn:titelei:facts"
  xmlns:settings="urn:titelei:settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="html:index" as="element()?">
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/(person | organisation | place | event | document | period)">
      <section class="index" id="names" aria-labelledby="names-heading">
        <h2 id="names-heading">{html:word('index')}</h2>
        <xsl:for-each select="'person', 'organisation', 'place', 'event', 'document'">
          <xsl:variable name="kind" as="xs:string" select="."/>
          <xsl:variable name="entries" as="element()*" select="$facts/*[local-name() = $kind][@id]"/>
          <xsl:if test="$entries">
            <xsl:variable name="sorted" as="element()+">
              <xsl:perform-sort select="$entries">
                <xsl:sort select="string((name[@preferred]/inverted, html:main-name(.))[1])" lang="en"/>
              </xsl:perform-sort>
            </xsl:variable>
            <xsl:sequence select="html:kind($kind, count($entries), html:entries($sorted, $tei))"/>
          </xsl:if>
        </xsl:for-each>
        <xsl:sequence select="html:timeline($tei, $facts)"/>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- Entries of a kind; very many are behind a press. -->
  <xsl:function name="html:kind" as="element()">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="count" as="xs:integer"/>
    <xsl:param name="content" as="element()+"/>
    <xsl:variable name="heading" as="element()">
      <h3>{html:word('index-' || $kind)} <span class="count">{$count}</span></h3>
    </xsl:variable>
    <section class="entries {$kind}s">
      <xsl:choose>
        <xsl:when test="$count gt $html:many">
          <details>
            <summary><xsl:sequence select="$heading"/></summary>
            <xsl:sequence select="$content"/>
          </details>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$heading, $content"/>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:function>

  <xsl:variable name="html:many" as="xs:integer" static="yes" select="40"/>

  <xsl:function name="html:entries" as="element()">
    <xsl:param name="entries" as="element()+"/>
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <ul>
      <xsl:for-each select="$entries">
        <xsl:sequence select="html:entry(., $tei)"/>
      </xsl:for-each>
    </ul>
  </xsl:function>

  <!-- Where the page is narrow, and wherever an entry is far from its mention, it comes up as a card when it is gone to
       (:target); this puts it back. The span that it leads to has no place, so nothing moves. -->
  <xsl:function name="html:close" as="element()">
    <a class="close" href="#closed">{html:word('close')}</a>
  </xsl:function>

  <xsl:function name="html:entry" as="element()">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="tei" as="element(tei:TEI)"/>
    <xsl:variable name="name" as="xs:string" select="html:main-name($entry)"/>
    <xsl:variable name="main" as="element()?" select="html:main-name-element($entry)"/>
    <xsl:variable name="variants" as="element()*"
      select="$entry/name[not(. is $main/parent::name)]/text[not(. = $name)]"/>
    <li id="{$entry/@id}">
      <p class="entry-name">
        <a class="{local-name($entry)}" href="{settings:entity-url($entry/@id)}">
          <xsl:sequence select="html:lang($main/ancestor-or-self::*[@xml:lang][1]/@xml:lang, $page-language)"/>
          <xsl:text>{$name}</xsl:text>
        </a>
        <xsl:if test="$entry/@type = 'state'">{' '}<small>({html:word('type-state')})</small></xsl:if>
      </p>
      <xsl:text> </xsl:text>
      <xsl:sequence select="html:way-back(html:mentions($tei, $entry/@id), $entry/@id, $name)"/>
      <xsl:if test="$variants">
        <p class="variants">
          <xsl:text>{html:word('also')}: </xsl:text>
          <xsl:for-each select="$variants">
            <xsl:if test="position() gt 1">; </xsl:if>
            <span>
              <xsl:sequence select="html:lang(../@xml:lang, $page-language)"/>
              <xsl:text>{.}</xsl:text>
            </span>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:for-each select="$entry/note">
        <p>
          <xsl:sequence select="html:lang(@xml:lang, $page-language)"/>
          <xsl:text>{.}</xsl:text>
        </p>
      </xsl:for-each>
      <xsl:for-each select="$entry/identifier">
        <p>{@type}: <xsl:sequence select="html:identifier(.)"/></p>
      </xsl:for-each>
      <xsl:sequence select="html:close()"/>
    </li>
  </xsl:function>

  <xsl:function name="html:main-name-element" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="(
        tags:nearest($entry/name[@type = 'main'], $page-language, function($name) { $name/@xml:lang })/text, $entry/name[@preferred]/text,
        $entry/name/text, $entry/label)[1]"/>
  </xsl:function>

  <xsl:function name="html:main-name" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="string((html:main-name-element($entry), $entry/@id)[1])"/>
  </xsl:function>

  <xsl:function name="html:identifier" as="item()">
    <xsl:param name="identifier" as="element(identifier)"/>
    <xsl:variable name="address" as="xs:string?" select="settings:identifier-url($identifier/@type, $identifier)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}">{$identifier}</a>
      </xsl:when>
      <xsl:otherwise>
        <span>{$identifier}</span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- “Mentioned 3 times: 1 2 3”, each number a link; the name is in the accessible name, since numbers alone say nothing. What only the head
       of the page names, or its details, has no mention to go to. -->
  <xsl:function name="html:way-back" as="element()">
    <xsl:param name="mentions" as="element()*"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <p class="way-back">
      <xsl:choose>
        <xsl:when test="exists($mentions)">
          <span class="label">{html:word('mentioned', string(count($mentions)))} </span>
          <xsl:for-each select="1 to count($mentions)">
            <a href="#at.{$id}.{.}" aria-label="{html:word('mention')} {.}: {$name}">{.}</a>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <span class="label">{html:word('mentioned-above')}</span>
        </xsl:otherwise>
      </xsl:choose>
    </p>
  </xsl:function>

</xsl:stylesheet>
