<?xml version="1.0" encoding="UTF-8"?>
<!-- What comes from titelei.toml: every stylesheet gets the same parameters, and each has the shipped default,
     so that any stylesheet also runs by itself. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:settings="urn:titelei:settings"
  exclude-result-prefixes="#all">

  <!-- Where the edition's pages are; ends with a slash. -->
  <xsl:param name="base-url" as="xs:string" select="'https://titelei.example.org/'"/>

  <!-- The domain in oai: identifiers. -->
  <xsl:param name="domain" as="xs:string" select="tokenize($base-url, '[/:]+')[2]"/>

  <!-- The edition's name. -->
  <xsl:param name="edition-title" as="xs:string" select="''"/>

  <!-- Languages of labels, separated by spaces, the preferred one first. -->
  <xsl:param name="languages" as="xs:string" select="'en ru'"/>

  <!-- Columns of the wrapped reading text. -->
  <xsl:param name="width" as="xs:integer" select="80"/>

  <!-- A publisher for formats that demand one; empty where the settings name none. -->
  <xsl:param name="publisher" as="xs:string" select="''"/>

  <!-- Who deposits at Crossref, and in whose name; empty where the settings say nothing. -->
  <xsl:param name="crossref-depositor-name" as="xs:string" select="''"/>
  <xsl:param name="crossref-depositor-email" as="xs:string" select="''"/>
  <xsl:param name="crossref-registrant" as="xs:string" select="''"/>

  <!-- The DOI of the publisher's page about corrections and updates; empty where it has none at Crossref. -->
  <xsl:param name="crossref-crossmark-policy" as="xs:string" select="''"/>

  <!-- The outputs of this article, for links between them:
       <outputs xmlns="urn:titelei:settings"><output format="oai_dc" file="x.oai_dc.xml" media-type="application/xml" lang="" is-content="false"><label xml:lang="en">…</label></output>… -->
  <xsl:param name="outputs" as="document-node()?" select="()"/>

  <!-- What a project sets of the look of its pages, after src/titelei/settings/house.py:
       <house xmlns="urn:titelei:house"><style>…</style><logo>data:…</logo><footer xml:lang="en">…</footer>
         <link href="…">…</link><edition xml:lang="ru">…</edition></house>; each part only where it is set. -->
  <xsl:param name="house" as="document-node()?" select="()"/>

  <xsl:function name="settings:languages" as="xs:string*">
    <xsl:sequence select="tokenize($languages)"/>
  </xsl:function>

  <!-- The address of an article's page, and of an entity's. -->
  <xsl:function name="settings:article-url" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$base-url || 'articles/' || $id"/>
  </xsl:function>

  <!-- The address of one of an article's files, below that of its page. -->
  <xsl:function name="settings:output-url" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="file" as="xs:string"/>
    <xsl:sequence select="settings:article-url($id) || '/' || $file"/>
  </xsl:function>

  <xsl:function name="settings:entity-url" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="$base-url || 'entities/' || $id"/>
  </xsl:function>

  <!-- The address of a DOI, which may hold what no address may: that is percent-encoded. -->
  <xsl:function name="settings:doi-url" as="xs:string">
    <xsl:param name="doi" as="xs:string"/>
    <xsl:sequence select="'https://doi.org/' || string-join(
        string-to-codepoints($doi) ! codepoints-to-string(.)
        ! (if (matches(., '[A-Za-z0-9/:;()\-._~,!*''@]')) then . else encode-for-uri(.)))"/>
  </xsl:function>

  <!-- The address of a number in a register of persons, organisations, things; nothing where the register is not known. -->
  <xsl:function name="settings:identifier-url" as="xs:string?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="
        if (matches($number, '^https?://')) then $number
        else map {
            'orcid': 'https://orcid.org/', 'ror': 'https://ror.org/', 'wikidata': 'https://www.wikidata.org/wiki/',
            'viaf': 'https://viaf.org/viaf/' }(lower-case($type)) ! (. || $number)"/>
  </xsl:function>

  <xsl:function name="settings:oai-identifier" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="'oai:' || $domain || ':' || $id"/>
  </xsl:function>

</xsl:stylesheet>
