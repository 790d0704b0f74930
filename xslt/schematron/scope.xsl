<?xml version="1.0" encoding="UTF-8"?>
<!-- Phases (5.4.11) and the scope of variables (5.4.5).

     A variable of the schema, the phase or a pattern becomes a global variable of the compiled stylesheet. Where a name is
     taken by another scope as well, the inner one is given a name of its own, and the expressions of its scope are
     rewritten. A pattern's variable whose name nobody else has stays visible everywhere. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <!-- The phase asked for: a name, or #ALL. -->
  <xsl:function name="t:phase-name" as="xs:string">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:sequence select="
      if ($phase = '#ANY') then '#ALL' else if ($phase = ('#DEFAULT', '')) then ($schema/@defaultPhase ! normalize-space(.), '#ALL')[1] else $phase"/>
  </xsl:function>

  <xsl:function name="t:phase" as="element(sch:phase)?">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:sequence select="key('t:phase', t:phase-name($schema), root($schema))[1]"/>
  </xsl:function>

  <xsl:function name="t:phase-faults" as="element(t:fault)*">
    <xsl:param name="schema" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="t:phase-name($schema)"/>
    <xsl:if test="$name ne '#ALL' and empty(t:phase($schema))">
      <xsl:sequence select="t:fault($schema, 'There is no phase “' || $name || '”'
        || (if ($phase ne $name) then ', which @defaultPhase names' else '') || '. '
        || (if ($schema/sch:phase) then 'It has: ' || string-join($schema/sch:phase/@id, ', ') || '.'
            else 'It has no phases.'))"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:active-patterns" as="element()*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="active" as="xs:string*" select="t:phase($schema)/sch:active/normalize-space(@pattern)"/>
    <xsl:sequence select="
      $schema/(sch:pattern | sch:group)[t:phase-name($schema) = '#ALL' or @id = $active][empty(t:calls-outside(.))]"/>
  </xsl:function>

  <!-- Prefixes whose functions only another program has: Java's, and Saxon's own. -->
  <xsl:variable name="t:outside" as="xs:string*" select="distinct-values(
    for $bindings in $t:bindings?*, $prefix in map:keys($bindings)
    return $prefix[matches($bindings($prefix), '^(java:|http://saxon\.sf\.net/$)')])"/>

  <!-- Expressions of a pattern that call such a function. It is left out, and told (compile.xsl). -->
  <xsl:function name="t:calls-outside" as="attribute()*">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="
      if (empty($t:outside)) then ()
      else $pattern//@*[contains(., ':') and contains(., '(')][(t:called-functions(.) ! substring-before(., ':')) = $t:outside]"/>
  </xsl:function>

  <!-- Elements that define a variable in the scope that is their parent. -->
  <xsl:function name="t:variables" as="element()*">
    <xsl:param name="scope" as="element()?"/>
    <xsl:sequence select="$scope/(sch:let | xsl:variable | (self::sch:schema/(sch:param | xsl:param)))"/>
  </xsl:function>

  <!-- New names for the phase's variables: those that the schema has as well. -->
  <xsl:function name="t:phase-names" as="map(xs:string, xs:string)">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:variable name="taken" as="xs:string*" select="t:variables($schema)/@name"/>
    <xsl:sequence select="map:merge(
      t:variables(t:phase($schema))[@name = $taken]/@name ! map{string(.): 'titelei.phase.' || .})"/>
  </xsl:function>

  <!-- Names that more than one scope of those in force defines. -->
  <xsl:function name="t:shared-names" as="xs:string*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:param name="patterns" as="element()*"/>
    <xsl:for-each-group group-by="@name"
      select="t:variables($schema), t:variables(t:phase($schema)), $patterns ! t:variables(.)">
      <xsl:sequence select="current-grouping-key()[count(current-group()) gt 1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- New names that hold in each pattern: its own where others have them too, over those of the phase. -->
  <xsl:function name="t:pattern-names" as="map(xs:string, xs:string)*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:param name="patterns" as="element()*"/>
    <xsl:variable name="shared" as="xs:string*" select="t:shared-names($schema, $patterns)"/>
    <xsl:variable name="of-phase" as="map(xs:string, xs:string)" select="t:phase-names($schema)"/>
    <xsl:for-each select="$patterns">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:sequence select="map:merge((
        t:variables(.)[@name = $shared]/@name ! map{string(.): 'titelei.p' || $number || '.' || .},
        $of-phase))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:without" as="map(xs:string, xs:string)">
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:param name="hidden" as="xs:string*"/>
    <xsl:sequence select="if (map:size($names) = 0) then $names else map:remove($names, $hidden)"/>
  </xsl:function>

</xsl:stylesheet>
