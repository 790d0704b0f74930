<?xml version="1.0" encoding="UTF-8"?>
<!-- Content models: what stands inside content, of an element, a macro or a datatype (TEI P5, 23.5.1). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns:rng="http://relaxng.org/ns/structure/1.0"
  xmlns="http://relaxng.org/ns/structure/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="xs odd rng">

  <xsl:mode name="content" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="pattern" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="content" mode="content" as="element()+">
    <xsl:apply-templates select="*" mode="content"/>
    <xsl:if test="empty(*)">
      <xsl:sequence select="odd:fail(., 'content is empty. Write empty in it where nothing is allowed.')"/>
    </xsl:if>
  </xsl:template>

  <!-- Every particle is its pattern, as often as it says. -->
  <xsl:template match="*" mode="content" as="element()+">
    <xsl:variable name="pattern" as="element()">
      <xsl:apply-templates select="." mode="pattern"/>
    </xsl:variable>
    <xsl:sequence select="odd:repeat($pattern, odd:min(.), odd:max(.))"/>
  </xsl:template>

  <xsl:template match="sequence" mode="pattern" as="element()">
    <xsl:variable name="parts" as="element()+">
      <xsl:apply-templates select="*" mode="content"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@preserveOrder = ('false', '0')">
        <interleave>
          <!-- A particle that became several patterns (x x?) must stay one member of the interleave. -->
          <xsl:for-each select="*">
            <xsl:variable name="part" as="element()+">
              <xsl:apply-templates select="." mode="content"/>
            </xsl:variable>
            <xsl:sequence select="odd:group($part)"/>
          </xsl:for-each>
        </interleave>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:group($parts)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="alternate" mode="pattern" as="element()">
    <xsl:variable name="parts" as="element()+">
      <xsl:for-each select="*">
        <xsl:variable name="part" as="element()+">
          <xsl:apply-templates select="." mode="content"/>
        </xsl:variable>
        <xsl:sequence select="odd:group($part)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="odd:choice($parts)"/>
  </xsl:template>

  <xsl:template match="elementRef" mode="pattern" as="element()">
    <xsl:sequence select="odd:ref(odd:spec(@key, 'elementSpec')/@ident)"/>
  </xsl:template>

  <xsl:template match="macroRef" mode="pattern" as="element()">
    <xsl:sequence select="odd:ref(odd:spec(@key, 'macroSpec')/@ident)"/>
  </xsl:template>

  <xsl:template match="classRef" mode="pattern" as="element()">
    <xsl:variable name="class" as="element(classSpec)" select="odd:spec(@key, 'classSpec')"/>
    <xsl:variable name="suffix" as="xs:string?" select="@expand[. ne 'alternation'] ! ('_' || .)"/>
    <xsl:sequence select="odd:ref($class/@ident || $suffix)"/>
  </xsl:template>

  <xsl:template match="dataRef[@key]" mode="pattern" as="element()">
    <xsl:sequence select="odd:ref(odd:spec(@key, 'dataSpec')/@ident)"/>
  </xsl:template>

  <xsl:template match="dataRef[@name]" mode="pattern" as="element()">
    <data type="{@name}">
      <xsl:for-each select="dataFacet">
        <param name="{@name}">{@value}</param>
      </xsl:for-each>
      <xsl:for-each select="@restriction">
        <param name="pattern">{.}</param>
      </xsl:for-each>
    </data>
  </xsl:template>

  <xsl:template match="textNode" mode="pattern" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="empty" mode="pattern" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="valList" mode="pattern" as="element()">
    <xsl:sequence select="odd:values(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="pattern" as="empty-sequence()" priority="-1">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

  <!-- The values of a list, each followed by what it means (RELAX NG DTD Compatibility, 4). -->
  <xsl:function name="odd:values" as="element()">
    <xsl:param name="list" as="element(valList)"/>
    <choice>
      <xsl:for-each select="$list/valItem">
        <value>{@ident}</value>
        <xsl:sequence select="odd:annotation(.)"/>
      </xsl:for-each>
    </choice>
  </xsl:function>

  <!-- The ways other than alternation in which a class is expanded anywhere: by a classRef, or because a class
       above it is expanded so. -->
  <xsl:function name="odd:expansions" as="xs:string*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:variable name="odd" as="document-node()" select="root($class)"/>
    <xsl:sequence select="
        $odd//classRef[@key = $class/@ident]/@expand[. ne 'alternation']/string(),
        $class/classes/memberOf/@key/key('spec', ., $odd)/self::classSpec ! odd:expansions(.)"/>
  </xsl:function>

  <xsl:function name="odd:expansion" as="element()+">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:param name="expand" as="xs:string"/>
    <xsl:for-each select="odd:members($class)">
      <xsl:variable name="member" as="element()"
        select="odd:ref(if (self::classSpec) then @ident || '_' || $expand else @ident)"/>
      <xsl:sequence select="
          if (self::classSpec) then $member
          else if ($expand eq 'sequence') then $member
          else if ($expand eq 'sequenceOptional') then odd:repeat($member, 0, 1)
          else if ($expand eq 'sequenceRepeatable') then odd:repeat($member, 1, ())
          else if ($expand eq 'sequenceOptionalRepeatable') then odd:repeat($member, 0, ())
          else odd:fail($class, 'classRef/@expand has no value ' || $expand || '.')"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
