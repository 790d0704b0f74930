<?xml version="1.0" encoding="UTF-8"?>
<!-- The changes that a quick fix makes, each as <titelei:edit>:

       op="add"      target is the attribute's name; else position is first-child, last-child, before or after
       op="replace"  the node at path becomes the content; an attribute's value does, target is its new name
       op="delete"   the node at path goes
       op="string"   length characters of the text at path, from start (counted from 1), become the content

     In the content, <titelei:source path="…"/> stands for a node of the document as it is written there. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:titelei:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <xsl:mode name="t:edit" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="sqf:add | sqf:replace | sqf:delete" mode="t:edit" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="op" as="xs:string" select="local-name()"/>
    <xsl:variable name="target" as="xs:string?" select="@target ! t:rename-within(., $names)"/>
    <xsl:variable name="edit" as="element()">
      <titelei:edit op="{$op}" path="{{path(.)}}">
        <xsl:choose>
          <xsl:when test="@node-type = 'attribute' or ($op eq 'replace' and @target and not(@node-type))">
            <xsl:attribute name="target" select="$target"/>
          </xsl:when>
          <xsl:when test="@node-type = 'keep' and @target">
            <out:if test=". instance of attribute()">
              <out:variable name="titelei.target"><titelei:name is="{$target}"/></out:variable>
              <out:attribute name="target" select="$titelei.target/*/@is"/>
            </out:if>
          </xsl:when>
        </xsl:choose>
        <xsl:if test="$op eq 'add' and not(@node-type = 'attribute')">
          <xsl:attribute name="position" select="t:literal((@position, 'first-child')[1])"/>
        </xsl:if>
        <xsl:sequence select="t:content(., $names)"/>
      </titelei:edit>
    </xsl:variable>
    <out:for-each select="{t:rename((@match, '.')[1], $names)}" titelei:at="{@t:at} {$op}/@match">
      <xsl:sequence select="t:where(.)"/>
      <xsl:choose>
        <xsl:when test="@use-when">
          <out:if test="{t:rename(@use-when, $names)}" titelei:at="{@t:at} {$op}/@use-when">
            <xsl:sequence select="$edit"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$edit"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:for-each>
  </xsl:template>

  <!-- The content sees the matched string as its context item, and regex-group(). -->
  <xsl:template match="sqf:stringReplace" mode="t:edit" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="edits" as="element()+">
      <out:variable name="titelei.place" select="path(.)"/>
      <out:variable name="titelei.pieces">
        <xsl:attribute name="as">element()*</xsl:attribute>
        <out:analyze-string select="string(.)" flags="{t:rename-within((@flags, '')[1], $names)}" regex="{t:regex(@regex, $names)}"
          titelei:at="{@t:at} stringReplace/@regex">
          <out:matching-substring>
            <titelei:edit op="string" length="{{string-length(.)}}">
              <xsl:sequence select="t:content(., $names)"/>
            </titelei:edit>
          </out:matching-substring>
          <out:non-matching-substring>
            <titelei:skip length="{{string-length(.)}}"/>
          </out:non-matching-substring>
        </out:analyze-string>
      </out:variable>
      <out:sequence select="Q{{urn:titelei:schematron}}placed($titelei.pieces, $titelei.place)"/>
    </xsl:variable>
    <out:for-each select="{t:rename((@match, 'text()')[1], $names)}" titelei:at="{@t:at} stringReplace/@match">
      <xsl:sequence select="t:where(.)"/>
      <xsl:choose>
        <xsl:when test="@use-when">
          <out:if test="{t:rename(@use-when, $names)}" titelei:at="{@t:at} stringReplace/@use-when">
            <xsl:sequence select="$edits"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$edits"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:for-each>
  </xsl:template>

  <!-- A regular expression, with a variable's value where it says {$name}; its other braces are its own, doubled or not. -->
  <xsl:function name="t:regex" as="xs:string">
    <xsl:param name="regex" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:value-of>
      <xsl:analyze-string select="replace(replace($regex, '\{\{', '{'), '\}\}', '}')" regex="\{{\$[^{{}}]+\}}">
        <xsl:matching-substring>
          <xsl:sequence select="t:rename(., $names)"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="t:literal(.)"/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <!-- New content: by @select or by what stands in the activity, inside the node that @node-type asks for. -->
  <xsl:function name="t:content" as="element()*">
    <xsl:param name="activity" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="content" as="element()*">
      <xsl:if test="$activity/@select">
        <out:sequence select="Q{{urn:titelei:schematron}}{
            if ($activity/@node-type = ('attribute', 'comment', 'pi', 'processing-instruction')) then 'values' else 'carry'
          }(({t:rename($activity/@select, $names)}), .)"
          titelei:at="{$activity/@t:at} {local-name($activity)}/@select"/>
      </xsl:if>
      <xsl:apply-templates select="$activity/node()" mode="t:foreign">
        <xsl:with-param name="names" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="target" as="xs:string?" select="$activity/@target ! t:rename-within(., $names)"/>
    <xsl:choose>
      <xsl:when test="$activity/@node-type = 'element' and $target">
        <out:element name="{$target}">
          <xsl:sequence select="$content"/>
        </out:element>
      </xsl:when>
      <xsl:when test="$activity/@node-type = 'comment'">
        <out:comment>
          <xsl:sequence select="$content"/>
        </out:comment>
      </xsl:when>
      <xsl:when test="$activity/@node-type = ('pi', 'processing-instruction') and $target">
        <out:processing-instruction name="{$target}">
          <xsl:sequence select="$content"/>
        </out:processing-instruction>
      </xsl:when>
      <xsl:when test="$activity/@node-type = 'keep' and $target">
        <out:choose>
          <out:when test=". instance of element()">
            <out:element name="{$target}">
              <xsl:sequence select="$content"/>
            </out:element>
          </out:when>
          <out:when test=". instance of processing-instruction()">
            <out:processing-instruction name="{$target}">
              <xsl:sequence select="$content"/>
            </out:processing-instruction>
          </out:when>
          <out:otherwise>
            <xsl:sequence select="$content"/>
          </out:otherwise>
        </out:choose>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- In the content: what Schematron and QuickFix have for XSLT's own. -->

  <xsl:template match="sqf:*//sqf:copy-of | sqf:*//xsl:apply-templates[not(@mode)]" mode="t:foreign" as="element()" priority="1">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:sequence select="Q{{urn:titelei:schematron}}carry(({t:rename((@select, 'node()')[1], $names)}), .)" titelei:at="{@t:at} {local-name()}/@select"/>
  </xsl:template>

  <xsl:template match="sqf:*//sch:value-of" mode="t:foreign" as="element()" priority="1">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:value-of select="{t:rename(@select, $names)}" titelei:at="{@t:at} value-of/@select"/>
  </xsl:template>

  <xsl:template match="sqf:*//sch:name" mode="t:foreign" as="element()" priority="1">
    <xsl:apply-templates select="." mode="t:text"/>
  </xsl:template>

  <xsl:template match="sqf:*/sqf:*//sch:let" mode="t:foreign" as="element()" priority="1">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:apply-templates select="." mode="t:variable">
      <xsl:with-param name="names" select="$names"/>
      <xsl:with-param name="local" select="true()"/>
    </xsl:apply-templates>
  </xsl:template>

  <xsl:template match="sqf:*//processing-instruction()" mode="t:foreign" as="element()" priority="1">
    <out:processing-instruction name="{name()}"><out:text>{.}</out:text></out:processing-instruction>
  </xsl:template>

  <xsl:template match="sqf:*//text()[not(parent::xsl:text)]" mode="t:foreign" as="element()?" priority="1">
    <xsl:if test="normalize-space()">
      <out:text>{.}</out:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
