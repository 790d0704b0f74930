<?xml version="1.0" encoding="UTF-8"?>
<!-- The words a reader sees, from <lang>.xml beside this module. A missing key or language stops the transform:
     no output leaves with a hole in it. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:labels="urn:titelei:labels"
  exclude-result-prefixes="#all">

  <!-- Addresses of a project's own files of labels, with spaces between: another language, or other words. -->
  <xsl:param name="own-labels" as="xs:string" static="yes" select="''"/>

  <!-- Read while the stylesheet is compiled: once a process, not once an article. -->
  <xsl:variable name="labels:all" as="document-node()+" static="yes" 
    select="tokenize($own-labels) ! doc(.), doc('en.xml'), doc('ru.xml')"/>

  <xsl:key name="labels:key" match="labels:label" use="@key"/>

  <!-- The label of a key in a language. -->
  <xsl:function name="labels:text" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="label" as="element(labels:label)?" select="(labels:documents($language) ! key('labels:key', $key, .))[1]"/>
    <xsl:sequence select="
        if ($label) then string($label)
        else error(QName('urn:titelei:labels', 'labels:missing'),
          labels:told('The label “' || $key || '” is missing in xslt/labels/' || $language || '.xml.', 'Add it there.'))"/>
  </xsl:function>

  <!-- What the caller reads of an error, as errors:told writes it: here it is the stylesheets that lack something. -->
  <xsl:function name="labels:told" as="xs:string">
    <xsl:param name="message" as="xs:string"/>
    <xsl:param name="repair" as="xs:string"/>
    <xsl:sequence select="serialize(
        map{'kind': 'stylesheet', 'message': $message, 'repair': $repair},
        map{'method': 'json', 'indent': false()})"/>
  </xsl:function>

  <!-- The same with {1}, {2}, … replaced by values. -->
  <xsl:function name="labels:text" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:iterate select="$values">
      <xsl:param name="text" as="xs:string" select="labels:text($key, $language)"/>
      <xsl:on-completion select="$text"/>
      <xsl:next-iteration>
        <xsl:with-param name="text" select="replace($text, '{' || position() || '}', ., 'q')"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <!-- Tells whether a key has a label: for values that come from the document, as a section's kind. -->
  <xsl:function name="labels:has" as="xs:boolean">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="exists(labels:documents($language) ! key('labels:key', $key, .))"/>
  </xsl:function>

  <!-- The files of labels of a language, a project's own first. -->
  <xsl:function name="labels:documents" as="document-node()+">
    <xsl:param name="language" as="xs:string"/>
    <xsl:variable name="found" as="document-node()*" select="$labels:all[labels:labels/@xml:lang = $language]"/>
    <xsl:sequence select="if ($found) then $found else error(QName('urn:titelei:labels', 'labels:language'),
          labels:told(
            'There are no labels in “' || $language || '”.',
            'Write labels/' || $language
              || '.xml in the folder that [paths] xslt names, or take the language out of [render] languages.'))"/>
  </xsl:function>

  <!-- The language of labels for a text: its own where labels are offered in it, whatever its country, else the first offered. -->
  <xsl:function name="labels:language" as="xs:string">
    <xsl:param name="of-text" as="xs:string?"/>
    <xsl:param name="offered" as="xs:string*"/>
    <xsl:sequence select="string((
        tags:nearest($offered, $of-text, string#1), $offered[tags:primary(.) = tags:primary($of-text)], $offered, 'en')[1])"/>
  </xsl:function>

</xsl:stylesheet>
