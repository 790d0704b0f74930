<?xml version="1.0" encoding="UTF-8"?>
<!-- Fields and subfields; none is empty. The fixed fields 001, 005 and 008 (MARC 21, 00X). -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:marc="urn:titelei:marcxml"
  xmlns="http://www.loc.gov/MARC21/slim"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="marc:field" as="element()?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="indicators" as="xs:string"/>
    <xsl:param name="subfields" as="element()*"/>
    <xsl:if test="exists($subfields)">
      <datafield tag="{$tag}" ind1="{substring($indicators, 1, 1)}" ind2="{substring($indicators, 2, 1)}">
        <xsl:sequence select="$subfields"/>
      </datafield>
    </xsl:if>
  </xsl:function>

  <xsl:function name="marc:sub" as="element()?">
    <xsl:param name="code" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="normalize-space($value)">
      <subfield code="{$code}">{$value}</subfield>
    </xsl:if>
  </xsl:function>

  <!-- 005 is the moment of the last change; 008 begins with its day, as it is not known when the record came into a file. -->
  <xsl:function name="marc:control" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="changed" as="xs:string?" select="dates:figures($facts/edition/change/@when)[.]"/>
    <xsl:variable name="year" as="xs:string?" select="dates:year($facts/date[@type = 'issued'][1])[matches(., '^[0-9]{4}$')]"/>
    <controlfield tag="001">{$facts/@id}</controlfield>
    <xsl:if test="$changed">
      <controlfield tag="005">{$changed}.0</controlfield>
    </xsl:if>
    <controlfield tag="008">
      <xsl:value-of separator="" select="
          if ($changed) then substring($changed, 3, 6) else '||||||',
          if ($year) then 's' || $year || '    ' else 'nuuuuuuuu',
          'xx ', '|||||||||||||||||', marc:language($facts/work-language), '||'"/>
    </controlfield>
  </xsl:function>

  <!-- A language by the codes of ISO 639-2/B, which know every language with two letters in ISO 639-1. -->
  <xsl:function name="marc:language" as="xs:string">
    <xsl:param name="language" as="element(work-language)?"/>
    <xsl:variable name="own" as="map(xs:string, xs:string)" select="map {
        'bod': 'tib', 'ces': 'cze', 'cym': 'wel', 'deu': 'ger', 'ell': 'gre', 'eus': 'baq', 'fas': 'per', 'fra': 'fre',
        'hye': 'arm', 'isl': 'ice', 'kat': 'geo', 'mkd': 'mac', 'mri': 'mao', 'msa': 'may', 'mya': 'bur', 'nld': 'dut',
        'ron': 'rum', 'slk': 'slo', 'sqi': 'alb', 'zho': 'chi'}"/>
    <xsl:sequence select="
        if (matches($language/@tag, '^[a-z]{2}(-|$)') and $language/@iso639-3)
        then ($own($language/@iso639-3), string($language/@iso639-3))[1]
        else '|||'"/>
  </xsl:function>

</xsl:stylesheet>
