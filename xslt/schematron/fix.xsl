<?xml version="1.0" encoding="UTF-8"?>
<!-- Schematron QuickFix (second draft, 2018): the fixes that an assertion names (@sqf:fix), evaluated where it failed. Only
     where $titelei-fixes asks for them does a hit carry <titelei:fix>, with one <titelei:edit> for each change, as
     activities.xsl says. A fix whose own expressions fail, or which asks for an answer that was not given, is told with
     @failure: it keeps nobody from the finding.

     sqf:fix and sqf:group, in the rule, or in sqf:fixes; sqf:description; @use-when; @use-for-each with $sqf:current;
     sqf:param and sqf:call-fix with sqf:with-param; sqf:user-entry; sch:let and xsl:variable; @sqf:default-fix. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:out="urn:titelei:xslt"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:t="urn:titelei:schematron"
  xmlns:titelei="urn:titelei:schematron">

  <!-- What a fix holds is not Schematron alone; fix-faults.xsl looks at it. -->
  <xsl:template match="sqf:fix | sqf:fixes | sqf:group" mode="t:check" as="empty-sequence()" priority="2"/>

  <xsl:function name="t:fixes" as="element()?">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="named" as="element(sqf:fix)*" select="
      (tokenize($assertion/@sqf:fix) ! t:fixes-named($assertion, .))[t:is-sound(.)][not(sqf:param/@required = 'yes')]"/>
    <xsl:variable name="default" as="element(sqf:fix)*" select="tokenize($assertion/@sqf:default-fix) ! t:fixes-named($assertion, .)"/>
    <xsl:if test="exists($named)">
      <out:if test="$titelei-fixes">
        <xsl:for-each select="$named[. intersect $default], $named[not(. intersect $default)]">
          <xsl:choose>
            <xsl:when test="@use-for-each">
              <xsl:sequence select="t:generic-fix(., t:with-current(., $names))"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="t:guarded-fix(., $names)"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </out:if>
    </xsl:if>
  </xsl:function>

  <!-- The fixes that an id means, of a fix or a group: the nearest around the element that names it. -->
  <xsl:function name="t:fixes-named" as="element(sqf:fix)*">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="found" as="element()*">
      <xsl:for-each select="reverse($from/ancestor::*)">
        <xsl:sequence select="
          (. | sqf:fixes)/(sqf:fix | sqf:group | sqf:group/sqf:fix)[@id = $id] except $from/ancestor::sqf:fix"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="$found[1]/descendant-or-self::sqf:fix"/>
  </xsl:function>

  <!-- $sqf:current, by whatever prefix, is a variable of ours. -->
  <xsl:function name="t:with-current" as="map(xs:string, xs:string)">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="prefixes" as="xs:string*" select="
      in-scope-prefixes($fix)[namespace-uri-for-prefix(., $fix) = 'http://www.schematron-quickfix.com/validator/process']"/>
    <xsl:sequence select="map:merge((($prefixes, 'sqf') ! map{. || ':current': 'titelei.current'}, $names))"/>
  </xsl:function>

  <!-- A fix for each item: the context stays the node that was found. -->
  <xsl:function name="t:generic-fix" as="element()">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <out:try>
      <out:variable name="titelei.found" select="."/>
      <out:for-each select="{t:rename($fix/@use-for-each, $names)}" titelei:at="{$fix/@t:at} fix/@use-for-each">
        <xsl:sequence select="t:where($fix)"/>
        <out:variable name="titelei.current" select="."/>
        <out:for-each select="$titelei.found">
          <xsl:sequence select="t:guarded-fix($fix, $names)"/>
        </out:for-each>
      </out:for-each>
      <xsl:sequence select="t:failed-fix($fix)"/>
    </out:try>
  </xsl:function>

  <xsl:function name="t:guarded-fix" as="element()">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="condition" as="attribute()?" select="t:adopted($fix, true())/@use-when"/>
    <out:try>
      <out:if test="{if ($condition) then t:rename($condition, $names) else 'true()'}" titelei:at="{($condition/.., $fix)[1]/@t:at} fix/@use-when">
        <xsl:sequence select="t:where($fix)"/>
        <titelei:fix id="{t:literal($fix/@id)}">
          <xsl:sequence select="t:steps($fix, $names, (), t:title($fix))"/>
        </titelei:fix>
      </out:if>
      <xsl:sequence select="t:failed-fix($fix)"/>
    </out:try>
  </xsl:function>

  <xsl:function name="t:failed-fix" as="element()">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <out:catch errors="*">
      <xsl:namespace name="err" select="'http://www.w3.org/2005/xqt-errors'"/>
      <titelei:fix id="{t:literal($fix/@id)}" failure="{{$err:description}}" code="{{local-name-from-QName($err:code)}}"
        title="{t:literal(normalize-space(t:title($fix)))}"/>
    </out:catch>
  </xsl:function>

  <!-- Where a fix does nothing but call another, the other's description or condition stands in for its own. -->
  <xsl:function name="t:adopted" as="element(sqf:fix)">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="condition" as="xs:boolean"/>
    <xsl:variable name="called" as="element(sqf:fix)?" select="
      if (count($fix/(sqf:call-fix | t:activities(.))) eq 1) then $fix/sqf:call-fix ! t:called(.) else ()"/>
    <xsl:sequence select="
      if (exists($called) and not(if ($condition) then $fix/@use-when else $fix/sqf:description))
      then t:adopted($called, $condition) else $fix"/>
  </xsl:function>

  <xsl:function name="t:title" as="element(sqf:title)?">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:sequence select="(t:adopted($fix, false())/sqf:description/sqf:title)[1]"/>
  </xsl:function>

  <xsl:function name="t:activities" as="element()*">
    <xsl:param name="fix" as="element()"/>
    <xsl:sequence select="$fix/(sqf:add | sqf:replace | sqf:delete | sqf:stringReplace)"/>
  </xsl:function>

  <!-- The fix that a call means: a local one may call the schema's of the same name. -->
  <xsl:function name="t:called" as="element(sqf:fix)?">
    <xsl:param name="call" as="element(sqf:call-fix)"/>
    <xsl:sequence select="t:fixes-named($call, string($call/@ref))[@id = $call/@ref][1]"/>
  </xsl:function>

  <!-- What a fix does: its parameters, answers and variables, its title, its changes and calls in their order.
       The parameters that are given have been set by the caller. -->
  <xsl:function name="t:steps" as="element()*">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:param name="given" as="xs:string*"/>
    <xsl:param name="title" as="element(sqf:title)?"/>
    <xsl:variable name="defined" as="element()*" select="
      $fix/(sqf:param[not(@abstract = 'true' or @name = $given)] | sqf:user-entry | sch:let | xsl:variable)"/>
    <xsl:variable name="inner" as="map(xs:string, xs:string)" select="t:without($names, ($given, $defined/@name))"/>
    <xsl:for-each select="$defined">
      <xsl:apply-templates select="." mode="t:variable">
        <xsl:with-param name="names" select="t:without($names, ($given, preceding-sibling::*/@name))"/>
        <xsl:with-param name="local" select="true()"/>
      </xsl:apply-templates>
    </xsl:for-each>
    <xsl:if test="$title">
      <out:attribute name="title">
        <xsl:apply-templates select="$title/node()" mode="t:text">
          <xsl:with-param name="names" select="$inner" tunnel="yes"/>
        </xsl:apply-templates>
      </out:attribute>
    </xsl:if>
    <xsl:apply-templates select="$fix/sqf:call-fix | t:activities($fix)" mode="t:edit">
      <xsl:with-param name="names" select="$inner" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <!-- The values are worked out before a parameter of the called fix hides a variable of the calling one. -->
  <xsl:template match="sqf:call-fix" mode="t:edit" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)" tunnel="yes"/>
    <xsl:variable name="called" as="element(sqf:fix)" select="t:called(.)"/>
    <out:for-each select=".">
      <xsl:for-each select="sqf:with-param">
        <out:variable name="titelei.with.{@name}" titelei:at="{@t:at} with-param/@{if (@select) then 'select' else 'name'}">
          <xsl:sequence select="t:where(.)"/>
          <xsl:choose>
            <xsl:when test="@select">
              <xsl:attribute name="select" select="t:rename(@select, $names)"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="node()" mode="t:foreign">
                <xsl:with-param name="names" select="$names" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:otherwise>
          </xsl:choose>
        </out:variable>
      </xsl:for-each>
      <xsl:for-each select="$called/sqf:param[@name = current()/sqf:with-param/@name]">
        <out:variable name="{@name}" select="$titelei.with.{@name}" titelei:at="{@t:at} param/@type">
          <xsl:sequence select="t:where(.), t:type(.)"/>
        </out:variable>
      </xsl:for-each>
      <xsl:sequence select="t:steps($called, t:without($names, 'sqf:current'), sqf:with-param/@name, ())"/>
    </out:for-each>
  </xsl:template>

  <xsl:template match="sqf:param" mode="t:variable" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <out:variable name="{@name}" select="{t:rename((@default, '''''')[1], $names)}" titelei:at="{@t:at} param/@default">
      <xsl:sequence select="t:where(.), t:type(.)"/>
    </out:variable>
  </xsl:template>

  <!-- An answer: the one given, else the fix fails with what it asks for. -->
  <xsl:template match="sqf:user-entry" mode="t:variable" as="element()">
    <xsl:param name="names" as="map(xs:string, xs:string)"/>
    <xsl:variable name="asked" as="xs:string" select="
      (sqf:description/sqf:title/normalize-space()[. ne ''], string(@name))[1] => replace('''', '’')"/>
    <xsl:variable name="suggested" as="xs:string" select="(@default ! t:rename(., $names), '()')[1]"/>
    <out:variable name="{@name}" titelei:at="{@t:at} user-entry/@default"
      select="{@type[t:is-type(.)]}(Q{{urn:titelei:schematron}}entry('{@name}', '{$asked}', ({$suggested})))">
      <xsl:sequence select="t:where(.), t:type(.)"/>
    </out:variable>
  </xsl:template>

  <xsl:function name="t:type" as="attribute()?">
    <xsl:param name="given" as="element()"/>
    <xsl:if test="$given/@type[t:is-type(.)]">
      <xsl:attribute name="as" select="$given/@type"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="t:is-type" as="xs:boolean">
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="matches($type, '^' || $t:qname || '$')"/>
  </xsl:function>

</xsl:stylesheet>
