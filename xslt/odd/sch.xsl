<?xml version="1.0" encoding="UTF-8"?>
<!-- ODD to Schematron (ISO/IEC 19757-3): one pattern for each constraintSpec, in the order of the ODD.
     @type of the constraintSpec names the first phase in which it holds: draft is part of publish, publish of
     deposit, and deposit of every deposit-NAME. Diagnostics, properties and namespaces are gathered. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="xs odd sqf">

  <xsl:include href="model.xsl"/>
  <xsl:include href="expression.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"
    suppress-indentation="sch:assert sch:report sch:diagnostic sch:property sch:title sch:p"/>

  <!-- The name of the ODD's file, for the first comment. -->
  <xsl:param name="source" as="xs:string" select="'the ODD'"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="rule" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:variable name="phases" as="xs:string+" select="'draft', 'publish', 'deposit'"/>

  <xsl:template match="/" as="element(sch:schema)">
    <xsl:variable name="schema" as="element(schemaSpec)" select="odd:schema(.)"/>
    <xsl:variable name="constraints" as="element(constraint)*" select="//constraintSpec/constraint"/>
    <xsl:variable name="rules" as="element(constraintSpec)*" select="//constraintSpec[constraint/sch:rule]"/>
    <sch:schema queryBinding="xslt3" defaultPhase="publish">
      <xsl:if test="exists($constraints/sqf:*) or exists($rules//sqf:*)">
        <xsl:namespace name="sqf" select="'http://www.schematron-quickfix.com/validator/process'"/>
      </xsl:if>
      <!-- Inside the root: pyschematron 1.2.5 takes a comment before it for the schema. -->
      <xsl:comment> Compiled from {$source} by xslt/odd/sch.xsl: change it there. </xsl:comment>
      <sch:title>{($schema/gloss[odd:is-english(.)]/odd:plain(.), 'Rules of ' || $schema/@ident)[1]}</sch:title>
      <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <xsl:for-each-group select="$constraints/sch:ns[not(@prefix = 'tei')]" group-by="@prefix">
        <sch:ns prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each-group>
      <xsl:apply-templates select="//constraintSpec[not(constraint/sch:rule)]/constraint/sch:let" mode="rule"/>
      <xsl:sequence select="odd:phases($rules)"/>
      <xsl:for-each select="$rules">
        <sch:pattern id="{@ident}">
          <xsl:apply-templates select="constraint/sch:let, constraint/sch:rule" mode="rule"/>
        </sch:pattern>
      </xsl:for-each>
      <xsl:where-populated>
        <sch:diagnostics>
          <xsl:apply-templates select="$constraints/sch:diagnostic" mode="rule"/>
        </sch:diagnostics>
        <sch:properties>
          <xsl:apply-templates select="$constraints/sch:property" mode="rule"/>
        </sch:properties>
      </xsl:where-populated>
      <xsl:apply-templates select="$constraints/sqf:*" mode="rule"/>
    </sch:schema>
  </xsl:template>

  <!-- Each phase lists what is active in it; the phases of one target come after deposit, by name. -->
  <xsl:function name="odd:phases" as="element(sch:phase)+">
    <xsl:param name="rules" as="element(constraintSpec)*"/>
    <xsl:for-each select="$phases, sort(distinct-values($rules/@type[starts-with(., 'deposit-')]))">
      <xsl:variable name="phase" as="xs:string" select="."/>
      <xsl:variable name="contained" as="xs:string+"
        select="($phases[position() le (index-of($phases, $phase), 3)[1]], $phase)"/>
      <sch:phase id="{$phase}">
        <xsl:for-each select="$rules[@type = $contained]">
          <sch:active pattern="{@ident}"/>
        </xsl:for-each>
      </sch:phase>
    </xsl:for-each>
  </xsl:function>

  <!-- In a rule: names get back their prefix, the ODD's line breaks inside a test or a message go. -->
  <xsl:template match="sch:*" mode="rule" as="element()">
    <xsl:element name="sch:{local-name()}">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sqf:*" mode="rule" as="element()">
    <xsl:element name="sqf:{local-name()}">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="rule" as="empty-sequence()"/>

  <xsl:template match="@test | @value | @context | @select | @match | @subject" mode="rule" as="attribute()">
    <xsl:attribute name="{name()}" select="odd:one-line(.)"/>
  </xsl:template>

  <xsl:template match="sch:*/text()[not(normalize-space())]" mode="rule" as="text()?">
    <xsl:if test="ancestor::sch:*[self::sch:assert or self::sch:report or self::sch:diagnostic or self::sch:property]
        and preceding-sibling::* and following-sibling::*">
      <xsl:text> </xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sch:*/text()[normalize-space()]" mode="rule" as="text()">
    <xsl:variable name="folded" as="xs:string" select="replace(., '[ \t\r\n]+', ' ')"/>
    <xsl:variable name="led" as="xs:string"
      select="if (empty(preceding-sibling::*)) then replace($folded, '^ ', '') else $folded"/>
    <xsl:value-of select="if (empty(following-sibling::*)) then replace($led, ' $', '') else $led"/>
  </xsl:template>

</xsl:stylesheet>
