<?xml version="1.0" encoding="UTF-8"?>
<!-- What all sources share: a fact with the place in the record where it was read, words with their mark-up, and what
     the model cannot hold. A source's main.xsl gives one element reading: facts, told*, other? (in any order). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="source:languages" as="document-node()" static="yes" select="doc('../facts/languages.xml')"/>
  <xsl:variable name="source:names" as="document-node()" static="yes" select="doc('languages.xml')"/>
  <xsl:key name="source:tag" match="*:language" use="@tag"/>
  <xsl:key name="source:code" match="*:language" use="@iso639-3"/>
  <xsl:key name="source:name" match="*:language" use="tokenize(@names, ',')"/>

  <!-- Where a node stands: /*:article[1]/*:front[1] in XML, a JSON Pointer (RFC 6901) in JSON. A record that was taken
       out of a longer file bears its place there as @source:at. -->
  <xsl:function name="source:place" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="
        if ($node/self::attribute()) then source:element-place($node/..) || '/@' || name($node)
        else source:element-place($node/ancestor-or-self::*[1])"/>
  </xsl:function>

  <xsl:function name="source:element-place" as="xs:string" cache="yes">
    <xsl:param name="element" as="element()?"/>
    <xsl:choose>
      <xsl:when test="empty($element)">
        <xsl:sequence select="''"/>
      </xsl:when>
      <xsl:when test="$element/@source:at">
        <xsl:sequence select="string($element/@source:at)"/>
      </xsl:when>
      <xsl:when test="$element/self::json:*">
        <xsl:sequence select="
            if ($element/parent::json:*) then source:element-place($element/..) || '/' ||
              ($element/@key, count($element/preceding-sibling::*))[1]
            else ''"/>
      </xsl:when>
      <xsl:when test="$element/ancestor::json:*">
        <xsl:sequence select="source:element-place($element/..)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
        <xsl:sequence select="
            source:element-place($element/parent::*) || '/*:' || $name || '['
            || (1 + count($element/preceding-sibling::*[local-name() eq $name])) || ']'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="source:from" as="attribute()">
    <xsl:param name="node" as="node()?"/>
    <xsl:attribute name="from" select="source:place($node)"/>
  </xsl:function>

  <!-- White space of any width to one space. -->
  <xsl:function name="source:folded" as="xs:string">
    <xsl:param name="string" as="xs:string?"/>
    <xsl:sequence select="normalize-space(translate($string, '&#xA0;&#x2002;&#x2003;&#x2009;&#x200A;&#x202F;&#x3000;', '       '))"/>
  </xsl:function>

  <!-- The text of a node without notes and marks of notes. -->
  <xsl:function name="source:text" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:variable name="parts" as="item()*">
      <xsl:apply-templates select="$node ! (if (. instance of attribute()) then . else node())" mode="source:rich"/>
    </xsl:variable>
    <xsl:sequence select="source:folded(string-join($parts))"/>
  </xsl:function>

  <!-- A fact in words. -->
  <xsl:function name="source:words" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="$nodes ! source:value($name, ., source:text(.), source:lang(.))"/>
  </xsl:function>

  <!-- A fact that is a value: the text of a node, or what was made of it. -->
  <xsl:function name="source:datum" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="$nodes ! source:value($name, ., source:text(.), '')"/>
  </xsl:function>

  <xsl:function name="source:value" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:if test="$value">
      <xsl:element name="{$name}">
        <xsl:sequence select="source:tagged($lang), source:from($node), $value"/>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <!-- A fact in words that keep their mark-up. -->
  <xsl:function name="source:rich" as="element()*">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes[source:text(.)]">
      <xsl:element name="{$name}">
        <xsl:sequence select="source:tagged(source:lang(.)), source:from(.)"/>
        <xsl:apply-templates mode="source:rich"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- A copy with one more attribute. -->
  <xsl:function name="source:with" as="element()*">
    <xsl:param name="facts" as="element()*"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:for-each select="$facts">
      <xsl:copy>
        <xsl:copy-of select="@*"/>
        <xsl:if test="$value">
          <xsl:attribute name="{$name}" select="$value"/>
        </xsl:if>
        <xsl:copy-of select="node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- What a source says and no fact holds: it is told, with its place. -->
  <xsl:function name="source:told" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes[source:folded(string())]">
      <told about="{(self::f/@name, self::json:*/@key, self::json:*/ancestor::*[@key][1]/@key, name())[1]}">
        <xsl:sequence select="source:from(.), source:folded(string())"/>
      </told>
    </xsl:for-each>
  </xsl:function>

  <!-- Of statements of which the first one is read, those that say something else: no fact holds them. -->
  <xsl:function name="source:others" as="node()*">
    <xsl:param name="read" as="node()?"/>
    <xsl:param name="all" as="node()*"/>
    <xsl:sequence select="$all[source:folded(string()) ne source:folded(string($read))]"/>
  </xsl:function>

  <!-- Mark-up of words: JATS, HTML and TEI name the same things. -->

  <xsl:mode name="source:rich" on-no-match="text-only-copy"/>

  <xsl:template mode="source:rich" match="*:italic | *:i | *:em | *:hi[@rend = ('italic', 'it', 'italics')]">
    <i><xsl:apply-templates mode="#current"/></i>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:bold | *:b | *:strong | *:hi[@rend = 'bold']">
    <b><xsl:apply-templates mode="#current"/></b>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:underline | *:u">
    <u><xsl:apply-templates mode="#current"/></u>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:sc | *:scp | *:small-caps | *:hi[@rend = ('small-caps', 'smallcaps', 'sc')]">
    <sc><xsl:apply-templates mode="#current"/></sc>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:sup[not(source:is-mark(.))] | *:hi[@rend = ('sup', 'superscript')] | *:inf/*:sup">
    <sup><xsl:apply-templates mode="#current"/></sup>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:sub | *:inf | *:hi[@rend = ('sub', 'subscript')]">
    <sub><xsl:apply-templates mode="#current"/></sub>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:break | *:br">
    <xsl:text> </xsl:text>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:p | *:title | *:sec | *:li | *:list-item | *:div">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text> </xsl:text>
  </xsl:template>
  <!-- Notes and their marks are no words of a title or a name. -->
  <xsl:template mode="source:rich" match="*:fn | *:label | *:graphic | *:inline-graphic | *:object-id | *:index-term
      | *:xref[@ref-type = ('fn', 'aff', 'corresp', 'author-notes', 'table-fn')] | *:sup[source:is-mark(.)]"/>

  <xsl:function name="source:is-mark" as="xs:boolean">
    <xsl:param name="sup" as="element()"/>
    <xsl:sequence select="exists($sup/*:xref) and not($sup/text()[matches(., '\w')])"/>
  </xsl:function>

  <!-- Formulas: TeX where there is any; MathML of letters, figures and indices becomes words, other stays as it is. -->
  <xsl:template mode="source:rich" match="*:alternatives | *:inline-formula[*:alternatives] | *:mml-alternatives">
    <xsl:apply-templates mode="#current" select="(.//*:tex-math, .//*:math, node()[1])[1]"/>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:tex-math">
    <formula notation="TeX">{source:tex(string())}</formula>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:math">
    <xsl:apply-templates mode="#current" select="node() except *:annotation"/>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:math[.//*[not(local-name() = ('mrow', 'mi', 'mn', 'mo', 'mtext', 'msub', 'msup',
      'msubsup', 'mstyle', 'mspace', 'semantics', 'mpadded', 'mphantom'))]]" priority="2">
    <formula notation="MathML">{serialize(., map{'method': 'xml', 'omit-xml-declaration': true()})}</formula>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:msub/*[2] | *:msubsup/*[2]">
    <sub><xsl:next-match/></sub>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:msup/*[2] | *:msubsup/*[3]">
    <sup><xsl:next-match/></sup>
  </xsl:template>
  <xsl:template mode="source:rich" match="*:mrow | *:mi | *:mn | *:mo | *:mtext | *:mstyle | *:semantics | *:msub | *:msup | *:msubsup"
    priority="-1">
    <xsl:apply-templates mode="#current" select="* | text()[normalize-space()]"/>
  </xsl:template>

  <!-- The formula of a whole TeX document, as some publishers give it. -->
  <xsl:function name="source:tex" as="xs:string">
    <xsl:param name="tex" as="xs:string"/>
    <xsl:sequence select="source:folded(replace($tex, '^.*\\begin\{document\}(.*)\\end\{document\}.*$', '$1', 's')
        => replace('^\s*\$+|\$+\s*$', ''))"/>
  </xsl:function>

  <!-- Languages -->

  <xsl:function name="source:lang" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="source:tag(($node/ancestor-or-self::*/(@xml:lang, @locale, @lang, @language)[1])[last()])"/>
  </xsl:function>

  <xsl:function name="source:tagged" as="attribute()?">
    <xsl:param name="lang" as="xs:string?"/>
    <xsl:if test="$lang">
      <xsl:attribute name="xml:lang" select="$lang"/>
    </xsl:if>
  </xsl:function>

  <!-- A language tag (BCP 47) from a tag, a code of ISO 639-2 or -3, a locale or the name of a language; empty for none. -->
  <xsl:function name="source:tag" as="xs:string" cache="yes">
    <xsl:param name="written" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(translate(source:folded($written), '_', '-'), '-')"/>
    <xsl:variable name="first" as="xs:string" select="lower-case(string($parts[1]))"/>
    <xsl:variable name="known" as="xs:string?" select="(
        key('source:tag', $first, $source:languages)/@tag,
        key('source:code', $first, $source:languages)/@tag,
        key('source:name', lower-case(source:folded($written)), $source:names)/@tag,
        $first[matches(., '^[a-z]{3}$')][not(. = ('und', 'mul', 'zxx', 'mis'))])[1] ! string()"/>
    <xsl:sequence select="
        if (empty($known)) then ''
        else string-join(($known[1], $parts[position() > 1] ! (
          if (matches(., '^[A-Za-z]{4}$')) then upper-case(substring(., 1, 1)) || lower-case(substring(., 2))
          else if (matches(., '^[A-Za-z]{2}$|^\d{3}$')) then upper-case(.) else ())), '-')"/>
  </xsl:function>

  <!-- The language of the work, where the source says it. -->
  <xsl:function name="source:work-language" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes[source:tag(.)]">
      <xsl:variable name="tag" as="xs:string" select="source:tag(.)"/>
      <xsl:element name="{if (position() = 1) then 'work-language' else 'other-language'}">
        <xsl:attribute name="tag" select="$tag"/>
        <xsl:attribute name="iso639-3" select="
            (key('source:tag', tokenize($tag, '-')[1], $source:languages)/@iso639-3, tokenize($tag, '-')[1])[1]"/>
        <xsl:sequence select="source:from(.)"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
