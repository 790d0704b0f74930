<?xml version="1.0" encoding="UTF-8"?>
<!-- What every compilation needs to know of a Pure ODD: which specifications there are, what a key means,
     who is a member of which class, and which attributes an element has (TEI P5, chapter 23). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="spec" match="elementSpec | classSpec | macroSpec | dataSpec" use="@ident"/>
  <xsl:key name="member" match="elementSpec | classSpec" use="classes/memberOf/@key"/>
  <xsl:key name="rule" match="constraintSpec" use="@ident"/>

  <!-- The specifications of the schema in document order; a specGrp may stand anywhere and be referred to. -->
  <xsl:function name="odd:specs" as="element()*">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:sequence select="$odd//(elementSpec | classSpec | macroSpec | dataSpec)"/>
  </xsl:function>

  <xsl:function name="odd:schema" as="element(schemaSpec)">
    <xsl:param name="odd" as="document-node()"/>
    <xsl:variable name="found" as="element(schemaSpec)*" select="$odd//schemaSpec"/>
    <xsl:sequence select="
        if (count($found) eq 1) then $found
        else error(xs:QName('odd:schema'), 'An ODD has one schemaSpec; here are ' || count($found) || '.')"/>
  </xsl:function>

  <!-- The one specification that a key names; fails with the place of the reference where there is none. -->
  <xsl:function name="odd:spec" as="element()">
    <xsl:param name="key" as="attribute()"/>
    <xsl:param name="kinds" as="xs:string+"/>
    <xsl:variable name="found" as="element()*" select="key('spec', $key, root($key))[local-name() = $kinds]"/>
    <xsl:sequence select="if (exists($found)) then $found[1] else odd:fail($key/.., odd:dangling($key, $kinds))"/>
  </xsl:function>

  <xsl:function name="odd:dangling" as="xs:string">
    <xsl:param name="key" as="attribute()"/>
    <xsl:param name="kinds" as="xs:string+"/>
    <xsl:sequence select="local-name($key/..) || '/@' || name($key) || ' names ' || $key || ', but no '
      || string-join($kinds, ' or ') || ' has that ident. Correct the name, or add the specification.'"/>
  </xsl:function>

  <!-- Stop, saying what, in which specification and where. -->
  <xsl:function name="odd:fail" as="item()*">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:sequence select="error(xs:QName('odd:fault'), odd:owner($node) || ': ' || $what || ' At ' || path($node))"/>
  </xsl:function>

  <xsl:function name="odd:owner" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="spec" as="element()?" select="
        $node/ancestor-or-self::*[self::elementSpec | self::classSpec | self::macroSpec | self::dataSpec
          | self::moduleSpec | self::schemaSpec][1]"/>
    <xsl:sequence select="if ($spec) then local-name($spec) || ' ' || $spec/@ident else 'outside of schemaSpec'"/>
  </xsl:function>

  <xsl:function name="odd:unknown" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="'the compiler does not know ' || name($node) || ' inside ' || name($node/..)
      || '. Write it otherwise, or teach xslt/odd/ what it means.'"/>
  </xsl:function>

  <xsl:function name="odd:members" as="element()*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:sequence select="key('member', $class/@ident, root($class))"/>
  </xsl:function>

  <!-- The attribute classes that a specification belongs to, its own first, then theirs, each once. -->
  <xsl:function name="odd:attribute-classes" as="element(classSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="odd:closure(odd:direct-attribute-classes($spec), odd:direct-attribute-classes#1)"/>
  </xsl:function>

  <xsl:function name="odd:direct-attribute-classes" as="element(classSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="
        $spec/classes/memberOf/@key/key('spec', ., root($spec))[self::classSpec[@type = 'atts']]"/>
  </xsl:function>

  <!-- All that can be reached by steps, in the order of finding, each once. -->
  <xsl:function name="odd:closure" as="element()*">
    <xsl:param name="start" as="element()*"/>
    <xsl:param name="step" as="function(element()) as element()*"/>
    <xsl:sequence select="odd:closure($start, $step, ())"/>
  </xsl:function>

  <xsl:function name="odd:closure" as="element()*">
    <xsl:param name="todo" as="element()*"/>
    <xsl:param name="step" as="function(element()) as element()*"/>
    <xsl:param name="done" as="element()*"/>
    <xsl:choose>
      <xsl:when test="empty($todo)">
        <xsl:sequence select="$done"/>
      </xsl:when>
      <xsl:when test="exists($todo[1] intersect $done)">
        <xsl:sequence select="odd:closure(tail($todo), $step, $done)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="odd:closure((tail($todo), $step($todo[1])), $step, ($done, $todo[1]))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The attributes that stand in a specification itself; those that it takes away are not among them. -->
  <xsl:function name="odd:own-attributes" as="element(attDef)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec/attList//attDef[not(@mode = 'delete')]"/>
  </xsl:function>

  <!-- Names of inherited attributes that an element defines anew or takes away. -->
  <xsl:function name="odd:overridden" as="xs:string*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:sequence select="$spec/attList//attDef[@mode = ('replace', 'delete')]/@ident/string()"/>
  </xsl:function>

  <!-- What a specification refers to when a document uses it. Membership of a model class is no such use. -->
  <xsl:function name="odd:uses" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="root" as="document-node()" select="root($spec)"/>
    <xsl:sequence select="
        $spec/(content | attList)/odd:references(.),
        $spec/attList//attRef/@class/key('spec', ., $root),
        odd:direct-attribute-classes($spec),
        $spec[self::classSpec[@type = 'model']]/odd:members(.)"/>
  </xsl:function>

  <!-- Elements that a content model, or a part of one, admits as children, in the order of finding. -->
  <xsl:function name="odd:admitted" as="element(elementSpec)*">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="
        odd:closure(odd:references($particle), function($s as element()) as element()* {
          if ($s/self::elementSpec) then () else odd:content-step($s) })/self::elementSpec"/>
  </xsl:function>

  <xsl:function name="odd:references" as="element()*">
    <xsl:param name="particle" as="element()"/>
    <xsl:sequence select="
        $particle/descendant-or-self::*[self::elementRef or self::classRef or self::macroRef or self::dataRef]
          /@key/key('spec', ., root($particle))"/>
  </xsl:function>

  <xsl:function name="odd:content-step" as="element()*">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="$spec/content/odd:references(.), $spec[self::classSpec[@type = 'model']]/odd:members(.)"/>
  </xsl:function>

  <xsl:function name="odd:min" as="xs:integer">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="xs:integer(($node/@minOccurs, 1)[1])"/>
  </xsl:function>

  <!-- The upper bound, or nothing where there is none. -->
  <xsl:function name="odd:max" as="xs:integer?">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="$node[not(@maxOccurs = 'unbounded')]/xs:integer((@maxOccurs, 1)[1])"/>
  </xsl:function>

  <!-- The English description as plain text, element names in angle brackets, the gloss before it. -->
  <xsl:function name="odd:documentation" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="gloss" as="xs:string?" select="$spec/gloss[odd:is-english(.)][1]/odd:plain(.)"/>
    <xsl:variable name="desc" as="xs:string?" select="$spec/desc[odd:is-english(.)][1]/odd:plain(.)"/>
    <xsl:sequence select="string-join(($gloss ! ('(' || . || ')'), $desc), ' ')"/>
  </xsl:function>

  <xsl:function name="odd:is-english" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="starts-with(($node/@xml:lang, 'en')[1], 'en')"/>
  </xsl:function>

  <xsl:function name="odd:plain" as="xs:string">
    <xsl:param name="node" as="node()*"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates select="$node/node()" mode="plain"/>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:mode name="plain" on-no-match="text-only-copy" on-multiple-match="fail"/>

  <xsl:template match="text()" mode="plain" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <xsl:template match="gi" mode="plain" as="xs:string">&lt;{.}></xsl:template>

  <xsl:template match="att" mode="plain" as="xs:string">@{.}</xsl:template>

  <xsl:template match="val | q | mentioned | soCalled" mode="plain" as="xs:string">“{.}”</xsl:template>

</xsl:stylesheet>
