<?xml version="1.0" encoding="UTF-8"?>
<!-- Language tags (BCP 47), and which of several languages is the wanted one, after RFC 4647. What compares tags in
     Python is src/titelei/characters/tags.py, which answers the same. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  exclude-result-prefixes="#all">

  <!-- The language without script and region: ru of ru-Latn. -->
  <xsl:function name="tags:primary" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="lower-case(string(tokenize($tag, '-')[1]))"/>
  </xsl:function>

  <!-- The letters that a tag names: latn of ru-Latn; empty where it names none. -->
  <xsl:function name="tags:script" as="xs:string">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="lower-case(string(tokenize($tag, '-')[position() gt 1][matches(., '^[A-Za-z]{4}$')][1]))"/>
  </xsl:function>

  <!-- How near a tag is to a wanted one (lookup, then its reverse); 0 is the same, 9 another language. A tag that names
       other letters than the wanted one is farther than one of another country. -->
  <xsl:function name="tags:distance" as="xs:integer">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:param name="wanted" as="xs:string?"/>
    <xsl:variable name="has" as="xs:string" select="lower-case($tag)"/>
    <xsl:variable name="wants" as="xs:string" select="lower-case($wanted)"/>
    <xsl:sequence select="
        if ($has = '' or $wants = '' or tags:primary($has) ne tags:primary($wants)) then 9
        else if ($has = $wants) then 0
        else if (tags:script($has) ne tags:script($wants)) then 4
        else if (starts-with($wants, $has || '-')) then 1
        else if (starts-with($has, $wants || '-')) then 2
        else 3"/>
  </xsl:function>

  <!-- Whether a tag is of the wanted language and its letters, whatever the country. -->
  <xsl:function name="tags:fits" as="xs:boolean">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:param name="wanted" as="xs:string?"/>
    <xsl:sequence select="tags:distance($tag, $wanted) lt 4"/>
  </xsl:function>

  <!-- Of items those in the wanted language and its letters, the nearest first; what the tag of one is says the function. -->
  <xsl:function name="tags:nearest" as="item()*">
    <xsl:param name="items" as="item()*"/>
    <xsl:param name="wanted" as="xs:string?"/>
    <xsl:param name="tag" as="function(item()) as xs:string?"/>
    <xsl:sequence select="sort($items[tags:fits($tag(.), $wanted)], (), function($item) { tags:distance($tag($item), $wanted) })"/>
  </xsl:function>

</xsl:stylesheet>
