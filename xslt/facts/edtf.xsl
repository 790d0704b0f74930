<?xml version="1.0" encoding="UTF-8"?>
<!-- Dates of TEI as EDTF (ISO 8601-2:2019): 1920/1921, 1920-05, [1920..1921] for one date between two. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:edtf" as="xs:string?">
    <xsl:param name="date" as="element()?"/>
    <xsl:for-each select="$date">
      <xsl:sequence select="
          if (@when) then @when || (if (@cert = ('low', 'medium')) then '?' else '')
          else if (@from or @to) then (@from, '..')[1] || '/' || (@to, '..')[1]
          else if (@notBefore or @notAfter) then '[' || @notBefore || '..' || @notAfter || ']'
          else ()"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
