<?xml version="1.0" encoding="UTF-8"?>
<!-- Divisions of the front: a section each, with the page's own heading where it has one. A division that holds
     nothing but page furniture is not shown in the reading text; “as on the page” shows it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:text="urn:titelei:text"
  xmlns:facts="urn:titelei:facts"
  xmlns:labels="urn:titelei:labels"
  xmlns:settings="urn:titelei:settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:errors="urn:titelei:errors"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Kinds of divisions that a reader comes for, in the order in which they are looked for. -->
  <xsl:variable name="html:for-readers" as="xs:string+" static="yes" select="
      'abstract', 'section', 'keywords', 'statement', 'funding', 'acknowledgement', 'related', 'references'"/>

  <!-- What is read, in a reader's order: the abstract in the language of labels first, and the main one before others. -->
  <xsl:function name="html:sections" as="element()*">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:for-each select="$tei/text/front/div[@type = $html:for-readers]">
      <xsl:sort select="index-of($html:for-readers, @type)"/>
      <xsl:sort select="number(exists(@subtype))"/>
      <xsl:sort select="number(tags:primary(facts:lang(.)) ne tags:primary($page-language))"/>
      <xsl:apply-templates select="." mode="html:section">
        <xsl:with-param name="facts" select="$facts" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:function>

  <!-- What else stands on the page: its facts are told where readers look for them; its words are here. -->
  <xsl:function name="html:rest" as="element()?">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:variable name="content" as="element()*">
      <xsl:apply-templates mode="html:section"
        select="$tei/text/front/(child::* except (child::titlePage, child::div[@type = ($html:for-readers, 'citation')]))">
        <xsl:with-param name="facts" select="$facts" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:if test="exists($content)">
      <xsl:sequence select="html:fold('text', html:word('section-unclassified'), $content)"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="*" mode="html:section" as="item()*" priority="-1">
    <xsl:sequence select="errors:unknown(., 'xslt/html/sections.xsl')"/>
  </xsl:template>

  <xsl:template match="front/div" mode="html:section" as="element()?">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <xsl:if test="html:is-shown(.)">
      <section class="{@type}">
        <xsl:sequence select="html:lang(facts:lang(.), $page-language), html:section-heading(., $facts)"/>
        <xsl:apply-templates select="* except head" mode="#current"/>
        <xsl:if test="@type = 'citation' and not(preceding-sibling::div[@type = 'citation'])">
          <xsl:sequence select="html:citations($facts)"/>
        </xsl:if>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- The page's own heading where it is in the language of labels, or where no label says what the part is; else the label,
       with the page's word beside it unless that is the same. -->
  <xsl:function name="html:section-heading" as="element(h2)" xpath-default-namespace="http://www.w3.org/1999/xhtml">
    <xsl:param name="div" as="element(tei:div)"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:variable name="language" as="xs:string" select="(facts:lang($div)[.], $page-language)[1]"/>
    <xsl:variable name="own" as="item()*"
      select="html:own-head($div)[not($div/@type = ('citation', 'licence'))] ! html:heading-text(., $facts)"/>
    <xsl:variable name="label" as="xs:string?" select="
        if ($div/@type = 'statement') then html:statement-label(facts:statement-kind($div))
        else html:word(string-join(('section', $div/@type, $div[@type = 'abstract']/@subtype), '-'))"/>
    <h2>
      <xsl:choose>
        <xsl:when test="exists($own) and (tags:primary($language) = tags:primary($page-language) or empty($label))">
          <xsl:sequence select="$own"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="html:lang($page-language, $language)"/>
          <xsl:text>{($label, html:word('section-' || $div/@type))[1]}</xsl:text>
          <xsl:if test="exists($own) and not(lower-case(string-join($own)) = lower-case($label))">
            <xsl:text> </xsl:text>
            <span class="own-heading">
              <xsl:sequence select="html:lang($language, $page-language), $own"/>
            </span>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </h2>
  </xsl:function>

  <!-- What a statement of some kind is called; nothing where that says no more than that it is one. -->
  <xsl:function name="html:statement-label" as="xs:string?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="('statement-' || $kind)[labels:has(., $page-language)] ! html:word(.)"/>
  </xsl:function>

  <!-- The heading of a part: its own, else that of the list it begins with. -->
  <xsl:function name="html:own-head" as="element(tei:head)?">
    <xsl:param name="div" as="element()"/>
    <xsl:sequence select="($div/tei:head, $div/tei:*[1][self::tei:list][$div/self::tei:div/@subtype]/tei:head)[1]"/>
  </xsl:function>

  <xsl:template match="div/div" mode="html:section" as="element()?">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <xsl:if test="html:is-shown(.)">
      <section>
        <xsl:copy-of select="html:own-lang(.)"/>
        <xsl:if test="head">
          <xsl:element name="h{min((count(ancestor::div) + 2, 6))}" namespace="http://www.w3.org/1999/xhtml">
            <xsl:sequence select="html:heading-text(head[1], $facts)"/>
          </xsl:element>
        </xsl:if>
        <xsl:apply-templates select="* except head" mode="#current"/>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- A heading as a heading: without the full stop or colon that ran it into its paragraph. -->
  <xsl:function name="html:heading-text" as="item()*">
    <xsl:param name="head" as="element(head)"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:choose>
      <xsl:when test="$head/*">
        <xsl:apply-templates select="$head/node()" mode="html:text">
          <xsl:with-param name="facts" select="$facts" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>{replace(text:reading($head), '\s*[.:]$', '')}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Key words are a list, whatever separates them on the page. -->
  <xsl:template match="div[@type = 'keywords']/p[term] | div[@type = 'keywords']/ab[term]" mode="html:section" as="element()" priority="2">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <ul class="keywords">
      <xsl:for-each select="term">
        <li>
          <xsl:copy-of select="html:own-lang(.)"/>
          <xsl:choose>
            <!-- A word with its page; a name has an entry, which leads on. -->
            <xsl:when test="html:subject(.) = ($facts/facts:keywords/facts:keyword ! html:subject(.))[. ne 'kw.'] and not(.//*[@ref or @target or self::date or self::idno])">
              <a href="{settings:entity-url(html:subject(.))}"><xsl:apply-templates select="node()" mode="html:text"/></a>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="node()" mode="html:text"/>
            </xsl:otherwise>
          </xsl:choose>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <!-- The id of a key word's page, as src/titelei/repository/catalogue/shown.py makes it. -->
  <xsl:function name="html:subject" as="xs:string">
    <xsl:param name="term" as="element()"/>
    <xsl:variable name="word" as="xs:string" select="if ($term/self::facts:*) then $term else text:reading($term)"/>
    <xsl:sequence select="'kw.' || substring(string-join(
        tokenize(lower-case(normalize-unicode($word)), '[^\p{L}\p{N}]+')[.], '-'), 1, 80)"/>
  </xsl:function>

  <xsl:template match="p | ab | lg | byline" mode="html:section" as="element()?">
    <xsl:if test="html:is-shown(.)">
      <p>
        <xsl:copy-of select="html:own-lang(.)"/>
        <xsl:apply-templates mode="html:text"/>
      </p>
    </xsl:if>
  </xsl:template>

  <!-- A list after its heading, where that is not already the heading of the whole part. -->
  <xsl:template match="list" mode="html:section" as="element()+">
    <xsl:param name="facts" as="element(facts:facts)" tunnel="yes"/>
    <xsl:for-each select="head except html:own-head(..)">
      <p class="list-head">
        <xsl:sequence select="html:heading-text(., $facts)"/>
      </p>
    </xsl:for-each>
    <ul>
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates select="item" mode="#current"/>
    </ul>
  </xsl:template>

  <xsl:template match="listBibl" mode="html:section" as="element()">
    <ol class="references">
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates select="bibl" mode="#current"/>
    </ol>
  </xsl:template>

  <xsl:template match="item | listBibl/bibl" mode="html:section" as="element()">
    <li>
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates mode="html:text"/>
    </li>
  </xsl:template>

  <xsl:template match="quote | cit | note" mode="html:section" as="element()">
    <blockquote>
      <xsl:copy-of select="html:own-lang(.)"/>
      <p><xsl:apply-templates mode="html:text"/></p>
    </blockquote>
  </xsl:template>

  <xsl:template match="lb | milestone | gap" mode="html:section" as="empty-sequence()"/>

  <!-- Whether the reading text has anything of it. -->
  <xsl:function name="html:is-shown" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists(html:reading-nodes($element))"/>
  </xsl:function>

  <xsl:function name="html:reading-nodes" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/descendant::node()[self::text()[normalize-space()] or self::gap]
        [not(ancestor::surplus)][not(ancestor::head and $element/self::div)]"/>
  </xsl:function>

</xsl:stylesheet>
