<?xml version="1.0" encoding="UTF-8"?>
<!-- An OAI-PMH answer as a page for people. XSLT 1.0: the server runs it with libxslt, beside its answers. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:oai="http://www.openarchives.org/OAI/2.0/" exclude-result-prefixes="oai">
   <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
   <xsl:include href="source.xsl"/>

   <!-- What the edition is called, and what it sets of the look: of the house, as all its pages. -->
   <xsl:param name="edition"/>
   <xsl:param name="style"/>

   <xsl:variable name="base" select="/oai:OAI-PMH/oai:request"/>
   <xsl:variable name="verb" select="/oai:OAI-PMH/oai:request/@verb"/>

   <xsl:template match="/">
      <html lang="en">
         <head>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="robots" content="noindex"/>
            <title>
               <xsl:call-template name="heading"/>
            </title>
            <style>
               /* The names and values of xslt/formats/html/style.css, so that a look of one's own holds here, too. */
               :root { color-scheme: light dark; --sans: system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
                  --paper: #fdfcf9; --ink: #1d1b18; --quiet: #5c564c; --line: #d9d3c7; --panel: #f4f1ea; --accent: #1a4f8a; --link: var(--accent) }
               @media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e8e4da; --quiet: #b3ab9b; --line: #3a3d44;
                  --panel: #1f2228; --accent: #9cc4f5 } }
               body { margin: 0 auto; max-width: 60rem; padding: 0 1.2rem 2rem; font: 1rem/1.5 var(--sans); color: var(--ink); background: var(--paper) }
               header { display: flex; flex-wrap: wrap; align-items: center; gap: 0 1.6rem; border-bottom: 1px solid var(--line); font-size: .88rem }
               header p { flex: 1 1 auto; font-weight: 600; margin: .7rem 0 }
               header a:not(:hover) { text-decoration: none }
               :focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem }
               a { color: var(--link) }
               nav ul { margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none }
               nav a { display: inline-block; padding: .25rem 0; min-height: 1.5rem }
               dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem }
               h1, h2 { overflow-wrap: anywhere }
               dt { font-weight: 600 } dd { margin: 0; overflow-wrap: anywhere }
               section { border-top: 1px solid var(--line); margin-top: 1.5rem }
               pre { background: var(--panel); padding: .75rem; overflow: auto; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere }
               .deleted { text-decoration: line-through }
               @media (max-width: 30rem) { dl { grid-template-columns: 1fr } }
            </style>
            <xsl:if test="$style != ''">
               <style>
                  <xsl:value-of select="$style"/>
               </style>
            </xsl:if>
         </head>
         <body>
            <header>
               <xsl:if test="$edition != ''">
                  <p><a href="./"><xsl:value-of select="$edition"/></a></p>
               </xsl:if>
               <nav aria-label="Verbs">
                  <ul>
                     <li><a href="{$base}?verb=Identify">Identify</a></li>
                     <li><a href="{$base}?verb=ListRecords&amp;metadataPrefix=oai_dc">Records</a></li>
                     <li><a href="{$base}?verb=ListIdentifiers&amp;metadataPrefix=oai_dc">Identifiers</a></li>
                     <li><a href="{$base}?verb=ListSets">Sets</a></li>
                     <li><a href="{$base}?verb=ListMetadataFormats">Formats</a></li>
                  </ul>
               </nav>
            </header>
            <main>
               <h1>
                  <xsl:call-template name="heading"/>
               </h1>
               <p>
                  <xsl:text>Answer of </xsl:text>
                  <xsl:value-of select="oai:OAI-PMH/oai:responseDate"/>
                  <xsl:text> under </xsl:text>
                  <xsl:value-of select="$base"/>
                  <xsl:text>. Programs that harvest get the same as XML.</xsl:text>
               </p>
               <xsl:apply-templates select="oai:OAI-PMH/*[not(self::oai:responseDate or self::oai:request)]"/>
            </main>
         </body>
      </html>
   </xsl:template>

   <xsl:template name="heading">
      <xsl:choose>
         <xsl:when test="/oai:OAI-PMH/oai:error">The request could not be answered</xsl:when>
         <xsl:otherwise>
            <xsl:value-of select="$verb"/>
         </xsl:otherwise>
      </xsl:choose>
   </xsl:template>

   <xsl:template match="oai:error">
      <dl>
         <dt>
            <xsl:value-of select="@code"/>
         </dt>
         <dd>
            <xsl:value-of select="."/>
         </dd>
      </dl>
   </xsl:template>

   <xsl:template match="oai:Identify">
      <dl>
         <xsl:for-each select="*[not(self::oai:description)]">
            <dt>
               <xsl:value-of select="local-name()"/>
            </dt>
            <dd>
               <xsl:value-of select="."/>
            </dd>
         </xsl:for-each>
      </dl>
      <xsl:for-each select="oai:description">
         <section>
            <h2>
               <xsl:value-of select="local-name(*)"/>
            </h2>
            <pre tabindex="0">
               <xsl:apply-templates select="*" mode="source"/>
            </pre>
         </section>
      </xsl:for-each>
   </xsl:template>

   <xsl:template match="oai:ListMetadataFormats | oai:ListSets | oai:ListIdentifiers | oai:ListRecords | oai:GetRecord">
      <xsl:apply-templates select="*[not(self::oai:resumptionToken)]"/>
      <xsl:apply-templates select="oai:resumptionToken"/>
   </xsl:template>

   <xsl:template match="oai:metadataFormat">
      <section>
         <h2>
            <xsl:value-of select="oai:metadataPrefix"/>
         </h2>
         <dl>
            <dt>Namespace</dt>
            <dd>
               <xsl:value-of select="oai:metadataNamespace"/>
            </dd>
            <dt>Schema</dt>
            <dd>
               <a href="{oai:schema}">
                  <xsl:value-of select="oai:schema"/>
               </a>
            </dd>
            <dt>Records</dt>
            <dd>
               <a href="{$base}?verb=ListRecords&amp;metadataPrefix={oai:metadataPrefix}">
                  <xsl:text>in </xsl:text>
                  <xsl:value-of select="oai:metadataPrefix"/>
               </a>
            </dd>
         </dl>
      </section>
   </xsl:template>

   <xsl:template match="oai:set">
      <section>
         <h2>
            <xsl:value-of select="oai:setName"/>
         </h2>
         <p>
            <a href="{$base}?verb=ListRecords&amp;metadataPrefix=oai_dc&amp;set={oai:setSpec}">
               <xsl:text>Records of </xsl:text>
               <xsl:value-of select="oai:setSpec"/>
            </a>
         </p>
      </section>
   </xsl:template>

   <xsl:template match="oai:ListIdentifiers/oai:header">
      <section>
         <xsl:call-template name="header"/>
      </section>
   </xsl:template>

   <xsl:template match="oai:record">
      <section>
         <xsl:for-each select="oai:header">
            <xsl:call-template name="header"/>
         </xsl:for-each>
         <xsl:for-each select="oai:metadata | oai:about">
            <pre tabindex="0">
               <xsl:apply-templates select="*" mode="source"/>
            </pre>
         </xsl:for-each>
      </section>
   </xsl:template>

   <xsl:template name="header">
      <h2>
         <xsl:if test="@status = 'deleted'">
            <xsl:attribute name="class">deleted</xsl:attribute>
         </xsl:if>
         <xsl:value-of select="oai:identifier"/>
      </h2>
      <dl>
         <dt>Datestamp</dt>
         <dd>
            <xsl:value-of select="oai:datestamp"/>
            <xsl:if test="@status"> (deleted)</xsl:if>
         </dd>
         <xsl:if test="oai:setSpec">
            <dt>Sets</dt>
            <dd>
               <xsl:for-each select="oai:setSpec">
                  <xsl:if test="position() &gt; 1">, </xsl:if>
                  <xsl:value-of select="."/>
               </xsl:for-each>
            </dd>
         </xsl:if>
         <dt>Formats</dt>
         <dd>
            <a href="{$base}?verb=ListMetadataFormats&amp;identifier={oai:identifier}">
               <xsl:text>of </xsl:text>
               <xsl:value-of select="oai:identifier"/>
            </a>
         </dd>
      </dl>
   </xsl:template>

   <xsl:template match="oai:resumptionToken">
      <section>
         <h2>The list</h2>
         <p>
            <xsl:value-of select="concat('This page begins after ', @cursor, ' of ', @completeListSize, '. ')"/>
            <xsl:if test="string(.)">
               <a href="{$base}?verb={$verb}&amp;resumptionToken={.}">Next page</a>
            </xsl:if>
         </p>
      </section>
   </xsl:template>
</xsl:stylesheet>
