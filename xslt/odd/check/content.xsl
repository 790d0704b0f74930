<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models: references, occurrence, and the two things RELAX NG forbids in them: data beside text or
     elements (ISO/IEC 19757-2, 7.2), and branches of an interleave that share an element or text (7.4). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- Above this a bound would be written out to a wall of nested options. -->
  <xsl:variable name="handful" as="xs:integer" select="12"/>

  <xsl:template match="content" mode="ask" as="element()*">
    <xsl:sequence select="
        if (count(*) eq 1) then ()
        else odd:fault(., 'content', 'content must hold one construct (empty where nothing is allowed); here are '
          || count(*) || '.')"/>
    <xsl:if test="../self::dataSpec and exists(.//(sequence | elementRef | classRef | macroRef | empty))">
      <xsl:sequence select="odd:fault(., 'content', 'a datatype is made of dataRef, valList, textNode and alternate only.')"/>
    </xsl:if>
    <xsl:if test="odd:is-cyclic(..)">
      <xsl:sequence select="odd:fault(., 'cycle', 'it contains itself without an element between.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="elementSpec | macroSpec | dataSpec" mode="ask" as="element()*" priority="0.1">
    <xsl:next-match/>
    <xsl:sequence select="
        if (count(content) eq 1) then ()
        else odd:fault(., 'content', 'it needs one content; here are ' || count(content) || '.')"/>
  </xsl:template>

  <xsl:template match="classSpec" mode="ask" as="element()*" priority="0.1">
    <xsl:next-match/>
    <xsl:if test="not(@type)">
      <xsl:sequence select="odd:fault(., 'class', '@type must say model or atts.')"/>
    </xsl:if>
    <xsl:if test="@type = 'model' and empty(odd:members(.))">
      <xsl:sequence select="odd:fault(., 'class', 'the class ' || @ident || ' has no member, so nothing can stand for it. '
        || 'Give an element memberOf with this key, or delete the class.')"/>
    </xsl:if>
    <xsl:if test="@type = 'model' and exists(attList)">
      <xsl:sequence select="odd:fault(attList[1], 'class', 'a model class has no attributes.')"/>
    </xsl:if>
    <xsl:if test="odd:is-cyclic(.)">
      <xsl:sequence select="odd:fault(., 'cycle', 'it is a member of itself.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="odd:is-cyclic" as="xs:boolean">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="step" as="function(element()) as element()*" select="
        function($s as element()) as element()* {
          if ($s/self::elementSpec) then () else (odd:content-step($s), odd:direct-attribute-classes($s)) }"/>
    <xsl:sequence select="exists(odd:closure($step($spec), $step)[. is $spec])"/>
  </xsl:function>

  <xsl:template match="sequence | alternate" mode="ask" as="element()*">
    <xsl:sequence select="odd:occurrence-faults(.)"/>
    <xsl:if test="count(*) lt 2">
      <xsl:sequence select="odd:fault(., 'content', local-name() || ' needs at least two members. '
        || 'Write a single one without it.')"/>
    </xsl:if>
    <xsl:variable name="kinds" as="xs:string*" select="* ! odd:kind(., ())"/>
    <xsl:if test="self::sequence and $kinds = 'data' and count($kinds[. = ('data', 'complex')]) gt 1">
      <xsl:sequence select="odd:fault(., 'data', 'RELAX NG allows no text or element beside a datatype or a list of values. '
        || 'Write textNode for the datatype, or an alternate for the sequence.')"/>
    </xsl:if>
    <xsl:sequence select="self::sequence[@preserveOrder = ('false', '0')] ! odd:interleave-faults(.)"/>
  </xsl:template>

  <xsl:function name="odd:interleave-faults" as="element()*">
    <xsl:param name="sequence" as="element(sequence)"/>
    <xsl:variable name="names" as="xs:string*" select="$sequence/* ! odd:admitted(.)/@ident/string()"/>
    <xsl:for-each-group select="$names" group-by=".">
      <xsl:if test="count(current-group()) gt 1">
        <xsl:sequence select="odd:fault($sequence, 'interleave', 'two members of a sequence in any order admit '
          || current-grouping-key() || ', which RELAX NG forbids. Write it in one member, with maxOccurs.')"/>
      </xsl:if>
    </xsl:for-each-group>
    <xsl:if test="count($sequence/*[odd:admits-text(.)]) gt 1">
      <xsl:sequence select="odd:fault($sequence, 'interleave', 'two members of a sequence in any order admit text, '
        || 'which RELAX NG forbids.')"/>
    </xsl:if>
  </xsl:function>

  <xsl:template match="elementRef" mode="ask" as="element()*">
    <xsl:sequence select="odd:key-faults(., 'elementSpec'), odd:occurrence-faults(.)"/>
  </xsl:template>

  <xsl:template match="macroRef" mode="ask" as="element()*">
    <xsl:sequence select="odd:key-faults(., 'macroSpec'), odd:occurrence-faults(.)"/>
  </xsl:template>

  <xsl:template match="classRef" mode="ask" as="element()*">
    <xsl:sequence select="odd:key-faults(., 'classSpec'), odd:occurrence-faults(.)"/>
    <xsl:if test="key('spec', (@key, '')[1])/self::classSpec[@type = 'atts']">
      <xsl:sequence select="odd:fault(., 'class', @key || ' is a class of attributes and has no place in content.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="dataRef" mode="ask" as="element()*">
    <xsl:sequence select="odd:occurrence-faults(.)"/>
    <xsl:choose>
      <xsl:when test="exists(@key) eq exists(@name)">
        <xsl:sequence select="odd:fault(., 'dangling', 'dataRef needs either @key, for a dataSpec, or @name, for a type of XSD.')"/>
      </xsl:when>
      <xsl:when test="@key">
        <xsl:sequence select="odd:key-faults(., 'dataSpec')"/>
        <xsl:if test="@restriction or dataFacet">
          <xsl:sequence select="odd:fault(., 'content', 'a restriction of a dataSpec cannot be written in RELAX NG. '
            || 'Restrict a type of XSD (@name), or make a dataSpec of its own.')"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="not(@name castable as xs:NCName)">
        <xsl:sequence select="odd:fault(@name, 'dangling', '@name must name a type of XSD, without prefix.')"/>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="not(ancestor::datatype) and (odd:max(.), 2)[1] gt 1 and odd:occurrence-faults(.) => empty()">
      <xsl:sequence select="odd:fault(., 'data', 'RELAX NG allows a datatype in content once. Write several in an attribute, '
        || 'in datatype/@maxOccurs.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="datatype" mode="ask" as="element()*">
    <xsl:sequence select="odd:occurrence-faults(.)"/>
    <xsl:if test="count(*) ne 1">
      <xsl:sequence select="odd:fault(., 'content', 'datatype needs one dataRef; here are ' || count(*) || '.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="valList" mode="ask" as="element()*">
    <xsl:for-each-group select="valItem" group-by="string(@ident)">
      <xsl:for-each select="tail(current-group())">
        <xsl:sequence select="odd:fault(., 'duplicate', 'the value ' || @ident || ' is listed twice.')"/>
      </xsl:for-each>
    </xsl:for-each-group>
    <xsl:if test="empty(valItem)">
      <xsl:sequence select="odd:fault(., 'content', 'valList has no valItem.')"/>
    </xsl:if>
    <xsl:if test="ancestor::content and not(@type = 'closed')">
      <xsl:sequence select="odd:fault(., 'content', 'a valList in content must be closed.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="odd:occurrence-faults" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:choose>
      <xsl:when test="exists($node/@minOccurs) and not($node/@minOccurs castable as xs:nonNegativeInteger)">
        <xsl:sequence select="odd:fault($node/@minOccurs, 'occurrence', '@minOccurs must be a number from 0 up.')"/>
      </xsl:when>
      <xsl:when test="exists($node/@maxOccurs) and not($node/@maxOccurs = 'unbounded'
          or $node/@maxOccurs castable as xs:positiveInteger)">
        <xsl:sequence select="odd:fault($node/@maxOccurs, 'occurrence', '@maxOccurs must be a number from 1 up, or unbounded.')"/>
      </xsl:when>
      <xsl:when test="odd:max($node) lt odd:min($node)">
        <xsl:sequence select="odd:fault($node, 'occurrence', '@minOccurs (' || odd:min($node) || ') is above @maxOccurs ('
          || odd:max($node) || ').')"/>
      </xsl:when>
      <xsl:when test="max((odd:min($node), odd:max($node))) gt $handful">
        <xsl:sequence select="odd:fault($node, 'occurrence', 'RELAX NG has no numbers, so up to ' || $handful
          || ' repetitions are written out. Write unbounded, and hold the number by a rule.')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The content type of a particle as RELAX NG sorts them: empty, complex (text, elements), data. -->
  <xsl:function name="odd:kind" as="xs:string">
    <xsl:param name="particle" as="element()"/>
    <xsl:param name="seen" as="element()*"/>
    <xsl:variable name="kinds" as="xs:string*" select="
        if ($particle[self::sequence or self::alternate or self::content]) then $particle/* ! odd:kind(., $seen)
        else if ($particle/self::macroRef) then
          (key('spec', $particle/@key, root($particle))/self::macroSpec except $seen)[content]
            ! odd:kind(content[1], ($seen, .))
        else if ($particle[self::dataRef or self::valList]) then 'data'
        else if ($particle/self::empty) then 'empty'
        else 'complex'"/>
    <xsl:sequence select="if ($kinds = 'data') then 'data' else if ($kinds = 'complex') then 'complex' else 'empty'"/>
  </xsl:function>

  <xsl:function name="odd:admits-text" as="xs:boolean">
    <xsl:param name="particle" as="element()"/>
    <xsl:variable name="macros" as="element()*" select="
        odd:closure(odd:references($particle)/self::macroSpec,
          function($s as element()) as element()* { odd:content-step($s)/self::macroSpec })"/>
    <xsl:sequence select="exists(($particle/descendant-or-self::*, $macros/content//*)/self::textNode)"/>
  </xsl:function>

</xsl:stylesheet>
