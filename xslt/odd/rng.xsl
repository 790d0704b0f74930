<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to RELAX NG, XML syntax (ISO/IEC 19757-2): one definition for each element, class, macro, datatype
     and attribute of a class, in the order of the ODD, so that a change there is a change in one place here. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns:rng="http://relaxng.org/ns/structure/1.0"
  xmlns="http://relaxng.org/ns/structure/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="xs odd rng">

  <xsl:include href="model.xsl"/>
  <xsl:include href="rng/content.xsl"/>
  <xsl:include href="rng/attributes.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="a:documentation value param"/>

  <!-- The name of the ODD's file, for the first comment. -->
  <xsl:param name="source" as="xs:string" select="'the ODD'"/>

  <xsl:mode name="define" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="/" as="node()+">
    <xsl:variable name="schema" as="element(schemaSpec)" select="odd:schema(.)"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:comment> Compiled from {$source} by xslt/odd/rng.xsl: change it there. </xsl:comment>
    <xsl:text>&#10;</xsl:text>
    <grammar ns="{($schema/@ns, 'http://www.tei-c.org/ns/1.0')[1]}"
      datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <start>
        <xsl:variable name="roots" as="element(rng:ref)*" select="tokenize($schema/@start) ! odd:ref(.)"/>
        <xsl:sequence select="odd:choice($roots)"/>
      </start>
      <xsl:apply-templates select="odd:specs(.)" mode="define"/>
    </grammar>
  </xsl:template>

  <xsl:template match="elementSpec" mode="define" as="element(rng:define)">
    <define name="{@ident}">
      <element name="{@ident}">
        <xsl:copy-of select="@ns"/>
        <xsl:sequence select="odd:annotation(.)"/>
        <xsl:variable name="content" as="element()+">
          <xsl:apply-templates select="content" mode="content"/>
        </xsl:variable>
        <xsl:sequence select="$content ! odd:unwrapped(.), odd:element-attributes(.)"/>
      </element>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'model']" mode="define" as="element(rng:define)+">
    <xsl:variable name="class" as="element(classSpec)" select="."/>
    <define name="{@ident}">
      <xsl:sequence select="odd:annotation(.)"/>
      <xsl:sequence select="odd:choice(odd:members($class) ! odd:ref(@ident))"/>
    </define>
    <xsl:for-each select="distinct-values(odd:expansions(.))">
      <xsl:sort select="."/>
      <define name="{$class/@ident}_{.}">
        <xsl:sequence select="odd:expansion($class, .)"/>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'atts']" mode="define" as="element(rng:define)+">
    <define name="{@ident}.attributes">
      <xsl:sequence select="odd:annotation(.)"/>
      <xsl:sequence select="odd:class-attributes(., ())"/>
      <xsl:if test="empty(odd:own-attributes(.))">
        <empty/>
      </xsl:if>
    </define>
    <xsl:for-each select="odd:own-attributes(.)">
      <define name="{odd:attribute-name(.)}">
        <xsl:apply-templates select="." mode="attribute"/>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="macroSpec | dataSpec" mode="define" as="element(rng:define)">
    <define name="{@ident}">
      <xsl:sequence select="odd:annotation(.)"/>
      <xsl:apply-templates select="content" mode="content"/>
    </define>
  </xsl:template>

  <xsl:template match="*" mode="define" as="empty-sequence()">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

  <xsl:function name="odd:annotation" as="element(a:documentation)?">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="odd:documentation($spec)"/>
    <xsl:if test="$text">
      <a:documentation>{$text}</a:documentation>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:ref" as="element(rng:ref)">
    <xsl:param name="name" as="xs:string"/>
    <ref name="{$name}"/>
  </xsl:function>

  <!-- A choice of patterns; one pattern is no choice. -->
  <xsl:function name="odd:choice" as="element()">
    <xsl:param name="patterns" as="element()+"/>
    <xsl:choose>
      <xsl:when test="count($patterns) eq 1">
        <xsl:sequence select="$patterns"/>
      </xsl:when>
      <xsl:otherwise>
        <choice>
          <xsl:sequence select="$patterns"/>
        </choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A group of patterns, where there is more than one. -->
  <xsl:function name="odd:group" as="element()">
    <xsl:param name="patterns" as="element()+"/>
    <xsl:choose>
      <xsl:when test="count($patterns) eq 1">
        <xsl:sequence select="$patterns"/>
      </xsl:when>
      <xsl:otherwise>
        <group>
          <xsl:sequence select="$patterns"/>
        </group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A pattern between min and max times. RELAX NG has no numbers: what is bounded is written out, the optional
       part nested (x (x (x)?)?)?, which keeps the pattern deterministic. No max means unbounded. -->
  <xsl:function name="odd:repeat" as="element()+">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="min" as="xs:integer"/>
    <xsl:param name="max" as="xs:integer?"/>
    <xsl:choose>
      <xsl:when test="empty($max) and $min eq 0">
        <zeroOrMore>
          <xsl:sequence select="odd:unwrapped($pattern)"/>
        </zeroOrMore>
      </xsl:when>
      <xsl:when test="empty($max)">
        <xsl:sequence select="(2 to $min) ! $pattern"/>
        <oneOrMore>
          <xsl:sequence select="odd:unwrapped($pattern)"/>
        </oneOrMore>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="(1 to $min) ! $pattern, odd:up-to($pattern, $max - $min)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:up-to" as="element()?">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="times" as="xs:integer"/>
    <xsl:if test="$times ge 1">
      <optional>
        <xsl:sequence select="odd:unwrapped($pattern), odd:up-to($pattern, $times - 1)"/>
      </optional>
    </xsl:if>
  </xsl:function>

  <!-- optional, zeroOrMore and oneOrMore group their children by themselves. -->
  <xsl:function name="odd:unwrapped" as="element()+">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="if ($pattern/self::rng:group) then $pattern/* else $pattern"/>
  </xsl:function>

</xsl:stylesheet>
