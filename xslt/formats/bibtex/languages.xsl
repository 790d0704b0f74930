<?xml version="1.0" encoding="UTF-8"?>
<!-- Languages by the names that babel knows, which biblatex takes over. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:bibtex="urn:titelei:bibtex"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:variable name="bibtex:languages" as="map(xs:string, xs:string)" static="yes" select="map{
      'ar': 'arabic', 'be': 'belarusian', 'bg': 'bulgarian', 'bs': 'bosnian', 'ca': 'catalan', 'cs': 'czech',
      'da': 'danish', 'de': 'ngerman', 'el': 'greek', 'en': 'english', 'eo': 'esperanto', 'es': 'spanish',
      'et': 'estonian', 'eu': 'basque', 'fa': 'persian', 'fi': 'finnish', 'fr': 'french', 'ga': 'irish',
      'gl': 'galician', 'he': 'hebrew', 'hi': 'hindi', 'hr': 'croatian', 'hu': 'magyar', 'hy': 'armenian',
      'id': 'indonesian', 'is': 'icelandic', 'it': 'italian', 'ja': 'japanese', 'ka': 'georgian', 'kk': 'kazakh',
      'ko': 'korean', 'la': 'latin', 'lt': 'lithuanian', 'lv': 'latvian', 'mk': 'macedonian', 'mn': 'mongolian',
      'nl': 'dutch', 'nb': 'norsk', 'nn': 'nynorsk', 'no': 'norsk', 'pl': 'polish', 'pt': 'portuguese',
      'ro': 'romanian', 'ru': 'russian', 'sk': 'slovak', 'sl': 'slovene', 'sq': 'albanian', 'sr': 'serbian',
      'sv': 'swedish', 'tr': 'turkish', 'uk': 'ukrainian', 'vi': 'vietnamese', 'zh': 'chinese'}"/>

  <!-- A language without a name there is given by its tag. -->
  <xsl:function name="bibtex:language" as="xs:string">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:sequence select="($bibtex:languages(tags:primary($tag)), $tag)[1]"/>
  </xsl:function>

  <!-- langid says how the entry itself is set: its title's language, which need not be that of the work. -->
  <xsl:function name="bibtex:langid" as="xs:string?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="
        $bibtex:languages(tags:primary(($facts/title[1]/@xml:lang, $facts/work-language/@tag)[1]))"/>
  </xsl:function>

</xsl:stylesheet>
