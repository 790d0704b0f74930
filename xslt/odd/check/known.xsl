<?xml version="1.0" encoding="UTF-8"?>
<!-- The constructs that the compiler knows, each with the attributes and children it understands. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:variable name="prose" as="xs:string+" select="'gloss', 'desc', 'remarks', 'exemplum', 'listRef'"/>
  <xsl:variable name="specifications" as="xs:string+"
    select="'moduleSpec', 'classSpec', 'macroSpec', 'dataSpec', 'elementSpec', 'constraintSpec', 'specGrp'"/>
  <xsl:variable name="particles" as="xs:string+" select="
      'sequence', 'alternate', 'elementRef', 'classRef', 'macroRef', 'dataRef', 'textNode', 'empty', 'valList'"/>
  <xsl:variable name="occurrence" as="xs:string+" select="'minOccurs', 'maxOccurs'"/>

  <xsl:variable name="known-attributes" as="map(xs:string, xs:string*)" select="map {
      'schemaSpec': ('ident', 'start', 'ns', 'docLang', 'targetLang'),
      'specGrp': (),
      'moduleSpec': 'ident',
      'classSpec': ('ident', 'type', 'module', 'mode'),
      'macroSpec': ('ident', 'type', 'module', 'mode'),
      'dataSpec': ('ident', 'module', 'mode'),
      'elementSpec': ('ident', 'module', 'ns', 'mode'),
      'classes': 'mode',
      'memberOf': ('key', 'mode'),
      'content': (),
      'sequence': ('preserveOrder', $occurrence),
      'alternate': $occurrence,
      'elementRef': ('key', $occurrence),
      'classRef': ('key', 'expand', $occurrence),
      'macroRef': ('key', $occurrence),
      'dataRef': ('key', 'name', 'restriction', $occurrence),
      'dataFacet': ('name', 'value'),
      'textNode': (),
      'empty': (),
      'valList': ('type', 'mode'),
      'valItem': ('ident', 'mode'),
      'attList': 'org',
      'attDef': ('ident', 'usage', 'mode', 'ns'),
      'attRef': ('class', 'name'),
      'datatype': $occurrence,
      'defaultVal': (),
      'constraintSpec': ('ident', 'scheme', 'type', 'mode'),
      'constraint': () }"/>

  <xsl:variable name="known-children" as="map(xs:string, xs:string*)" select="map {
      'schemaSpec': ($prose, $specifications),
      'specGrp': ($prose, $specifications, 'head', 'p'),
      'moduleSpec': $prose,
      'classSpec': ($prose, 'classes', 'attList', 'constraintSpec'),
      'macroSpec': ($prose, 'content', 'constraintSpec'),
      'dataSpec': ($prose, 'content', 'constraintSpec'),
      'elementSpec': ($prose, 'classes', 'content', 'attList', 'constraintSpec'),
      'classes': 'memberOf',
      'content': $particles,
      'sequence': $particles,
      'alternate': $particles,
      'dataRef': 'dataFacet',
      'valList': ($prose, 'valItem'),
      'valItem': $prose,
      'attList': ('attDef', 'attRef', 'attList'),
      'attDef': ($prose, 'datatype', 'valList', 'defaultVal', 'constraintSpec'),
      'datatype': 'dataRef',
      'constraintSpec': ($prose, 'constraint') }"/>

  <!-- Values of an attribute that mean something here, per construct; others would be compiled as if absent. -->
  <xsl:variable name="known-values" as="map(xs:string, xs:string+)" select="map {
      'classSpec/@type': ('model', 'atts'),
      'classSpec/@mode': 'add', 'macroSpec/@mode': 'add', 'dataSpec/@mode': 'add', 'elementSpec/@mode': 'add',
      'classes/@mode': 'replace', 'memberOf/@mode': 'add', 'valList/@mode': 'add', 'valItem/@mode': 'add',
      'constraintSpec/@mode': 'add',
      'macroSpec/@type': 'pe',
      'attDef/@mode': ('add', 'replace', 'delete'),
      'attDef/@usage': ('req', 'mwa', 'rec', 'opt'),
      'attList/@org': ('group', 'choice'),
      'valList/@type': ('closed', 'semi', 'open'),
      'sequence/@preserveOrder': ('true', 'false', '1', '0'),
      'constraintSpec/@scheme': 'schematron',
      'classRef/@expand':
        ('alternation', 'sequence', 'sequenceOptional', 'sequenceRepeatable', 'sequenceOptionalRepeatable') }"/>

  <!-- Prose and examples are not compiled but shown; rules are asked in their own language. -->
  <xsl:function name="odd:is-walked" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="odd:is-tei($node) and local-name($node) = map:keys($known-attributes)"/>
  </xsl:function>

  <xsl:function name="odd:is-tei" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="namespace-uri($node) eq 'http://www.tei-c.org/ns/1.0'"/>
  </xsl:function>

  <xsl:function name="odd:unknown-faults" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($node)"/>
    <xsl:for-each select="$node/@*[not(namespace-uri() = 'http://www.w3.org/XML/1998/namespace')]">
      <xsl:variable name="values" as="xs:string*" select="$known-values($name || '/@' || name())"/>
      <xsl:choose>
        <xsl:when test="not(name() = $known-attributes($name))">
          <xsl:sequence select="odd:fault(., 'unknown', 'the compiler does not know @' || name() || ' of ' || $name
            || '. Take it away, or teach xslt/odd/ what it means.')"/>
        </xsl:when>
        <xsl:when test="exists($values) and not(. = $values)">
          <xsl:sequence select="odd:fault(., 'unknown', 'the compiler does not know ' || $name || '/@' || name()
            || ' with the value ' || . || '. Write one of ' || string-join($values, ', ') || '.')"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="not($node/self::constraint or $node/self::defaultVal)">
      <xsl:for-each select="$node/*[not(odd:is-tei(.) and local-name() = $known-children($name))]">
        <xsl:sequence select="odd:fault(., 'unknown', odd:unknown(.))"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
