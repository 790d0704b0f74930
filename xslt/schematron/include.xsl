<?xml version="1.0" encoding="UTF-8"?>
<!-- sch:include and sch:extends/@href (5.4.4, 5.4.7). The reader resolved addresses: @t:file is the file's index in the
     bundle, @t:fragment the id in it. Included elements keep their language; their place says whose prefixes hold. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <xsl:mode name="t:include" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:key name="t:file" match="t:bundle/t:file" use="@index"/>

  <xsl:template match="sch:*" mode="t:include" as="element()">
    <xsl:param name="lang" as="xs:string?" select="()"/>
    <xsl:copy>
      <xsl:if test="$lang ne ''">
        <xsl:attribute name="xml:lang" select="$lang"/>
      </xsl:if>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:include[@t:file]" mode="t:include" as="element()" priority="2">
    <xsl:param name="stack" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="target" as="element()?" select="t:target(.)"/>
    <xsl:choose>
      <xsl:when test="empty($target)">
        <xsl:sequence select="t:missing-target(.)"/>
      </xsl:when>
      <xsl:when test="t:address(.) = $stack">
        <xsl:sequence select="t:circle(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$target" mode="#current">
          <xsl:with-param name="stack" select="$stack, t:address(.)" tunnel="yes"/>
          <xsl:with-param name="lang" select="t:lang($target)"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:extends[@t:file]" mode="t:include" as="node()*" priority="2">
    <xsl:param name="stack" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:variable name="target" as="element()?" select="t:target(.)"/>
    <xsl:variable name="wanted" as="xs:string*" select="
      if (parent::sch:schema) then ('schema', 'library') else local-name(..)"/>
    <xsl:choose>
      <xsl:when test="empty($target)">
        <xsl:sequence select="t:missing-target(.)"/>
      </xsl:when>
      <xsl:when test="not($target/self::sch:* and local-name($target) = $wanted)">
        <xsl:sequence select="t:fault(., 'In &lt;sch:' || local-name(..) || '&gt;, &lt;sch:extends href=&quot;' || @href
          || '&quot;&gt; must point at an element of that name, but it points at &lt;' || name($target) || '&gt;.')"/>
      </xsl:when>
      <xsl:when test="t:address(.) = $stack">
        <xsl:sequence select="t:circle(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="address" as="xs:string" select="t:address(.)"/>
        <xsl:for-each select="$target/node()[not(self::sch:ns or self::sch:title or self::sch:param)]">
          <xsl:apply-templates select="." mode="t:include">
            <xsl:with-param name="stack" select="$stack, $address" tunnel="yes"/>
            <xsl:with-param name="lang" select="self::sch:*[not(@xml:lang)] ! t:lang(.)"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="t:target" as="element()?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="file" as="element(t:file)?" select="key('t:file', $reference/@t:file, root($reference))"/>
    <xsl:variable name="id" as="xs:string?" select="$reference/@t:fragment"/>
    <xsl:sequence select="
      if (empty($id)) then $file/* else ($file//*[@xml:id = $id], $file//*[@id = $id])[1]"/>
  </xsl:function>

  <xsl:function name="t:address" as="xs:string">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="$reference/@t:file || '#' || $reference/@t:fragment"/>
  </xsl:function>

  <xsl:function name="t:missing-target" as="element(t:fault)">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="t:fault($reference, 'There is no element with the id “' || $reference/@t:fragment
      || '” that ' || name($reference) || ' asks for by href=&quot;' || $reference/@href || '&quot;.')"/>
  </xsl:function>

  <xsl:function name="t:circle" as="element(t:fault)">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="t:fault($reference, '&lt;' || name($reference) || ' href=&quot;' || $reference/@href
      || '&quot;&gt; brings itself in again, without end.')"/>
  </xsl:function>

</xsl:stylesheet>
