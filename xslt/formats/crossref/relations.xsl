<?xml version="1.0" encoding="UTF-8"?>
<!-- Programs beside the article: money, licences and updates (in Crossmark, where there is a policy); relations. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:crossref="urn:titelei:crossref"
  xmlns:marks="urn:titelei:marks"
  xmlns:dates="urn:titelei:dates"
  xmlns:settings="urn:titelei:settings"
  xmlns:jats="http://www.ncbi.nlm.nih.gov/JATS1"
  xmlns:fr="http://www.crossref.org/fundref.xsd"
  xmlns:ai="http://www.crossref.org/AccessIndicators.xsd"
  xmlns:rel="http://www.crossref.org/relations.xsd"
  xmlns="http://www.crossref.org/schema/5.5.0"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- Between works. A correction or a retraction is none of these: Crossref has updates for them. -->
  <xsl:variable name="crossref:inter-work" as="map(xs:string, xs:string)" static="yes" select="map{
      'reply': 'hasReply', 'replied': 'isReplyTo', 'comment': 'hasComment', 'commented': 'isCommentOn',
      'review': 'hasReview', 'reviewed': 'isReviewOf', 'dataset': 'isSupplementedBy', 'software': 'isSupplementedBy',
      'supplement': 'isSupplementedBy', 'supplemented': 'isSupplementTo', 'part': 'hasPart', 'whole': 'isPartOf',
      'correction': 'hasRelatedMaterial', 'retraction': 'hasRelatedMaterial', 'concern': 'hasRelatedMaterial',
      'addendum': 'hasRelatedMaterial', 'corrected': 'isRelatedMaterial', 'retracted': 'isRelatedMaterial',
      'concerned': 'isRelatedMaterial', 'addended': 'isRelatedMaterial'}"/>

  <!-- Between versions of one work. -->
  <xsl:variable name="crossref:intra-work" as="map(xs:string, xs:string)" static="yes" select="map{
      'translation': 'hasTranslation', 'original': 'isTranslationOf', 'preprint': 'hasPreprint', 'published': 'isPreprintOf',
      'earlier': 'replaces', 'later': 'isReplacedBy'}"/>

  <!-- What a notice does to the article that it names. -->
  <xsl:variable name="crossref:updates" as="map(xs:string, xs:string)" static="yes" select="map{
      'corrected': 'correction', 'retracted': 'retraction', 'concerned': 'expression_of_concern', 'addended': 'addendum'}"/>

  <!-- Where a policy is set, money and licences stand inside Crossmark. -->
  <xsl:function name="crossref:programs" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="programs" as="element()*" select="crossref:funding($facts), crossref:licences($facts)"/>
    <xsl:choose>
      <xsl:when test="$crossref-crossmark-policy">
        <crossmark>
          <crossmark_policy>{$crossref-crossmark-policy}</crossmark_policy>
          <xsl:where-populated>
            <updates>
              <xsl:sequence select="$facts/related[@doi] ! crossref:update(., $facts)"/>
            </updates>
          </xsl:where-populated>
          <xsl:if test="$programs">
            <custom_metadata>
              <xsl:sequence select="$programs"/>
            </custom_metadata>
          </xsl:if>
        </crossmark>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$programs"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The day of an update is that on which the notice appeared; where no day is known, the first of what is. -->
  <xsl:function name="crossref:update" as="element()?">
    <xsl:param name="related" as="element(related)"/>
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="parts" as="xs:string*"
      select="dates:parts(dates:first(($facts/date[@type = ('published', 'online')], crossref:issued($facts))[1]))"/>
    <xsl:for-each select="$related/@type ! $crossref:updates(string())">
      <update type="{.}" date="{string-join(($parts[1], ($parts[2], '01')[1], ($parts[3], '01')[1]), '-')}">{$related/@doi}</update>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="crossref:relations-program" as="element(rel:program)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <rel:program name="relations">
        <xsl:sequence select="
            $facts/related[@uri or @number][not($crossref-crossmark-policy and @doi and @type ! $crossref:updates(string()))]
              ! crossref:relation(.)"/>
      </rel:program>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="crossref:relation" as="element(rel:related_item)">
    <xsl:param name="related" as="element(related)"/>
    <xsl:variable name="intra" as="xs:string?" select="$related/@type ! $crossref:intra-work(string())"/>
    <xsl:variable name="scheme" as="xs:string?" select="
        map{'ISBN': 'isbn', 'PMID': 'pmid', 'PMCID': 'pmcid', 'arXiv': 'arxiv', 'handle': 'handle', 'ARK': 'ark'}(string($related/@scheme))"/>
    <rel:related_item>
      <rel:description>{(string($related)[.], $related/@type, 'related')[1]}</rel:description>
      <xsl:element name="rel:{if ($intra) then 'intra' else 'inter'}_work_relation">
        <xsl:attribute name="relationship-type"
          select="($intra, $related/@type ! $crossref:inter-work(string()), 'hasRelatedMaterial')[1]"/>
        <xsl:attribute name="identifier-type" select="if ($related/@doi) then 'doi' else ($scheme, 'uri'[$related/@uri], 'other')[1]"/>
        <xsl:value-of select="if ($related/@doi) then $related/@doi else if ($scheme) then $related/@number else $related/(@uri, @number)[1]"/>
      </xsl:element>
    </rel:related_item>
  </xsl:function>

</xsl:stylesheet>
