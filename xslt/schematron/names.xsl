<?xml version="1.0" encoding="UTF-8"?>
<!-- Functions on names, expressions and places that several passes use. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <xsl:variable name="t:ncname" as="xs:string" select="'[\i-[:]][\c-[:]]*'"/>

  <!-- Prefixes that every expression may use without a declaration, as published schemas do (JATS4R: xsd). -->
  <xsl:variable name="t:built-in" as="map(xs:string, xs:string)" select="map{
    'xs': 'http://www.w3.org/2001/XMLSchema',
    'xsd': 'http://www.w3.org/2001/XMLSchema',
    'fn': 'http://www.w3.org/2005/xpath-functions',
    'map': 'http://www.w3.org/2005/xpath-functions/map',
    'array': 'http://www.w3.org/2005/xpath-functions/array',
    'math': 'http://www.w3.org/2005/xpath-functions/math'}"/>

  <!-- A fault of the schema, at the place of the nearest element that has one. -->
  <xsl:function name="t:fault" as="element(t:fault)">
    <xsl:param name="at" as="node()"/>
    <xsl:param name="message" as="xs:string"/>
    <t:fault at="{$at/ancestor-or-self::*[@t:at][1]/@t:at}">{$message}</t:fault>
  </xsl:function>

  <xsl:function name="t:faults" as="element(t:faults)">
    <xsl:param name="faults" as="element(t:fault)+"/>
    <t:faults>
      <xsl:copy-of select="$faults"/>
    </t:faults>
  </xsl:function>

  <xsl:variable name="t:files" as="element(t:file)+" select="/t:bundle/t:file"/>

  <!-- Namespace bindings of the expressions in each file: its own sch:ns over those of the whole schema. -->
  <xsl:variable name="t:bindings" as="map(xs:string, map(xs:string, xs:string))">
    <xsl:variable name="whole" as="map(xs:string, xs:string)"
      select="map:merge((t:declared($t:included/sch:schema/sch:ns), $t:built-in))"/>
    <xsl:sequence select="map:merge($t:files ! map{string(@index): map:merge((t:declared(.//sch:ns), $whole))})"/>
  </xsl:variable>

  <xsl:function name="t:declared" as="map(xs:string, xs:string)">
    <xsl:param name="declarations" as="element(sch:ns)*"/>
    <xsl:sequence select="map:merge($declarations[@prefix][@uri] ! map{string(@prefix): string(@uri)})"/>
  </xsl:function>

  <!-- Index of the file that an element came from. -->
  <xsl:function name="t:file" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="substring-before($element/ancestor-or-self::*[@t:at][1]/@t:at, ':')"/>
  </xsl:function>

  <!-- Language in force on an element, empty where none is. -->
  <xsl:function name="t:lang" as="xs:string">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="string($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang)"/>
  </xsl:function>

  <!-- Replace variable references in an expression; what stands in string literals and comments stays. -->
  <xsl:function name="t:rename" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:choose>
      <xsl:when test="map:size($names) = 0 or not(contains($expression, '$'))">
        <xsl:sequence select="$expression"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of>
          <xsl:analyze-string select="$expression" flags="s"
            regex="&quot;[^&quot;]*&quot;|'[^']*'|\(:.*?:\)|\$\s*({$t:ncname}(:{$t:ncname})?)">
            <xsl:matching-substring>
              <xsl:sequence select="(regex-group(1)[. ne ''] ! $names(.) ! ('$' || .), .)[1]"/>
            </xsl:matching-substring>
            <xsl:non-matching-substring>
              <xsl:sequence select="."/>
            </xsl:non-matching-substring>
          </xsl:analyze-string>
        </xsl:value-of>
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

  <!-- @role, @flag, @severity: a variable, an attribute value template, or text. -->
  <xsl:function name="t:template" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="
      if (matches($text, '^\s*\$' || $t:ncname || '(:' || $t:ncname || ')?\s*$'))
      then '{' || t:rename($text, $names) || '}'
      else t:rename($text, $names)"/>
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
