<?xml version="1.0" encoding="UTF-8"?>
<!-- What every compiled schema carries. Not used by the compiler itself: its declarations are copied. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:err="http://www.w3.org/2005/xqt-errors"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:titelei="urn:titelei:schematron">

  <!-- true: tell the addresses of subordinate documents instead of validating -->
  <xsl:param name="titelei-list" as="xs:boolean" select="false()"/>

  <!-- the subordinate documents, each with its address as base URI -->
  <xsl:param name="titelei-documents" as="document-node()*" select="()"/>

  <!-- false: leave out the rules that fired, which make up most of a report that has few hits -->
  <xsl:param name="titelei-fired" as="xs:boolean" select="true()"/>

  <!-- true: report a dynamic error as <titelei:stopped>, with its place. Catching costs time, so it is done on demand. -->
  <xsl:param name="titelei-explain" as="xs:boolean" select="false()"/>

  <!-- true: a hit carries the changes that would repair it (fix.xsl) -->
  <xsl:param name="titelei-fixes" as="xs:boolean" select="false()"/>

  <!-- answers to what the fixes ask for, each as <titelei:entry name="…">answer</titelei:entry> -->
  <xsl:param name="titelei-entries" as="document-node()?" select="()"/>

  <!-- address of the primary document -->
  <xsl:variable name="titelei.address" as="xs:string" select="string(base-uri(/))"/>

  <!-- An address as base-uri() writes it; one that is none as it stands. -->
  <xsl:function name="titelei:absolute" as="xs:string">
    <xsl:param name="base" as="xs:string?"/>
    <xsl:param name="href" as="xs:string"/>
    <xsl:variable name="resolved" as="xs:string">
      <xsl:try select="if (normalize-space($base) eq '') then $href else string(resolve-uri($href, $base))">
        <xsl:catch errors="*" select="$href"/>
      </xsl:try>
    </xsl:variable>
    <xsl:sequence select="replace(iri-to-uri($resolved), '^file:/+', 'file:///')"/>
  </xsl:function>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode on-no-match="deep-skip" use-accumulators="#all"/>

  <xsl:template match="/" priority="1000000">
    <xsl:choose>
      <xsl:when test="$titelei-explain">
        <xsl:try>
          <xsl:call-template name="titelei.main"/>
          <xsl:catch errors="*">
            <titelei:stopped code="{local-name-from-QName($err:code)}" line="{$err:line-number}" column="{$err:column-number}"
              at="{$err:value[1][. instance of xs:string]}">
              <xsl:value-of select="$err:description"/>
            </titelei:stopped>
          </xsl:catch>
        </xsl:try>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="titelei.main"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="titelei.main">
    <xsl:choose>
      <xsl:when test="$titelei-list">
        <titelei:documents>
          <xsl:call-template name="titelei.documents"/>
        </titelei:documents>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="titelei.validate"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Items that go into a fix: a node of the document by its place, so that it can be taken as it is written; into an
       attribute go their values. -->
  <xsl:variable name="titelei.root" as="node()" select="root()"/>

  <xsl:function name="titelei:carry" as="node()*">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="anchor" as="item()"/>
    <xsl:variable name="is-value" as="xs:boolean"
      select="$anchor instance of attribute() or empty($items[. instance of node()])"/>
    <xsl:sequence select="if ($is-value) then titelei:values($items, $anchor) else ()"/>
    <xsl:for-each select="$items[not($is-value)]">
      <xsl:choose>
        <xsl:when test=". instance of node() and (if (. instance of node()) then root(.) is $titelei.root else false())">
          <titelei:source path="{path(.)}"/>
        </xsl:when>
        <xsl:when test=". instance of node()">
          <xsl:sequence select="."/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The answer to what a fix asks for (sqf:user-entry). -->
  <xsl:function name="titelei:entry" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="suggested" as="item()*"/>
    <xsl:variable name="given" as="element()?" select="$titelei-entries/*/titelei:entry[@name = $name][last()]"/>
    <xsl:sequence select="
      if (exists($given)) then string($given)
      else error(xs:QName('titelei:entry'), 'it asks for “' || $title || '”: answer it with --set ' || $name || '='
        || (if (exists($suggested)) then string-join($suggested ! string(.), ' ') else '…'))"/>
  </xsl:function>

  <xsl:function name="titelei:values" as="text()?">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="anchor" as="item()"/>
    <xsl:value-of select="$items" separator=" "/>
  </xsl:function>

  <!-- Replacements inside one text, each with the place it starts at. -->
  <xsl:function name="titelei:placed" as="element()*">
    <xsl:param name="pieces" as="element()*"/>
    <xsl:param name="path" as="xs:string"/>
    <xsl:for-each select="$pieces">
      <xsl:variable name="number" as="xs:integer" select="position()"/>
      <xsl:if test="self::titelei:edit">
        <titelei:edit path="{$path}" start="{1 + sum($pieces[position() lt $number]/@length/xs:integer(.))}">
          <xsl:copy-of select="@*, node()"/>
        </titelei:edit>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- The name of each element; of anything else its value (sch:name/@path). -->
  <xsl:function name="titelei:name" as="xs:string">
    <xsl:param name="items" as="item()*"/>
    <xsl:sequence select="string-join(for $i in $items return if ($i instance of element()) then name($i) else titelei:string($i), ' ')"/>
  </xsl:function>

  <!-- An item as text; a map or a function, which has none, as XPath writes it. -->
  <xsl:function name="titelei:string" as="xs:string">
    <xsl:param name="item" as="item()"/>
    <xsl:sequence select="
      if ($item instance of function(*)) then serialize($item, map{'method': 'adaptive'}) else string($item)"/>
  </xsl:function>

  <!-- The node that a hit is reported at: the first that @subject selects, else the rule's context. -->
  <xsl:function name="titelei:subject" as="item()">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="context" as="item()"/>
    <xsl:sequence select="($items[. instance of node()], $context)[1]"/>
  </xsl:function>

  <!-- Addresses named by a pattern's @documents, made absolute by the primary document's. -->
  <xsl:function name="titelei:addresses" as="xs:string*">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="primary" as="node()"/>
    <xsl:variable name="base" as="xs:string" select="string(base-uri($primary))"/>
    <xsl:for-each select="$items">
      <xsl:choose>
        <xsl:when test=". instance of document-node()">
          <xsl:sequence select="string(base-uri(.))"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="tokenize(titelei:string(.)) ! titelei:absolute($base, .)"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
