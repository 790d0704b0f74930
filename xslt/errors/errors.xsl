<?xml version="1.0" encoding="UTF-8"?>
<!-- How a stylesheet stops on a document it cannot render: one sentence, one repair, one place. The text of error()
     reaches the caller, that of a terminating message does not; so the text is data, a JSON object. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:errors="urn:titelei:errors"
  exclude-result-prefixes="#all">

  <!-- A path to an element or attribute of TEI, as path() writes it but short: /*:TEI[1]/*:text[1]/@rend. -->
  <xsl:function name="errors:place" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="
        if ($node/self::attribute()) then errors:element-place($node/..) || '/@' || name($node)
        else errors:element-place($node/ancestor-or-self::*[1])"/>
  </xsl:function>

  <!-- Kept for each element, since the places of many facts begin alike: half the time of path() for each. -->
  <xsl:function name="errors:element-place" as="xs:string" cache="yes">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="parent" as="element()?" select="$element/parent::*"/>
    <xsl:sequence select="
        if (not($element)) then ''
        else errors:element-place($parent) || '/*:' || local-name($element)
          || '[' || (if ($parent) then errors:numbers($parent)(generate-id($element)) else 1) || ']'"/>
  </xsl:function>

  <!-- The number of each child among those of its name: counted once for all of them, as an article may have authors
       by the thousand. -->
  <xsl:function name="errors:numbers" as="map(xs:string, xs:integer)" cache="yes">
    <xsl:param name="parent" as="element()"/>
    <xsl:map>
      <xsl:for-each-group select="$parent/*" group-by="local-name()">
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <!-- For the catch-all template of a mode: an element that the mode has no rule for. -->
  <xsl:function name="errors:unknown" as="item()*">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="mode" as="xs:string"/>
    <xsl:sequence select="errors:fail(
        $node,
        'The element ' || name($node) || ' in ' || name($node/..) || ' has no rule in ' || $mode || '.',
        'Use an element that the schema allows, or add a rule for it to ' || $mode || '.')"/>
  </xsl:function>

  <!-- Whatever else in the document makes this output wrong. -->
  <xsl:function name="errors:fail" as="item()*">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="repair" as="xs:string"/>
    <xsl:sequence select="error(
        QName('urn:titelei:errors', 'errors:document'),
        errors:told('document', $message, $repair, errors:place($node)))"/>
  </xsl:function>

  <!-- A fact that the format demands is not known: the format is impossible for this article, which is no fault of it. -->
  <xsl:function name="errors:impossible" as="item()*">
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="repair" as="xs:string"/>
    <xsl:param name="from" as="xs:string"/>
    <xsl:sequence select="error(
        QName('urn:titelei:errors', 'errors:impossible'), errors:told('impossible', $message, $repair, $from))"/>
  </xsl:function>

  <!-- What the caller reads of an error. -->
  <xsl:function name="errors:told" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="repair" as="xs:string"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="serialize(
        map{'kind': $kind, 'message': $message, 'repair': $repair, 'path': $path},
        map{'method': 'json', 'indent': false()})"/>
  </xsl:function>

</xsl:stylesheet>
