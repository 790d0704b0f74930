<?xml version="1.0" encoding="UTF-8"?>
<!-- Running text. Both halves of a choice are there, so that corrections can be shown on demand; without styles the
     page's own word is hidden by the attribute. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns:facts="urn:titelei:facts"
  xmlns:settings="urn:titelei:settings"
  xmlns:errors="urn:titelei:errors"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="*" mode="html:text" as="item()*" priority="-1">
    <xsl:sequence select="errors:unknown(., 'xslt/html/text.xsl')"/>
  </xsl:template>

  <!-- White space that only lays out the XML becomes one space; no-break spaces stay. -->
  <xsl:template match="text()" mode="html:text" as="text()?">
    <xsl:value-of select="replace(., '[ \t\r\n]+', ' ')"/>
  </xsl:template>

  <xsl:template match="choice" mode="html:text" as="item()*">
    <xsl:variable name="page" as="element()?" select="(sic, orig, abbr)[1]"/>
    <xsl:variable name="ours" as="element()?" select="(corr, reg, expan)[1]"/>
    <span class="choice">
      <del hidden="hidden"><xsl:apply-templates select="$page/node()" mode="#current"/></del>
      <xsl:text/>
      <ins>
        <xsl:apply-templates select="$ours/node()" mode="#current"/>
      </ins>
    </span>
  </xsl:template>

  <xsl:template match="surplus" mode="html:text" as="empty-sequence()"/>

  <xsl:template match="gap" mode="html:text" as="item()*">
    <xsl:if test="matches(preceding-sibling::node()[1][self::text()], '[^\s\p{Zs}(\[]$')">{' '}</xsl:if>
    <span class="gap"><xsl:sequence select="html:lang($page-language, facts:lang(.))"/>[{html:word('gap-' || @reason)}]</span>
  </xsl:template>

  <xsl:template match="lb" mode="html:text" as="element()">
    <br/>
  </xsl:template>

  <xsl:template match="ref[@target] | ptr[@target]" mode="html:text" as="element()">
    <a href="{tokenize(@target)[1]}">
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">{tokenize(@target)[1]}</xsl:if>
    </a>
  </xsl:template>

  <xsl:template match="idno[@type = 'DOI'][not(ancestor::ref)]" mode="html:text" as="element()">
    <a href="{settings:doi-url(facts:bare(normalize-space()))}"><xsl:apply-templates mode="#current"/></a>
  </xsl:template>

  <xsl:template match="email[normalize-space()]" mode="html:text" as="element()">
    <a href="mailto:{normalize-space()}"><xsl:apply-templates mode="#current"/></a>
  </xsl:template>

  <!-- MathML is set by the browser; TeX stands in its source, as no script may be needed to read. -->
  <xsl:template match="formula" mode="html:text" as="element()">
    <span class="formula">
      <xsl:sequence select="html:maths(.[@notation = 'MathML'], .)"/>
    </span>
  </xsl:template>

  <!-- The elements of a formula whose tags are text; the words instead where it is none. -->
  <xsl:function name="html:maths" as="node()">
    <xsl:param name="source" as="element()?"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="maths" as="element()?">
      <xsl:try select="parse-xml-fragment($source)/*[local-name() = 'math'][not(../*[2])]">
        <xsl:catch errors="*"/>
      </xsl:try>
    </xsl:variable>
    <xsl:variable name="made" as="node()?">
      <xsl:apply-templates select="$maths" mode="html:maths"/>
    </xsl:variable>
    <xsl:variable name="text" as="text()">
      <xsl:value-of select="$words"/>
    </xsl:variable>
    <xsl:sequence select="($made, $text)[1]"/>
  </xsl:function>

  <!-- Only elements of MathML and their plain attributes: nothing in a formula may act. -->
  <xsl:mode name="html:maths" on-no-match="text-only-copy"/>

  <xsl:template match="*[matches(local-name(), '^m[a-z]+$|^semantics$|^none$')]" mode="html:maths" as="element()">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[local-name() = ('display', 'linethickness', 'mathvariant', 'stretchy', 'accent', 'columnalign', 'dir')]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Said in another way what is said already. -->
  <xsl:template match="*:annotation | *:annotation-xml" mode="html:maths" as="empty-sequence()"/>

  <xsl:template match="hi" mode="html:text" as="element()">
    <xsl:variable name="name" as="xs:string" select="
        if (@rend = ('sup', 'superscript')) then 'sup'
        else if (@rend = ('sub', 'subscript')) then 'sub'
        else if (@rend = 'bold') then 'b' else if (@rend = 'underline') then 'u'
        else if (@rend = 'smallcaps') then 'small' else 'i'"/>
    <xsl:element name="{$name}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="title[@level = ('j', 'm', 's')]" mode="html:text" as="element()">
    <cite>
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates mode="#current"/>
    </cite>
  </xsl:template>

  <xsl:template match="q | quote | soCalled" mode="html:text" as="element()">
    <span class="quote">
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="supplied | unclear" mode="html:text" as="element()">
    <span class="{name()}">[<xsl:apply-templates mode="#current"/>]</span>
  </xsl:template>

  <!-- A note inside the text stands in brackets. -->
  <xsl:template match="note" mode="html:text" as="item()*">
    <small>
      <xsl:copy-of select="html:own-lang(.)"/>
      <xsl:text>(</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>)</xsl:text>
    </small>
  </xsl:template>

  <!-- Elements that say what their text is, and look like their surroundings. -->
  <xsl:template mode="html:text" as="item()*" match="
      abbr | addrLine | address | affiliation | author | bibl | biblScope | corr | country | docAuthor | editor | education |
      edition | email | expan | foreign | forename | genName | gloss | idno[not(@type = 'DOI') or ancestor::ref] | imprint | item | l | label | licence | measure |
      nameLink | num | occupation | orig | p | postBox | postCode | publisher | pubPlace | ref | reg | region | resp |
      roleName | seg | settlement | sic | street | surname | term | textLang | title | addName | citedRange | emph | docDate">
    <xsl:choose>
      <xsl:when test="@xml:lang">
        <span><xsl:copy-of select="html:own-lang(.)"/><xsl:apply-templates mode="#current"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="milestone | anchor | desc" mode="html:text" as="empty-sequence()"/>

</xsl:stylesheet>
