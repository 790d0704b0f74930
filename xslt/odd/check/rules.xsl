<?xml version="1.0" encoding="UTF-8"?>
<!-- Rules: a constraintSpec says when it holds, how grave it is, what is wrong and how to repair it, and it names
     only elements there are, in XPath that every engine has. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="diagnostic" match="sch:diagnostic | sch:property" use="@id"/>

  <xsl:template match="constraintSpec" mode="ask" as="element()*">
    <xsl:if test="not(@ident castable as xs:NCName)">
      <xsl:sequence select="odd:fault(., 'ident', 'constraintSpec/@ident must be a name without colon.')"/>
    </xsl:if>
    <xsl:if test="not(key('rule', @ident)[1] is .)">
      <xsl:sequence select="odd:fault(., 'duplicate', 'the rule ' || @ident || ' is defined twice. Rename one.')"/>
    </xsl:if>
    <xsl:if test="constraint/sch:rule">
      <xsl:sequence select="odd:phase-faults(.)"/>
      <xsl:if test="empty(.//sch:rule//(sch:assert | sch:report))">
        <xsl:sequence select="odd:fault(., 'rule', 'the rule ' || @ident || ' asserts nothing.')"/>
      </xsl:if>
    </xsl:if>
    <xsl:if test="empty(constraint/(sch:rule | sch:let))">
      <xsl:sequence select="odd:fault(., 'rule', 'constraint must hold a sch:rule, or sch:let for the whole schema.')"/>
    </xsl:if>
    <xsl:sequence select=".//sch:* ! odd:schematron-faults(.)"/>
  </xsl:template>

  <xsl:function name="odd:phase-faults" as="element()*">
    <xsl:param name="rule" as="element(constraintSpec)"/>
    <xsl:if test="not(matches($rule/@type, '^(draft|publish|deposit|deposit-[a-z][a-z0-9-]*)$'))">
      <xsl:sequence select="odd:fault($rule, 'phase', 'constraintSpec/@type must name the first phase in which the rule '
        || $rule/@ident || ' holds: draft, publish, deposit or deposit-NAME.')"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="odd:schematron-faults" as="element()*">
    <xsl:param name="node" as="element()"/>
    <xsl:if test="not(local-name($node) = ('rule', 'let', 'assert', 'report', 'diagnostic', 'property', 'ns', 'value-of',
        'name', 'emph', 'span', 'dir'))">
      <xsl:sequence select="odd:fault($node, 'unknown', odd:unknown($node))"/>
    </xsl:if>
    <xsl:if test="$node[self::sch:assert or self::sch:report]">
      <xsl:sequence select="odd:assert-faults($node)"/>
    </xsl:if>
    <xsl:if test="$node[self::sch:diagnostic or self::sch:property]
        and not(key('diagnostic', string($node/@id), root($node))[1] is $node)">
      <xsl:sequence select="odd:fault($node, 'duplicate', local-name($node) || ' ' || $node/@id || ' is there twice.')"/>
    </xsl:if>
    <xsl:if test="$node[self::sch:diagnostic or self::sch:property]
        and not(matches($node/@id, '\.(repair|breaks|clause|attributes|meant|missing|needs)$'))">
      <xsl:sequence select="odd:fault($node, 'rule', local-name($node) || '/@id must end in .repair, .breaks, .clause, .attributes, '
        || '.meant, .missing or .needs, which say what it tells.')"/>
    </xsl:if>
    <xsl:if test="$node/self::sch:ns and $node/ancestor::schemaSpec//sch:ns[@prefix = $node/@prefix][@uri ne $node/@uri]">
      <xsl:sequence select="odd:fault($node, 'duplicate', 'the prefix ' || $node/@prefix || ' is bound to two namespaces.')"/>
    </xsl:if>
    <xsl:sequence select="$node/(@test | @context | @value | @select | @subject) ! odd:expression-faults(.)"/>
  </xsl:function>

  <xsl:function name="odd:assert-faults" as="element()*">
    <xsl:param name="assert" as="element()"/>
    <xsl:if test="not($assert/@role = ('error', 'warning', 'info'))">
      <xsl:sequence select="odd:fault($assert, 'rule', '@role must say error, warning or info.')"/>
    </xsl:if>
    <xsl:if test="not($assert/@diagnostics)">
      <xsl:sequence select="odd:fault($assert, 'rule', '@diagnostics must name the sch:diagnostic that says how to repair it.')"/>
    </xsl:if>
    <xsl:for-each select="tokenize(string-join($assert/(@diagnostics | @properties), ' '))
        [empty(key('diagnostic', ., root($assert)))]">
      <xsl:sequence select="odd:fault($assert, 'dangling', 'it names ' || . || ', but no sch:diagnostic or sch:property has that id.')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Names of elements that no document can hold are slips of the pen; functions of XSLT are missing elsewhere. -->
  <xsl:function name="odd:expression-faults" as="element()*">
    <xsl:param name="expression" as="attribute()"/>
    <xsl:variable name="code" as="xs:string" select="replace($expression, '&quot;[^&quot;]*&quot;|''[^'']*''', '''''')"/>
    <xsl:variable name="names" as="xs:string*">
      <xsl:analyze-string select="$code" regex="(^|[^\w.\-])tei:([\w.\-]+)">
        <xsl:matching-substring>
          <xsl:sequence select="regex-group(2)"/>
        </xsl:matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:for-each select="distinct-values($names)[empty(key('spec', ., root($expression))/self::elementSpec)]">
      <xsl:sequence select="odd:fault($expression, 'dangling', '@' || name($expression) || ' speaks of tei:' || .
        || ', but no elementSpec has that ident. Correct the name, or add the specification.')"/>
    </xsl:for-each>
    <xsl:if test="matches($code, '(^|[^\w.\-:])(key|current|document|system-property|element-available|function-available)\(')">
      <xsl:sequence select="odd:fault($expression, 'rule', '@' || name($expression)
        || ' calls a function that only XSLT has. Write it in XPath 3.1 alone.')"/>
    </xsl:if>
    <xsl:if test="name($expression) eq 'context' and matches($code, '//')">
      <xsl:sequence select="odd:fault($expression, 'rule', 'a context with // is tried from every node. Write the bare name.')"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
