<?xml version="1.0" encoding="UTF-8"?>
<!-- An OAI-PMH answer as a page for people. XSLT 1.0: the server runs it with libxslt, beside its answers. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:oai="http://www.openarchives.org/OAI/2.0/" exclude-result-prefixes="oai">
   <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
   <xsl:include href="source.xsl"/>

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
               :root { color-scheme: light dark; --ink: #1c1c1c; --paper: #fff; --line: #767676; --link: #0b4f9e; --soft: #f2f2ee }
               @media (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --paper: #161616; --line: #8c8c8c; --link: #8fc1ff; --soft: #232323 } }
               body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
               a { color: var(--link) }
               nav ul { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; list-style: none }
               nav a { display: inline-block; padding: .25rem 0; min-height: 1.5rem }
               dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem }
               h1, h2 { overflow-wrap: anywhere }
               dt { font-weight: 600 } dd { margin: 0; overflow-wrap: anywhere }
               section { border-top: 1px solid var(--line); margin-top: 1.5rem }
               pre { background: var(--soft); padding: .75rem; overflow: auto; max-height: 24rem; white-space: pre-wrap; overflow-wrap: anywhere }
               .deleted { text-decoration: line-through }
               @media (max-width: 30rem) { dl { grid-template-columns: 1fr } }
            </style>
         </head>
         <body>
            <header>
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
