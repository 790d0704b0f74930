<?xml version="1.0" encoding="UTF-8"?>
<!-- Names: each stands for one thing, every key names something, everything named is used. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:template match="schemaSpec" mode="ask" as="element()*">
    <xsl:variable name="odd" as="document-node()" select="root(.)"/>
    <xsl:variable name="roots" as="xs:string*" select="tokenize(@start)"/>
    <xsl:variable name="schema" as="element()" select="."/>
    <xsl:if test="empty($roots)">
      <xsl:sequence select="odd:fault(., 'start', 'schemaSpec/@start must name the elements a document may begin with.')"/>
    </xsl:if>
    <xsl:for-each select="$roots[empty(key('spec', ., $odd)/self::elementSpec)]">
      <xsl:sequence select="odd:fault($schema/@start, 'dangling', 'schemaSpec/@start names ' || .
        || ', but no elementSpec has that ident. Correct the name, or add the specification.')"/>
    </xsl:for-each>
    <xsl:variable name="used" as="element()*"
      select="odd:closure($roots ! key('spec', ., $odd)/self::elementSpec, odd:uses#1)"/>
    <xsl:for-each select="odd:specs($odd) except $used">
      <xsl:sequence select="odd:fault(., 'unused', 'nothing that a document can hold uses it. '
        || 'Refer to it from a content model, a class or an attribute, or delete it.')"/>
    </xsl:for-each>
    <xsl:for-each select="odd:specs($odd) except .//(elementSpec | classSpec | macroSpec | dataSpec)">
      <xsl:sequence select="odd:fault(., 'outside', 'it stands outside of schemaSpec. Move it in.')"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="elementSpec | classSpec | macroSpec | dataSpec" mode="ask" as="element()*">
    <xsl:sequence select="odd:ident-faults(.), odd:module-faults(.)"/>
  </xsl:template>

  <xsl:function name="odd:ident-faults" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:choose>
      <xsl:when test="not($spec/@ident castable as xs:NCName)">
        <xsl:sequence select="odd:fault($spec, 'ident', '@ident must be a name without colon.')"/>
      </xsl:when>
      <xsl:when test="key('spec', $spec/@ident, root($spec))[1] is $spec"/>
      <xsl:otherwise>
        <xsl:sequence select="odd:fault($spec, 'duplicate', 'the ident ' || $spec/@ident
          || ' is taken: two specifications may not share it. Rename one.')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="odd:module-faults" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="modules" as="xs:string*" select="root($spec)//moduleSpec/@ident/string()"/>
    <xsl:if test="exists($modules) and exists($spec/@module) and not($spec/@module = $modules)">
      <xsl:sequence select="odd:fault($spec/@module, 'dangling', '@module names ' || $spec/@module
        || ', but no moduleSpec has that ident. Correct the name, or add it.')"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="memberOf" mode="ask" as="element()*">
    <xsl:variable name="spec" as="element()" select="../.."/>
    <xsl:variable name="found" as="element(classSpec)?" select="key('spec', (@key, '')[1])[self::classSpec][1]"/>
    <xsl:choose>
      <xsl:when test="empty($found)">
        <xsl:sequence select="odd:key-faults(., 'classSpec')"/>
      </xsl:when>
      <xsl:when test="$spec/self::classSpec and not($found/@type = $spec/@type)">
        <xsl:sequence select="odd:fault(., 'class', 'a class of type ' || $spec/@type || ' cannot be a member of '
          || $found/@ident || ', which has the type ' || $found/@type || '.')"/>
      </xsl:when>
      <xsl:when test="../memberOf[@key = current()/@key][1] except .">
        <xsl:sequence select="odd:fault(., 'duplicate', 'the membership of ' || @key || ' is given twice.')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="odd:key-faults" as="element()*">
    <xsl:param name="reference" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="empty($reference/@key)">
        <xsl:sequence select="odd:fault($reference, 'dangling', local-name($reference) || ' needs a @key.')"/>
      </xsl:when>
      <xsl:when test="empty(key('spec', $reference/@key, root($reference))[local-name() = $kind])">
        <xsl:sequence select="odd:fault($reference, 'dangling', odd:dangling($reference/@key, $kind))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
