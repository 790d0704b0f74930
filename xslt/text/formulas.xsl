<?xml version="1.0" encoding="UTF-8"?>
<!-- Formulas in MathML as one line of text, after the linear format of Unicode Technical Note 28; raised and lowered
     letters of Unicode. src/titelei/facts/formulas.py writes the same, and a test holds the two equal. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:formulas="urn:titelei:formulas"
  exclude-result-prefixes="#all">

  <xsl:variable name="formulas:from" as="map(xs:string, xs:string)" static="yes" select="map {
      '^': '0123456789+-−–=()niabcdefghjklmoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ',
      '_': '0123456789+-−–=()aehijklmnoprstuvxβγρφχ'}"/>
  <xsl:variable name="formulas:to" as="map(xs:string, xs:string)" static="yes" select="map {
      '^': '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ',
      '_': '₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ'}"/>
  <xsl:variable name="formulas:accents" as="map(xs:string, xs:string)" static="yes" select="map {
      '¯': '&#x304;', '‾': '&#x304;', 'ˉ': '&#x304;', '_': '&#x332;', '^': '&#x302;', 'ˆ': '&#x302;', '~': '&#x303;',
      '˜': '&#x303;', '→': '&#x20D7;', '&#x20D7;': '&#x20D7;', '˙': '&#x307;', '.': '&#x307;', '¨': '&#x308;', 'ˇ': '&#x30C;'}"/>

  <xsl:variable name="formulas:tokens" as="xs:string+" static="yes" select="'mi', 'mn', 'mo', 'ms', 'mtext'"/>
  <xsl:variable name="formulas:limits" as="xs:string+" static="yes"
    select="'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts'"/>
  <xsl:variable name="formulas:closing" as="xs:string" static="yes" select="')]}⟩⌉⌋'"/>
  <xsl:variable name="formulas:tight" as="xs:string" static="yes" select="'([{⟨⌈⌊)]}⟩⌉⌋|‖/!′″‴°%…⋯.∂∇¬∀∃√∆^_'"/>
  <xsl:variable name="formulas:fenced" as="xs:string" static="yes" select="'^(\([^()]*\)|\[[^\[\]]*\]|\|[^|]*\|)$'"/>
  <!-- One letter or one number, with its indices, marks and accents. -->
  <xsl:variable name="formulas:single" as="xs:string" static="yes" select="
      '^([0-9][0-9.,]*|\p{L})[&#x300;-&#x36F;&#x20D7;]*[' || $formulas:to('^') || $formulas:to('_') || '′″]*$'"/>

  <!-- A formula that is given in MathML, its tags as text; what is not well-formed keeps its letters. -->
  <xsl:function name="formulas:linear" as="xs:string">
    <xsl:param name="source" as="xs:string"/>
    <xsl:variable name="tree" as="document-node()?">
      <xsl:try select="parse-xml-fragment($source)">
        <xsl:catch errors="*"/>
      </xsl:try>
    </xsl:variable>
    <xsl:sequence select="normalize-space(
        if (not($tree)) then replace($source, '&lt;[^&gt;]*&gt;', ' ') else if ($tree/*) then formulas:row($tree) else $tree)"/>
  </xsl:function>

  <!-- All letters in their other form, or none: half a number raised would be another number. -->
  <xsl:function name="formulas:shifted" as="xs:string?">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="mark" as="xs:string"/>
    <xsl:sequence select="
        $words[translate(., $formulas:from($mark), '') = ''] ! translate(., $formulas:from($mark), $formulas:to($mark))"/>
  </xsl:function>

  <xsl:function name="formulas:token" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
        if ($node/self::*:mtext) then replace($node, '[\s&#xA0;&#x2000;-&#x200A;&#x202F;]+', ' ')
        else if ($node/self::*:mo) then translate(normalize-space($node), '-&#x2061;&#x2062;&#x2063;&#x2064;', '−')
        else normalize-space($node)"/>
  </xsl:function>

  <!-- The token that a node is about: that under its indices. -->
  <xsl:function name="formulas:core" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
        if ($node/* and (local-name($node) = $formulas:limits
          or (count($node/*) = 1 and local-name($node) = ('mrow', 'mstyle', 'mpadded'))))
        then formulas:core($node/*[1]) else $node"/>
  </xsl:function>

  <xsl:function name="formulas:is-word" as="xs:boolean">
    <xsl:param name="core" as="element()"/>
    <xsl:sequence select="
        local-name($core) = ('mi', 'mtext', 'mo') and matches(normalize-space(formulas:token($core)), '^\p{L}{2,}$')"/>
  </xsl:function>

  <!-- The words of what stands in a row, with spaces around the signs between two, and where words would run together. -->
  <xsl:function name="formulas:row" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:iterate select="$node/*">
        <xsl:param name="before" as="element()?" select="()"/>
        <xsl:variable name="core" as="element()" select="formulas:core(.)"/>
        <xsl:variable name="text" as="xs:string" select="formulas:one(.)"/>
        <xsl:sequence select="
            if ($text = '') then ''
            else if ($core/self::*:mo and not(formulas:is-word($core)))
            then formulas:operator($text, formulas:token($core), not($before) or formulas:waits($before))
            else ' '[$before ! formulas:is-apart(., $core)] || $text"/>
        <xsl:next-iteration>
          <xsl:with-param name="before" select="if ($text = '') then $before else $core"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="string-join($pieces)"/>
  </xsl:function>

  <xsl:function name="formulas:operator" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="is-first" as="xs:boolean"/>
    <xsl:sequence select="
        if (contains($formulas:tight, $sign) or ($is-first and contains('+−±∓', $sign))) then $text
        else if (contains(',;:∑∏∐∫∬∭∮⋃⋂⨁⨂⨆', $sign)) then $text || ' '
        else ' ' || $text || ' '"/>
  </xsl:function>

  <!-- Whether an operator after this one is the sign of what follows. -->
  <xsl:function name="formulas:waits" as="xs:boolean">
    <xsl:param name="before" as="element()"/>
    <xsl:sequence select="
        $before/self::*:mo and not(formulas:is-word($before))
        and not(contains($formulas:closing || '!′″‴°%…⋯|‖', formulas:token($before)))"/>
  </xsl:function>

  <!-- Whether two things that stand side by side would run into each other. -->
  <xsl:function name="formulas:is-apart" as="xs:boolean">
    <xsl:param name="before" as="element()"/>
    <xsl:param name="core" as="element()"/>
    <xsl:sequence select="
        not($before/self::*:mo and not(formulas:is-word($before))) and (
          formulas:is-word($before) or formulas:is-word($core) or ($before/self::*:mn and $core/self::*:mn)
          or ($before | $core)/self::*:mfrac)"/>
  </xsl:function>

  <xsl:function name="formulas:one" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="line" as="item()*">
      <xsl:apply-templates select="$node" mode="formulas:line"/>
    </xsl:variable>
    <xsl:sequence select="string-join($line)"/>
  </xsl:function>

  <xsl:mode name="formulas:line" on-no-match="fail"/>

  <xsl:template match="*" mode="formulas:line" as="xs:string" priority="-1">
    <xsl:sequence select="if (*) then formulas:row(.) else normalize-space(.)"/>
  </xsl:template>

  <xsl:template match="*:mi | *:mn | *:mo | *:mtext" mode="formulas:line" as="xs:string">
    <xsl:sequence select="formulas:token(.)"/>
  </xsl:template>

  <xsl:template match="*:ms" mode="formulas:line" as="xs:string">
    <xsl:sequence select="'“' || formulas:token(.) || '”'"/>
  </xsl:template>

  <xsl:template match="*:annotation | *:annotation-xml | *:mphantom | *:none | *:mprescripts" mode="formulas:line" as="xs:string">
    <xsl:sequence select="''"/>
  </xsl:template>

  <xsl:template match="*:mspace" mode="formulas:line" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- The TeX that is annotated, else the first of what the formula is said in. -->
  <xsl:template match="*:semantics" mode="formulas:line" as="xs:string">
    <xsl:sequence select="(formulas:tex(.), *[1] ! formulas:one(.), '')[1]"/>
  </xsl:template>

  <xsl:function name="formulas:tex" as="xs:string?">
    <xsl:param name="semantics" as="element()"/>
    <xsl:sequence select="$semantics/*:annotation[matches(@encoding, '(^|[/-])(la)?tex$', 'i')][1] ! normalize-space(.)[.]"/>
  </xsl:function>

  <xsl:template match="*:maction" mode="formulas:line" as="xs:string">
    <xsl:sequence select="(*[1] ! formulas:one(.), '')[1]"/>
  </xsl:template>

  <xsl:template match="*:mfrac[count(*) = 2]" mode="formulas:line" as="xs:string">
    <xsl:variable name="over" as="xs:string" select="normalize-space(formulas:one(*[1]))"/>
    <xsl:sequence select="
        (if (matches($over, '[\s/¦]') and not(matches($over, $formulas:fenced))) then '(' || $over || ')' else $over)
        || (if (matches(@linethickness, '^0([^0-9]|$)')) then '¦' else '/') || formulas:factor(*[2])"/>
  </xsl:template>

  <xsl:template match="*:msqrt" mode="formulas:line" as="xs:string">
    <xsl:sequence select="'√' || formulas:grouped(formulas:row(.))"/>
  </xsl:template>

  <xsl:template match="*:mroot[count(*) = 2]" mode="formulas:line" as="xs:string">
    <xsl:sequence select="formulas:script(*[2], '^') || '√' || formulas:factor(*[1])"/>
  </xsl:template>

  <xsl:template match="*:mfenced" mode="formulas:line" as="xs:string">
    <xsl:variable name="marks" as="xs:string*" select="string-to-codepoints(translate((@separators, ',')[1], ' &#9;&#10;&#13;', '')) ! codepoints-to-string(.)"/>
    <xsl:variable name="parts" as="xs:string*" select="* ! normalize-space(formulas:one(.))"/>
    <xsl:variable name="inner" as="xs:string*" select="
        for $n in 1 to count($parts) return (($marks[$n - 1], $marks[last()])[1][$n gt 1] ! (. || ' '), $parts[$n])"/>
    <xsl:sequence select="string-join(((@open, '(')[1], $inner, (@close, ')')[1]))"/>
  </xsl:template>

  <xsl:template match="*:mtable" mode="formulas:line" as="xs:string">
    <xsl:sequence select="string-join((* ! formulas:one(.))[.], '; ')"/>
  </xsl:template>

  <xsl:template match="*:mtr | *:mlabeledtr" mode="formulas:line" as="xs:string">
    <xsl:sequence select="string-join(* ! normalize-space(formulas:row(.)), ', ')"/>
  </xsl:template>

  <xsl:template match="*:msub | *:msup | *:msubsup | *:munder | *:mover | *:munderover" mode="formulas:line" as="xs:string">
    <xsl:variable name="accent" as="xs:string?" select="
        (self::*:munder | self::*:mover)[count(*) = 2]/*[2] ! $formulas:accents(formulas:token(formulas:core(.)))"/>
    <xsl:variable name="marks" as="xs:string+" select="
        if (self::*:msub or self::*:munder) then '_' else if (self::*:msup or self::*:mover) then '^' else ('_', '^')"/>
    <xsl:sequence select="
        if ($accent) then string-join(string-to-codepoints(normalize-space(formulas:one(*[1]))) ! (codepoints-to-string(.) || $accent))
        else string-join((*[1] ! formulas:base(.),
          let $indices := tail(*) return (1 to count($marks)) ! (let $n := . return $indices[$n] ! formulas:script(., $marks[$n]))))"/>
  </xsl:template>

  <xsl:template match="*:mmultiscripts" mode="formulas:line" as="xs:string">
    <xsl:variable name="before" as="element()*" select="*:mprescripts[1]/following-sibling::*"/>
    <xsl:sequence select="
        formulas:pairs($before) || (*[1] ! formulas:base(.))
        || formulas:pairs(tail(*) except ($before, *:mprescripts[1]))"/>
  </xsl:template>

  <xsl:function name="formulas:pairs" as="xs:string">
    <xsl:param name="indices" as="element()*"/>
    <xsl:sequence select="string-join(
        (1 to count($indices)) ! (let $n := . return formulas:script($indices[$n], if ($n mod 2 = 1) then '_' else '^')))"/>
  </xsl:function>

  <xsl:function name="formulas:script" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="mark" as="xs:string"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(formulas:one($node))"/>
    <xsl:variable name="text" as="xs:string" select="
        if ($node/descendant-or-self::*[formulas:is-word(.)]) then $words else replace($words, '\s+', '')"/>
    <xsl:sequence select="
        if ($text = '' or matches($text, '^[′″‴*†‡°]+$')) then $text
        else (formulas:shifted($text, $mark), $mark || '{' || $text || '}')[1]"/>
  </xsl:function>

  <xsl:function name="formulas:base" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="normalize-space(formulas:one($node))"/>
    <xsl:sequence select="if (local-name(formulas:core($node)) = $formulas:tokens) then $text else formulas:grouped($text)"/>
  </xsl:function>

  <xsl:function name="formulas:factor" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="normalize-space(formulas:one($node))"/>
    <xsl:sequence select="if (local-name($node) = $formulas:tokens) then $text else formulas:grouped($text)"/>
  </xsl:function>

  <!-- In brackets, where it is more than one letter or number. -->
  <xsl:function name="formulas:grouped" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="text" as="xs:string" select="normalize-space($words)"/>
    <xsl:sequence select="
        if ($text = '' or matches($text, $formulas:single) or matches($text, $formulas:fenced)) then $text else '(' || $text || ')'"/>
  </xsl:function>

</xsl:stylesheet>
