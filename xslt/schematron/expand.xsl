<?xml version="1.0" encoding="UTF-8"?>
<!-- Abstract rules (5.4.12) and abstract patterns (5.4.10, 6.3) are replaced by what they stand for.
     First rules, and each assertion gets a copy of the diagnostics and properties it names, so that an abstract pattern's
     arguments reach them; then patterns. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <xsl:mode name="t:extend" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="t:instantiate" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="t:substitute" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <!-- Abstract rules -->

  <xsl:template match="sch:rule[@abstract = 'true'] | sch:rules" mode="t:extend"/>

  <xsl:template match="sch:extends[@rule]" mode="t:extend" as="node()*">
    <xsl:param name="stack" as="xs:string*" select="()" tunnel="yes"/>
    <xsl:param name="scope" as="element()?" select="../.." tunnel="yes"/>
    <xsl:variable name="self" as="element()" select="."/>
    <xsl:variable name="name" as="xs:string" select="normalize-space(@rule)"/>
    <xsl:variable name="here" as="element(sch:rule)*" select="$scope/sch:rule[@id = $name], /sch:schema/sch:rules/sch:rule[@id = $name]"/>
    <xsl:variable name="abstract" as="element(sch:rule)?" select="$here[@abstract = 'true'][1]"/>
    <xsl:choose>
      <xsl:when test="$name = $stack">
        <xsl:sequence select="t:fault(., 'The abstract rule “' || $name || '” extends itself, without end.')"/>
      </xsl:when>
      <xsl:when test="exists($abstract)">
        <xsl:for-each select="$abstract/node()">
          <xsl:apply-templates select="." mode="#current">
            <xsl:with-param name="stack" select="$stack, $name" tunnel="yes"/>
            <xsl:with-param name="scope" select="$scope" tunnel="yes"/>
            <xsl:with-param name="lang" select="t:lang($abstract)[. ne t:lang($self)]"/>
          </xsl:apply-templates>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="exists($here)">
        <xsl:sequence select="t:fault(., 'The rule “' || $name
          || '” is not abstract, so it cannot be extended. Give it abstract=&quot;true&quot; and take its context away.')"/>
      </xsl:when>
      <xsl:when test="exists(//sch:rule[@id = $name])">
        <xsl:sequence select="t:fault(., 'The abstract rule “' || $name
          || '” is out of scope: it stands in another pattern. Move it into this one.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="t:fault(., 'There is no abstract rule “' || $name || '” in this pattern.')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="t:extend" as="element()">
    <xsl:param name="lang" as="xs:string?" select="()"/>
    <xsl:copy>
      <xsl:if test="exists($lang)">
        <xsl:attribute name="xml:lang" select="$lang"/>
      </xsl:if>
      <xsl:copy-of select="@*, node()"/>
      <xsl:where-populated>
        <t:diagnostics>
          <xsl:copy-of select="tokenize(@diagnostics) ! key('t:diagnostic', ., root(current())) ! t:with-lang(.)"/>
        </t:diagnostics>
        <t:properties>
          <xsl:copy-of select="tokenize(@properties) ! key('t:property', ., root(current())) ! t:with-lang(.)"/>
        </t:properties>
      </xsl:where-populated>
    </xsl:copy>
  </xsl:template>

  <xsl:function name="t:with-lang" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:copy select="$element">
      <xsl:if test="t:lang($element) ne ''">
        <xsl:attribute name="xml:lang" select="t:lang($element)"/>
      </xsl:if>
      <xsl:copy-of select="$element/(@*, node())"/>
    </xsl:copy>
  </xsl:function>

  <!-- Abstract patterns -->

  <xsl:template match="(sch:pattern | sch:group)[@abstract = 'true']" mode="t:instantiate"/>

  <xsl:template match="(sch:pattern | sch:group)[@is-a]" mode="t:instantiate" as="element()">
    <xsl:variable name="self" as="element()" select="."/>
    <xsl:variable name="named" as="element()?" select="key('t:pattern', @is-a)[1]"/>
    <xsl:variable name="declared" as="element(sch:param)*" select="$named/sch:param"/>
    <xsl:variable name="arguments" as="map(xs:string, xs:string)" select="map:merge((
      sch:param[@value] ! map{normalize-space(@name): string(@value)},
      $declared[@value] ! map{normalize-space(@name): string(@value)}))"/>
    <xsl:choose>
      <xsl:when test="not($named)">
        <xsl:sequence select="t:fault(., 'There is no abstract pattern “' || @is-a || '”.')"/>
      </xsl:when>
      <xsl:when test="not($named/@abstract = 'true')">
        <xsl:sequence select="t:fault(., 'The pattern “' || @is-a
          || '” is not abstract. Give it abstract=&quot;true&quot;.')"/>
      </xsl:when>
      <xsl:when test="node-name($named) ne node-name(.)">
        <xsl:sequence select="t:fault(., 'A &lt;' || name() || '&gt; cannot be an instance of a &lt;' || name($named) || '&gt;.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:copy>
          <xsl:copy-of select="@* except (@is-a, @abstract)"/>
          <!-- what the abstract pattern says of itself holds where its instance is silent -->
          <xsl:for-each select="$named/@*[not(local-name() = ('id', 'abstract', 'at'))]
                                 [not(node-name() = $self/@*/node-name())]">
            <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="t:substitute(., $arguments)"/>
          </xsl:for-each>
          <xsl:if test="$named/@xml:lang">
            <xsl:copy-of select="$named/@xml:lang"/>
          </xsl:if>
          <xsl:sequence select="t:argument-faults(., $named, $arguments)"/>
          <xsl:copy-of select="node() except (sch:param, sch:rule)"/>
          <xsl:apply-templates mode="t:substitute"
            select="$named/node()[not(self::sch:param or self::sch:title[$self/sch:title])]">
            <xsl:with-param name="arguments" select="$arguments" tunnel="yes"/>
          </xsl:apply-templates>
          <xsl:copy-of select="sch:rule"/>
        </xsl:copy>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="t:argument-faults" as="element()*">
    <xsl:param name="instance" as="element()"/>
    <xsl:param name="named" as="element()"/>
    <xsl:param name="arguments" as="map(xs:string, xs:string)"/>
    <xsl:variable name="used" as="xs:string*" select="distinct-values(
      $named//@*[contains(., '$')]/analyze-string(., '\$(' || $t:ncname || ')')//*:group[@nr = '1']/string())"/>
    <xsl:for-each select="$named/sch:param[not(map:contains($arguments, normalize-space(@name)))]">
      <xsl:sequence select="t:fault($instance, 'The abstract pattern “' || $named/@id || '” asks for the parameter “'
        || @name || '”, which has no default and is not given. Add &lt;sch:param name=&quot;' || @name
        || '&quot; value=&quot;…&quot;/&gt;.')"/>
    </xsl:for-each>
    <xsl:for-each select="$instance/sch:param[not(@value)]">
      <xsl:sequence select="t:fault(., 'The parameter “' || @name || '” is given without a value.')"/>
    </xsl:for-each>
    <xsl:for-each select="$instance/sch:param[not(normalize-space(@name) = ($used, $named/sch:param/normalize-space(@name)))]">
      <xsl:sequence select="t:warning(., 'The abstract pattern “' || $named/@id || '” has no parameter “' || normalize-space(@name)
        || '”: it neither declares nor uses it. Correct the name, or delete it.')"/>
    </xsl:for-each>
    <xsl:for-each select="($instance | $named)/sch:param[normalize-space(@name) ne @name]">
      <xsl:sequence select="t:warning(., 'The name of the parameter “' || @name || '” has blanks at its edge, which are no part of it.'
        || ' Delete them.')"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="@*[contains(., '$')]" mode="t:substitute" as="attribute()">
    <xsl:param name="arguments" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="t:substitute(., $arguments)"/>
  </xsl:template>

</xsl:stylesheet>
