<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes: each element has each once, and each has a type. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Asked of the list, once for a specification: what it inherits and holds may not overlap. -->
  <xsl:template match="elementSpec/classes | classSpec[@type = 'atts']/classes" mode="ask" as="element()*">
    <xsl:variable name="spec" as="element()" select=".."/>
    <xsl:variable name="inherited" as="element(attDef)*" select="odd:attribute-classes($spec) ! odd:own-attributes(.)"/>
    <xsl:for-each-group select="$inherited[not(@ident = $spec/attList//attDef[@mode = ('replace', 'delete')]/@ident)]"
      group-by="string(@ident)">
      <xsl:if test="count(current-group()) gt 1">
        <xsl:sequence select="odd:fault($spec, 'attribute', 'it inherits @' || current-grouping-key() || ' from '
          || string-join(current-group()/ancestor::classSpec/@ident, ' and from ')
          || '. Define it here with mode=&quot;replace&quot;, or leave one of the classes.')"/>
      </xsl:if>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template match="attDef" mode="ask" as="element()*">
    <xsl:variable name="spec" as="element()" select="ancestor::*[self::elementSpec or self::classSpec][1]"/>
    <xsl:variable name="inherited" as="element(attDef)*"
      select="odd:attribute-classes($spec) ! odd:own-attributes(.)[@ident = current()/@ident]"/>
    <xsl:variable name="overrides" as="xs:boolean" select="@mode = ('replace', 'delete')"/>
    <xsl:if test="not(@ident castable as xs:NCName or @ident = ('xml:id', 'xml:lang', 'xml:space', 'xml:base'))">
      <xsl:sequence select="odd:fault(., 'ident', '@ident must be a name without colon, or one of xml:.')"/>
    </xsl:if>
    <xsl:if test="$spec/attList//(attDef/@ident | attRef/@name)[. = current()/@ident][1]/.. except .">
      <xsl:sequence select="odd:fault(., 'duplicate', 'the attribute ' || @ident || ' is defined twice.')"/>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$overrides and $spec/self::classSpec">
        <xsl:sequence select="odd:fault(., 'attribute', 'only an element replaces or deletes what it inherits.')"/>
      </xsl:when>
      <xsl:when test="$overrides and empty($inherited)">
        <xsl:sequence select="odd:fault(., 'attribute', 'it does not inherit @' || @ident || ', so there is nothing to '
          || @mode || '.')"/>
      </xsl:when>
      <xsl:when test="not($overrides) and exists($inherited)">
        <xsl:sequence select="odd:fault(., 'attribute', 'it inherits @' || @ident || ' from '
          || $inherited[1]/ancestor::classSpec/@ident || ' already. Write mode=&quot;replace&quot;, or another name.')"/>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="not(@mode = 'delete') and empty(datatype) and not(valList/@type = 'closed')">
      <xsl:sequence select="odd:fault(., 'attribute', 'the attribute ' || @ident
        || ' has neither datatype nor closed valList.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="attRef" mode="ask" as="element()*">
    <xsl:variable name="class" as="element(classSpec)?" select="key('spec', (@class, '')[1])[self::classSpec][1]"/>
    <xsl:variable name="spec" as="element()" select="ancestor::*[self::elementSpec or self::classSpec][1]"/>
    <xsl:choose>
      <xsl:when test="$spec/self::classSpec">
        <xsl:sequence select="odd:fault(., 'attribute', 'attRef has its place in an elementSpec. '
          || 'Give the class memberOf, or define the attribute in it.')"/>
      </xsl:when>
      <xsl:when test="not(@class) or empty($class)">
        <xsl:sequence select="odd:fault(., 'dangling', 'attRef/@class names ' || (@class, 'nothing')[1]
          || ', but no classSpec has that ident. Correct the name, or add the specification.')"/>
      </xsl:when>
      <xsl:when test="not(@name = odd:own-attributes($class)/@ident)">
        <xsl:sequence select="odd:fault(., 'dangling', 'attRef/@name names ' || (@name, 'nothing')[1]
          || ', which ' || @class || ' does not define. Correct the name.')"/>
      </xsl:when>
      <xsl:when test="$class intersect odd:attribute-classes($spec)">
        <xsl:sequence select="odd:fault(., 'attribute', 'it inherits @' || @name || ' from ' || @class || ' already.')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
