<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron QuickFix: the fixes that an assertion names (@sqf:fix), evaluated where it failed. Only where $titelei-fixes
     asks for them does a hit carry <titelei:fix>, with one <titelei:edit> for each change:

       op="add"      target is the attribute's name; else position is first-child, last-child, before or after
       op="replace"  the node at path becomes the content; an attribute's value does, target is its new name
       op="delete"   the node at path goes
       op="string"   length characters of the text at path, from start (counted from 1), become the content

     In the content, <titelei:source path="…"/> stands for a node of the document as it is written there.
     A fix whose own expressions fail is told with @failure: it keeps nobody from the finding. Part of QuickFix: sqf:fix, sqf:group, sqf:fixes, sqf:description, sch:let and xsl:variable, @use-when; sqf:add,
     sqf:replace, sqf:delete, sqf:stringReplace, sqf:copy-of; XSLT and literal elements as content. -->
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

  <!-- What a fix holds is not Schematron alone, and is not checked. -->
  <xsl:template match="sqf:fix | sqf:fixes | sqf:group" mode="t:check" as="empty-sequence()" priority="2"/>

  <xsl:function name="t:fixes" as="element()?">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="fixes" as="element(sqf:fix)*" select="tokenize($assertion/@sqf:fix) ! t:fixes-named($assertion, .)"/>
    <xsl:if test="exists($fixes)">
      <out:if test="$titelei-fixes">
        <xsl:for-each select="$fixes">
          <xsl:variable name="said" as="attribute()+">
            <xsl:attribute name="id" select="t:literal(@id)"/>
            <xsl:attribute name="title" select="t:literal(normalize-space(sqf:description/sqf:title))"/>
          </xsl:variable>
          <out:try>
            <out:if test="{t:rename((@use-when, 'true()')[1], $names)}" titelei:at="{@t:at} fix/@use-when">
              <xsl:sequence select="t:where(.)"/>
              <titelei:fix>
                <xsl:sequence select="$said, t:fix-variables(., $names)"/>
                <xsl:apply-templates select="sqf:* except sqf:description" mode="t:edit">
                  <xsl:with-param name="names" tunnel="yes"
                    select="t:without($names, (sch:let | xsl:variable)/@name)"/>
                </xsl:apply-templates>
              </titelei:fix>
            </out:if>
            <out:catch errors="*">
              <xsl:namespace name="err" select="'http://www.w3.org/2005/xqt-errors'"/>
              <titelei:fix failure="{{$err:description}}">
                <xsl:sequence select="$said"/>
              </titelei:fix>
            </out:catch>
          </out:try>
        </xsl:for-each>
      </out:if>
    </xsl:if>
  </xsl:function>

  <!-- A fix by its id, or a group's fixes by the group's: the rule's own before the pattern's before the schema's. -->
  <xsl:function name="t:fixes-named" as="element(sqf:fix)*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="
      ($assertion/ancestor::*/(. | sqf:fixes)/(sqf:fix | sqf:group)[@id = $id])[last()]/descendant-or-self::sqf:fix"/>
  </xsl:function>

  <xsl:function name="t:fix-variables" as="element()*">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="$fix/(sch:let | xsl:variable)">
      <xsl:apply-templates select="." mode="t:variable">
        <xsl:with-param name="names" select="t:without($names, preceding-sibling::*/@name)"/>
        <xsl:with-param name="local" select="true()"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="sqf:add | sqf:replace | sqf:delete" mode="t:edit" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="op" as="xs:string" select="local-name()"/>
    <xsl:variable name="edit" as="element()">
      <titelei:edit op="{$op}" path="{{path(.)}}">
        <xsl:if test="@node-type = 'attribute' or ($op eq 'replace' and @target and not(@node-type))">
          <xsl:attribute name="target" select="t:literal(@target)"/>
        </xsl:if>
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
    <out:for-each select="{t:rename((@match, 'text()')[1], $names)}" titelei:at="{@t:at} stringReplace/@match">
      <xsl:sequence select="t:where(.)"/>
      <out:variable name="titelei.place" select="path(.)"/>
      <out:variable name="titelei.pieces">
        <xsl:attribute name="as">element()*</xsl:attribute>
        <out:analyze-string select="string(.)" flags="{t:literal((@flags, '')[1])}"
          regex="{t:regex(@regex, $names)}"
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
      <out:sequence select="titelei:placed($titelei.pieces, $titelei.place)"/>
    </out:for-each>
  </xsl:template>

  <xsl:template match="sqf:*" mode="t:edit" as="empty-sequence()" priority="-1"/>

  <!-- A regular expression, with a variable's value where it says {$name}; its other braces are its own. -->
  <xsl:function name="t:regex" as="xs:string">
    <xsl:param name="regex" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:value-of>
      <xsl:analyze-string select="$regex" regex="\{{\$[^{{}}]+\}}">
        <xsl:matching-substring>
          <xsl:sequence select="t:rename(., $names)"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="t:literal(.)"/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <xsl:function name="t:content" as="element()*">
    <xsl:param name="activity" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="content" as="element()*">
      <xsl:if test="$activity/@select">
        <out:sequence select="titelei:carry({t:rename($activity/@select, $names)})"
          titelei:at="{$activity/@t:at} {local-name($activity)}/@select"/>
      </xsl:if>
      <xsl:apply-templates select="$activity/node()" mode="t:foreign">
        <xsl:with-param name="names" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$activity/@node-type = 'element' and $activity/@target">
        <out:element name="{$activity/@target}">
          <xsl:sequence select="$content"/>
        </out:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- In the content: what Schematron and QuickFix have for XSLT's own. -->

  <xsl:template match="sqf:*//sqf:copy-of" mode="t:foreign" as="element()" priority="1">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:sequence select="titelei:carry({t:rename(@select, $names)})" titelei:at="{@t:at} copy-of/@select"/>
  </xsl:template>

  <xsl:template match="sqf:*//sch:value-of" mode="t:foreign" as="element()" priority="1">
    <xsl:param name="names" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <out:value-of select="{t:rename(@select, $names)}" titelei:at="{@t:at} value-of/@select"/>
  </xsl:template>

  <xsl:template match="sqf:*//text()[not(parent::xsl:text)]" mode="t:foreign" as="element()?" priority="1">
    <xsl:if test="normalize-space()">
      <out:text>{.}</out:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
