<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one element. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="odd:element-page" as="element(h:html)">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:param name="parents" as="xs:string*"/>
    <xsl:variable name="rules" as="element(constraintSpec)*" select="$spec//constraintSpec[constraint/sch:rule]"/>
    <xsl:variable name="main" as="element()+">
      <h1><code>&lt;{$spec/@ident}&gt;</code></h1>
      <xsl:sequence select="odd:descriptions($spec)"/>
      <xsl:sequence select="odd:facts($spec, $parents)"/>
      <section aria-labelledby="content">
        <h2 id="content">{odd:label('content')}</h2>
        <xsl:sequence select="odd:content-model($spec/content)"/>
      </section>
      <section aria-labelledby="attributes">
        <h2 id="attributes">{odd:label('attributes')}</h2>
        <xsl:sequence select="odd:attribute-lists($spec)"/>
      </section>
      <xsl:if test="$spec/exemplum">
        <section aria-labelledby="examples">
          <h2 id="examples">{odd:label(if (count($spec/exemplum) gt 1) then 'examples' else 'example')}</h2>
          <xsl:apply-templates select="$spec/exemplum" mode="example"/>
        </section>
      </xsl:if>
      <xsl:if test="$rules">
        <section aria-labelledby="rules">
          <h2 id="rules">{odd:label('rules')}</h2>
          <xsl:for-each select="$rules">
            <article aria-labelledby="{@ident}">
              <h3 id="{@ident}"><a href="rules.html#{@ident}">{@ident}</a></h3>
              <xsl:sequence select="odd:rule(.)"/>
            </article>
          </xsl:for-each>
        </section>
      </xsl:if>
      <xsl:if test="$spec/remarks">
        <section aria-labelledby="remarks">
          <h2 id="remarks">{odd:label('remarks')}</h2>
          <xsl:apply-templates select="$spec/remarks[odd:is-english(.)]/node()" mode="prose"/>
        </section>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="odd:frame(odd:schema(root($spec)), '', $spec/@ident, $main)"/>
  </xsl:function>

  <!-- Module, classes, where the element may stand and what it may hold. -->
  <xsl:function name="odd:facts" as="element(h:dl)">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:param name="parents" as="xs:string*"/>
    <xsl:variable name="children" as="element(elementSpec)*" select="odd:admitted($spec/content)"/>
    <dl class="facts">
      <xsl:if test="$spec/@module">
        <div>
          <dt>{odd:label('module')}</dt>
          <dd>{$spec/@module}</dd>
        </div>
      </xsl:if>
      <xsl:if test="$spec/classes/memberOf">
        <div>
          <dt>{odd:label('member-of')}</dt>
          <dd><xsl:sequence select="odd:links($spec/classes/memberOf/@key ! odd:spec(., 'classSpec'), ())"/></dd>
        </div>
      </xsl:if>
      <div>
        <dt>{odd:label('contained-by')}</dt>
        <dd>
          <xsl:sequence select="odd:links($parents ! key('spec', ., root($spec))[1],
            if (tokenize(odd:schema(root($spec))/@start) = $spec/@ident) then odd:label('document') else ())"/>
        </dd>
      </div>
      <div>
        <dt>{odd:label('may-contain')}</dt>
        <dd>
          <xsl:sequence select="odd:links($children, odd:text-kinds($spec/content))"/>
        </dd>
      </div>
    </dl>
  </xsl:function>

  <!-- Whether text, or a value of a type, may stand in the content, in a reader's word. -->
  <xsl:function name="odd:text-kinds" as="xs:string*">
    <xsl:param name="content" as="element(content)"/>
    <xsl:variable name="macros" as="element(macroSpec)*" select="
        odd:closure(odd:references($content)/self::macroSpec,
          function($s as element()) as element()* { odd:content-step($s)/self::macroSpec })/self::macroSpec"/>
    <xsl:variable name="particles" as="element()*" select="($content, $macros/content)//*"/>
    <xsl:sequence select="
        if ($particles/self::textNode) then odd:label('text') else (),
        if ($particles[self::dataRef or self::valList]) then odd:label('value') else ()"/>
  </xsl:function>

</xsl:stylesheet>
