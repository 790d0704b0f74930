<?xml version="1.0" encoding="UTF-8"?>
<!-- JATS: abstracts with their sections, key words, statements, references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:source="urn:titelei:sources"
  xmlns:jats="urn:titelei:sources:jats"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="jats:abstracts" as="element()*">
    <xsl:param name="meta" as="element()?"/>
    <xsl:for-each select="$meta/(*:abstract | *:trans-abstract)[source:text(.)]">
      <xsl:variable name="passage" as="element()" select="source:passage('abstract', .)"/>
      <xsl:sequence select="source:with($passage[.//*:p], 'kind', jats:abstract-kind(.))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:abstract-kind" as="xs:string">
    <xsl:param name="abstract" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(string($abstract/@abstract-type))"/>
    <xsl:sequence select="
        if (matches($type, 'graphical|visual')) then 'graphical'
        else if (matches($type, 'key-?points?|highlights|author-highlights')) then 'highlights'
        else if (matches($type, 'toc|teaser|web-summary|short|precis')) then 'teaser'
        else if (matches($type, 'executive|plain|digest|summary|lay|editor|synopsis|significance')) then 'summary'
        else ''"/>
  </xsl:function>

  <!-- Key words of authors; other groups (organisms, codes of a scheme) have their scheme. -->
  <xsl:function name="jats:keywords" as="element()*">
    <xsl:param name="meta" as="element()?"/>
    <xsl:for-each select="$meta/*:kwd-group[not(@kwd-group-type = 'abbreviations')]">
      <xsl:variable name="scheme" as="xs:string" select="string((@vocab, @kwd-group-type[not(matches(., '^author'))])[1])"/>
      <xsl:sequence select="
          source:keywords((.//*:kwd, .//*:compound-kwd)[not(ancestor::*:compound-kwd)][source:text(.)], source:lang(.))
          => source:with('scheme', $scheme)
          => source:with('scheme-uri', @vocab-identifier)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Statements: footnotes of a kind, acknowledgements, notes on data and ethics. -->
  <xsl:function name="jats:statements" as="element()*">
    <xsl:param name="article" as="element()"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:for-each select="
        $meta/*:author-notes/*:fn[jats:statement-kind(.)][source:text((*:p, .)[1])],
        $article/*:back/(*:ack | *:notes[jats:statement-kind(.)] | *:sec[jats:statement-kind(.)] | *:fn-group/*:fn[jats:statement-kind(.)] | *:sec/*:fn-group/*:fn[jats:statement-kind(.)])">
      <xsl:variable name="passage" as="element()" select="source:passage('statement', .)"/>
      <xsl:sequence select="source:with($passage, 'kind', jats:statement-kind(.))[.//*:p]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:statement-kind" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(string(($node/@fn-type, $node/@notes-type, $node/@sec-type, $node/@content-type)[1]))"/>
    <xsl:sequence select="
        if ($node/self::*:ack) then 'acknowledgement'
        else if (matches($type, 'conflict|coi|competing')) then 'conflict'
        else if (matches($type, 'data-?avail')) then 'data-availability'
        else if (matches($type, 'ethic')) then 'ethics'
        else if ($type = ('con', 'contributions', 'author-contribution')) then 'contributions'
        else if (matches($type, 'financial|funding')) then 'funding'
        else ''"/>
  </xsl:function>

  <xsl:function name="jats:references" as="element()*">
    <xsl:param name="back" as="element()?"/>
    <xsl:for-each select="$back/*:ref-list//*:ref">
      <xsl:variable name="citation" as="element()?" select="(
          *:mixed-citation, *:citation, *:nlm-citation, *:element-citation, *:citation-alternatives/*[1], *:note)[1]"/>
      <xsl:variable name="text" as="xs:string" select="
          if ($citation[self::*:mixed-citation or text()[normalize-space()]]) then source:text($citation)
          else jats:reference-text($citation)"/>
      <xsl:sequence select="source:value('reference', ., $text, '')
          => source:with('doi', ($citation//*:pub-id[@pub-id-type = 'doi'] ! source:doi(.))[1])"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A reference of elements alone, its parts in their order. -->
  <xsl:function name="jats:reference-text" as="xs:string">
    <xsl:param name="citation" as="element()?"/>
    <xsl:sequence select="string-join(
        for $part in $citation/* return
          if ($part/self::*:person-group) then string-join($part/*:name ! string-join((*:surname, *:given-names) ! source:text(.), ' '), ', ')
          else source:text($part), '. ') => source:folded()"/>
  </xsl:function>

</xsl:stylesheet>
