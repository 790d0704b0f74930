<?xml version="1.0" encoding="UTF-8"?>
<!-- article-meta without authors and abstracts, and the references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:jats="urn:titelei:jats"
  xmlns:settings="urn:titelei:settings"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates jats settings">

  <!-- What a related article is, in the words that JATS suggests. -->
  <xsl:variable name="jats:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'correction': 'correction-forward',
      'corrected': 'corrected-article',
      'retraction': 'retraction-forward',
      'retracted': 'retracted-article',
      'concern': 'expression-of-concern',
      'translation': 'translation',
      'original': 'translated-article'}"/>

  <!-- Kinds of references, which JATS4R asks for. -->
  <xsl:variable name="jats:publications" as="map(xs:string, xs:string)" static="yes"
    select="map{'article': 'journal', 'book': 'book', 'thesis': 'thesis'}"/>

  <!-- The types of identifiers that JATS has of those that the edition knows; others are custom ones. -->
  <xsl:variable name="jats:identifiers" as="xs:string+" static="yes" select="'ark', 'arxiv', 'doi', 'handle', 'isbn', 'pmid'"/>

  <xsl:function name="jats:article-ids" as="element(Q{}article-id)+">
    <xsl:param name="facts" as="element(facts)"/>
    <article-id pub-id-type="publisher-id">{$facts/@id}</article-id>
    <xsl:for-each select="$facts/identifier">
      <xsl:variable name="type" as="xs:string" select="lower-case(@type)"/>
      <article-id>
        <xsl:attribute name="pub-id-type" select="if ($type = $jats:identifiers) then $type else 'custom'"/>
        <xsl:if test="not($type = $jats:identifiers)">
          <xsl:attribute name="custom-type" select="$type"/>
        </xsl:if>
        <xsl:sequence select="string()"/>
      </article-id>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:classifications" as="element(Q{}article-categories)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <article-categories>
        <xsl:for-each-group select="$facts/classification" group-by="string(@scheme)">
          <subj-group>
            <xsl:if test="current-grouping-key()">
              <xsl:attribute name="subj-group-type" select="current-grouping-key()"/>
            </xsl:if>
            <xsl:for-each select="current-group()">
              <subject>{.}</subject>
            </xsl:for-each>
          </subj-group>
        </xsl:for-each-group>
      </article-categories>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="jats:titles" as="element(Q{}title-group)">
    <xsl:param name="titles" as="element(title)*"/>
    <title-group>
      <article-title>
        <xsl:sequence select="$titles[1] ! (jats:lang(.), string())"/>
      </article-title>
      <xsl:sequence select="tail($titles) ! jats:translated-title(.)"/>
    </title-group>
  </xsl:function>

  <!-- The date of the issue, and the day on which the article itself appeared where the page gives one. -->
  <xsl:function name="jats:publication-dates" as="element(Q{}pub-date)*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="published" as="element(date)*" select="$facts/date[@type = 'published']"/>
    <xsl:for-each select="$published, $facts/date[@type = 'issued']">
      <pub-date date-type="{if (@type = 'issued' and $published) then 'collection' else 'pub'}">
        <xsl:sequence select="jats:date-parts(.)"/>
      </pub-date>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:history" as="element(Q{}history)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <history>
        <xsl:for-each select="$facts/date[@type = ('received', 'revised', 'accepted')]">
          <date date-type="{if (@type = 'revised') then 'rev-recd' else @type}">
            <xsl:sequence select="jats:date-parts(.)"/>
          </date>
        </xsl:for-each>
      </history>
    </xsl:where-populated>
  </xsl:function>

  <!-- Day, month and year of the first date; the attribute has the whole of it. -->
  <xsl:function name="jats:date-parts" as="node()*">
    <xsl:param name="date" as="element(date)"/>
    <xsl:variable name="parts" as="xs:string*" select="dates:parts(dates:first($date))"/>
    <xsl:attribute name="iso-8601-date" select="dates:w3c($date)"/>
    <xsl:for-each select="$parts[3]">
      <day>{.}</day>
    </xsl:for-each>
    <xsl:for-each select="$parts[2]">
      <month>{.}</month>
    </xsl:for-each>
    <year>{$parts[1]}</year>
  </xsl:function>

  <!-- Volume, issue and pages; an article number only where there are no pages, for JATS holds one of the two. -->
  <xsl:function name="jats:place" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/volume">
      <volume>{.}</volume>
    </xsl:for-each>
    <xsl:for-each select="$facts/issue">
      <issue>{.}</issue>
    </xsl:for-each>
    <xsl:for-each select="$facts/part">
      <issue-part>{.}</issue-part>
    </xsl:for-each>
    <xsl:for-each select="$facts/first-page">
      <fpage>{.}</fpage>
      <lpage>{../last-page}</lpage>
    </xsl:for-each>
    <xsl:for-each select="$facts/article-number[not(../first-page)]">
      <elocation-id>{.}</elocation-id>
    </xsl:for-each>
  </xsl:function>

  <!-- JATS4R demands the element even where nothing is known of a licence. -->
  <xsl:function name="jats:permissions" as="element(Q{}permissions)">
    <xsl:param name="facts" as="element(facts)"/>
    <permissions>
      <xsl:for-each select="$facts/licence">
        <license>
          <xsl:if test="@uri">
            <xsl:attribute name="xlink:href" select="@uri"/>
          </xsl:if>
          <xsl:if test="@status = 'free' or contains(@uri, '://creativecommons.org/')">
            <xsl:attribute name="license-type" select="'open-access'"/>
          </xsl:if>
          <xsl:sequence select="jats:lang(.)"/>
          <xsl:if test="@uri">
            <ali:license_ref>{@uri}</ali:license_ref>
          </xsl:if>
          <license-p>{(string()[.], @uri)[1]}</license-p>
        </license>
      </xsl:for-each>
    </permissions>
  </xsl:function>

  <!-- The address of the page, with the title as the text that describes the link. -->
  <xsl:function name="jats:page" as="element(Q{}self-uri)+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="settings:article-url($facts/@id), $facts/url">
      <self-uri xlink:href="{.}" xlink:title="{($facts/title[1], $facts/@id)[1]}"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:related" as="element(Q{}related-article)">
    <xsl:param name="related" as="element(related)"/>
    <related-article related-article-type="{($jats:relations(string($related/@type)), 'companion')[1]}">
      <xsl:if test="$related/@uri">
        <xsl:attribute name="ext-link-type" select="if ($related/@doi) then 'doi' else 'uri'"/>
        <xsl:attribute name="xlink:href" select="$related/(@doi, @uri)[1]"/>
      </xsl:if>
      <xsl:sequence select="jats:lang($related), string($related)"/>
    </related-article>
  </xsl:function>

  <xsl:function name="jats:keywords" as="element(Q{}kwd-group)">
    <xsl:param name="keywords" as="element(keywords)"/>
    <kwd-group kwd-group-type="author">
      <xsl:sequence select="jats:lang($keywords)"/>
      <xsl:for-each select="$keywords/keyword">
        <kwd>{.}</kwd>
      </xsl:for-each>
    </kwd-group>
  </xsl:function>

  <xsl:function name="jats:funding" as="element(Q{}funding-group)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <funding-group>
        <xsl:for-each select="$facts/grant">
          <award-group>
            <funding-source>
              <institution-wrap>
                <institution>{funder}</institution>
                <xsl:for-each select="funder/@ror">
                  <institution-id institution-id-type="ror">{.}</institution-id>
                </xsl:for-each>
                <xsl:for-each select="funder/@funder-id">
                  <institution-id institution-id-type="FundRef">{.}</institution-id>
                </xsl:for-each>
              </institution-wrap>
            </funding-source>
            <xsl:for-each select="award">
              <award-id>{.}</award-id>
            </xsl:for-each>
          </award-group>
        </xsl:for-each>
        <xsl:for-each select="$facts/funding">
          <funding-statement>
            <xsl:sequence select="jats:lang(.), string()"/>
          </funding-statement>
        </xsl:for-each>
      </funding-group>
    </xsl:where-populated>
  </xsl:function>

  <!-- The lists of references, each kind of list apart. -->
  <xsl:function name="jats:references" as="element(Q{}back)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <back>
        <xsl:for-each-group select="$facts/reference" group-adjacent="string(@list)">
          <ref-list>
            <xsl:if test="current-grouping-key()">
              <xsl:attribute name="content-type" select="current-grouping-key()"/>
            </xsl:if>
            <xsl:for-each select="current-group()">
              <ref id="ref{count(preceding-sibling::reference) + 1}">
                <mixed-citation publication-type="{($jats:publications(string(@type)), 'other')[1]}">
                  <xsl:sequence select="jats:lang(.), jats:citation(.)"/>
                </mixed-citation>
              </ref>
            </xsl:for-each>
          </ref-list>
        </xsl:for-each-group>
      </back>
    </xsl:where-populated>
  </xsl:function>

  <!-- The words of a reference, the DOI in them marked; it follows them where they do not hold it. -->
  <xsl:function name="jats:citation" as="node()+">
    <xsl:param name="reference" as="element(reference)"/>
    <xsl:variable name="text" as="xs:string" select="string($reference)"/>
    <xsl:variable name="doi" as="xs:string?" select="$reference/@doi"/>
    <xsl:choose>
      <xsl:when test="$doi and contains($text, $doi)">
        <xsl:value-of select="substring-before($text, $doi)"/>
        <pub-id pub-id-type="doi">{$doi}</pub-id>
        <xsl:value-of select="substring-after($text, $doi)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$text || (if ($doi) then ' ' else '')"/>
        <xsl:if test="$doi">
          <pub-id pub-id-type="doi">{$doi}</pub-id>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

</xsl:stylesheet>
