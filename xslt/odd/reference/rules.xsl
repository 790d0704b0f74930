<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules: what is wrong, why, how to repair it, when it holds and how grave it is. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="message" on-no-match="fail" on-multiple-match="fail"/>

  <!-- What stands beside the message, under ids like RULE.repair, RULE.breaks, RULE.clause. -->
  <xsl:key name="said" match="sch:diagnostic | sch:property" use="@id"/>

  <xsl:variable name="severities" as="xs:string+" select="'error', 'warning', 'info'"/>

  <xsl:function name="odd:rules" as="element(constraintSpec)*">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:sequence select="$schema//constraintSpec[constraint/sch:rule]"/>
  </xsl:function>

  <!-- The phases that any rule begins with: the three of the edition, then those of targets. -->
  <xsl:function name="odd:phases" as="xs:string+">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:sequence select="
        'draft', 'publish', 'deposit',
        sort(distinct-values(odd:rules($schema)/@type[starts-with(., 'deposit-')]/string()))"/>
  </xsl:function>

  <xsl:function name="odd:severity" as="xs:string">
    <xsl:param name="rule" as="element(constraintSpec)"/>
    <xsl:sequence select="string(($rule//sch:rule//(sch:assert | sch:report)/@role)[1])"/>
  </xsl:function>

  <xsl:function name="odd:rules-page" as="element(h:html)">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="rules" as="element(constraintSpec)*" select="odd:rules($schema)"/>
    <xsl:variable name="main" as="element()+">
      <h1>{odd:label('rules')}</h1>
      <xsl:sequence select="odd:rule-counts($schema)"/>
      <xsl:for-each select="odd:phases($schema)">
        <xsl:variable name="phase" as="xs:string" select="."/>
        <section aria-labelledby="phase-{$phase}">
          <h2 id="phase-{$phase}">{odd:label('phase-heading')} {$phase} <span class="count">{count($rules[@type = $phase])}</span></h2>
          <xsl:if test="empty($rules[@type = $phase])">
            <p>{odd:label('none')}</p>
          </xsl:if>
          <xsl:for-each select="$rules[@type = $phase]">
            <article id="{@ident}" aria-labelledby="{@ident}-name">
              <h3 id="{@ident}-name">{@ident}</h3>
              <xsl:sequence select="odd:rule(.)"/>
            </article>
          </xsl:for-each>
        </section>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="odd:frame($schema, 'rules', odd:label('rules'), $main)"/>
  </xsl:function>

  <xsl:function name="odd:rule" as="element()+">
    <xsl:param name="rule" as="element(constraintSpec)"/>
    <xsl:variable name="asserts" as="element()+" select="$rule//sch:rule//(sch:assert | sch:report)"/>
    <p class="rule">
      <span class="severity {odd:severity($rule)}">{odd:label(odd:severity($rule))}</span>
      <xsl:text> {odd:label('from-phase')} </xsl:text>
      <a href="rules.html#phase-{$rule/@type}">{$rule/@type}</a>
      <xsl:for-each select="$rule/ancestor::elementSpec">
        <xsl:text>, {odd:label('guards')} </xsl:text>
        <xsl:sequence select="odd:link(.)"/>
      </xsl:for-each>
    </p>
    <xsl:sequence select="odd:descriptions($rule)"/>
    <dl class="facts">
      <div>
        <dt>{odd:label('message')}</dt>
        <xsl:for-each select="$asserts">
          <dd><xsl:apply-templates select="node()" mode="message"/></dd>
        </xsl:for-each>
      </div>
      <!-- What only programs read, as RULE.needs, is not shown. -->
      <xsl:for-each-group group-by="replace(., '^.*\.', '')"
        select="distinct-values(tokenize(string-join($asserts/(@diagnostics, @properties), ' ')))[matches(., '\.(repair|breaks|clause)$')]">
        <div>
          <dt>{odd:label(current-grouping-key())}</dt>
          <xsl:for-each select="key('said', current-group(), root($rule))">
            <dd><xsl:apply-templates select="node()" mode="message"/></dd>
          </xsl:for-each>
        </div>
      </xsl:for-each-group>
      <xsl:if test="$rule//sqf:fix">
        <div>
          <dt>{odd:label('quick-fix')}</dt>
          <dd>{string-join($rule//sqf:fix/sqf:description/sqf:title ! normalize-space(.), '; ')}</dd>
        </div>
      </xsl:if>
    </dl>
    <details>
      <summary>{odd:label('test')}<span class="hidden"> {$rule/@ident}</span></summary>
      <xsl:for-each select="$rule//sch:rule">
        <pre tabindex="0"><code>
          <xsl:text>{odd:label('context')} {odd:one-line(@context)}&#10;</xsl:text>
          <xsl:for-each select="sch:let">{odd:label('let')} ${@name} := {odd:one-line(@value)}&#10;</xsl:for-each>
          <xsl:for-each select="sch:assert | sch:report">{local-name()} {odd:one-line(@test)}&#10;</xsl:for-each>
        </code></pre>
      </xsl:for-each>
    </details>
  </xsl:function>

  <xsl:template match="text()" mode="message" as="text()">
    <xsl:value-of select="replace(., '\s+', ' ')"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="message" as="empty-sequence()"/>

  <!-- A slot that is filled from the document; a long expression would hide the sentence. -->
  <xsl:template match="sch:value-of" mode="message" as="element(h:code)">
    <code class="slot">{if (string-length(@select) gt 24) then '…' else odd:one-line(@select)}</code>
  </xsl:template>

  <xsl:template match="sch:name" mode="message" as="element(h:code)">
    <code class="slot">{normalize-space((@path, 'name()')[1])}</code>
  </xsl:template>

  <xsl:template match="sch:emph | sch:span | sch:dir" mode="message" as="element(h:em)">
    <em><xsl:apply-templates mode="message"/></em>
  </xsl:template>

  <xsl:template match="*" mode="message" as="empty-sequence()" priority="-1">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

</xsl:stylesheet>
