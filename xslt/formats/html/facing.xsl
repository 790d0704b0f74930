<?xml version="1.0" encoding="UTF-8"?>
<!-- Side by side: what is read, and the lines of the page that it was made from, paragraph by paragraph in the page's order. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="urn:titelei:html"
  xmlns:text="urn:titelei:text"
  xmlns:diplomatic="urn:titelei:diplomatic"
  xmlns:facts="urn:titelei:facts"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:key name="html:block" match="titlePart | byline | head | p | ab | item | listBibl/bibl"
    use="html:is-block(.)"/>

  <!-- A paragraph that stands in no other. -->
  <xsl:function name="html:is-block" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="exists($block/ancestor::front) and empty($block/ancestor::*[self::p or self::ab or self::item
        or self::bibl or self::byline or self::titlePart])"/>
  </xsl:function>

  <xsl:function name="html:facing" as="element()?">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:param name="facts" as="element(facts:facts)"/>
    <xsl:variable name="blocks" as="element()*" select="key('html:block', true(), $tei)"/>
    <xsl:variable name="rows" as="element()*">
      <!-- A heading that runs in shares the line of what follows it. -->
      <xsl:for-each-group select="$blocks" group-starting-with="*[not(diplomatic:runs-on(.))]">
        <row lang="{facts:lang(.)}" xmlns="">
          <xsl:variable name="spaced" as="node()*" select="current-group() ! (., html:space-after(.))"/>
          <text xmlns="">{text:reading($spaced)}</text>
          <xsl:for-each select="diplomatic:lines-of($spaced)">
            <line xmlns="">{.}</line>
          </xsl:for-each>
        </row>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:variable name="languages" as="xs:string*" select="$facts/facts:edition/facts:language/@tag"/>
    <xsl:variable name="table" as="element()">
      <table>
        <thead>
          <tr><th scope="col">{html:word('view-reading')}</th><th scope="col">{html:word('view-page')}</th></tr>
        </thead>
        <tbody>
          <xsl:for-each-group select="$rows[*:line]" group-adjacent="string(*:text) eq ''">
            <xsl:choose>
              <xsl:when test="current-grouping-key()">
                <xsl:sequence select="html:furniture(current-group(), $languages)"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:for-each select="current-group()">
                  <tr>
                    <td>
                      <xsl:sequence select="html:lang(@lang, $page-language), html:in-scripts(*:text, (@lang[.], $page-language)[1], $languages)"/>
                    </td>
                    <td><xsl:sequence select="html:lang(@lang, $page-language), html:page-lines(., $languages)"/></td>
                  </tr>
                </xsl:for-each>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:for-each-group>
        </tbody>
      </table>
    </xsl:variable>
    <xsl:if test="$rows/*:line">
      <xsl:sequence select="html:fold('facing', html:word('view-facing'), $table)"/>
    </xsl:if>
  </xsl:function>

  <!-- Menus, buttons, notices: one row, whose lines are behind a press. -->
  <xsl:function name="html:furniture" as="element()">
    <xsl:param name="rows" as="element()+"/>
    <xsl:param name="languages" as="xs:string*"/>
    <tr class="furniture">
      <td>{html:word('furniture')}</td>
      <td>
        <details>
          <summary>{html:word('lines', string(count($rows/*:line)))}</summary>
          <xsl:for-each select="$rows">
            <div><xsl:sequence select="html:lang(@lang, $page-language), html:page-lines(., $languages)"/></div>
          </xsl:for-each>
        </details>
      </td>
    </tr>
  </xsl:function>

  <xsl:function name="html:page-lines" as="item()*">
    <xsl:param name="row" as="element()"/>
    <xsl:param name="languages" as="xs:string*"/>
    <xsl:for-each select="$row/*:line">
      <xsl:if test="position() gt 1"><br/></xsl:if>
      <xsl:sequence select="html:in-scripts(., ($row/@lang[.], $page-language)[1], $languages)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- White space between this block and the next, which parts their words. -->
  <xsl:function name="html:space-after" as="text()?">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="($block/following::text())[1][not(normalize-space())]"/>
  </xsl:function>

</xsl:stylesheet>
