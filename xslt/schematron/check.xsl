<?xml version="1.0" encoding="UTF-8"?>
<!-- Is the schema Schematron? Each fault says which element, and what to write instead (5.4, Annex A). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:t="urn:titelei:schematron">

  <xsl:mode name="t:check" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:variable name="t:bindings-known" as="xs:string+" select="
    'xslt', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3', 'xpath31'"/>

  <!-- Each element of Schematron, and where it may stand. -->
  <xsl:variable name="t:parents" as="map(xs:string, xs:string*)" select="map{
    'schema': (),
    'library': (),
    'title': ('schema', 'library', 'pattern', 'group'),
    'p': ('schema', 'library', 'phase', 'pattern', 'group', 'rule', 'rules', 'diagnostics', 'properties'),
    'ns': ('schema', 'library'),
    'let': ('schema', 'library', 'phase', 'pattern', 'group', 'rule'),
    'phase': ('schema', 'library'),
    'active': 'phase',
    'pattern': ('schema', 'library'),
    'group': ('schema', 'library'),
    'rules': ('schema', 'library'),
    'rule': ('pattern', 'group', 'rules'),
    'assert': 'rule',
    'report': 'rule',
    'extends': ('rule', 'pattern', 'group', 'schema', 'library'),
    'param': ('pattern', 'group', 'schema', 'library'),
    'diagnostics': ('schema', 'library'),
    'diagnostic': 'diagnostics',
    'properties': ('schema', 'library'),
    'property': 'properties',
    'name': ('assert', 'report', 'diagnostic', 'property', 'emph', 'dir', 'span'),
    'value-of': ('assert', 'report', 'diagnostic', 'property', 'emph', 'dir', 'span'),
    'emph': ('assert', 'report', 'diagnostic', 'property', 'title', 'p', 'active', 'emph', 'dir', 'span'),
    'dir': ('assert', 'report', 'diagnostic', 'property', 'title', 'p', 'active', 'emph', 'dir', 'span'),
    'span': ('assert', 'report', 'diagnostic', 'property', 'title', 'p', 'active', 'emph', 'dir', 'span'),
    'include': ()}"/>

  <!-- Attributes that must be there. -->
  <xsl:variable name="t:required" as="map(xs:string, xs:string*)" select="map{
    'ns': ('prefix', 'uri'),
    'let': 'name',
    'phase': 'id',
    'active': 'pattern',
    'assert': 'test',
    'report': 'test',
    'param': 'name',
    'diagnostic': 'id',
    'property': 'id',
    'value-of': 'select',
    'dir': ()}"/>

  <xsl:key name="t:diagnostic" match="sch:diagnostic" use="@id"/>
  <xsl:key name="t:property" match="sch:property" use="@id"/>
  <xsl:key name="t:phase" match="sch:phase" use="@id"/>
  <xsl:key name="t:pattern" match="sch:pattern | sch:group" use="@id"/>

  <xsl:template match="/" mode="t:check" as="element(t:fault)*">
    <xsl:choose>
      <xsl:when test="not(sch:schema)">
        <xsl:sequence select="t:fault(*, 'The root is &lt;' || name(*) || '&gt;'
          || (if (namespace-uri(*) ne '') then ' in the namespace ' || namespace-uri(*) else ' in no namespace')
          || ', not &lt;schema&gt; in the namespace http://purl.oclc.org/dsdl/schematron.'
          || ' Name an ISO Schematron schema.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="binding" as="xs:string" select="lower-case(normalize-space(sch:schema/@queryBinding))"/>
        <xsl:if test="not($binding = ($t:bindings-known, ''))">
          <xsl:sequence select="t:fault(sch:schema, 'queryBinding=&quot;' || sch:schema/@queryBinding
            || '&quot; is not a query language this engine has. Write one of '
            || string-join($t:bindings-known, ', ') || '.')"/>
        </xsl:if>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="sch:*" mode="t:check" as="element(t:fault)*">
    <xsl:variable name="known" as="xs:boolean" select="map:contains($t:parents, local-name())"/>
    <xsl:choose>
      <xsl:when test="not($known)">
        <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; is no element of ISO Schematron.'
          || ' Correct its name, or give it a namespace of its own.')"/>
      </xsl:when>
      <xsl:when test="parent::* and not(parent::sch:* and local-name(..) = $t:parents(local-name()))">
        <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; may not stand in &lt;' || name(..) || '&gt;.'
          || (if (exists($t:parents(local-name()))) then ' It belongs in '
              || string-join($t:parents(local-name()) ! ('&lt;' || . || '&gt;'), ', ') || '.' else ''))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="self" as="element()" select="."/>
        <xsl:for-each select="$t:required(local-name())[not($self/@* ! local-name() = .)]">
          <xsl:sequence select="t:fault($self, '&lt;' || name($self) || '&gt; lacks the attribute ' || . || '.')"/>
        </xsl:for-each>
        <xsl:for-each select="@*[name() = ('context', 'test', 'select', 'documents', 'subject', 'visit-each', 'from', 'when')]
                              [normalize-space() eq '']">
          <xsl:sequence select="t:fault($self, '@' || name() || ' of &lt;' || name($self) || '&gt; is empty. Write an expression.')"/>
        </xsl:for-each>
        <xsl:sequence select="t:particular(.)"/>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- The content of a variable is data: whatever stands in it is not checked. -->
  <xsl:template match="sch:let" mode="t:check" as="element(t:fault)*" priority="1">
    <xsl:if test="not(local-name(..) = $t:parents('let'))">
      <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; may not stand in &lt;' || name(..) || '&gt;.')"/>
    </xsl:if>
    <xsl:if test="not(@name)">
      <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; lacks the attribute name.')"/>
    </xsl:if>
    <xsl:if test="@value and (* or normalize-space())">
      <xsl:sequence select="t:fault(., '&lt;' || name() || ' name=&quot;' || @name
        || '&quot;&gt; has both @value and content. Keep one of the two.')"/>
    </xsl:if>
    <xsl:if test="@name[not(matches(normalize-space(.), '^' || $t:qname || '$'))]">
      <xsl:sequence select="t:fault(., '“' || @name || '” is no name, so no variable can have it.')"/>
    </xsl:if>
    <xsl:if test="@name = preceding-sibling::sch:let/@name">
      <xsl:sequence select="t:fault(., 'The variable $' || @name || ' is defined twice in this &lt;' || name(..)
        || '&gt;. Rename or delete one.')"/>
    </xsl:if>
  </xsl:template>

  <!-- XSLT is Saxon's concern. Elements without a prefix in it are in the namespace of Schematron, where that is the
       default, and mean data of a function. -->
  <xsl:template match="xsl:*" mode="t:check" as="empty-sequence()"/>

  <xsl:template match="sch:*/xsl:variable[not(@name)] | sch:*/xsl:param[not(@name)]" mode="t:check" as="element(t:fault)" priority="1">
    <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; lacks the attribute name.')"/>
  </xsl:template>

  <!-- What is particular to one element. -->
  <xsl:function name="t:particular" as="element(t:fault)*">
    <xsl:param name="e" as="element()"/>
    <xsl:choose>
      <xsl:when test="$e/self::sch:rule">
        <xsl:if test="not($e/@context) and not($e/@abstract = 'true')">
          <xsl:sequence select="t:fault($e, '&lt;' || name($e)
            || '&gt; lacks the attribute context. Give it one, or abstract=&quot;true&quot;.')"/>
        </xsl:if>
        <xsl:sequence select="t:twice($e, $e/preceding-sibling::sch:rule)"/>
      </xsl:when>
      <xsl:when test="$e/(self::sch:pattern | self::sch:group)">
        <xsl:if test="$e/@is-a and $e/@abstract = 'true'">
          <xsl:sequence select="t:fault($e, 'An abstract pattern cannot be an instance of another (@is-a).')"/>
        </xsl:if>
        <xsl:sequence select="t:twice($e, key('t:pattern', $e/@id, root($e))[. &lt;&lt; $e])"/>
      </xsl:when>
      <xsl:when test="$e/self::sch:ns[@prefix][not(matches(@prefix, '^' || $t:ncname || '$'))]">
        <xsl:sequence select="t:fault($e, '“' || $e/@prefix || '” is no name, so it cannot be a prefix.')"/>
      </xsl:when>
      <xsl:when test="$e/self::sch:ns">
        <xsl:if test="$e/@prefix = 'xml' and $e/@uri ne 'http://www.w3.org/XML/1998/namespace'">
          <xsl:sequence select="t:fault($e, 'The prefix “xml” means http://www.w3.org/XML/1998/namespace and nothing else.'
            || ' Take another one for ' || $e/@uri || '.')"/>
        </xsl:if>
        <xsl:if test="$e/@uri[normalize-space() eq '']">
          <xsl:sequence select="t:fault($e, 'The prefix “' || $e/@prefix || '” is bound to no namespace. Write its address in @uri.')"/>
        </xsl:if>
        <xsl:if test="$e/@prefix = 'xmlns'">
          <xsl:sequence select="t:fault($e, 'XML keeps the prefix “xmlns” for itself. Take another one for ' || $e/@uri || '.')"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$e/self::sch:phase">
        <xsl:sequence select="t:twice($e, key('t:phase', $e/@id, root($e))[. &lt;&lt; $e])"/>
      </xsl:when>
      <xsl:when test="$e/(self::sch:diagnostic | self::sch:property)">
        <xsl:sequence select="t:twice($e, key('t:' || local-name($e), $e/@id, root($e))[. &lt;&lt; $e])"/>
      </xsl:when>
      <xsl:when test="$e/self::sch:active">
        <xsl:if test="empty(key('t:pattern', $e/@pattern, root($e)))">
          <xsl:sequence select="t:fault($e, 'The phase “' || $e/../@id || '” makes the pattern “' || $e/@pattern
            || '” active, but there is none with that id.')"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$e/self::sch:extends[@rule][not(parent::sch:rule)]">
        <xsl:sequence select="t:fault($e, '&lt;' || name($e) || ' rule=&quot;' || $e/@rule
          || '&quot;&gt; extends a rule, so it belongs in a rule. In &lt;' || name($e/..) || '&gt; write @href.')"/>
      </xsl:when>
      <xsl:when test="$e/self::sch:extends">
        <xsl:if test="count($e/@rule | $e/@href) ne 1">
          <xsl:sequence select="t:fault($e, '&lt;' || name($e)
            || '&gt; needs either @rule, naming an abstract rule, or @href.')"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$e/(self::sch:assert | self::sch:report)">
        <xsl:sequence select="t:twice($e, $e/preceding-sibling::*[self::sch:assert or self::sch:report])"/>
        <xsl:for-each select="tokenize($e/@diagnostics)[empty(key('t:diagnostic', ., root($e)))]">
          <xsl:sequence select="t:fault($e, 'diagnostics=&quot;' || . || '&quot; names no &lt;sch:diagnostic&gt;.')"/>
        </xsl:for-each>
        <xsl:for-each select="tokenize($e/@properties)[empty(key('t:property', ., root($e)))]">
          <xsl:sequence select="t:fault($e, 'properties=&quot;' || . || '&quot; names no &lt;sch:property&gt;.')"/>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="t:twice" as="element(t:fault)?">
    <xsl:param name="e" as="element()"/>
    <xsl:param name="earlier" as="element()*"/>
    <xsl:if test="$e/@id = $earlier/@id">
      <xsl:sequence select="t:fault($e, 'The id “' || $e/@id || '” is given twice. Rename one &lt;' || name($e) || '&gt;.')"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
