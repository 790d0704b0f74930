<?xml version="1.0" encoding="UTF-8"?>
<!-- The names of an entry of standOff, whole and in parts. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- All names of an entry. Preferred is the main one in the work's language, else the first main one, else the first. -->
  <xsl:function name="facts:names" as="element(facts:name)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:variable name="names" as="element()*" select="
        ($entry[self::persName or self::orgName or self::name], $entry[not(self::place or self::org)]/(persName | orgName | name),
        $entry/self::org/orgName, $entry/self::place/placeName)[text:reading(.)]"/>
    <xsl:variable name="main" as="element()*" select="$names[@type = 'main']"/>
    <xsl:variable name="preferred" as="element()?"
      select="(facts:in-language($main, $work), $main, $names)[1]"/>
    <xsl:for-each select="$preferred, $names except $preferred">
      <name type="{(@type, 'variant')[1]}">
        <xsl:if test=". is $preferred">
          <xsl:attribute name="preferred" select="true()"/>
        </xsl:if>
        <xsl:sequence select="facts:lang-attribute(.), facts:from(.)"/>
        <text>{text:reading(.)}</text>
        <xsl:if test="surname">
          <inverted>{facts:inverted(.)}</inverted>
        </xsl:if>
        <xsl:sequence select="
            facts:part('surname', surname, ()), forename ! facts:part('forename', ., @type),
            facts:part('link', nameLink, ()), facts:part('generation', genName, ())"/>
      </name>
    </xsl:for-each>
  </xsl:function>

  <!-- Surname, forenames, name link and generation, as indexes sort it; degrees and titles stay out. -->
  <xsl:function name="facts:inverted" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="string-join((
        string-join($name/surname ! text:reading(.), ' '),
        string-join(($name/forename, $name/nameLink) ! text:reading(.), ' ')[.],
        string-join($name/genName ! text:reading(.), ' ')[.]), ', ')"/>
  </xsl:function>

</xsl:stylesheet>
