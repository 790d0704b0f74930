<?xml version="1.0" encoding="UTF-8"?>
<!-- JATS (ANSI/NISO Z39.96) and the NLM versions before it, to facts. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:source="urn:titelei:sources"
  xmlns:jats="urn:titelei:sources:jats"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>
  <xsl:include href="meta.xsl"/>
  <xsl:include href="contributors.xsl"/>
  <xsl:include href="passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:key name="jats:id" match="*[@id]" use="@id"/>
  <xsl:key name="jats:of-group" match="*:contrib[@contrib-type = 'author non-byline']"
    use="*:contrib-id[@contrib-id-type = 'group-author-key']"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="/descendant::*[local-name() = 'article'][1]"/>
  </xsl:template>

  <xsl:template match="*:article">
    <xsl:variable name="front" as="element()" select="(*:front, *:front-stub)[1]"/>
    <xsl:variable name="meta" as="element()" select="($front/*:article-meta, $front)[1]"/>
    <xsl:variable name="translations" as="element()*" select="*:sub-article[@article-type = 'translation']"/>
    <reading>
      <facts>
        <xsl:sequence select="
            jats:kind(.),
            source:work-language(@xml:lang),
            jats:titles($meta/*:title-group, @xml:lang),
            $translations ! jats:translated-title(.),
            jats:journal($front/*:journal-meta, $meta),
            jats:issue($meta),
            jats:counts($meta/*:counts),
            jats:dates($meta),
            jats:identifiers($meta),
            jats:links($meta),
            jats:rights($meta/*:permissions, $meta),
            jats:classes($meta),
            jats:funding($meta, *:back),
            jats:related($meta),
            jats:authors($meta),
            jats:contributors($meta),
            jats:abstracts($meta), $translations ! jats:abstracts((*:front-stub, *:front/*:article-meta)[1]),
            jats:keywords($meta), $translations ! jats:keywords((*:front-stub, *:front/*:article-meta)[1]),
            jats:statements(., $meta),
            jats:references(*:back)"/>
      </facts>
      <xsl:sequence select="jats:told(., $meta)"/>
    </reading>
  </xsl:template>

  <!-- What no fact holds. Bookkeeping of the publisher (processing data, file names) is not about the article. -->
  <xsl:function name="jats:told" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:sequence select="source:told((
        $meta/(*:isbn | *:supplement[*] | *:conference | *:product | *:volume-id | *:volume-series | *:issue-sponsor
          | *:support-group | *:custom-meta-group//*:custom-meta | *:custom-meta-wrap//*:custom-meta | *:event-desc
          | *:pub-history//*:event | *:title-group/*:fn-group),
        $article/*:sub-article[not(@article-type = 'translation')]/(*:front-stub | *:front/*:article-meta)/*:title-group/*:article-title,
        $article/*:front/*:notes))"/>
  </xsl:function>

</xsl:stylesheet>
