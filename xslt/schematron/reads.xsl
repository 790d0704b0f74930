<?xml version="1.0" encoding="UTF-8"?>
<!-- The functions that read files, as compiled schemas have them where a schema may use one (expressions.xsl puts them in
     place of XPath's and XSLT's, with the base URI of the expression, and its place in the schema, as first argument).

     Nothing is fetched here. What was read stands in $titelei-documents and $titelei-files; what was not is asked for by
     a message, whereupon the caller reads the file, or says why not, and runs the schema again. -->
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:err="http://www.w3.org/2005/xqt-errors"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:titelei="urn:titelei:schematron">

  <!-- texts, and what cannot be read, each as <titelei:file of="document|text ENCODING" address="…" [fault="…"]> -->
  <xsl:param name="titelei-files" as="document-node()?" select="()"/>

  <xsl:key name="titelei.file" match="titelei:file" use="@of || ' ' || @address"/>

  <xsl:variable name="titelei.known" as="map(xs:string, document-node())" select="
    map:merge((root($titelei.root)[. instance of document-node()], $titelei-documents) ! map{string(base-uri(.)): .})"/>

  <xsl:function name="titelei:file" as="element(titelei:file)?">
    <xsl:param name="of" as="xs:string"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="file" as="element(titelei:file)?"
      select="$titelei-files ! key('titelei.file', $of || ' ' || $address, .)"/>
    <xsl:sequence select="$file"/>
    <xsl:if test="empty($file)">
      <xsl:message select="'titelei:ask ' || $of || ' ' || $address"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="titelei:fault" as="item()*">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="file" as="element(titelei:file)"/>
    <xsl:sequence select="error(QName('http://www.w3.org/2005/xqt-errors', $code), string($file/@fault), $base[2])"/>
  </xsl:function>

  <!-- fn:doc -->
  <xsl:function name="titelei:doc" as="document-node()?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:for-each select="$href ! titelei:absolute($base[1], .)">
      <xsl:sequence select="
        if (map:contains($titelei.known, .)) then $titelei.known(.)
        else titelei:file('document', .) ! titelei:fault($base, 'FODC0002', .)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="titelei:doc-available" as="xs:boolean">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:variable name="address" as="xs:string?" select="$href ! titelei:absolute($base[1], .)"/>
    <xsl:sequence select="exists($address) and (
      if (map:contains($titelei.known, $address)) then true()
      else exists(titelei:file('document', $address)[not(@fault)]))"/>
  </xsl:function>

  <!-- XSLT's document(): the address in a node starts from that node; after # comes an id. -->
  <xsl:function name="titelei:document" as="node()*">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="items" as="item()*"/>
    <xsl:variable name="found" as="node()*">
      <xsl:for-each select="$items">
        <xsl:variable name="from" as="xs:string*" select="if (. instance of node()) then base-uri(.) ! string(.) else ()"/>
        <xsl:sequence select="data(.) ! titelei:part((($from, $base)[1], $base[2]), string(.))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="$found/."/>
  </xsl:function>

  <xsl:function name="titelei:document" as="node()*">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="from" as="node()"/>
    <xsl:variable name="found" as="node()*"
      select="$items ! data(.) ! titelei:part((string(base-uri($from)), $base[2]), string(.))"/>
    <xsl:sequence select="$found/."/>
  </xsl:function>

  <xsl:function name="titelei:part" as="node()?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string"/>
    <xsl:variable name="whole" as="document-node()?" select="titelei:doc($base, replace($href, '#.*$', '', 's'))"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($href, '#')"/>
    <xsl:sequence select="
      if ($id eq '') then $whole else $whole ! (id($id, .), descendant::*[@xml:id = $id or @id = $id])[1]"/>
  </xsl:function>

  <!-- fn:unparsed-text and its kin -->
  <xsl:function name="titelei:unparsed-text" as="xs:string?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:sequence select="titelei:unparsed-text($base, $href, '')"/>
  </xsl:function>

  <xsl:function name="titelei:unparsed-text" as="xs:string?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="encoding" as="xs:string"/>
    <xsl:sequence select="titelei:text($base, $href, $encoding) ! (
      if (@fault) then titelei:fault($base, 'FOUT1170', .) else string(.))"/>
  </xsl:function>

  <xsl:function name="titelei:text" as="element(titelei:file)?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="encoding" as="xs:string"/>
    <xsl:sequence select="
      $href ! titelei:file(normalize-space('text ' || $encoding), titelei:absolute($base[1], .))"/>
  </xsl:function>

  <xsl:function name="titelei:unparsed-text-lines" as="xs:string*">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:sequence select="titelei:unparsed-text-lines($base, $href, '')"/>
  </xsl:function>

  <xsl:function name="titelei:unparsed-text-lines" as="xs:string*">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="encoding" as="xs:string"/>
    <xsl:sequence select="
      titelei:unparsed-text($base, $href, $encoding) ! tokenize(replace(., '(\r\n?|\n)$', ''), '\r\n?|\n')"/>
  </xsl:function>

  <xsl:function name="titelei:unparsed-text-available" as="xs:boolean">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:sequence select="titelei:unparsed-text-available($base, $href, '')"/>
  </xsl:function>

  <xsl:function name="titelei:unparsed-text-available" as="xs:boolean">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="encoding" as="xs:string"/>
    <xsl:sequence select="exists(titelei:text($base, $href, $encoding)[not(@fault)])"/>
  </xsl:function>

  <!-- fn:json-doc -->
  <xsl:function name="titelei:json-doc" as="item()?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:sequence select="titelei:json-doc($base, $href, map{})"/>
  </xsl:function>

  <xsl:function name="titelei:json-doc" as="item()?">
    <xsl:param name="base" as="xs:string*"/>
    <xsl:param name="href" as="xs:string?"/>
    <xsl:param name="options" as="map(*)"/>
    <xsl:variable name="text" as="xs:string?" select="titelei:unparsed-text($base, $href)"/>
    <xsl:try select="parse-json($text, $options)">
      <xsl:catch errors="*" select="error($err:code, $err:description, $base[2])"/>
    </xsl:try>
  </xsl:function>

</xsl:stylesheet>
