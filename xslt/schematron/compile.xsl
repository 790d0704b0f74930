<?xml version="1.0" encoding="UTF-8"?>
<!-- The stylesheet itself, and the report it writes. Each instruction that holds an expression of the schema says where it
     came from (@t:at). -->
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
      <xsl:if test="not($t:gives-way)">
        <xsl:namespace name="titelei">urn:titelei:schematron</xsl:namespace>
      </xsl:if>
      <xsl:attribute name="xml:base">urn:titelei:file/0</xsl:attribute>
      <xsl:apply-templates select="(., $patterns)/xsl:*[local-name() = ('import', 'use-package')]" mode="t:foreign"/>
      <titelei:schema files="{string-join($t:files/@name, ' ')}" phase="{t:phase-name(.)}"
        documents="{exists($patterns/@documents)}" binding="{t:binding(.)}"/>
      <xsl:sequence select="t:warnings(.)"/>
      <xsl:sequence select="t:runtime()"/>
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
            <out:for-each select="Q{{urn:titelei:schematron}}addresses({t:rename(@documents, $names[$number])}, /)"
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
            <xsl:attribute name="phase" select="t:literal($phase/@id)"/>
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

  <xsl:variable name="t:reads" as="xs:boolean" select="
    exists($t:included//(@*, text())[contains(., 'doc') or contains(., 'unparsed-text')][matches(., $t:reading-hint)])"/>

  <!-- What every compiled schema carries, and what those carry that may read files. Its own prefixes hold in it. -->
  <xsl:function name="t:runtime" as="element()*">
    <xsl:choose>
      <xsl:when test="$t:gives-way">
        <t:runtime/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="t:runtime-declarations()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="t:runtime-declarations" as="element()*">
    <xsl:copy-of select="doc('runtime.xsl')/*/*, doc('reads.xsl')[$t:reads]/*/*"/>
  </xsl:function>

  <!-- What is odd in the schema, and what is wrong with its quick fixes: it validates all the same. -->
  <xsl:function name="t:warnings" as="element(titelei:warning)*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:for-each select="$schema/(sch:pattern | sch:group)/t:calls-outside(.)">
      <xsl:variable name="function" as="xs:string"
        select="t:called-functions(.)[substring-before(., ':') = $t:outside][1]"/>
      <titelei:warning at="{../@t:at}" of="schema">The function {$function}() belongs to another program, so the {
        local-name(ancestor::*[parent::sch:schema])} {ancestor::*[parent::sch:schema]/@id ! ('“' || . || '” ')}is left out.</titelei:warning>
    </xsl:for-each>
    <xsl:for-each select="$schema//t:warning, t:fix-faults($schema)">
      <titelei:warning at="{@at}" of="{(@of, 'fix')[1]}">{.}</titelei:warning>
    </xsl:for-each>
  </xsl:function>

  <!-- Each call of a function that reads is told its place in the schema, which it names in an error. -->
  <xsl:mode name="t:place" on-no-match="shallow-copy" on-multiple-match="fail"/>

  <xsl:template match="@*[contains(., $t:reading-base)][../@titelei:at]" mode="t:place" as="attribute()">
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="t:placed(., ..)"/>
  </xsl:template>

  <xsl:template match="text()[contains(., $t:reading-base)][../@titelei:at]" mode="t:place" as="text()">
    <xsl:value-of select="t:placed(., ..)"/>
  </xsl:template>

  <xsl:function name="t:placed" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="at" as="xs:string" select='replace($element/@titelei:at, "[^A-Za-z0-9:/@ -]", "")'/>
    <xsl:sequence select='replace($expression, $t:reading-base, "((static-base-uri(), &apos;" || $at || "&apos;), ", "q")'/>
  </xsl:function>

  <!-- The phase #ANY (2025): a stylesheet that only says which phase is meant, the first whose @when holds. -->
  <xsl:template match="sch:schema[$phase = '#ANY']" mode="t:compile" as="element()" priority="2">
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:sequence select="t:namespaces($t:bindings('0'))"/>
      <xsl:if test="not($t:gives-way)">
        <xsl:namespace name="titelei">urn:titelei:schematron</xsl:namespace>
      </xsl:if>
      <xsl:attribute name="xml:base">urn:titelei:file/0</xsl:attribute>
      <titelei:schema files="{string-join($t:files/@name, ' ')}" phase="#ANY" documents="false"
        binding="{t:binding(.)}"/>
      <xsl:sequence select="t:runtime()"/>
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

</xsl:stylesheet>
