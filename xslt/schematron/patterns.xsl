<?xml version="1.0" encoding="UTF-8"?>
<!-- Patterns and rules: one mode for each active pattern, one template for each rule, the first rule with the highest
     priority (6.5). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:titelei:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <!-- A pattern: its variables, the template that tries its rules on the nodes, and the rules. -->
  <xsl:template match="sch:pattern | sch:group" mode="t:compile" as="node()*">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="self" as="element()" select="."/>
    <!-- the rules of a group do not shadow each other: each has a mode of its own -->
    <xsl:variable name="modes" as="xs:string+" select="
      if (self::sch:group) then (1 to max((1, count(sch:rule)))) ! ('titelei.p' || $number || '.' || .)
      else 'titelei.p' || $number"/>
    <xsl:apply-templates select="t:variables(.)" mode="t:variable">
      <xsl:with-param name="names" select="$names"/>
    </xsl:apply-templates>
    <xsl:for-each select="$modes">
      <out:mode name="{.}" on-no-match="deep-skip"/>
    </xsl:for-each>
    <!-- deep-skip would go on below a document node -->
    <out:template match="/" mode="{$modes}" priority="-1"/>
    <out:template name="titelei.p{$number}">
      <xsl:choose>
        <xsl:when test="@documents">
          <out:variable name="titelei.addresses" titelei:at="{@t:at} {local-name()}/@documents"
            select="Q{{urn:titelei:schematron}}addresses({t:rename(@documents, $names)}, /)">
            <xsl:sequence select="t:where(.)"/>
          </out:variable>
          <xsl:sequence select="t:active(., '{$titelei.addresses}')"/>
          <out:for-each select="$titelei.addresses">
            <out:variable name="titelei.asked" select="."/>
            <out:for-each select="$titelei-documents[base-uri(.) eq $titelei.asked][1]">
              <xsl:sequence select="t:try-rules(., $modes, '')"/>
            </out:for-each>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="t:active(., '{$titelei.address}')"/>
          <xsl:choose>
            <xsl:when test="t:phase(..)/@from">
              <out:variable name="titelei.from">
                <xsl:attribute name="as">node()*</xsl:attribute>
                <out:apply-templates select="/" mode="titelei.from"/>
              </out:variable>
              <xsl:sequence select="t:try-rules(., $modes, '$titelei.from/')"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="t:try-rules(., $modes, '')"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:otherwise>
      </xsl:choose>
    </out:template>
    <xsl:for-each select="sch:rule">
      <xsl:apply-templates select="." mode="t:compile">
        <xsl:with-param name="mode" select="$modes[count($modes)] ! (if ($self/self::sch:group) then $modes[count(current()/preceding-sibling::sch:rule) + 1] else .)"/>
        <xsl:with-param name="priority" select="last() - position()"/>
        <xsl:with-param name="names" select="$names"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="t:active" as="element()">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="documents" as="xs:string"/>
    <xsl:element name="svrl:active-{local-name($pattern)}">
      <xsl:sequence select="t:said($pattern/@id)"/>
      <xsl:if test="$pattern/sch:title">
        <xsl:attribute name="name" select="t:literal(normalize-space($pattern/sch:title[1]))"/>
      </xsl:if>
      <xsl:sequence select="t:said($pattern/(@role, @see, @icon, @fpi))"/>
      <xsl:attribute name="documents" select="$documents"/>
    </xsl:element>
  </xsl:function>

  <!-- Apply a pattern's modes to the nodes that its contexts can match at all. -->
  <xsl:function name="t:try-rules" as="element()*">
    <xsl:param name="pattern" as="element()"/>
    <xsl:param name="modes" as="xs:string+"/>
    <xsl:param name="from" as="xs:string"/>
    <xsl:variable name="axis" as="xs:string" select="if ($from eq '') then '/descendant::' else $from || 'descendant-or-self::'"/>
    <xsl:for-each select="$modes">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:variable name="rules" as="element(sch:rule)*" select="
        if ($pattern/self::sch:group) then $pattern/sch:rule[$number] else $pattern/sch:rule"/>
      <xsl:variable name="all-steps" as="xs:string*" select="distinct-values($rules/@context ! t:last-steps(.))"/>
      <xsl:variable name="steps" as="xs:string*" select="
        if ($all-steps = '*') then $all-steps[. = ('*', '/', '?') or starts-with(., '@')] else $all-steps"/>
      <xsl:variable name="nodes" as="xs:string" select="
        if ($steps = '?')
        then (if ($from eq '') then '/descendant-or-self::node()' else $from || 'descendant-or-self::node()')
             || (if (some $c in $rules/@context satisfies matches($c, '[@$.]|attribute|(^|\W)(key|id|except|intersect)\W'))
                 then ' ! (., @*)' else '')
        else string-join((
             '/'[$from eq ''][$steps = '/'],
             string-join($steps[not(. = '/')] ! ($axis || (if (starts-with(., '@')) then '*/' else '') || .), ' | ')[. ne '']
             ), ', ')"/>
      <xsl:if test="$nodes ne ''">
        <out:apply-templates mode="{.}" select="{$nodes}">
          <xsl:sequence select="$rules[1] ! t:where(.)"/>
        </out:apply-templates>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- A rule. -->
  <xsl:template match="sch:rule" mode="t:compile" as="element()">
    <xsl:param name="mode" as="xs:string"/>
    <xsl:param name="priority" as="xs:integer"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="inner" as="map(xs:string, xs:string)" select="t:without($names, t:variables(.)/@name)"/>
    <out:template match="{t:rename(@context, $names)}" mode="{$mode}" priority="{$priority}" titelei:at="{@t:at} rule/@context">
      <xsl:sequence select="t:where(.), t:binding-version(.)"/>
      <xsl:choose>
        <xsl:when test="@visit-each">
          <xsl:sequence select="t:fired(., $names)"/>
          <out:variable name="titelei.context" select="."/>
          <out:for-each select="{t:rename(@visit-each, $names)}" titelei:at="{@t:at} rule/@visit-each">
            <xsl:sequence select="t:local-variables(., $names)"/>
            <xsl:sequence select="t:assertions(., $inner)"/>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="t:local-variables(., $names)"/>
          <xsl:sequence select="t:fired(., $inner)"/>
          <xsl:sequence select="t:assertions(., $inner)"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:template>
  </xsl:template>

  <!-- Which rule fired. In subordinate documents it is also what tells the document, so it is never left out there. -->
  <xsl:function name="t:fired" as="element()">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="record" as="element()" select="t:fired-rule($rule, $names)"/>
    <xsl:choose>
      <xsl:when test="$rule/../@documents">
        <xsl:sequence select="$record"/>
      </xsl:when>
      <xsl:otherwise>
        <out:if test="$titelei-fired">
          <xsl:sequence select="$record"/>
        </out:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="t:fired-rule" as="element(svrl:fired-rule)">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <svrl:fired-rule context="{t:literal($rule/@context)}" document="{if ($rule/../@documents) then '{base-uri(/)}' else '{$titelei.address}'}">
      <xsl:sequence select="t:said($rule/@id)"/>
      <xsl:sequence select="$rule/(@role, @flag) ! t:computed(., $names)"/>
      <xsl:sequence select="t:said($rule/(@see, @icon, @fpi))"/>
    </svrl:fired-rule>
  </xsl:function>

  <!-- A rule's variables; each sees those before it. -->
  <xsl:function name="t:local-variables" as="element()*">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="t:variables($rule)">
      <xsl:apply-templates select="." mode="t:variable">
        <xsl:with-param name="names" select="t:without($names, preceding-sibling::*/@name)"/>
        <xsl:with-param name="local" select="true()"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="t:assertions" as="element()*">
    <xsl:param name="rule" as="element(sch:rule)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:apply-templates select="$rule/(sch:assert | sch:report)" mode="t:assertion">
      <xsl:with-param name="names" select="$names" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

</xsl:stylesheet>
