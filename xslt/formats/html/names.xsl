<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and dates in the text: each leads to its entry in the index, and each can be come back to. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns:text="urn:titelei:text"
  xmlns:facts="urn:titelei:facts"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Whom and what the article names, as the facts have them. -->
  <xsl:key name="html:entry" use="@id"
    match="facts:facts/(facts:person | facts:organisation | facts:place | facts:event | facts:document)"/>

  <xsl:key name="html:author" match="facts:facts/facts:author" use="@ref"/>

  <!-- Dates of one value, by that value: they share an entry. -->
  <xsl:key name="html:date" match="text//date" use="facts:edtf(.)"/>

  <xsl:template match="persName | orgName | placeName | rs | name" mode="html:text" as="item()*">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <xsl:variable name="id" as="xs:string" select="substring-after(tokenize(@ref)[1], '#')"/>
    <xsl:variable name="entry" as="element()?" select="key('html:entry', $id, $facts)"/>
    <xsl:choose>
      <xsl:when test="not($entry)">
        <span><xsl:copy-of select="html:own-lang(.)"/><xsl:apply-templates mode="#current"/></span>
      </xsl:when>
      <!-- A link holds no link: the outer one of two names is a phrase, and its entry is behind a mark at its end. -->
      <xsl:when test="descendant::*[@ref][not(self::term)] or descendant::date">
        <span id="{html:mention-id(., $id)}" class="phrase {local-name($entry)}">
          <xsl:copy-of select="html:own-lang(.)"/>
          <xsl:apply-templates mode="#current"/>
        </span>
        <a class="phrase-mark" href="#{$id}" aria-label="{html:kind-word($entry)}: {html:main-name($entry)}"
          title="{html:kind-word($entry)}: {html:main-name($entry)}"><xsl:sequence select="html:lang($page-language, facts:lang(.)), '°'"/></a>
      </xsl:when>
      <xsl:when test="ancestor::ref[@target]">
        <span id="{html:mention-id(., $id)}" class="{local-name($entry)}">
          <xsl:copy-of select="html:own-lang(.)"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <a id="{html:mention-id(., $id)}" class="{local-name($entry)}" href="#{$id}">
          <xsl:copy-of select="html:own-lang(.)"/>
          <xsl:apply-templates mode="#current"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="date" mode="html:text" as="item()*">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <xsl:variable name="edtf" as="xs:string?" select="facts:edtf(.)"/>
    <xsl:choose>
      <xsl:when test="not($edtf)">
        <span><xsl:apply-templates mode="#current"/></span>
      </xsl:when>
      <xsl:when test="descendant::*[@ref][not(self::term)]">
        <span class="phrase date" id="{html:date-mention-id(., $edtf)}"><xsl:sequence select="html:time(., $edtf, $facts)"/></span>
        <a class="phrase-mark" href="#{html:date-id($edtf)}" aria-label="{html:word('kind-date')}: {$edtf}"
          title="{html:word('kind-date')}: {$edtf}"><xsl:sequence select="html:lang($page-language, facts:lang(.)), '°'"/></a>
      </xsl:when>
      <xsl:when test="ancestor::ref[@target]">
        <span class="date" id="{html:date-mention-id(., $edtf)}"><xsl:sequence select="html:time(., $edtf, $facts)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="date" id="{html:date-mention-id(., $edtf)}" href="#{html:date-id($edtf)}">
          <xsl:sequence select="html:time(., $edtf, $facts)"/>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- HTML's time takes one date, not a span of them; a span is data. -->
  <xsl:function name="html:time" as="element()">
    <xsl:param name="date" as="element(date)"/>
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:variable name="content" as="item()*">
      <xsl:apply-templates select="$date/node()" mode="html:text">
        <xsl:with-param name="facts" select="$facts" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="matches($edtf, '^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?$')">
        <time datetime="{$edtf}"><xsl:sequence select="$content"/></time>
      </xsl:when>
      <xsl:otherwise>
        <data value="{$edtf}"><xsl:sequence select="$content"/></data>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Mentions of an entry that the reading text shows, in its order. -->
  <xsl:function name="html:mentions" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="key('facts:mention', $id, root($tei))[html:is-mention(.)]"/>
  </xsl:function>

  <xsl:function name="html:date-mentions" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:sequence select="key('html:date', $edtf, root($tei))[html:is-mention(.)]"/>
  </xsl:function>

  <xsl:function name="html:is-mention" as="xs:boolean">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="exists($mention[self::persName or self::orgName or self::placeName or self::rs or self::name
        or self::date][ancestor::front][not(ancestor::titlePage)][not(ancestor::surplus)]
        [not(ancestor::sic or ancestor::orig[parent::choice])][not(self::term)])
        and (exists($mention/ancestor::div) or exists($mention/ancestor::ab))"/>
  </xsl:function>

  <xsl:function name="html:mention-id" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="'at.' || $id || '.' || (1 + count(
        html:mentions($mention/ancestor::TEI, $id)[. &lt;&lt; $mention]))"/>
  </xsl:function>

  <xsl:function name="html:date-mention-id" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:sequence select="'at.' || html:date-id($edtf) || '.' || (1 + count(
        html:date-mentions($mention/ancestor::TEI, $edtf)[. &lt;&lt; $mention]))"/>
  </xsl:function>

  <xsl:function name="html:date-id" as="xs:string">
    <xsl:param name="edtf" as="xs:string"/>
    <xsl:sequence select="'date.' || replace(replace($edtf, '/', '_'), '[^0-9A-Za-z_-]', '.')"/>
  </xsl:function>

  <!-- person, organisation, place, event, document: classes of the styles and keys of labels. -->
  <xsl:function name="html:kind-word" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="html:word('kind-' || local-name($entry))"/>
  </xsl:function>

</xsl:stylesheet>
