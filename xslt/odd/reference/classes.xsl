<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of classes, and of macros and datatypes. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="odd:classes-page" as="element(h:html)">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="classes" as="element(classSpec)*" select="odd:specs(root($schema))/self::classSpec"/>
    <xsl:variable name="main" as="element()+">
      <h1>{odd:label('classes')}</h1>
      <xsl:sequence select="odd:group('model-classes', $classes[@type = 'model'])"/>
      <xsl:sequence select="odd:group('attribute-classes', $classes[@type = 'atts'])"/>
    </xsl:variable>
    <xsl:sequence select="odd:frame($schema, 'classes', odd:label('classes'), $main)"/>
  </xsl:function>

  <xsl:function name="odd:datatypes-page" as="element(h:html)">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="specs" as="element()*" select="odd:specs(root($schema))"/>
    <xsl:variable name="main" as="element()+">
      <h1>{odd:label('datatypes')}</h1>
      <xsl:sequence select="odd:group('macros', $specs/self::macroSpec)"/>
      <xsl:sequence select="odd:group('types', $specs/self::dataSpec)"/>
    </xsl:variable>
    <xsl:sequence select="odd:frame($schema, 'datatypes', odd:label('datatypes'), $main)"/>
  </xsl:function>

  <xsl:function name="odd:group" as="element(h:section)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="specs" as="element()*"/>
    <xsl:if test="exists($specs)">
      <section aria-labelledby="{$label}">
        <h2 id="{$label}">{odd:label($label)} <span class="count">{count($specs)}</span></h2>
        <xsl:for-each select="$specs">
          <xsl:sort select="@ident" collation="{$alphabetical}"/>
          <article aria-labelledby="{@ident}">
            <h3 id="{@ident}"><code>{@ident}</code></h3>
            <xsl:sequence select="odd:descriptions(.)"/>
            <xsl:sequence select="odd:class-facts(.)"/>
            <xsl:sequence select="content ! odd:content-model(.)"/>
            <xsl:sequence select="self::classSpec[@type = 'atts'][attList] ! odd:attribute-list(odd:own-attributes(.))"/>
            <xsl:apply-templates select="remarks[odd:is-english(.)]/node()" mode="prose"/>
          </article>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:function>

  <!-- Members of a class and the classes it belongs to; for the others, who uses them. -->
  <xsl:function name="odd:class-facts" as="element(h:dl)">
    <xsl:param name="spec" as="element()"/>
    <dl class="facts">
      <xsl:if test="$spec/classes/memberOf">
        <div>
          <dt>{odd:label('member-of')}</dt>
          <dd><xsl:sequence select="odd:links($spec/classes/memberOf/@key ! odd:spec(., 'classSpec'), ())"/></dd>
        </div>
      </xsl:if>
      <xsl:if test="$spec/self::classSpec">
        <div>
          <dt>{odd:label('members')}</dt>
          <dd><xsl:sequence select="odd:links(odd:members($spec), ())"/></dd>
        </div>
      </xsl:if>
      <xsl:if test="not($spec/self::classSpec[@type = 'atts'])">
        <div>
          <dt>{odd:label('used-by')}</dt>
          <dd><xsl:sequence select="odd:links(odd:users($spec), ())"/></dd>
        </div>
      </xsl:if>
    </dl>
  </xsl:function>

  <xsl:function name="odd:users" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="odd:specs(root($spec))[(content | attList)/odd:references(.) intersect $spec]"/>
  </xsl:function>

</xsl:stylesheet>
