<?xml version="1.0" encoding="UTF-8"?>
<!-- Contexts and their links. What is the article in another form is the content of the page (item, and collection back), everything
     else describes the article (describedby, and describes back). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:linkset="urn:titelei:linkset"
  xmlns:settings="urn:titelei:settings"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="linkset:outputs" as="element(settings:output)*">
    <xsl:param name="is-content" as="xs:boolean"/>
    <xsl:sequence select="
        $outputs/settings:outputs/settings:output[not(@format = ('html', 'linkset'))][xs:boolean(@is-content) = $is-content]"/>
  </xsl:function>

  <xsl:function name="linkset:page" as="element(fn:map)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="url" as="xs:string" select="settings:article-url($facts/@id)"/>
    <fn:map>
      <fn:string key="anchor">{$url}</fn:string>
      <xsl:sequence select="
          linkset:links('cite-as', linkset:cite-as($facts) ! linkset:link(., ())),
          linkset:links('type', ('https://schema.org/ScholarlyArticle', 'https://schema.org/AboutPage') ! linkset:link(., ())),
          linkset:links('author', $facts/author/orcid ! linkset:link('https://orcid.org/' || ., ())),
          linkset:links('license', distinct-values($facts/licence/@uri) ! linkset:link(., ())),
          linkset:links('describedby', linkset:outputs(false()) ! linkset:file($facts, .)),
          linkset:links('item', ($facts/link[@type = 'fulltext'] ! linkset:link(@uri, @media), linkset:outputs(true()) ! linkset:file($facts, .)))"/>
    </fn:map>
  </xsl:function>

  <!-- The DOI, else the address that the edition keeps. -->
  <xsl:function name="linkset:cite-as" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        ($facts/identifier[@type = 'DOI'] ! settings:doi-url(.), settings:article-url($facts/@id))[1]"/>
  </xsl:function>

  <xsl:function name="linkset:contents" as="element(fn:map)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="linkset:outputs(true()) ! linkset:back($facts, ., 'collection')"/>
    <xsl:for-each select="$facts/link[@type = 'fulltext']">
      <fn:map>
        <fn:string key="anchor">{@uri}</fn:string>
        <xsl:sequence select="linkset:links('collection', linkset:link(settings:article-url($facts/@id), 'text/html'))"/>
      </fn:map>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="linkset:descriptions" as="element(fn:map)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="linkset:outputs(false()) ! linkset:back($facts, ., 'describes')"/>
  </xsl:function>

  <!-- A file's own context: the way back to the page. -->
  <xsl:function name="linkset:back" as="element(fn:map)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:param name="output" as="element(settings:output)"/>
    <xsl:param name="relation" as="xs:string"/>
    <fn:map>
      <fn:string key="anchor">{settings:output-url($facts/@id, $output/@file)}</fn:string>
      <xsl:sequence select="linkset:links($relation, linkset:link(settings:article-url($facts/@id), 'text/html'))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="linkset:file" as="element(fn:map)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:param name="output" as="element(settings:output)"/>
    <fn:map>
      <xsl:sequence select="linkset:link(settings:output-url($facts/@id, $output/@file), $output/@media-type)/*"/>
      <xsl:for-each select="$output/@namespace[. ne '']">
        <fn:string key="profile">{.}</fn:string>
      </xsl:for-each>
    </fn:map>
  </xsl:function>

  <xsl:function name="linkset:link" as="element(fn:map)">
    <xsl:param name="href" as="xs:string"/>
    <xsl:param name="type" as="xs:string?"/>
    <fn:map>
      <fn:string key="href">{$href}</fn:string>
      <xsl:for-each select="$type">
        <fn:string key="type">{.}</fn:string>
      </xsl:for-each>
    </fn:map>
  </xsl:function>

  <xsl:function name="linkset:links" as="element(fn:array)?">
    <xsl:param name="relation" as="xs:string"/>
    <xsl:param name="links" as="element(fn:map)*"/>
    <xsl:if test="exists($links)">
      <fn:array key="{$relation}">
        <xsl:sequence select="$links"/>
      </fn:array>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
