<?xml version="1.0" encoding="UTF-8"?>
<!-- The JSON of DataCite's service: the attributes of one DOI. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:works="urn:titelei:sources:works"
  xmlns:local="urn:titelei:sources:datacite-json"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>
  <xsl:include href="../works.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="json:map"/>
  </xsl:template>

  <xsl:template match="json:map">
    <xsl:variable name="types" as="element()?" select="json:map[@key = 'types']"/>
    <xsl:variable name="host" as="element()?" select="(works:items(., 'relatedItems')[works:one(., 'relatedItemType') = 'Journal'], json:map[@key = 'container'][json:*])[1]"/>
    <xsl:variable name="titles" as="element()*" select="works:items(., 'titles')[works:one(., 'title')]"/>
    <xsl:variable name="main" as="element()?" select="($titles[not(works:one(., 'titleType'))], $titles)[1]"/>
    <xsl:variable name="said" as="xs:string" select="lower-case(string-join($types/json:string[@key = ('resourceType', 'citeproc', 'schemaOrg', 'bibtex', 'resourceTypeGeneral')][not(. = ('Text', 'Other', 'misc', 'CreativeWork', ''))], ' '))"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language(works:one(., 'language')),
            local:titles($titles, $main)"/>
        <journal>
          <xsl:sequence select="
              source:with(source:words('title', (works:one($host, 'title'), $host/json:array[@key = 'titles']/json:map/json:string[@key = 'title'])[1]), 'role', 'main'),
              (works:one($host, 'identifier')[../json:string[@key = 'identifierType'] = 'ISSN'], works:items(., 'relatedIdentifiers')[works:one(., 'relatedIdentifierType') = ('ISSN', 'EISSN')]/json:string[@key = 'relatedIdentifier'])[1] ! source:issn(., ., ''),
              source:words('publisher', (works:one(., 'publisher'), works:one(json:map[@key = 'publisher'], 'name'))[not(matches(., '^:'))])"/>
        </journal>
        <xsl:sequence select="
            works:one($host, 'volume') ! source:value('volume', ., source:folded(replace(., '^\s*(Bd\.?|Vol(ume|\.)?|Band)\s+', '', 'i')), ''),
            source:datum('issue', works:one($host, 'issue')),
            local:pages($host),
            local:dates(.),
            (works:one(., 'doi'), works:one(., 'DOI'))[1] ! source:identifier('DOI', ., source:doi(.)),
            works:items(., 'identifiers')[not(works:one(., 'identifierType') = ('DOI', 'URL'))] ! source:identifier((works:one(., 'identifierType'), 'other')[1], ., source:text(works:one(., 'identifier'))),
            works:one(., 'url') ! source:value('url', ., string(.), ''),
            local:licence(.),
            works:items(., 'fundingReferences') ! local:grant(.),
            works:items(., 'relatedIdentifiers') ! local:related(.),
            works:items(., 'creators') ! local:agent('author', .),
            works:items(., 'contributors') ! local:agent('contributor', .),
            works:items(., 'descriptions')[works:one(., 'descriptionType') = 'Abstract'] ! local:abstract(.),
            local:keywords(.)"/>
      </facts>
      <xsl:if test="$said and not(matches($said, 'article|journal|zeitschrift|aufsatz|статья|editorial|review|letter'))">
        <other>{string-join(distinct-values($types/json:string[@key = ('resourceTypeGeneral', 'resourceType')][normalize-space()]), ', ')}</other>
      </xsl:if>
      <xsl:sequence select="source:told((works:items(., 'descriptions')[not(works:one(., 'descriptionType') = 'Abstract')]/json:string[@key = 'description'],
          works:items(., 'geoLocations')/json:string, works:all(., 'sizes'),
          local:unread-pages($host), works:items(., 'rightsList')[not(source:licence-uri((works:one(., 'rightsUri'), works:one(., 'rightsIdentifier'), works:one(., 'rights'))[1]))]/json:string[@key = 'rights']))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:titles" as="element()*">
    <xsl:param name="titles" as="element()*"/>
    <xsl:param name="main" as="element()?"/>
    <xsl:for-each select="$main, $titles except $main">
      <xsl:variable name="type" as="xs:string" select="string(works:one(., 'titleType'))"/>
      <xsl:variable name="words" as="element()" select="works:one(., 'title')"/>
      <xsl:sequence select="
          if ($type = 'Subtitle') then source:rich('subtitle', $words)
          else source:title(
            if (. is $main) then 'main' else if ($type = ('AlternativeTitle', 'Other')) then 'alternative' else 'translated', $words)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Pages are taken where both are pages: what journals put there else (a series' history) is told. -->
  <xsl:function name="local:pages" as="element()*">
    <xsl:param name="host" as="element()?"/>
    <xsl:variable name="first" as="element()?" select="works:one($host, 'firstPage')"/>
    <xsl:variable name="last" as="element()?" select="works:one($host, 'lastPage')"/>
    <xsl:if test="$first and matches(source:folded($first), '^[A-Za-z]{0,3}\d+[a-z]?([-–]\w+)?$') and (not($last) or matches(source:folded($last), '^[A-Za-z]{0,3}\d+[a-z]?$'))">
      <xsl:sequence select="source:pages($first, string-join(($first, $last), '-'))"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:unread-pages" as="element()*">
    <xsl:param name="host" as="element()?"/>
    <xsl:sequence select="if (local:pages($host)) then () else (works:one($host, 'firstPage'), works:one($host, 'lastPage'))"/>
  </xsl:function>

  <!-- The year of registration is none of publication: without a date of issue the year stands where it is the only one. -->
  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="dates" as="element()*" select="works:items($work, 'dates')"/>
    <xsl:variable name="issued" as="element()*" select="($dates[works:one(., 'dateType') = 'Issued']/json:string[@key = 'date'], works:one($work, 'publicationYear'))[source:date-of(.)]"/>
    <xsl:variable name="registered" as="xs:string" select="substring(string((works:one($work, 'registered'), works:one($work, 'created'))[1]), 1, 4)"/>
    <xsl:variable name="host" as="xs:string" select="string($work/json:map[@key = 'container'])"/>
    <xsl:variable name="is-registration" as="xs:boolean" select="
        substring($issued[1], 1, 4) = $registered and matches($host, '\((19|20)\d\d\)') and not(contains($host, '(' || $registered || ')'))"/>
    <xsl:sequence select="
        if ($is-registration) then () else $issued[1] ! source:date('issued', ., source:date-of(.)),
        $dates[works:one(., 'dateType') = ('Submitted', 'Accepted', 'Available')] ! source:date(
          map{'Submitted': 'received', 'Accepted': 'accepted', 'Available': 'online'}(works:one(., 'dateType')), works:one(., 'date'), source:date-of(works:one(., 'date')))"/>
  </xsl:function>

  <xsl:function name="local:licence" as="element()?">
    <xsl:param name="work" as="element()"/>
    <xsl:for-each select="works:items($work, 'rightsList')[source:licence-uri((works:one(., 'rightsUri'), works:one(., 'rights'))[1])][1]">
      <xsl:variable name="at" as="element()" select="(works:one(., 'rightsUri'), works:one(., 'rights'))[1]"/>
      <xsl:sequence select="source:licence($at, $at, (works:one(., 'rights') ! source:text(.), '')[1])"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:grant" as="element()?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="id" as="element()?" select="works:one($reference, 'funderIdentifier')"/>
    <xsl:if test="works:one($reference, 'funderName')">
      <grant>
        <xsl:sequence select="source:from($reference),
            source:words('funder', works:one($reference, 'funderName'))
              => source:with('ror', $id[contains(., 'ror.org')] ! ('https://ror.org/' || replace(., '^.*/', '')))
              => source:with('funder-id', source:doi($id)),
            source:datum('award', works:one($reference, 'awardNumber'))"/>
      </grant>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="local:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'IsTranslationOf': 'original', 'HasTranslation': 'translation', 'IsReviewOf': 'reviewed', 'IsSupplementTo': 'supplemented',
      'IsSupplementedBy': 'supplement', 'IsPartOf': 'whole', 'HasPart': 'part', 'IsNewVersionOf': 'earlier', 'IsPreviousVersionOf': 'later',
      'IsVersionOf': 'earlier', 'HasVersion': 'later'}"/>

  <xsl:function name="local:related" as="element()?">
    <xsl:param name="id" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="string(works:one($id, 'relationType'))"/>
    <xsl:variable name="value" as="xs:string" select="string(works:one($id, 'relatedIdentifier'))"/>
    <xsl:variable name="doi" as="xs:string" select="if (works:one($id, 'relatedIdentifierType') = 'DOI') then source:doi($value) else ''"/>
    <xsl:if test="$value and not($type = ('References', 'IsCitedBy', 'Cites', 'IsReferencedBy')) and not(matches(works:one($id, 'relatedIdentifierType'), 'ISSN|ISBN'))">
      <related type="{($local:relations($type), $type)[1]}">
        <xsl:if test="$doi or matches($value, '^https?://\S+$')">
          <xsl:attribute name="uri" select="if ($doi) then 'https://doi.org/' || $doi else $value"/>
        </xsl:if>
        <xsl:if test="$doi">
          <xsl:attribute name="doi" select="$doi"/>
        </xsl:if>
        <xsl:if test="not($doi) and not(matches($value, '^https?://\S+$'))">
          <xsl:attribute name="scheme" select="(works:one($id, 'relatedIdentifierType'), 'other')[1]"/>
          <xsl:attribute name="number" select="$value"/>
        </xsl:if>
        <xsl:sequence select="source:from($id)"/>
      </related>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="is-organisation" as="xs:boolean" select="works:one($node, 'nameType') = 'Organizational'
        or $element = 'contributor' and not(works:one($node, 'familyName'))"/>
    <xsl:sequence select="source:agent($element, if ($is-organisation) then 'organisation' else 'person', $node, (
        if ($is-organisation) then source:plain-name(works:one($node, 'name'), works:one($node, 'name'))
        else if (works:one($node, 'familyName')) then source:name($node, works:one($node, 'familyName'), works:one($node, 'givenName'), '')
        else source:name-of(works:one($node, 'name'), works:one($node, 'name')),
        if ($element = 'contributor') then local:role($node) else (),
        (works:all($node, 'affiliation'), works:items($node, 'affiliation')/json:string[@key = 'name']) ! local:affiliation(.),
        works:items($node, 'nameIdentifiers')[works:one(., 'nameIdentifierScheme') = 'ORCID' or contains(works:one(., 'nameIdentifier'), 'orcid.org')][1]
          ! source:orcid(., works:one(., 'nameIdentifier')))) => source:with('of', 'article'[$element = 'contributor'])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="said" as="xs:string" select="string((works:one($node, 'contributorType'), 'other')[1])"/>
    <role key="{lower-case(replace($said, '([a-z])([A-Z])', '$1-$2'))}">
      <xsl:sequence select="source:from($node), $said"/>
    </role>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()">
    <xsl:param name="name" as="element()"/>
    <affiliation>
      <xsl:sequence select="source:from($name)"/>
      <text>{source:text($name)}</text>
      <xsl:sequence select="$name/../json:string[@key = 'affiliationIdentifier'][contains(., 'ror.org')] ! source:with(source:words('institution', $name), 'ror', string(.))"/>
    </affiliation>
  </xsl:function>

  <xsl:function name="local:abstract" as="element()?">
    <xsl:param name="description" as="element()"/>
    <xsl:sequence select="source:abstract(works:one($description, 'description'))"/>
  </xsl:function>

  <xsl:function name="local:keywords" as="element()*">
    <xsl:param name="work" as="element()"/>
    <xsl:for-each-group select="works:items($work, 'subjects')[works:one(., 'subject')]" group-by="string(works:one(., 'subjectScheme')), source:tag(works:one(., 'lang'))" composite="yes">
      <xsl:sequence select="source:keywords(current-group() ! works:one(., 'subject'), current-grouping-key()[2])
          => source:with('scheme', current-grouping-key()[1])"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
