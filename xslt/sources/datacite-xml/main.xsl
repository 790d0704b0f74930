<?xml version="1.0" encoding="UTF-8"?>
<!-- DataCite XML, and the profile of OpenAIRE that is built of its elements. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:datacite-xml"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>
  <xsl:include href="../citations.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="(//*:resource)[1]"/>
  </xsl:template>

  <xsl:variable name="local:articles" as="xs:string" static="yes" select="'article|journal|editorial|letter|review|c_6501|c_545b|c_b239'"/>

  <xsl:template match="*:resource">
    <xsl:variable name="type" as="element()?" select="*:resourceType"/>
    <xsl:variable name="words" as="xs:string" select="lower-case(string-join(($type/@resourceTypeGeneral[not(. = ('Text', 'Other', 'literature', 'OutputManagementPlan'))], $type, $type/@uri), ' '))"/>
    <xsl:variable name="host" as="element()?" select="(*:relatedItems/*:relatedItem[@relatedItemType = 'Journal'][@relationType = ('IsPublishedIn', 'IsPartOf', 'IsSourceOf', 'IsIn')],
        *:relatedItems/*:relatedItem[@relationType = 'IsPublishedIn'])[1]"/>
    <xsl:variable name="container" as="element()?" select="*:descriptions/*:description[@descriptionType = 'SeriesInformation'][1]"/>
    <xsl:variable name="series" as="element()*" select="$container[not($host)] ! source:citation(.)"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language((*:language)[source:tag(.)]),
            *:titles/*:title[not(@titleType)][source:text(.)] ! source:title(if (position() = 1) then 'main' else 'alternative', .),
            source:title('translated', *:titles/*:title[@titleType = 'TranslatedTitle']),
            source:title('alternative', *:titles/*:title[@titleType = ('AlternativeTitle', 'Other')]),
            source:rich('subtitle', *:titles/*:title[@titleType = 'Subtitle'])"/>
        <journal>
          <xsl:sequence select="
              $host/*:titles/*:title ! source:with(source:words('title', .), 'role', if (position() = 1) then 'main' else 'translated'),
              source:with(source:words('title', *:citationTitle), 'role', 'main'),
              source:with(source:value('title', $container, $series[self::*:journal], ''), 'role', 'main'),
              local:issns(.),
              source:words('publisher', *:publisher[not(matches(., '^:(unav|tba|unkn)'))])"/>
        </journal>
        <xsl:sequence select="
            source:datum('volume', ($host/*:volume, *:citationVolume)[1]),
            source:datum('issue', ($host/*:issue, *:citationIssue)[1]),
            $host/*:firstPage ! source:pages(., string-join((., $host/*:lastPage), '-')),
            *:citationStartPage ! source:pages(., string-join((., ../*:citationEndPage), '-')),
            source:datum('article-number', $host/*:number[@numberType = 'Article'][1]),
            if ($host) then () else source:of-citation($container, $series),
            local:dates(.),
            *:identifier[@identifierType = 'DOI'] ! source:identifier('DOI', ., source:doi(.)),
            (*:identifier[@identifierType = 'URL'], *:alternateIdentifiers/*:alternateIdentifier[@alternateIdentifierType = 'URL'])[1] ! source:value('url', ., source:text(.), ''),
            *:alternateIdentifiers/*:alternateIdentifier[@alternateIdentifierType = 'DOI'][not(current()/*:identifier/@identifierType = 'DOI')][1] ! source:identifier('DOI', ., source:doi(.)),
            *:alternateIdentifiers/*:alternateIdentifier[not(@alternateIdentifierType = ('URL', 'DOI'))] ! source:identifier(@alternateIdentifierType, ., source:text(.)),
            (*:rightsList/*:rights, *:licenseCondition)[source:licence-uri((@rightsURI, @uri, .)[1])][not(contains(@rightsURI, 'info:eu-repo'))][1]
              ! source:licence(., (@rightsURI, @uri, .)[1], if (@rightsURI) then source:text(.) else ''),
            *:fundingReferences/*:fundingReference ! local:grant(.),
            *:relatedIdentifiers/*:relatedIdentifier ! local:related(.),
            *:creators/*:creator[not(*:creatorName = ':unav')] ! local:agent('author', .),
            *:contributors/*:contributor ! local:agent('contributor', .),
            (*:descriptions/*:description[@descriptionType = 'Abstract'], *[local-name() = 'description'][not(*)]) ! source:abstract(.),
            local:keywords(.),
            *:relatedIdentifiers/*:relatedIdentifier[@relationType = ('References', 'Cites')][@relatedIdentifierType = 'DOI'] ! local:reference(.)"/>
      </facts>
      <xsl:if test="normalize-space($words) and not(matches($words, $local:articles))">
        <other>{string-join(($type/@resourceTypeGeneral, $type/text()[normalize-space()] ! normalize-space()), ', ')}</other>
      </xsl:if>
      <xsl:sequence select="source:told((*:descriptions/*:description[not(@descriptionType = ('Abstract', 'SeriesInformation'))], $container[not($host)][empty($series)],
          *:geoLocations/*:geoLocation, *:sizes/*:size, *:relatedItems/*:relatedItem[not(. is $host)], *:coverage, *:audience))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:issns" as="element()*">
    <xsl:param name="resource" as="element()"/>
    <xsl:for-each-group select="$resource//(*:relatedItem/*:relatedItemIdentifier[matches(@relatedItemIdentifierType, 'ISSN')]
        | *:relatedIdentifier[matches(@relatedIdentifierType, 'ISSN')][@relationType = ('IsPartOf', 'IsPublishedIn')])" group-by="source:issn(., ., '')/string()">
      <xsl:sequence select="source:issn(current-group()[1], current-group()[1],
          let $t := current-group()[1]/(@relatedIdentifierType, @relatedItemIdentifierType)[1] return
          if ($t = 'EISSN') then 'electronic' else if ($t = 'LISSN') then 'linking' else '')"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="resource" as="element()"/>
    <xsl:variable name="dates" as="element()*" select="$resource/*:dates/*:date"/>
    <xsl:variable name="issued" as="element()*" select="($dates[@dateType = 'Issued'], $resource/*:date[@dateType = 'Issued'], $resource/*:publicationYear)[source:date-of(.)]"/>
    <xsl:sequence select="
        $issued[1] ! source:date('issued', ., source:date-of(.)),
        $dates[@dateType = ('Submitted', 'Accepted', 'Updated', 'Available')][source:date-of(.)]
          ! source:date(map{'Submitted': 'received', 'Accepted': 'accepted', 'Updated': 'revised', 'Available': 'online'}(@dateType), ., source:date-of(.))"/>
  </xsl:function>

  <xsl:function name="local:grant" as="element()">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="id" as="element()?" select="$reference/*:funderIdentifier"/>
    <grant>
      <xsl:sequence select="source:from($reference),
          source:words('funder', $reference/*:funderName)
            => source:with('ror', $id[contains(., 'ror.org') or @funderIdentifierType = 'ROR'] ! ('https://ror.org/' || replace(source:text(.), '^.*/', '')))
            => source:with('funder-id', source:doi($id)),
          source:datum('award', $reference/*:awardNumber)"/>
    </grant>
  </xsl:function>

  <xsl:variable name="local:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'IsTranslationOf': 'original', 'HasTranslation': 'translation', 'IsReviewOf': 'reviewed', 'Reviews': 'reviewed', 'IsReviewedBy': 'review',
      'IsSupplementTo': 'supplemented', 'IsSupplementedBy': 'supplement', 'IsPartOf': 'whole', 'HasPart': 'part', 'IsNewVersionOf': 'earlier',
      'IsPreviousVersionOf': 'later', 'IsVersionOf': 'earlier', 'HasVersion': 'later', 'IsObsoletedBy': 'later', 'Obsoletes': 'earlier'}"/>

  <xsl:function name="local:related" as="element()?">
    <xsl:param name="id" as="element()"/>
    <xsl:variable name="doi" as="xs:string" select="if ($id/@relatedIdentifierType = 'DOI') then source:doi($id) else ''"/>
    <xsl:if test="not(matches($id/@relatedIdentifierType, 'ISSN|ISBN')) and not($id/@relationType = ('References', 'IsCitedBy', 'Cites', 'IsReferencedBy'))">
      <related type="{($local:relations(string($id/@relationType)), string($id/@relationType))[1]}">
        <xsl:if test="$doi or matches($id, '^\s*https?://')">
          <xsl:attribute name="uri" select="if ($doi) then 'https://doi.org/' || $doi else source:text($id)"/>
        </xsl:if>
        <xsl:if test="$doi">
          <xsl:attribute name="doi" select="$doi"/>
        </xsl:if>
        <xsl:if test="not($doi) and not(matches($id, '^\s*https?://'))">
          <xsl:attribute name="scheme" select="$id/@relatedIdentifierType"/>
          <xsl:attribute name="number" select="source:text($id)"/>
        </xsl:if>
        <xsl:sequence select="source:from($id)"/>
      </related>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:reference" as="element()?">
    <xsl:param name="id" as="element()"/>
    <xsl:sequence select="source:with(source:value('reference', $id, source:doi($id), ''), 'doi', source:doi($id))"/>
  </xsl:function>

  <xsl:function name="local:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="node" as="element()"/>
    <xsl:variable name="name" as="element()?" select="$node/(*:creatorName, *:contributorName)[1]"/>
    <xsl:variable name="is-organisation" as="xs:boolean" select="$name/@nameType = 'Organizational' or $node/@contributorType = ('HostingInstitution', 'Sponsor', 'Distributor', 'RegistrationAgency', 'ResearchGroup')"/>
    <xsl:sequence select="source:agent($element, if ($is-organisation) then 'organisation' else 'person', $node, (
        if ($is-organisation) then source:plain-name($name, $name)
        else if ($node/*:familyName) then source:name($name, $node/*:familyName, $node/*:givenName,
          tokenize($name, '\s*,\s*')[3][matches(., '^(Jr|Sr|[IVX]+|мл|ст)\.?$')])
        else source:name-of($name, $name),
        if ($element = 'contributor') then local:role($node) else (),
        $node/*:affiliation[source:text(.)] ! local:affiliation(.),
        $node/*:nameIdentifier[@nameIdentifierScheme = 'ORCID' or contains(., 'orcid.org')][1] ! source:orcid(., .),
        $node/*:nameIdentifier[not(@nameIdentifierScheme = ('ORCID', ''))][not(contains(., 'orcid.org'))][source:text(.)] ! source:with(source:datum('identifier', .), 'type', (@nameIdentifierScheme, 'other')[1])))
        => source:with('of', 'article'[$element = 'contributor'])"/>
  </xsl:function>

  <xsl:function name="local:role" as="element()">
    <xsl:param name="node" as="element()"/>
    <role key="{lower-case(replace(($node/@contributorType, 'other')[1], '([a-z])([A-Z])', '$1-$2'))}">
      <xsl:sequence select="source:from(($node/@contributorType, $node)[1]), string(($node/@contributorType, 'other')[1])"/>
    </role>
  </xsl:function>

  <xsl:function name="local:affiliation" as="element()">
    <xsl:param name="affiliation" as="element()"/>
    <affiliation>
      <xsl:sequence select="source:from($affiliation)"/>
      <text>{source:text($affiliation)}</text>
      <xsl:sequence select="$affiliation[contains(@affiliationIdentifier, 'ror.org')] ! source:with(source:words('institution', .), 'ror', @affiliationIdentifier)"/>
    </affiliation>
  </xsl:function>

  <xsl:function name="local:keywords" as="element()*">
    <xsl:param name="resource" as="element()"/>
    <xsl:for-each-group select="$resource/(*:subjects/*:subject | *:subject)[source:text(.)]" group-by="source:lang(.), string(@subjectScheme)" composite="yes">
      <xsl:sequence select="source:keywords(current-group(), current-grouping-key()[1])
          => source:with('scheme', current-grouping-key()[2])
          => source:with('scheme-uri', current-group()[1]/@schemeURI[. ne ''])"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
