<?xml version="1.0" encoding="UTF-8"?>
<!-- The first page: every element with a line, classes, datatypes, and how many rules hold when. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="odd:index-page" as="element(h:html)">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="specs" as="element()*" select="odd:specs(root($schema))"/>
    <xsl:variable name="elements" as="element(elementSpec)*" select="$specs/self::elementSpec"/>
    <xsl:variable name="main" as="element()+">
      <h1>{odd:title($schema)}</h1>
      <xsl:sequence select="odd:descriptions($schema)"/>
      <p>
        <xsl:text>{odd:label('starts-with')} </xsl:text>
        <xsl:for-each select="tokenize($schema/@start)">
          <xsl:sequence select="if (position() gt 1) then ', ' else ()"/>
          <xsl:sequence select="odd:link(key('spec', ., root($schema))[1])"/>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </p>
      <section aria-labelledby="elements">
        <h2 id="elements">{odd:label('elements')} <span class="count">{count($elements)}</span></h2>
        <xsl:sequence select="odd:lines($elements)"/>
      </section>
      <section aria-labelledby="classes">
        <h2 id="classes">{odd:label('classes')} <span class="count">{count($specs/self::classSpec)}</span></h2>
        <xsl:sequence select="odd:links($specs/self::classSpec, ())"/>
      </section>
      <section aria-labelledby="datatypes">
        <h2 id="datatypes">{odd:label('datatypes')} <span class="count">{count($specs[self::macroSpec or self::dataSpec])}</span></h2>
        <xsl:sequence select="odd:links($specs[self::macroSpec or self::dataSpec], ())"/>
      </section>
      <section aria-labelledby="rules">
        <h2 id="rules">{odd:label('rules')} <span class="count">{count(odd:rules($schema))}</span></h2>
        <xsl:sequence select="odd:rule-counts($schema)"/>
      </section>
    </xsl:variable>
    <xsl:sequence select="odd:frame($schema, 'index', odd:title($schema), $main)"/>
  </xsl:function>

  <!-- One line for each element: its name and what it is. -->
  <xsl:function name="odd:lines" as="element(h:dl)">
    <xsl:param name="specs" as="element()+"/>
    <dl class="lines">
      <xsl:for-each select="$specs">
        <xsl:sort select="@ident" collation="{$alphabetical}"/>
        <div>
          <dt><xsl:sequence select="odd:link(.)"/></dt>
          <dd>
            <xsl:for-each select="gloss[odd:is-english(.)][1]">
              <i class="gloss"><xsl:apply-templates mode="prose"/></i>
              <xsl:text> </xsl:text>
            </xsl:for-each>
            <xsl:apply-templates select="desc[odd:is-english(.)][1]/node()" mode="prose"/>
          </dd>
        </div>
      </xsl:for-each>
    </dl>
  </xsl:function>

  <xsl:function name="odd:rule-counts" as="element()+">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="rules" as="element(constraintSpec)*" select="odd:rules($schema)"/>
    <p>{odd:label('phases-explained')}</p>
    <table>
      <caption>{odd:label('rules-caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{odd:label('phase')}</th>
          <xsl:for-each select="$severities">
            <th scope="col">{odd:label(.)}</th>
          </xsl:for-each>
        </tr>
      </thead>
      <tbody>
        <xsl:for-each select="odd:phases($schema)">
          <xsl:variable name="phase" as="xs:string" select="."/>
          <tr>
            <th scope="row"><a href="rules.html#phase-{$phase}">{$phase}</a></th>
            <xsl:for-each select="$severities">
              <td>{count($rules[@type = $phase][odd:severity(.) eq current()])}</td>
            </xsl:for-each>
          </tr>
        </xsl:for-each>
      </tbody>
    </table>
  </xsl:function>

</xsl:stylesheet>
