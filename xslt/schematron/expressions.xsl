<?xml version="1.0" encoding="UTF-8"?>
<!-- Functions on expressions, as text. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:t="urn:titelei:schematron">

  <!-- Functions that read files: our own of the same names stand in for them (reads.xsl). -->
  <xsl:variable name="t:reading" as="xs:string+" select="
    'doc', 'doc-available', 'document', 'json-doc', 'unparsed-text', 'unparsed-text-available', 'unparsed-text-lines'"/>

  <xsl:variable name="t:reading-hint" as="xs:string" select="'(' || string-join($t:reading, '|') || ')\s*[(#]'"/>

  <!-- What follows the name of such a function in a compiled schema. -->
  <xsl:variable name="t:reading-base" as="xs:string" select="'(static-base-uri(), '"/>

  <!-- What an expression is taken apart into: literals, comments, variables (1); where it may read files, names (3) that
       may be called (4), too. -->
  <xsl:variable name="t:tokens" as="xs:string" select="string-join((
    '&quot;[^&quot;]*&quot;', '''[^'']*''', '\(:.*?:\)', '\$\s*(' || $t:qname || ')'), '|')"/>
  <xsl:variable name="t:tokens-and-calls" as="xs:string" select="
    $t:tokens || '|(=>\s*)?(Q\{[^{}]*\}' || $t:ncname || '|' || $t:qname || ')(\s*\(\s*\)|\s*\(|\s*#\s*[0-9]+)?'"/>

  <!-- An expression as the compiled stylesheet has it: variables by their new names, files read by our functions.
       What stands in string literals and comments stays. -->
  <xsl:function name="t:rename" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="reads" as="xs:boolean" select="$t:reads and matches($expression, $t:reading-hint)"/>
    <xsl:choose>
      <xsl:when test="not($reads) and (map:size($names) = 0 or not(contains($expression, '$')))">
        <xsl:sequence select="$expression"/>
      </xsl:when>
      <xsl:when test="not($reads)">
        <xsl:value-of>
          <xsl:analyze-string select="$expression" flags="s" regex="{$t:tokens}">
            <xsl:matching-substring>
              <xsl:sequence select="(regex-group(1)[. ne ''] ! $names(.) ! ('$' || .), .)[1]"/>
            </xsl:matching-substring>
            <xsl:non-matching-substring>
              <xsl:sequence select="."/>
            </xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of>
          <xsl:analyze-string select="$expression" flags="s" regex="{$t:tokens-and-calls}">
            <xsl:matching-substring>
              <xsl:sequence select="(
                regex-group(1)[. ne ''] ! $names(.) ! ('$' || .),
                regex-group(4)[. ne ''] ! t:reader(regex-group(3), normalize-space(.), regex-group(2) ne ''),
                .)[1]"/>
            </xsl:matching-substring>
            <xsl:non-matching-substring>
              <xsl:sequence select="."/>
            </xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Names of the functions that an expression calls, as they are written. -->
  <xsl:function name="t:called-functions" as="xs:string*">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:analyze-string select="$expression" flags="s" regex="{$t:tokens-and-calls}">
      <xsl:matching-substring>
        <xsl:sequence select="regex-group(3)[. ne '' and regex-group(4) ne '']"/>
      </xsl:matching-substring>
    </xsl:analyze-string>
  </xsl:function>

  <!-- The beginning of a call of a function that reads: "doc(" becomes "Q{…}doc(BASE, ". Empty for any other. -->
  <xsl:function name="t:reader" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="call" as="xs:string"/>
    <xsl:param name="arrow" as="xs:boolean"/>
    <xsl:variable name="local" as="xs:string" select="
      replace($name, '^(fn:|Q\{\s*http://www\.w3\.org/2005/xpath-functions\s*\})', '')"/>
    <xsl:variable name="begin" as="xs:string" select="'Q{urn:titelei:schematron}' || $local || $t:reading-base"/>
    <xsl:sequence select="
      if (not($local = $t:reading)) then ()
      else if ($arrow) then ('=> (' || $begin || '?))()')[matches($call, '^\( ?\)$')]
      else if (starts-with($call, '#'))
      then $begin || string-join((1 to xs:integer(translate($call, '# ', ''))) ! '?', ', ') || ')'
      else $begin[ends-with($call, '(')]"/>
  </xsl:function>

  <!-- The same for an attribute value template, or text with expressions in braces. -->
  <xsl:function name="t:rename-within" as="xs:string">
    <xsl:param name="template" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:choose>
      <xsl:when test="contains($template, '{')">
        <xsl:variable name="parts" as="xs:string" select="
          '\{\{|\}\}|\{((?:&quot;[^&quot;]*&quot;|''[^'']*''|\{[^{}]*\}|[^{}&quot;''])*)\}'"/>
        <xsl:value-of>
          <xsl:analyze-string select="$template" flags="s" regex="{$parts}">
            <xsl:matching-substring>
              <xsl:sequence select="
                if (. = ('{{', '}}')) then . else '{' || t:rename(regex-group(1), $names) || '}'"/>
            </xsl:matching-substring>
            <xsl:non-matching-substring>
              <xsl:sequence select="."/>
            </xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$template"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Put an abstract pattern's arguments in: whole names only, inside literals too (it is text that is replaced).
       $prefix:name takes the parameter "prefix" where there is none "prefix:name". -->
  <xsl:function name="t:substitute" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="arguments" as="map(xs:string, xs:string)"/>
    <xsl:choose>
      <xsl:when test="map:size($arguments) = 0 or not(contains($text, '$'))">
        <xsl:sequence select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of>
          <xsl:analyze-string select="$text" regex="\$({$t:ncname})(:{$t:ncname})?">
            <xsl:matching-substring>
              <xsl:variable name="rest" as="xs:string" select="regex-group(2)"/>
              <xsl:sequence select="($arguments(regex-group(1)) ! (. || $rest), .)[1]"/>
            </xsl:matching-substring>
            <xsl:non-matching-substring>
              <xsl:sequence select="."/>
            </xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Text as it must stand in an attribute of a literal result element. -->
  <xsl:function name="t:literal" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="replace($text, '([{}])', '$1$1')"/>
  </xsl:function>

  <!-- Attributes of the schema that the report takes over as they are. -->
  <xsl:function name="t:said" as="attribute()*">
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:for-each select="$attributes">
      <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="t:literal(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- @role, @flag, @severity: a variable, an attribute value template, or text. -->
  <xsl:function name="t:template" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if (matches($text, '^\s*\$' || $t:ncname || '(:' || $t:ncname || ')?\s*$'))
      then '{' || t:rename($text, $names) || '}'
      else t:rename-within($text, $names)"/>
  </xsl:function>

  <!-- The last step of each branch of a rule's context: a name test, "@" and a name test, "/", or "?" where it is
       something else. What it says may be too much, never too little: it only narrows where a pattern is tried. -->
  <xsl:function name="t:last-steps" as="xs:string+">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="
      if (contains($context, '(:')) then '?'
      else t:without-predicates(replace($context, '&quot;[^&quot;]*&quot;|''[^'']*''', ''))"/>
    <xsl:variable name="part" as="xs:string" select="'(' || $t:ncname || '|\*)'"/>
    <xsl:variable name="test" as="xs:string" select="$part || '(:' || $part || ')?'"/>
    <xsl:for-each select="tokenize($plain, '\||\sunion\s')">
      <xsl:sequence select="
        if (normalize-space(.) = '/') then '/'
        else if (matches(., '^\s*/{0,2}\s*(' || $test || '\s*//?\s*)*@?' || $test || '\s*$'))
        then replace(normalize-space(tokenize(., '/')[last()]), '\s', '')
        else '?'"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:without-predicates" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:variable name="shorter" as="xs:string" select="replace($path, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($shorter eq $path) then $path else t:without-predicates($shorter)"/>
  </xsl:function>

</xsl:stylesheet>
