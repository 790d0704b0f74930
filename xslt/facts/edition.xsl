<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts about the edition: who answers for it, its licence, its newest change; and about the copy it was made from. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:function name="facts:edition" as="element(facts:edition)">
    <xsl:param name="tei" as="element(TEI)"/>
    <xsl:variable name="file" as="element(fileDesc)?" select="$tei/teiHeader/fileDesc"/>
    <xsl:variable name="revision" as="element(revisionDesc)?" select="$tei/teiHeader/revisionDesc"/>
    <edition>
      <xsl:sequence select="$file/titleStmt/title ! facts:with(facts:fact('title', .), 'type', @type)"/>
      <xsl:for-each select="$file/titleStmt/respStmt">
        <responsible>
          <xsl:sequence select="facts:from(.)"/>
          <xsl:sequence select="facts:fact('name', (name | persName | orgName)[1]), facts:fact('task', resp[1])"/>
        </responsible>
      </xsl:for-each>
      <xsl:sequence select="
          facts:fact('publisher', $file/publicationStmt/publisher[1]),
          $file/publicationStmt/date[1] ! facts:value('date', ., facts:edtf(.)),
          $file/publicationStmt/availability/licence[1] ! facts:licence(., 'licence'),
          $file/notesStmt/note[@type = 'scope'][1] ! facts:fact('scope', .),
          $revision ! facts:value('status', ., @status),
          facts:newest-change($revision)"/>
      <xsl:for-each select="$tei/teiHeader/profileDesc/langUsage/language">
        <language tag="{@ident}">
          <xsl:sequence select="facts:lang-attribute(.), facts:from(.), text:reading(node())"/>
        </language>
      </xsl:for-each>
    </edition>
  </xsl:function>

  <!-- The change with the latest @when; of several on one day the first, since they stand newest first. -->
  <xsl:function name="facts:newest-change" as="element(facts:change)?">
    <xsl:param name="revision" as="element(revisionDesc)?"/>
    <xsl:variable name="changes" as="element(change)*" select="$revision//change[@when]"/>
    <xsl:for-each select="$changes[@when = max($changes/string(@when))][1]">
      <change when="{@when}">
        <xsl:copy-of select="@status"/>
        <xsl:sequence select="facts:lang-attribute(.), facts:from(.), text:reading(node())"/>
      </change>
    </xsl:for-each>
  </xsl:function>

  <!-- A licence: its address, whether its availability is free, its words. -->
  <xsl:function name="facts:licence" as="element()">
    <xsl:param name="licence" as="element(licence)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:element name="{$name}">
      <xsl:if test="$licence/@target">
        <xsl:attribute name="uri" select="tokenize($licence/@target)[1]"/>
      </xsl:if>
      <xsl:copy-of select="$licence/../@status"/>
      <xsl:sequence select="facts:lang-attribute($licence), facts:from($licence), text:reading($licence)"/>
    </xsl:element>
  </xsl:function>

  <!-- The copy of the page that was encoded. -->
  <xsl:function name="facts:source" as="element(facts:source)?">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:for-each select="$article/ancestor::sourceDesc//bibl[@type = 'page'][1]">
      <source>
        <xsl:sequence select="
            facts:from(.),
            facts:fact('title', title[1]),
            facts:fact('file', idno[@type = 'file'][1]),
            facts:fact('sha256', idno[@type = 'sha256'][1]),
            (ref/@target, ptr/@target, idno[@type = ('url', 'URL', 'URI')])[1] ! facts:value('url', ., string(.)),
            date[1] ! facts:value('accessed', ., facts:edtf(.))"/>
      </source>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
