<?xml version="1.0" encoding="UTF-8"?>
<!-- What is at fault in an ODD, all at once: constructs the compiler does not know, keys that name nothing,
     specifications nothing uses, attributes and content models RELAX NG has no place for, rules half written. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:include href="model.xsl"/>
  <xsl:include href="check/known.xsl"/>
  <xsl:include href="check/names.xsl"/>
  <xsl:include href="check/content.xsl"/>
  <xsl:include href="check/attributes.xsl"/>
  <xsl:include href="check/rules.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>
  <!-- The walk through the ODD, and what each construct is asked beside being known. -->
  <xsl:mode name="walk" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="ask" on-no-match="deep-skip" on-multiple-match="fail"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="faults" as="element()*">
      <xsl:apply-templates select="odd:schema(.)" mode="walk"/>
    </xsl:variable>
    <!-- What a wrong key should have named is unused, too: that would be said twice. -->
    <faults xmlns="">
      <xsl:sequence select="$faults[not(@rule = 'odd-unused' and $faults/@rule = 'odd-dangling')]"/>
    </faults>
  </xsl:template>

  <xsl:template match="*" mode="walk" as="element()*">
    <xsl:sequence select="odd:unknown-faults(.)"/>
    <xsl:apply-templates select="." mode="ask"/>
    <xsl:apply-templates select="*[odd:is-walked(.)]" mode="walk"/>
  </xsl:template>

  <!-- One fault: where, in which specification, what. -->
  <xsl:function name="odd:fault" as="element()">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="what" as="xs:string"/>
    <fault rule="odd-{$rule}" path="{path($node)}" owner="{odd:owner($node)}" xmlns="">{$what}</fault>
  </xsl:function>

</xsl:stylesheet>
