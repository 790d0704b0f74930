<?xml version="1.0" encoding="UTF-8"?>
<!-- Attributes: lists and choices of them, their datatypes and values, and what an element inherits (TEI P5, 23.5.2). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns:rng="http://relaxng.org/ns/structure/1.0"
  xmlns="http://relaxng.org/ns/structure/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="attribute" on-no-match="fail" on-multiple-match="fail"/>
  <xsl:mode name="attributes" on-no-match="fail" on-multiple-match="fail"/>

  <!-- The name of the definition of one attribute of a class. -->
  <xsl:function name="odd:attribute-name" as="xs:string">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="$attribute/ancestor::classSpec/@ident || '.attribute.' || translate($attribute/@ident, ':', '-')"/>
  </xsl:function>

  <!-- All attributes of an element: those of its classes, by reference, then its own. A class of which an
       attribute is taken away or defined anew is written out without that attribute. -->
  <xsl:function name="odd:element-attributes" as="element()*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:variable name="overridden" as="xs:string*" select="odd:overridden($spec)"/>
    <xsl:for-each select="odd:attribute-classes($spec)">
      <xsl:sequence select="
          if (empty(odd:own-attributes(.))) then ()
          else if (odd:own-attributes(.)/@ident = $overridden) then odd:class-attributes(., $overridden)
          else odd:ref(@ident || '.attributes')"/>
    </xsl:for-each>
    <xsl:apply-templates select="$spec/attList" mode="attributes">
      <xsl:with-param name="without" as="xs:string*" tunnel="yes" select="()"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:function name="odd:class-attributes" as="element()*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:param name="without" as="xs:string*"/>
    <xsl:apply-templates select="$class/attList" mode="attributes">
      <xsl:with-param name="without" as="xs:string*" tunnel="yes" select="$without"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:template match="attList[@org = 'choice']" mode="attributes" as="element()?">
    <xsl:variable name="alternatives" as="element()*">
      <xsl:for-each select="attDef | attRef | attList">
        <xsl:variable name="alternative" as="element()*">
          <xsl:apply-templates select="." mode="attributes"/>
        </xsl:variable>
        <xsl:sequence select="if (exists($alternative)) then odd:group($alternative) else ()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="if (exists($alternatives)) then odd:choice($alternatives) else ()"/>
  </xsl:template>

  <xsl:template match="attList" mode="attributes" as="element()*">
    <xsl:apply-templates select="attDef | attRef | attList" mode="attributes"/>
  </xsl:template>

  <xsl:template match="attDef" mode="attributes" as="element()?">
    <xsl:param name="without" as="xs:string*" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="@mode = 'delete' or @ident = $without"/>
      <xsl:when test="ancestor::classSpec">
        <xsl:sequence select="odd:ref(odd:attribute-name(.))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="attribute"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="attRef" mode="attributes" as="element()">
    <xsl:variable name="class" as="element(classSpec)" select="odd:spec(@class, 'classSpec')"/>
    <xsl:variable name="attribute" as="element(attDef)?" select="odd:own-attributes($class)[@ident = current()/@name]"/>
    <xsl:sequence select="
        if ($attribute) then odd:ref(odd:attribute-name($attribute))
        else odd:fail(., 'the class ' || @class || ' has no attribute ' || @name || '.')"/>
  </xsl:template>

  <xsl:template match="attDef[not(@usage = 'req')]" mode="attribute" as="element(rng:optional)">
    <optional>
      <xsl:next-match/>
    </optional>
  </xsl:template>

  <xsl:template match="attDef" mode="attribute" as="element()">
    <attribute name="{@ident}">
      <xsl:copy-of select="@ns"/>
      <xsl:sequence select="odd:annotation(.)"/>
      <xsl:sequence select="odd:attribute-value(.)"/>
    </attribute>
  </xsl:template>

  <!-- A closed list stands for its datatype; an open one stands beside it, so that an editor can offer its values.
       More than one value means values separated by white space. -->
  <xsl:function name="odd:attribute-value" as="element()">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:variable name="datatype" as="element(datatype)?" select="$attribute/datatype"/>
    <xsl:variable name="listed" as="element()?" select="$attribute/valList ! odd:values(.)"/>
    <xsl:variable name="type" as="element()?">
      <xsl:apply-templates select="$datatype/*" mode="pattern"/>
    </xsl:variable>
    <xsl:variable name="one" as="element()" select="
        if ($attribute/valList/@type = 'closed') then $listed
        else if (exists($listed) and exists($type)) then odd:choice(($listed/*, $type))
        else if (exists($type)) then $type
        else odd:fail($attribute, 'the attribute ' || $attribute/@ident || ' has neither datatype nor closed valList.')"/>
    <xsl:choose>
      <xsl:when test="$datatype[odd:min(.) eq 1 and odd:max(.) eq 1] or empty($datatype)">
        <xsl:sequence select="$one"/>
      </xsl:when>
      <xsl:otherwise>
        <list>
          <xsl:sequence select="odd:repeat($one, odd:min($datatype), odd:max($datatype))"/>
        </list>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
