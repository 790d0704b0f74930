<?xml version="1.0" encoding="UTF-8"?>
<!--
  ISO Schematron (ISO/IEC 19757-3:2020) to an XSLT 3.0 stylesheet that writes SVRL.

  Input is a bundle: the schema and every file it refers to, each element marked with its place (@t:at).
  Output is that stylesheet, or <t:faults> where the schema itself is wrong.

  include.xsl    what sch:include and sch:extends/@href bring in
  check.xsl      is it Schematron: elements, their places, their attributes, ids that point nowhere
  expand.xsl     abstract rules and patterns are replaced by what they stand for
  scope.xsl      phase, active patterns, and which variable a name means
  compile.xsl    the stylesheet, and the report it writes
  patterns.xsl   patterns and rules become modes and templates
  variables.xsl  sch:let and xsl:variable become variables
  message.xsl    assertions and their text become SVRL
  fix.xsl        the quick fixes that an assertion names
  activities.xsl  the changes that they make
  fix-faults.xsl  is it QuickFix: what is named, called and given
  prefixes.xsl   the compiler's own prefixes give way to the schema's
  foreign.xsl    XSLT that stands in the schema
  names.xsl      functions on names and places
  expressions.xsl  functions on expressions
  runtime.xsl, reads.xsl  not part of this stylesheet: copied into the compiled ones
-->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:mode on-no-match="fail" on-multiple-match="fail"/>

  <xsl:include href="names.xsl"/>
  <xsl:include href="expressions.xsl"/>
  <xsl:include href="include.xsl"/>
  <xsl:include href="check.xsl"/>
  <xsl:include href="expand.xsl"/>
  <xsl:include href="scope.xsl"/>
  <xsl:include href="compile.xsl"/>
  <xsl:include href="patterns.xsl"/>
  <xsl:include href="variables.xsl"/>
  <xsl:include href="message.xsl"/>
  <xsl:include href="fix.xsl"/>
  <xsl:include href="activities.xsl"/>
  <xsl:include href="fix-faults.xsl"/>
  <xsl:include href="foreign.xsl"/>
  <xsl:include href="prefixes.xsl"/>

  <!-- the schema with everything it brings in -->
  <xsl:variable name="t:included" as="document-node()">
    <xsl:document>
      <xsl:apply-templates select="/t:bundle/t:file[1]/*" mode="t:include"/>
    </xsl:document>
  </xsl:variable>

  <xsl:template match="/" as="element()">
    <xsl:variable name="faults" as="element(t:fault)*">
      <xsl:sequence select="$t:included//t:fault"/>
      <xsl:apply-templates select="$t:included" mode="t:check"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="exists($faults)">
        <xsl:sequence select="t:faults($faults)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="extended" as="document-node()">
          <xsl:apply-templates select="$t:included" mode="t:extend"/>
        </xsl:variable>
        <xsl:variable name="expanded" as="document-node()">
          <xsl:apply-templates select="$extended" mode="t:instantiate"/>
        </xsl:variable>
        <xsl:variable name="faults" as="element(t:fault)*" select="$expanded//t:fault, t:phase-faults($expanded/*)"/>
        <xsl:choose>
          <xsl:when test="exists($faults)">
            <xsl:sequence select="t:faults($faults)"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:variable name="compiled" as="element()">
              <xsl:apply-templates select="$expanded/sch:schema" mode="t:compile"/>
            </xsl:variable>
            <xsl:variable name="placed" as="element()">
              <xsl:choose>
                <xsl:when test="$t:reads">
                  <xsl:apply-templates select="$compiled" mode="t:place"/>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:sequence select="$compiled"/>
                </xsl:otherwise>
              </xsl:choose>
            </xsl:variable>
            <xsl:choose>
              <xsl:when test="$t:gives-way">
                <xsl:apply-templates select="$placed" mode="t:give-way"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:sequence select="$placed"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
