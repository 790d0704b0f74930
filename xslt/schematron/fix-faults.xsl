<?xml version="1.0" encoding="UTF-8"?>
<!-- Is it QuickFix? Looked at where a schema is expanded: what an assertion names, and what fixes are made of. -->
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron"
  xmlns:sqf="http://www.schematron-quickfix.com/validator/process"
  xmlns:t="urn:titelei:schematron">

  <!-- Elements that stand right in a fix; those of content are looked at where they stand. -->
  <xsl:variable name="t:fix-children" as="xs:string+" select="
    'description', 'param', 'user-entry', 'call-fix', 'add', 'replace', 'delete', 'stringReplace'"/>

  <xsl:function name="t:fix-faults" as="element(t:fault)*">
    <xsl:param name="schema" as="element()"/>
    <xsl:for-each select="$schema//(sch:assert | sch:report)[@sqf:fix or @sqf:default-fix]">
      <xsl:variable name="assertion" as="element()" select="."/>
      <xsl:for-each select="tokenize(@sqf:fix)[empty(t:fixes-named($assertion, .))]">
        <xsl:sequence select="t:fault($assertion, 'sqf:fix=&quot;' || . || '&quot; names no fix or group of this rule or the schema.')"/>
      </xsl:for-each>
      <xsl:for-each select="tokenize(@sqf:default-fix)[empty(t:fixes-named($assertion, .)
                            intersect (tokenize($assertion/@sqf:fix) ! t:fixes-named($assertion, .)))]">
        <xsl:sequence select="t:fault($assertion, 'sqf:default-fix=&quot;' || . || '&quot; is not among the fixes that sqf:fix names.')"/>
      </xsl:for-each>
      <xsl:for-each select="tokenize(@sqf:fix) ! t:fixes-named($assertion, .)/sqf:param[@required = 'yes']">
        <xsl:sequence select="t:fault($assertion, 'The fix “' || ../@id || '” asks for the parameter “' || @name
          || '”, which only a call gives. Name a fix that calls it.')"/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:apply-templates select="$schema//sqf:fix" mode="t:fix-fault"/>
  </xsl:function>

  <!-- Can a fix be carried out, with all that it calls? One that cannot is left out, and told. -->
  <xsl:function name="t:is-sound" as="xs:boolean">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:variable name="faults" as="element(t:fault)*">
      <xsl:apply-templates select="$fix" mode="t:fix-fault"/>
    </xsl:variable>
    <xsl:sequence select="empty($faults) and (every $call in $fix/sqf:call-fix satisfies t:is-sound(t:called($call)))"/>
  </xsl:function>

  <xsl:mode name="t:fix-fault" on-no-match="shallow-skip" on-multiple-match="fail"/>

  <xsl:template match="sqf:fix" mode="t:fix-fault" as="element(t:fault)*">
    <xsl:variable name="named" as="element()*" select="sqf:param | sqf:user-entry"/>
    <xsl:for-each select="sqf:*[not(local-name() = $t:fix-children)]">
      <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; is no part of a fix that this engine knows. It knows: '
        || string-join($t:fix-children, ', ') || '.')"/>
    </xsl:for-each>
    <xsl:for-each select="($named | .//(sch:let | xsl:variable | sqf:with-param))[not(matches(@name, '^' || $t:qname || '$'))]">
      <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; lacks the attribute name, or it holds no name.')"/>
    </xsl:for-each>
    <xsl:for-each select=".//sch:value-of[not(@select)]">
      <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; lacks the attribute select.')"/>
    </xsl:for-each>
    <xsl:for-each select="$named[@name = preceding-sibling::*/(self::sqf:param | self::sqf:user-entry)/@name]">
      <xsl:sequence select="t:fault(., 'The name “' || @name || '” is given twice in the fix “' || ../@id || '”. Rename one.')"/>
    </xsl:for-each>
    <xsl:for-each select="sqf:param[@required = 'yes'][@default]">
      <xsl:sequence select="t:fault(., 'The parameter “' || @name || '” is required, so it has no use for @default. Delete one of the two.')"/>
    </xsl:for-each>
    <xsl:for-each select="sqf:stringReplace[not(@regex)]">
      <xsl:sequence select="t:fault(., '&lt;' || name() || '&gt; lacks the attribute regex.')"/>
    </xsl:for-each>
    <xsl:apply-templates select="sqf:call-fix" mode="#current"/>
  </xsl:template>

  <xsl:template match="sqf:call-fix" mode="t:fix-fault" as="element(t:fault)*">
    <xsl:variable name="call" as="element()" select="."/>
    <xsl:variable name="called" as="element(sqf:fix)?" select="t:called(.)"/>
    <xsl:choose>
      <xsl:when test="empty($called)">
        <xsl:sequence select="t:fault(., '&lt;' || name() || ' ref=&quot;' || @ref || '&quot;&gt; calls a fix that is not there, or not in scope.')"/>
      </xsl:when>
      <xsl:when test="$called/@use-for-each">
        <xsl:sequence select="t:fault(., 'The fix “' || @ref || '” is made for each of several items (use-for-each), so it cannot be called.')"/>
      </xsl:when>
      <xsl:when test="t:calls($called, ..)">
        <xsl:sequence select="t:fault(., 'The fix “' || ../@id || '” calls itself again, without end.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="sqf:with-param[not(@name = $called/sqf:param/@name)]">
          <xsl:sequence select="t:fault(., 'The fix “' || $called/@id || '” has no parameter “' || @name || '”.')"/>
        </xsl:for-each>
        <xsl:for-each select="$called/sqf:param[@required = 'yes'][not(@name = $call/sqf:with-param/@name)]">
          <xsl:sequence select="t:fault($call, 'The fix “' || $called/@id || '” asks for the parameter “' || @name
            || '”. Add &lt;sqf:with-param name=&quot;' || @name || '&quot; select=&quot;…&quot;/&gt;.')"/>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Does a fix come back to another by its calls? -->
  <xsl:function name="t:calls" as="xs:boolean">
    <xsl:param name="fix" as="element(sqf:fix)"/>
    <xsl:param name="other" as="element(sqf:fix)"/>
    <xsl:variable name="reached" as="element(sqf:fix)*">
      <xsl:iterate select="1 to 100">
        <xsl:param name="fixes" as="element(sqf:fix)*" select="$fix"/>
        <xsl:on-completion select="$fixes"/>
        <xsl:variable name="more" as="element(sqf:fix)*" select="$fixes | $fixes/sqf:call-fix ! t:called(.)"/>
        <xsl:choose>
          <xsl:when test="count($more) eq count($fixes)">
            <xsl:break select="$fixes"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:next-iteration>
              <xsl:with-param name="fixes" select="$more"/>
            </xsl:next-iteration>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="exists($reached intersect $other)"/>
  </xsl:function>

</xsl:stylesheet>
