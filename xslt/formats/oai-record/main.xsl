<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts in, one OAI-PMH record out: header and oai_dc metadata (OAI-PMH 2.0, 2.5). The datestamp is the day of the
     newest change; a server writes a header of its own. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:errors="urn:titelei:errors"
  xmlns:record="urn:titelei:oai-record"
  xmlns:settings="urn:titelei:settings"
  xmlns:statements="urn:titelei:statements"
  xmlns="http://www.openarchives.org/OAI/2.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../../errors/errors.xsl"/>
  <xsl:include href="../../settings/settings.xsl"/>
  <xsl:include href="../../statements/statements.xsl"/>
  <xsl:include href="../oai_dc/envelope.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()" as="element()">
    <xsl:apply-templates select="facts"/>
  </xsl:template>

  <xsl:template match="facts" as="element()">
    <record>
      <header>
        <identifier>{settings:oai-identifier(@id)}</identifier>
        <datestamp>{record:datestamp(.)}</datestamp>
      </header>
      <metadata>
        <xsl:sequence select="statements:envelope(.)"/>
      </metadata>
    </record>
  </xsl:template>

  <!-- A day, or a second in UTC: the two granularities of OAI-PMH (3.3.1). -->
  <xsl:function name="record:datestamp" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="change" as="element(change)?" select="$facts/edition/change"/>
    <xsl:variable name="when" as="xs:string" select="string($change/@when)"/>
    <xsl:sequence select="
        if ($when castable as xs:date) then substring($when, 1, 10)
        else if ($when castable as xs:dateTime)
        then format-dateTime(
            adjust-dateTime-to-timezone(xs:dateTime($when) ! (if (exists(timezone-from-dateTime(.))) then . else
                adjust-dateTime-to-timezone(., xs:dayTimeDuration('PT0S'))), xs:dayTimeDuration('PT0S')),
            '[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z')
        else if ($change)
        then errors:impossible('the newest change is dated “' || $when || '”, and OAI-PMH needs a day.',
            'Give the day in change/@when.', $change/@from)
        else errors:impossible('no change is dated, and OAI-PMH needs the day of the last one.',
            'Add revisionDesc/change with @when.', '/*:TEI[1]/*:teiHeader[1]')"/>
  </xsl:function>

</xsl:stylesheet>
