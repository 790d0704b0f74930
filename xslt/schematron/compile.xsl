<?xml version="1.0" encoding="UTF-8"?>
<!-- The stylesheet itself: one mode for each active pattern, one template for each rule, the first rule with the highest
     priority (6.5). Each instruction that holds an expression of the schema says where it came from (@t:at). -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:titelei:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:mode name="t:compile" on-no-match="shallow-skip" on-multiple-match="fail"/>
  <xsl:mode name="t:foreign" on-no-match="shallow-copy" on-multiple-match="fail"/>
  <xsl:mode name="t:data" on-no-match="fail" on-multiple-match="fail"/>

  <!-- Stylesheet declarations that a schema may hold. xsl:import must come first. -->
  <xsl:variable name="t:declarations" as="xs:string+" select="
    'import', 'include', 'function', 'key', 'accumulator', 'decimal-format', 'attribute-set', 'use-package',
    'character-map', 'import-schema'"/>

  <xsl:template match="sch:schema" mode="t:compile" as="element()">
    <xsl:variable name="schema" as="element()" select="."/>
    <xsl:variable name="patterns" as="element()*" select="t:active-patterns(.)"/>
    <xsl:variable name="names" as="map(xs:string, xs:string)*" select="t:pattern-names(., $patterns)"/>
    <xsl:variable name="phase" as="element(sch:phase)?" select="t:phase(.)"/>
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:sequence select="t:namespaces($t:bindings('0'))"/>
      <xsl:namespace name="titelei">urn:titelei:schematron</xsl:namespace>
      <xsl:attribute name="xml:base">urn:titelei:file/0</xsl:attribute>
      <xsl:apply-templates select="(., $patterns)/xsl:*[local-name() = ('import', 'use-package')]" mode="t:foreign"/>
      <titelei:schema files="{string-join($t:files/@name, ' ')}" phase="{t:phase-name(.)}"
        documents="{exists($patterns/@documents)}" binding="{lower-case(normalize-space(@queryBinding))}"/>
      <xsl:copy-of select="doc('runtime.xsl')/*/(* except comment())"/>
      <xsl:apply-templates mode="t:foreign"
        select="(., $patterns)/(xsl:*[local-name() = $t:declarations] except (xsl:import | xsl:use-package)
                | xsl:template[@name and not(@match)] | xsl:template[@mode])"/>
      <xsl:apply-templates select="t:variables(.)" mode="t:variable"/>
      <xsl:for-each select="t:variables($phase)">
        <xsl:apply-templates select="." mode="t:variable">
          <xsl:with-param name="names" select="t:phase-names($schema)"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:for-each select="$patterns">
        <xsl:variable name="number" as="xs:integer" select="position()"/>
        <xsl:apply-templates select="." mode="t:compile">
          <xsl:with-param name="number" select="$number"/>
          <xsl:with-param name="names" select="$names[$number]"/>
        </xsl:apply-templates>
      </xsl:for-each>
      <xsl:if test="exists($phase/@from)">
        <out:mode name="titelei.from" on-no-match="shallow-skip"/>
        <out:template match="{t:rename($phase/@from, t:phase-names(.))}" mode="titelei.from" titelei:at="{$phase/@t:at} @from">
          <xsl:sequence select="t:binding-version(.)"/>
          <out:sequence select="."/>
        </out:template>
      </xsl:if>
      <!-- the address of each subordinate document -->
      <out:template name="titelei.documents">
        <xsl:for-each select="$patterns">
          <xsl:variable name="number" as="xs:integer" select="position()"/>
          <xsl:if test="@documents">
            <out:for-each select="titelei:addresses({t:rename(@documents, $names[$number])}, /)"
              titelei:at="{@t:at} {local-name()}/@documents">
              <xsl:sequence select="t:where(.)"/>
              <titelei:document><out:value-of select="."/></titelei:document>
            </out:for-each>
          </xsl:if>
        </xsl:for-each>
      </out:template>
      <!-- the report -->
      <out:template name="titelei.validate">
        <svrl:schematron-output>
          <xsl:if test="sch:title">
            <xsl:attribute name="title" select="t:literal(normalize-space(sch:title[1]))"/>
          </xsl:if>
          <xsl:if test="exists($phase)">
            <xsl:attribute name="phase" select="$phase/@id"/>
          </xsl:if>
          <xsl:if test="@schemaVersion">
            <xsl:attribute name="schemaVersion" select="t:literal(@schemaVersion)"/>
          </xsl:if>
          <xsl:for-each select="sch:p">
            <xsl:sequence select="t:text(., map{})"/>
          </xsl:for-each>
          <xsl:for-each select="sch:ns">
            <svrl:ns-prefix-in-attribute-values prefix="{t:literal(@prefix)}" uri="{t:literal(@uri)}"/>
          </xsl:for-each>
          <xsl:for-each select="$patterns">
            <out:call-template name="titelei.p{position()}"/>
          </xsl:for-each>
        </svrl:schematron-output>
      </out:template>
    </out:stylesheet>
  </xsl:template>

  <!-- The phase #ANY (2025): a stylesheet that only says which phase is meant, the first whose @when holds. -->
  <xsl:template match="sch:schema[$phase = '#ANY']" mode="t:compile" as="element()" priority="2">
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:sequence select="t:namespaces($t:bindings('0'))"/>
      <xsl:namespace name="titelei">urn:titelei:schematron</xsl:namespace>
      <xsl:attribute name="xml:base">urn:titelei:file/0</xsl:attribute>
      <titelei:schema files="{string-join($t:files/@name, ' ')}" phase="#ANY" documents="false"
        binding="{lower-case(normalize-space(@queryBinding))}"/>
      <xsl:copy-of select="doc('runtime.xsl')/*/(* except comment())"/>
      <xsl:apply-templates select="xsl:*[local-name() = $t:declarations]" mode="t:foreign"/>
      <xsl:apply-templates select="t:variables(.)" mode="t:variable"/>
      <out:template name="titelei.documents"/>
      <out:template name="titelei.validate">
        <titelei:phase>
          <out:choose>
            <out:when test="false()"/>
            <xsl:for-each select="sch:phase[@when]">
              <out:when test="{@when}" titelei:at="{@t:at} phase/@when">
                <xsl:sequence select="t:where(.)"/>
                <out:text>{@id}</out:text>
              </out:when>
            </xsl:for-each>
            <out:otherwise>
              <out:text>#DEFAULT</out:text>
            </out:otherwise>
          </out:choose>
        </titelei:phase>
      </out:template>
    </out:stylesheet>
  </xsl:template>

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
            select="titelei:addresses({t:rename(@documents, $names)}, /)">
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
      <xsl:copy-of select="$pattern/@id"/>
      <xsl:if test="$pattern/sch:title">
        <xsl:attribute name="name" select="t:literal(normalize-space($pattern/sch:title[1]))"/>
      </xsl:if>
      <xsl:for-each select="$pattern/(@role, @see, @icon, @fpi)">
        <xsl:attribute name="{name()}" select="t:literal(.)"/>
      </xsl:for-each>
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
      <xsl:copy-of select="$rule/@id"/>
      <xsl:sequence select="$rule/(@role, @flag) ! t:computed(., $names)"/>
      <xsl:for-each select="$rule/(@see, @icon, @fpi)">
        <xsl:attribute name="{name()}" select="t:literal(.)"/>
      </xsl:for-each>
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

  <!-- Variables: @value, or the content as data. With queryBinding="xslt" content is a tree, else a sequence of nodes. -->

  <xsl:mode name="t:variable" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="sch:let | sch:param" mode="t:variable" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}"/>
    <xsl:param name="local" as="xs:boolean" select="false()"/>
    <out:variable name="{(if ($local) then () else $names(@name), @name)[1]}" titelei:at="{@t:at} {local-name()}/@{if (@value) then 'value' else 'name'}">
      <xsl:sequence select="t:where(.), t:binding-version(.)"/>
      <xsl:copy-of select="@as"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="t:rename(@value, if ($local) then $names else t:without($names, @name))"/>
        </xsl:when>
        <xsl:when test="exists(node())">
          <xsl:if test="not(@as) and not(lower-case(root()/*/@queryBinding) = 'xslt')">
            <xsl:attribute name="as">node()*</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="node()[not(self::text()[not(normalize-space())])]" mode="t:data"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="select">''</xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template match="xsl:variable | xsl:param" mode="t:variable" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}"/>
    <xsl:param name="local" as="xs:boolean" select="false()"/>
    <xsl:apply-templates select="." mode="t:foreign">
      <xsl:with-param name="names" select="t:without($names, @name)" tunnel="yes"/>
      <xsl:with-param name="new-name" select="if ($local) then () else $names(@name)"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="*" mode="t:data" as="element()">
    <out:element name="{name()}" namespace="{t:literal(namespace-uri())}">
      <xsl:for-each select="@* except @t:*">
        <out:attribute name="{name()}">
          <xsl:if test="namespace-uri() ne ''">
            <xsl:attribute name="namespace" select="t:literal(namespace-uri())"/>
          </xsl:if>
          <out:text>{.}</out:text>
        </out:attribute>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </out:element>
  </xsl:template>

  <xsl:template match="text()" mode="t:data" as="element()">
    <out:text>{.}</out:text>
  </xsl:template>

  <xsl:template match="comment()" mode="t:data" as="element()">
    <out:comment><out:text>{.}</out:text></out:comment>
  </xsl:template>

  <xsl:template match="processing-instruction()" mode="t:data" as="element()">
    <out:processing-instruction name="{name()}"><out:text>{.}</out:text></out:processing-instruction>
  </xsl:template>

  <!-- XSLT in the schema is copied, with the schema's prefixes where it declares none itself. -->

  <xsl:template match="*" mode="t:foreign" as="element()">
    <xsl:param name="new-name" as="xs:string?" select="()"/>
    <xsl:variable name="own" as="xs:string*" select="in-scope-prefixes(.)"/>
    <xsl:copy>
      <xsl:if test="not(parent::xsl:*)">
        <xsl:sequence select="t:namespaces(t:without($t:bindings(t:file(.)), $own))"/>
        <xsl:sequence select="t:base(.)"/>
      </xsl:if>
      <xsl:apply-templates select="@* except @t:at" mode="#current"/>
      <xsl:if test="self::xsl:*">
        <xsl:attribute name="titelei:at" select="@t:at || ' ' || name()"/>
      </xsl:if>
      <xsl:if test="exists($new-name)">
        <xsl:attribute name="name" select="$new-name"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="@*" mode="t:foreign" as="attribute()">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="t:rename(., $names)"/>
  </xsl:template>

  <xsl:template match="comment()" mode="t:foreign"/>

  <!-- What an instruction made from this element needs where the schema has several files: prefixes and base of its own. -->
  <xsl:function name="t:where" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="count($t:files) gt 1">
      <xsl:sequence select="t:namespaces($t:bindings(t:file($element)))"/>
      <xsl:attribute name="exclude-result-prefixes">#all</xsl:attribute>
      <xsl:sequence select="t:base($element)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:base" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="count($t:files) gt 1">
      <xsl:attribute name="xml:base" select="'urn:titelei:file/' || t:file($element)"/>
    </xsl:if>
  </xsl:function>

  <!-- XPath 1.0 behaviour for the schemas that ask for it, by name or by silence. -->
  <xsl:function name="t:binding-version" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="lower-case(normalize-space(root($element)/*/@queryBinding)) = ('', 'xslt')">
      <xsl:attribute name="version">1.0</xsl:attribute>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:namespaces" as="namespace-node()*">
    <xsl:param name="bindings" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="map:keys($bindings)[. ne 'xml']">
      <xsl:sort select="."/>
      <xsl:namespace name="{.}" select="$bindings(.)"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
