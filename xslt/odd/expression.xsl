<?xml version="1.0" encoding="UTF-8"?>
<!-- XPath expressions as text. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  exclude-result-prefixes="#all">

  <!-- White space of an expression folded, but not inside its string literals. -->
  <xsl:function name="odd:one-line" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="&quot;[^&quot;]*&quot;|'[^']*'|\(:.*?:\)" flags="s">
        <xsl:matching-substring>
          <xsl:sequence select="."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="replace(., '\s+', ' ')"/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="replace(string-join($parts), '^ | $', '')"/>
  </xsl:function>

</xsl:stylesheet>
