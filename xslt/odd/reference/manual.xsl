<?xml version="1.0" encoding="UTF-8"?>
<!-- The ODD's chapters as one page, with a list of them on top. An ODD without chapters has no such page. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:eg="http://www.tei-c.org/ns/Examples"
  xmlns:odd="https://titelei.example.org/ns/odd"
  xmlns="http://www.w3.org/1999/xhtml"
  xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="odd:chapters" as="element(div)*">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:sequence select="root($schema)/TEI/text/body/div[head][not(schemaSpec)]"/>
  </xsl:function>

  <xsl:function name="odd:manual-page" as="element(h:html)">
    <xsl:param name="schema" as="element(schemaSpec)"/>
    <xsl:variable name="chapters" as="element(div)*" select="odd:chapters($schema)"/>
    <xsl:variable name="main" as="element()+">
      <h1>{root($schema)/TEI/teiHeader/fileDesc/titleStmt/title[1]}</h1>
      <nav aria-label="{odd:label('chapters')}">
        <ol>
          <xsl:for-each select="$chapters">
            <li><a href="#{odd:chapter-id(.)}"><xsl:apply-templates select="head/node()" mode="prose"/></a></li>
          </xsl:for-each>
        </ol>
      </nav>
      <xsl:apply-templates select="$chapters" mode="manual"/>
    </xsl:variable>
    <xsl:sequence select="odd:frame($schema, 'manual', odd:label('nav-manual'), $main)"/>
  </xsl:function>

  <xsl:function name="odd:chapter-id" as="xs:string">
    <xsl:param name="chapter" as="element(div)"/>
    <xsl:sequence select="string(($chapter/@xml:id, 'chapter-' || (1 + count($chapter/preceding-sibling::div)))[1])"/>
  </xsl:function>

  <xsl:mode name="manual" on-no-match="fail" on-multiple-match="fail"/>

  <xsl:template match="div" mode="manual" as="element(h:section)">
    <section id="{odd:chapter-id(.)}">
      <xsl:element name="h{min((count(ancestor-or-self::div) + 1, 6))}" namespace="http://www.w3.org/1999/xhtml">
        <xsl:apply-templates select="head/node()" mode="prose"/>
      </xsl:element>
      <xsl:apply-templates select="* except head" mode="manual"/>
    </section>
  </xsl:template>

  <xsl:template match="p | list" mode="manual" as="element()">
    <xsl:apply-templates select="." mode="prose"/>
  </xsl:template>

  <xsl:template match="table" mode="manual" as="element(h:div)">
    <div class="scroll" tabindex="0">
      <table>
        <thead>
          <xsl:apply-templates select="row[@role = 'label']" mode="manual"/>
        </thead>
        <tbody>
          <xsl:apply-templates select="row[not(@role = 'label')]" mode="manual"/>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:template match="row" mode="manual" as="element(h:tr)">
    <tr>
      <xsl:for-each select="cell">
        <xsl:choose>
          <xsl:when test="../@role = 'label'">
            <th scope="col"><xsl:apply-templates mode="prose"/></th>
          </xsl:when>
          <xsl:otherwise>
            <td><xsl:apply-templates mode="prose"/></td>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </tr>
  </xsl:template>

  <xsl:template match="eg" mode="manual" as="element(h:pre)">
    <pre tabindex="0"><code>{.}</code></pre>
  </xsl:template>

  <xsl:template match="eg:egXML" mode="manual" as="element(h:pre)">
    <xsl:apply-templates select="." mode="example"/>
  </xsl:template>

  <xsl:template match="*" mode="manual" as="empty-sequence()" priority="-1">
    <xsl:sequence select="odd:fail(., odd:unknown(.))"/>
  </xsl:template>

</xsl:stylesheet>
