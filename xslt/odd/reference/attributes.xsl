<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes: name, use, type, values, meaning; an element's own first, then by the class they come from. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="odd:attribute-lists" as="element()+">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="own" as="element(attDef)*" select="
        odd:own-attributes($spec),
        for $ref in $spec/attList//attRef
          return odd:own-attributes(odd:spec($ref/@class, 'classSpec'))[@ident = $ref/@name]"/>
    <xsl:variable name="classes" as="element(classSpec)*" select="odd:attribute-classes($spec)"/>
    <xsl:variable name="overridden" as="xs:string*" select="odd:overridden($spec)"/>
    <xsl:if test="empty($own) and empty($classes ! odd:own-attributes(.)[not(@ident = $overridden)])">
      <p>{odd:label('none')}</p>
    </xsl:if>
    <xsl:if test="exists($own)">
      <xsl:sequence select="odd:attribute-list($own)"/>
    </xsl:if>
    <xsl:for-each select="$classes">
      <xsl:variable name="inherited" as="element(attDef)*" select="odd:own-attributes(.)[not(@ident = $overridden)]"/>
      <xsl:if test="exists($inherited)">
        <h3>{odd:label('from')} <xsl:sequence select="odd:link(.)"/></h3>
        <xsl:sequence select="odd:attribute-list($inherited)"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="odd:attribute-list" as="element(h:dl)">
    <xsl:param name="attributes" as="element(attDef)+"/>
    <dl class="attributes">
      <xsl:for-each select="$attributes">
        <div>
          <dt>
            <code>@{@ident}</code>
            <span class="use {(@usage, 'opt')[1]}">{odd:label('use-' || (@usage, 'opt')[1])}</span>
          </dt>
          <dd>
            <xsl:sequence select="odd:descriptions(.)"/>
            <xsl:sequence select="odd:type-line(.)"/>
            <xsl:sequence select="valList ! odd:value-list(.)"/>
            <xsl:apply-templates select="remarks[odd:is-english(.)]/node()" mode="prose"/>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:function>

  <!-- What may be written: type, how many, instead of what, and what holds where nothing is written. -->
  <xsl:function name="odd:type-line" as="element(h:p)">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:variable name="list" as="element(valList)?" select="$attribute/valList"/>
    <xsl:variable name="others" as="xs:string*" select="
        $attribute/ancestor::attList[@org = 'choice'][1]
          /*[not(descendant-or-self::* intersect $attribute)]/descendant-or-self::attDef/('@' || @ident)"/>
    <p class="type">
      <xsl:choose>
        <xsl:when test="$list/@type = 'closed'">{odd:label('closed-list')}</xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="$attribute/datatype/*" mode="model"/>
          <xsl:if test="$list">, {odd:label('open-list')}</xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="$attribute/datatype[odd:occurs(.) ne '']">
        <xsl:text>; {odd:label('several')} {odd:min(.)}–{(odd:max(.), '∞')[1]}</xsl:text>
      </xsl:for-each>
      <xsl:if test="exists($others)">; {odd:label('instead-of')} {string-join($others, ', ')}</xsl:if>
      <xsl:for-each select="$attribute/defaultVal">
        <xsl:text>; {odd:label('default')} </xsl:text>
        <code>{.}</code>
      </xsl:for-each>
    </p>
  </xsl:function>

  <xsl:function name="odd:value-list" as="element(h:dl)">
    <xsl:param name="list" as="element(valList)"/>
    <dl class="values">
      <xsl:for-each select="$list/valItem">
        <div>
          <dt><code>{@ident}</code></dt>
          <dd>{odd:documentation(.)}</dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:function>

</xsl:stylesheet>
