<?xml version="1.0" encoding="UTF-8"?>
<!-- The marked words of facts (i, b, u, sc, sup, sub, formula) in what a format has for them: elements of other names, or
     plain text with the raised and lowered letters of Unicode. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:formulas="urn:titelei:formulas"
  xmlns:marks="urn:titelei:marks"
  xmlns:mml="http://www.w3.org/1998/Math/MathML"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="formulas.xsl"/>
  <xsl:include href="../languages/tags.xsl"/>

  <!-- Elements by the names given for them; an element without a name there leaves its words. What a formula is made
       into says the function. -->
  <xsl:function name="marks:elements" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="names" as="map(xs:string, xs:QName)"/>
    <xsl:param name="formula" as="function(element(formula)) as node()*"/>
    <xsl:for-each select="$nodes">
      <xsl:choose>
        <xsl:when test="self::text()">
          <xsl:value-of select="."/>
        </xsl:when>
        <xsl:when test="self::formula">
          <xsl:sequence select="$formula(.)"/>
        </xsl:when>
        <xsl:when test="map:contains($names, local-name())" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
          <xsl:element name="{$names(local-name())}" namespace="{namespace-uri-from-QName($names(local-name()))}">
            <xsl:sequence select="marks:elements(node(), $names, $formula)"/>
          </xsl:element>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="marks:elements(node(), $names, $formula)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The MathML of a formula; nothing where it is in another notation, or is no well-formed MathML. -->
  <xsl:function name="marks:mathml" as="element(mml:math)?">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:if test="$formula/@notation = 'MathML'">
      <xsl:try>
        <xsl:apply-templates select="parse-xml($formula)/*[local-name() = 'math']" mode="marks:mathml"/>
        <xsl:catch errors="*"/>
      </xsl:try>
    </xsl:if>
  </xsl:function>

  <!-- The TeX of a formula, its own or what its MathML is annotated with. -->
  <xsl:function name="marks:tex" as="xs:string?">
    <xsl:param name="formula" as="element(formula)"/>
    <xsl:sequence select="
        if ($formula/@notation = 'TeX') then string($formula)
        else marks:mathml($formula)//mml:semantics[1] ! formulas:tex(.)"/>
  </xsl:function>

  <xsl:mode name="marks:mathml" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="marks:mathml" as="element()">
    <xsl:element name="mml:{local-name()}">
      <xsl:copy-of select="@*[not(namespace-uri())]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The words without marks: m² and CO₂ where Unicode has the letters, else as they stand; the source of a formula
       in TeX, one in MathML in a line. -->
  <xsl:function name="marks:plain" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="
        if (exists($node/*)) then normalize-space(string-join($node/node() ! marks:plain-part(.))) else string($node)"/>
  </xsl:function>

  <xsl:function name="marks:plain-part" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="words" as="xs:string" select="
        if ($node/self::formula[@notation = 'MathML']) then formulas:linear($node) else
        if ($node/self::*) then string-join($node/node() ! marks:plain-part(.)) else string($node)"/>
    <xsl:sequence select="
        if ($node/self::sup) then marks:shifted($words, '^')
        else if ($node/self::sub) then marks:shifted($words, '_')
        else $words"/>
  </xsl:function>

  <!-- All letters raised or lowered, or none. What counts stands in braces then, lest 10⁵ᐟ² be read as 105/2. -->
  <xsl:function name="marks:shifted" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="mark" as="xs:string"/>
    <xsl:sequence select="
        (formulas:shifted($words, $mark), if (matches($words, '[0-9+−=/]')) then $mark || '{' || $words || '}' else $words)[1]"/>
  </xsl:function>

  <!-- The facts with all words plain, for formats that know no marks. With whole titles, a title has its subtitle after
       it, and no subtitle stands alone. -->
  <xsl:function name="marks:plain-facts" as="element(facts)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:param name="whole-titles" as="xs:boolean"/>
    <xsl:choose>
      <xsl:when test="not($facts//(i | b | u | sc | sup | sub | formula)) and not($whole-titles and $facts/subtitle)">
        <xsl:sequence select="$facts"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$facts" mode="marks:plain">
          <xsl:with-param name="whole-titles" as="xs:boolean" tunnel="yes" select="$whole-titles"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:mode name="marks:plain" on-no-match="shallow-copy"/>

  <xsl:template match="*[i | b | u | sc | sup | sub | formula]" mode="marks:plain" as="element()">
    <xsl:copy>
      <xsl:sequence select="@*, marks:plain(.)"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="facts/title[@role = ('main', 'translated', 'transliterated')]" mode="marks:plain" as="element()" priority="1">
    <xsl:param name="whole-titles" as="xs:boolean" tunnel="yes"/>
    <xsl:copy>
      <xsl:sequence select="@*, if ($whole-titles) then marks:whole-title(.) else marks:plain(.)"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="facts/subtitle" mode="marks:plain" as="element()?" priority="1">
    <xsl:param name="whole-titles" as="xs:boolean" tunnel="yes"/>
    <xsl:if test="not($whole-titles and marks:titled(.))">
      <xsl:copy>
        <xsl:sequence select="@*, marks:plain(.)"/>
      </xsl:copy>
    </xsl:if>
  </xsl:template>

  <!-- “Title: subtitle”; after a mark of its own a title needs no colon. -->
  <xsl:function name="marks:whole-title" as="xs:string">
    <xsl:param name="title" as="element(title)"/>
    <xsl:variable name="parts" as="xs:string+" select="($title, marks:subtitles($title)) ! marks:plain(.)"/>
    <xsl:sequence select="fold-left(tail($parts), head($parts), function($before, $part) {
        $before || (if (matches($before, '[.:?!…—–]$')) then ' ' else ': ') || $part })"/>
  </xsl:function>

  <!-- The subtitles in the language of a title; of a main title also those in a language that no title is in. -->
  <xsl:function name="marks:subtitles" as="element(subtitle)*">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="
        if ($title/@role = ('alternative', 'short')) then () else $title/../subtitle[marks:titled(.) is $title]"/>
  </xsl:function>

  <xsl:function name="marks:titled" as="element(title)?">
    <xsl:param name="subtitle" as="element(subtitle)"/>
    <xsl:variable name="titles" as="element(title)*"
      select="$subtitle/../title[@role = ('main', 'translated', 'transliterated')]"/>
    <xsl:sequence select="(
        $titles[string(@xml:lang) = string($subtitle/@xml:lang)],
        tags:nearest($titles, $subtitle/@xml:lang, function($title) { $title/@xml:lang }), $titles)[1]"/>
  </xsl:function>

</xsl:stylesheet>
