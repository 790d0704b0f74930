<?xml version="1.0" encoding="UTF-8"?>
<!-- article-meta without authors and abstracts, and the references. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:dates="urn:titelei:dates"
  xmlns:kinds="urn:titelei:kinds"
  xmlns:marks="urn:titelei:marks"
  xmlns:jats="urn:titelei:jats"
  xmlns:settings="urn:titelei:settings"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:ali="http://www.niso.org/schemas/ali/1.0/"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="xsl xs dates jats kinds marks settings">

  <!-- What a related article is, in the words that JATS suggests. -->
  <xsl:variable name="jats:relations" as="map(xs:string, xs:string)" static="yes" select="map{
      'correction': 'correction-forward',
      'corrected': 'corrected-article',
      'retraction': 'retraction-forward',
      'retracted': 'retracted-article',
      'concern': 'expression-of-concern',
      'concerned': 'object-of-concern',
      'addendum': 'addendum',
      'addended': 'addended-article',
      'reply': 'reply',
      'replied': 'commentary-article',
      'comment': 'commentary',
      'commented': 'commentary-article',
      'review': 'peer-review',
      'translation': 'translation',
      'original': 'translated-article',
      'preprint': 'preprint',
      'published': 'published-article',
      'earlier': 'companion',
      'later': 'updated-article',
      'supplement': 'companion',
      'supplemented': 'companion'}"/>

  <!-- The types of identifiers that JATS has of those that the edition knows; others are custom ones. -->
  <xsl:variable name="jats:identifiers" as="xs:string+" static="yes" select="'ark', 'arxiv', 'doi', 'handle', 'isbn', 'pmid', 'pmcid'"/>

  <xsl:function name="jats:article-ids" as="element()+">
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
    <xsl:for-each select="$facts/version">
      <article-version article-version-type="{@code}" vocab="JAV">{.}</article-version>
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
        <xsl:for-each select="$facts/journal/series/title">
          <series-title>
            <xsl:sequence select="jats:lang(.), string()"/>
          </series-title>
        </xsl:for-each>
      </article-categories>
    </xsl:where-populated>
  </xsl:function>

  <!-- The title with its subtitle, translations with theirs, then titles that are alternatives. -->
  <xsl:function name="jats:titles" as="element(Q{}title-group)">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="titles" as="element(title)*" select="$facts/title"/>
    <title-group>
      <article-title>
        <xsl:sequence select="$titles[1] ! (jats:lang(.), jats:runs(.))"/>
      </article-title>
      <xsl:for-each select="$titles[1] ! marks:subtitles(.)">
        <subtitle>
          <xsl:sequence select="jats:lang(.), jats:runs(.)"/>
        </subtitle>
      </xsl:for-each>
      <xsl:for-each select="tail($titles)[@role = ('translated', 'transliterated')]">
        <trans-title-group>
          <xsl:sequence select="jats:lang(.)"/>
          <trans-title>
            <xsl:sequence select="jats:runs(.)"/>
          </trans-title>
          <xsl:for-each select="marks:subtitles(.)">
            <trans-subtitle>
              <xsl:sequence select="jats:runs(.)"/>
            </trans-subtitle>
          </xsl:for-each>
        </trans-title-group>
      </xsl:for-each>
      <xsl:for-each select="tail($titles)[@role = ('alternative', 'short')]">
        <alt-title alt-title-type="{if (@role = 'short') then 'running-head' else 'alternative'}">
          <xsl:sequence select="jats:lang(.), jats:runs(.)"/>
        </alt-title>
      </xsl:for-each>
    </title-group>
  </xsl:function>

  <!-- The copyright where its year and holder are known (JATS4R), then the licences, each with its first day, and what else
       is said of rights. JATS4R demands the element even where
       nothing is known. -->
  <xsl:function name="jats:permissions" as="element(Q{}permissions)">
    <xsl:param name="facts" as="element(facts)"/>
    <permissions>
      <xsl:variable name="whole" as="element(copyright)*" select="$facts/copyright[@year and @holder]"/>
      <xsl:for-each select="$whole">
        <copyright-statement>
          <xsl:sequence select="jats:lang(.), string()"/>
        </copyright-statement>
      </xsl:for-each>
      <xsl:for-each select="($whole/@year)[1]">
        <copyright-year>{.}</copyright-year>
      </xsl:for-each>
      <xsl:for-each select="distinct-values($whole/@holder)">
        <copyright-holder>{.}</copyright-holder>
      </xsl:for-each>
      <xsl:for-each select="$facts/licence, $facts/copyright except $whole">
        <license>
          <xsl:if test="@uri">
            <xsl:attribute name="xlink:href" select="@uri"/>
          </xsl:if>
          <xsl:if test="@status = 'free' or contains(@uri, '://creativecommons.org/')">
            <xsl:attribute name="license-type" select="'open-access'"/>
          </xsl:if>
          <xsl:for-each select="(@part, self::copyright/local-name())[1]">
            <xsl:attribute name="specific-use" select="."/>
          </xsl:for-each>
          <xsl:sequence select="jats:lang(.)"/>
          <xsl:if test="@uri">
            <ali:license_ref>
              <xsl:for-each select="@begins[matches(., '^\d{4}-\d\d-\d\d$')]">
                <xsl:attribute name="start_date" select="."/>
              </xsl:for-each>
              <xsl:value-of select="@uri"/>
            </ali:license_ref>
          </xsl:if>
          <license-p>{(string()[.], @uri, @status)[1]}</license-p>
        </license>
      </xsl:for-each>
    </permissions>
  </xsl:function>

  <!-- The addresses of the page with the title as the text that describes the link, and of the full text. -->
  <xsl:function name="jats:addresses" as="element()+">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="distinct-values((settings:article-url($facts/@id), $facts/url))">
      <self-uri xlink:href="{.}" xlink:title="{($facts/title[1] ! marks:plain(.), $facts/@id)[1]}"/>
    </xsl:for-each>
    <xsl:for-each select="$facts/link[@type = ('fulltext', 'other')]">
      <self-uri xlink:href="{@uri}" xlink:title="{(string()[.], $facts/title[1] ! marks:plain(.), $facts/@id)[1]}">
        <xsl:for-each select="@media">
          <xsl:attribute name="content-type" select="."/>
        </xsl:for-each>
      </self-uri>
    </xsl:for-each>
  </xsl:function>

  <!-- The work that is reviewed, and what belongs to the article. -->
  <xsl:function name="jats:products" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:for-each select="$facts/related[@type = 'reviewed']">
      <product>
        <xsl:for-each select="@uri">
          <xsl:attribute name="xlink:href" select="."/>
        </xsl:for-each>
        <xsl:sequence select="jats:lang(.), string()"/>
      </product>
    </xsl:for-each>
    <xsl:for-each select="$facts/link[@type = 'supplement']">
      <supplementary-material xlink:href="{@uri}" xlink:title="{(string()[.], 'Supplement')[1]}">
        <xsl:for-each select="@media[matches(., '^[^/]+/[^/]+$')]">
          <xsl:attribute name="mimetype" select="substring-before(., '/')"/>
          <xsl:attribute name="mime-subtype" select="substring-after(., '/')"/>
        </xsl:for-each>
      </supplementary-material>
    </xsl:for-each>
  </xsl:function>

  <!-- Another article; data and programs are objects, and what is reviewed is a product. -->
  <xsl:function name="jats:related" as="element()?">
    <xsl:param name="related" as="element(related)"/>
    <xsl:choose>
      <xsl:when test="$related/@type = ('dataset', 'software')">
        <related-object document-type="{$related/@type}">
          <xsl:for-each select="$related/@uri">
            <xsl:attribute name="xlink:href" select="."/>
          </xsl:for-each>
          <xsl:sequence select="jats:lang($related), string($related)"/>
        </related-object>
      </xsl:when>
      <xsl:when test="not($related/@type = 'reviewed')">
        <xsl:sequence select="jats:related-article($related)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="jats:related-article" as="element(Q{}related-article)">
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
    <kwd-group kwd-group-type="{($keywords/@scheme, 'author')[1]}">
      <xsl:for-each select="$keywords/@scheme-uri">
        <xsl:attribute name="vocab-identifier" select="."/>
      </xsl:for-each>
      <xsl:sequence select="jats:lang($keywords)"/>
      <xsl:for-each select="$keywords/keyword">
        <kwd>
          <xsl:for-each select="@uri">
            <xsl:attribute name="vocab-term-identifier" select="."/>
          </xsl:for-each>
          <xsl:sequence select="jats:runs(.)"/>
        </kwd>
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
                <institution>
                  <xsl:sequence select="funder/@xml:lang[not(. = $facts/work-language/@tag)], string(funder)"/>
                </institution>
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

  <!-- How much the article holds. -->
  <xsl:function name="jats:counts" as="element(Q{}counts)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <counts>
        <xsl:for-each select="'figures', 'tables', 'equations', 'references', 'pages', 'words'">
          <xsl:variable name="unit" as="xs:string" select="."/>
          <xsl:for-each select="$facts/count[@unit = $unit][1]">
            <xsl:element name="{map{'figures': 'fig', 'tables': 'table', 'equations': 'equation', 'references': 'ref',
              'pages': 'page', 'words': 'word'}($unit)}-count">
              <xsl:attribute name="count" select="."/>
            </xsl:element>
          </xsl:for-each>
        </xsl:for-each>
      </counts>
    </xsl:where-populated>
  </xsl:function>

  <!-- What JATS has no element for: the number of the issue since the first, pages beside the number of the article,
       how the article was reviewed, further languages. -->
  <xsl:function name="jats:custom-meta" as="element(Q{}custom-meta-group)?">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:where-populated>
      <custom-meta-group>
        <xsl:sequence select="
            $facts/total-issue ! jats:meta('total-issue-number', .),
            $facts/article-number[../first-page] ! jats:meta('page-range', jats:ranges($facts)),
            $facts/peer-review ! jats:meta('peer-review', string-join((@kind, .), ': ')),
            $facts/other-language ! jats:meta('further-language', @tag)"/>
      </custom-meta-group>
    </xsl:where-populated>
  </xsl:function>

  <xsl:function name="jats:meta" as="element(Q{}custom-meta)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <custom-meta>
      <meta-name>{$name}</meta-name>
      <meta-value>{$value}</meta-value>
    </custom-meta>
  </xsl:function>

</xsl:stylesheet>
