<?xml version="1.0" encoding="UTF-8"?>
<!-- The article in the words of schema.org, as JSON-LD 1.1: a ScholarlyArticle in its issue, volume and journal. It is
     built as XML (XPath functions, 22.1), so that the order of the keys is ours and the same every time. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:fn="http://www.w3.org/2005/xpath-functions"
  xmlns:json="urn:titelei:json"
  xmlns:jsonld="urn:titelei:jsonld"
  xmlns:settings="urn:titelei:settings"
  xmlns:dates="urn:titelei:dates"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:names="urn:titelei:names"
  xmlns:marks="urn:titelei:marks"
  xmlns:statements="urn:titelei:statements"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- The script element for a page's head. -->
  <xsl:function name="jsonld:script" as="element()">
    <xsl:param name="facts" as="element(facts)"/>
    <script type="application/ld+json" xmlns="http://www.w3.org/1999/xhtml">{jsonld:text($facts)}</script>
  </xsl:function>

  <xsl:function name="jsonld:text" as="xs:string">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:sequence select="json:text(jsonld:article($facts))"/>
  </xsl:function>

  <xsl:function name="jsonld:article" as="element(fn:map)">
    <xsl:param name="marked" as="element(facts)"/>
    <xsl:variable name="facts" as="element(facts)" select="marks:plain-facts($marked, true())"/>
    <xsl:variable name="url" as="xs:string" select="settings:article-url($facts/@id)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@context', 'https://schema.org'),
          jsonld:several('@type', ('ScholarlyArticle', kinds:of($facts)/@schema) ! jsonld:bare-string(.)),
          jsonld:string('@id', $url),
          jsonld:string('url', $url),
          jsonld:texts('name', $facts/title[@role = 'main']),
          jsonld:texts('headline', $facts/title[@role = 'main']),
          jsonld:texts('alternativeHeadline', $marked/subtitle ! jsonld:plain(.)),
          jsonld:texts('alternateName', $facts/title[not(@role = 'main')]),
          jsonld:string('genre', kinds:of($facts)/@words),
          jsonld:objects('author', $facts/author ! jsonld:author(.)),
          jsonld:contributors($facts),
          jsonld:several('inLanguage', $facts/(work-language, other-language)/@tag ! jsonld:bare-string(.)),
          jsonld:string('datePublished', $facts/date[@type = ('issued', 'print', 'published', 'online')][1] ! dates:first(.)),
          jsonld:string('dateModified', $facts/edition/change/@when),
          jsonld:several('identifier', $facts/identifier ! jsonld:identifier(.)),
          jsonld:several('sameAs', $facts/url ! jsonld:bare-string(.)),
          jsonld:several('license', distinct-values($facts/licence/@uri) ! jsonld:bare-string(.)),
          jsonld:copyright($facts),
          jsonld:files($facts),
          jsonld:string('creativeWorkStatus', $facts/version),
          jsonld:string('wordCount', $facts/count[@unit = 'words'][1]),
          jsonld:objects('funding', $facts/grant ! jsonld:grant(.)),
          jsonld:objects('abstract', $facts/abstract ! jsonld:literal(statements:abstract-text(.), @xml:lang)),
          jsonld:objects('keywords', $facts/keywords/keyword ! jsonld:keyword(.)),
          jsonld:string('pagination', statements:pages($facts)[$facts/page-range or $facts/article-number]),
          jsonld:objects('hasPart', ($facts/statement ! jsonld:statement(.), $facts/related[@type = ('part', 'supplement')] ! jsonld:related(.))),
          jsonld:string('pageStart', $facts/first-page),
          jsonld:string('pageEnd', $facts/last-page),
          jsonld:journal($facts),
          jsonld:objects('about', (
            $facts/(person | organisation | place | event)[@about][not(@id = $facts/author/@ref)] ! jsonld:entity(.),
            $facts/classification ! jsonld:classification(.),
            $facts/related[@type = ('corrected', 'retracted', 'concerned')] ! jsonld:related(.))),
          jsonld:objects('correction', $facts/related[@type = 'correction'] ! jsonld:related(.)),
          jsonld:objects('itemReviewed', $facts/related[@type = 'reviewed'] ! jsonld:related(.)),
          jsonld:objects('comment', $facts/related[@type = ('reply', 'comment')] ! jsonld:related(.)),
          jsonld:objects('review', $facts/related[@type = 'review'] ! jsonld:related(.)),
          jsonld:objects('isBasedOn', $facts/related[@type = ('replied', 'commented', 'dataset', 'software', 'addended')] ! jsonld:related(.)),
          jsonld:objects('mentions', $facts/related[not(@type) or @type = (
            'preprint', 'published', 'earlier', 'later', 'supplemented', 'whole', 'addendum')] ! jsonld:related(.)),
          jsonld:objects('workTranslation', $facts/related[@type = 'translation'] ! jsonld:related(.)),
          jsonld:objects('translationOfWork', $facts/related[@type = 'original'] ! jsonld:related(.)),
          jsonld:several('temporalCoverage', $facts/period[@about][not(matches(@edtf, '[\[?]'))] ! jsonld:bare-string(@edtf)),
          jsonld:texts('citation', $facts/reference),
          jsonld:objects('subjectOf', (
            jsonld:edition($facts), $facts/related[@type = ('retraction', 'concern')] ! jsonld:related(.)))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="jsonld:author" as="element(fn:map)">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="name" as="element(name)?" select="$author/name[@preferred]"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', if ($author/@kind = 'person') then 'Person' else 'Organization'),
          jsonld:string('@id', $author/orcid ! ('https://orcid.org/' || .)),
          jsonld:string('name', $name/text),
          jsonld:texts('alternateName', $author/name[surname][not(@preferred)][not(tags:fits(@xml:lang, $name/@xml:lang))]/text
            ! jsonld:with-lang(.)),
          jsonld:string('givenName', string-join($name/forename, ' ')),
          jsonld:string('familyName', $name ! names:family(.)),
          jsonld:string('honorificSuffix', string-join(distinct-values($author/degree), ', ')),
          jsonld:string('jobTitle', string-join(distinct-values($author/post), ', ')),
          jsonld:strings('email', $author/email),
          jsonld:several('identifier', $author/identifier ! jsonld:identifier(.)),
          jsonld:texts('description', $author/biography),
          jsonld:string('deathDate', $author/death/@when),
          jsonld:objects('member', $author/member ! jsonld:author(.)),
          jsonld:objects('affiliation', $author/affiliation ! jsonld:affiliation(.))"/>
    </fn:map>
  </xsl:function>

  <!-- A part of a name with the name's language. -->
  <xsl:function name="jsonld:with-lang" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:for-each select="$part">
      <xsl:copy>
        <xsl:sequence select="../@xml:lang, string()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

  <!-- An institution, its department inside it; where only a department is known, that. -->
  <xsl:function name="jsonld:affiliation" as="element(fn:map)*">
    <xsl:param name="affiliation" as="element(affiliation)"/>
    <xsl:for-each select="
        if ($affiliation/institution) then $affiliation/institution else $affiliation/department">
      <fn:map>
        <xsl:sequence select="
            jsonld:string('@type', 'Organization'),
            jsonld:string('@id', @ror),
            jsonld:string('name', .),
            jsonld:objects('department', .[self::institution][position() = 1]/../department[not(preceding-sibling::institution)]
              ! jsonld:named('Organization', .)),
            jsonld:objects('address', ../address[1] ! jsonld:address(.))"/>
      </fn:map>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jsonld:address" as="element(fn:map)">
    <xsl:param name="address" as="element(address)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', 'PostalAddress'),
          jsonld:string('streetAddress', string-join($address/(street | line), ', ')),
          jsonld:string('postalCode', $address/post-code[1]),
          jsonld:string('addressLocality', $address/settlement[1]),
          jsonld:string('addressRegion', $address/region[1]),
          jsonld:string('addressCountry', $address/country[1])"/>
    </fn:map>
  </xsl:function>

  <!-- From the inside out: issue, volume, journal, whichever are known. -->
  <xsl:function name="jsonld:journal" as="element(fn:map)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="periodical" as="element()*">
      <xsl:if test="$facts/journal/title">
        <xsl:sequence select="
            jsonld:string('@type', 'Periodical'),
            jsonld:texts('name', $facts/journal/title[@role = 'main']),
            jsonld:texts('alternateName', $facts/journal/title[not(@role = 'main')]),
            jsonld:several('issn', distinct-values($facts/journal/issn) ! jsonld:bare-string(.)),
            jsonld:objects('publisher', $facts/journal/publisher ! jsonld:named('Organization', .))"/>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="volume" as="element()*"
      select="jsonld:part('PublicationVolume', 'volumeNumber', $facts/volume, $periodical)"/>
    <xsl:variable name="issue" as="element()*"
      select="jsonld:part('PublicationIssue', 'issueNumber', $facts/issue, $volume)"/>
    <xsl:if test="exists($issue)">
      <fn:map key="isPartOf">
        <xsl:sequence select="$issue"/>
      </fn:map>
    </xsl:if>
  </xsl:function>

  <!-- The keys of one part of a journal, inside its whole; the whole alone where the part has no number. -->
  <xsl:function name="jsonld:part" as="element()*">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="element()?"/>
    <xsl:param name="whole" as="element()*"/>
    <xsl:choose>
      <xsl:when test="$number">
        <xsl:sequence select="jsonld:string('@type', $type), jsonld:string($key, $number)"/>
        <xsl:if test="exists($whole)">
          <fn:map key="isPartOf">
            <xsl:sequence select="$whole"/>
          </fn:map>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$whole"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jsonld:identifier" as="element(fn:map)">
    <xsl:param name="identifier" as="element(identifier)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', 'PropertyValue'),
          jsonld:string('propertyID', $identifier/@type),
          jsonld:string('value', $identifier),
          jsonld:string('url', $identifier[@type = 'DOI'] ! settings:doi-url(.))"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="jsonld:grant" as="element(fn:map)">
    <xsl:param name="grant" as="element(grant)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', 'Grant'),
          jsonld:several('identifier', $grant/award ! jsonld:bare-string(.))"/>
      <fn:map key="funder">
        <xsl:sequence select="
            jsonld:string('@type', 'Organization'),
            jsonld:string('@id', $grant/funder/@ror),
            jsonld:string('name', $grant/funder),
            jsonld:string('identifier', $grant/funder/@funder-id)"/>
      </fn:map>
    </fn:map>
  </xsl:function>

  <xsl:function name="jsonld:classification" as="element(fn:map)">
    <xsl:param name="classification" as="element(classification)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', 'DefinedTerm'),
          jsonld:string('termCode', $classification),
          jsonld:string('inDefinedTermSet', $classification/@scheme)"/>
    </fn:map>
  </xsl:function>

  <!-- schema.org has words for corrections and translations; a retraction or a concern is about the article, and a
       notice about what it corrects or takes back. -->
  <xsl:function name="jsonld:related" as="element(fn:map)">
    <xsl:param name="related" as="element(related)"/>
    <fn:map>
      <xsl:sequence select="
          jsonld:string('@type', (map {'dataset': 'Dataset', 'software': 'SoftwareSourceCode', 'reviewed': 'CreativeWork'}
            (string($related/@type)), 'ScholarlyArticle')[1]),
          jsonld:string('@id', $related/@uri),
          jsonld:texts('name', $related[normalize-space()])"/>
    </fn:map>
  </xsl:function>

  <xsl:function name="jsonld:entity" as="element(fn:map)">
    <xsl:param name="entity" as="element()"/>
    <xsl:sequence select="jsonld:named(
        if ($entity/self::person) then 'Person' else if ($entity/self::place) then 'Place'
        else if ($entity/self::event) then 'Event' else 'Organization',
        $entity/(name[@preferred]/text, label)[1])"/>
  </xsl:function>

  <!-- The edition is a work of its own, with a licence of its own. -->
  <xsl:function name="jsonld:edition" as="element(fn:map)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:if test="$facts/edition/licence/@uri">
      <fn:map>
        <xsl:sequence select="
            jsonld:string('@type', 'CreativeWork'),
            jsonld:string('name', $facts/edition/(title[@type = 'sub'], title)[1]),
            $facts/edition/publisher ! jsonld:keyed('publisher', jsonld:named('Organization', .)),
            jsonld:string('datePublished', $facts/edition/date),
            jsonld:string('license', $facts/edition/licence/@uri)"/>
      </fn:map>
    </xsl:if>
  </xsl:function>

  <xsl:function name="jsonld:named" as="element(fn:map)">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="name" as="element()?"/>
    <fn:map>
      <xsl:sequence select="jsonld:string('@type', $type), jsonld:string('name', $name)"/>
    </fn:map>
  </xsl:function>

  <!-- A key with one text; nothing where there is none. -->
  <xsl:function name="jsonld:string" as="element(fn:string)?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value">
      <fn:string key="{$key}">{$value}</fn:string>
    </xsl:if>
  </xsl:function>

  <xsl:function name="jsonld:strings" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="element()*"/>
    <xsl:sequence select="jsonld:several($key, $values ! jsonld:bare-string(.))"/>
  </xsl:function>

  <xsl:function name="jsonld:bare-string" as="element(fn:string)">
    <xsl:param name="value" as="xs:string"/>
    <fn:string>{$value}</fn:string>
  </xsl:function>

  <!-- A key with texts, each with its language. -->
  <xsl:function name="jsonld:texts" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="facts" as="element()*"/>
    <xsl:sequence select="jsonld:objects($key, $facts ! jsonld:literal(., (@xml:lang, ../@xml:lang)[1]))"/>
  </xsl:function>

  <xsl:function name="jsonld:literal" as="element()">
    <xsl:param name="value" as="xs:string"/>
    <xsl:param name="language" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$language">
        <fn:map>
          <fn:string key="@value">{$value}</fn:string>
          <fn:string key="@language">{$language}</fn:string>
        </fn:map>
      </xsl:when>
      <xsl:otherwise>
        <fn:string>{$value}</fn:string>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jsonld:objects" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="objects" as="element()*"/>
    <xsl:sequence select="jsonld:several($key, $objects)"/>
  </xsl:function>

  <!-- One value stands alone, several in an array. -->
  <xsl:function name="jsonld:several" as="element()?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($values) = 1">
        <xsl:sequence select="jsonld:keyed($key, $values)"/>
      </xsl:when>
      <xsl:when test="exists($values)">
        <fn:array key="{$key}">
          <xsl:sequence select="$values"/>
        </fn:array>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jsonld:keyed" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="element()"/>
    <xsl:for-each select="$value">
      <xsl:copy>
        <xsl:attribute name="key" select="$key"/>
        <xsl:copy-of select="@*, node()"/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
