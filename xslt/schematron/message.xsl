<?xml version="1.0" encoding="UTF-8"?>
<!-- Assertions, diagnostics and properties (5.4.1, 5.4.2, 5.4.3), and the text in them, become SVRL (Annex D).
     Where a subject is named, it is the node that is reported, and the context of the text (5.4.8). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:titelei:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <xsl:mode name="t:assertion" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="t:text" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="sch:assert" mode="t:assertion" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:choose>
      <xsl:sequence select="t:where(.)"/>
      <out:when test="{t:rename(@test, $names)}" titelei:at="{@t:at} assert/@test"/>
      <out:otherwise>
        <xsl:sequence select="t:hit(., 'failed-assert', $names)"/>
      </out:otherwise>
    </out:choose>
  </xsl:template>

  <xsl:template match="sch:report" mode="t:assertion" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:if test="{t:rename(@test, $names)}" titelei:at="{@t:at} report/@test">
      <xsl:sequence select="t:where(.)"/>
      <xsl:sequence select="t:hit(., 'successful-report', $names)"/>
    </out:if>
  </xsl:template>

  <xsl:function name="t:hit" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="subject" as="attribute()?" select="($assertion/@subject, $assertion/../@subject)[1]"/>
    <xsl:variable name="record" as="element()" select="t:record($assertion, $name, $names)"/>
    <xsl:choose>
      <xsl:when test="$subject">
        <out:for-each select="Q{{urn:titelei:schematron}}subject(({t:rename($subject, $names)}), .)"
          titelei:at="{$subject/../@t:at} {local-name($subject/..)}/@subject">
          <xsl:sequence select="$record"/>
        </out:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$record"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="t:record" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="$assertion">
      <xsl:element name="svrl:{$name}">
        <xsl:sequence select="t:said(@id)"/>
        <xsl:attribute name="location" select="
          if (../@visit-each) then '{path(if (. instance of node()) then . else $titelei.context)}' else '{path(.)}'"/>
        <xsl:attribute name="test" select="t:literal(@test)"/>
        <xsl:sequence select="(@role, @flag, @severity) ! t:computed(., $names)"/>
        <xsl:if test="t:lang(.) ne ''">
          <xsl:attribute name="xml:lang" select="t:lang(.)"/>
        </xsl:if>
        <xsl:for-each select="t:diagnostics/sch:diagnostic">
          <svrl:diagnostic-reference diagnostic="{t:literal(@id)}">
            <xsl:sequence select="t:text(., $names)"/>
          </svrl:diagnostic-reference>
        </xsl:for-each>
        <xsl:for-each select="t:properties/sch:property">
          <svrl:property-reference property="{t:literal(@id)}">
            <xsl:sequence select="(@role, @scheme) ! t:computed(., $names)"/>
            <xsl:sequence select="t:text(., $names)"/>
          </svrl:property-reference>
        </xsl:for-each>
        <xsl:sequence select="t:text(., $names), t:fixes(., $names)"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <!-- @role, @flag and the like, which may hold a variable or a template. -->
  <xsl:function name="t:computed" as="attribute()">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:attribute name="{local-name($attribute)}" select="t:template($attribute, $names)"/>
  </xsl:function>

  <xsl:function name="t:text" as="element(svrl:text)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <svrl:text>
      <xsl:for-each select="$element/(@see, @icon, @fpi, @xml:space,
                                      @xml:lang[$element/(self::sch:diagnostic | self::sch:property | self::sch:p)])">
        <xsl:attribute name="{name()}" select="t:literal(.)"/>
      </xsl:for-each>
      <xsl:apply-templates select="$element/node()" mode="t:text">
        <xsl:with-param name="names" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </svrl:text>
  </xsl:function>

  <!-- Text. White space at the edge of an element is nobody's wish, and would come before attributes that XSLT adds. -->

  <xsl:template match="text()" mode="t:text" as="element()?">
    <xsl:if test="normalize-space() or (preceding-sibling::* and following-sibling::*)">
      <out:text>{.}</out:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction() | t:*" mode="t:text"/>

  <xsl:template match="sch:value-of" mode="t:text" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:value-of select="{t:rename(@select, $names)}" titelei:at="{@t:at} value-of/@select">
      <xsl:sequence select="t:where(.)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="t:text" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <out:value-of titelei:at="{@t:at} name/@path"
      select="{if (@path) then 'Q{urn:titelei:schematron}name((' || t:rename(@path, $names) || '))' else 'name()'}">
      <xsl:sequence select="t:where(.)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:emph | sch:span | sch:dir" mode="t:text" as="element()">
    <xsl:element name="svrl:{local-name()}">
      <xsl:for-each select="@* except @t:*">
        <xsl:attribute name="{if (name() = 'value') then 'dir' else name()}" namespace="{namespace-uri()}" select="t:literal(.)"/>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- XSLT is carried out, anything else is copied. -->
  <xsl:template match="xsl:*" mode="t:text" as="element()">
    <xsl:apply-templates select="." mode="t:foreign"/>
  </xsl:template>

  <xsl:template match="*" mode="t:text" as="element()" priority="-1">
    <xsl:copy copy-namespaces="no">
      <xsl:for-each select="@* except @t:*">
        <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="t:literal(.)"/>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

</xsl:stylesheet>
