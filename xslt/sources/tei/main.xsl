<?xml version="1.0" encoding="UTF-8"?>
<!-- TEI of others: GROBID, HAL, jTEI and the like, from sourceDesc/biblStruct, else from the file description. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:json="http://www.w3.org/2005/xpath-functions"
  xmlns:source="urn:titelei:sources"
  xmlns:local="urn:titelei:sources:tei"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:include href="../source.xsl"/>
  <xsl:include href="../parts.xsl"/>
  <xsl:include href="../passages.xsl"/>

  <xsl:output method="xml" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="document-node()">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <xsl:template match="*">
    <xsl:variable name="header" as="element()" select="(.//*:teiHeader, .)[1]"/>
    <!-- HAL puts the work into a biblFull of its own. -->
    <xsl:variable name="work" as="element()" select="(.//*:listBibl/*:biblFull, .//*:biblFull, $header)[1]"/>
    <xsl:variable name="struct" as="element()?" select="($work//*:sourceDesc/*:biblStruct, $header//*:sourceDesc//*:biblStruct)[1]"/>
    <xsl:variable name="analytic" as="element()?" select="$struct/*:analytic"/>
    <xsl:variable name="monogr" as="element()?" select="$struct/*:monogr[1]"/>
    <xsl:variable name="statement" as="element()?" select="($work//*:titleStmt, $header//*:titleStmt)[1]"/>
    <xsl:variable name="titles" as="element()*" select="($analytic[*:title[source:text(.)]], $statement)[1]/*:title[source:text(.)][not(@level = ('j', 'm', 's'))]"/>
    <xsl:variable name="main" as="element()?" select="($titles[not(@type) or @type = ('main', 'article')], $titles)[1]"/>
    <xsl:variable name="authors" as="element()*" select="if ($analytic/*:author) then $analytic/*:author else $statement/*:author"/>
    <xsl:variable name="profile" as="element()?" select="($work//*:profileDesc, $header//*:profileDesc)[1]"/>
    <reading>
      <facts>
        <xsl:sequence select="
            source:work-language(($analytic/*:textLang/@mainLang, $profile/*:langUsage/*:language[1]/@ident, *:text/@xml:lang)[source:tag(.)][1]),
            source:title('main', $main),
            source:title('translated', $titles[not(. is $main)][not(@type = ('sub', 'short', 'alternative'))]),
            source:title('short', $titles[@type = 'short']),
            source:rich('subtitle', $titles[@type = 'sub'])"/>
        <journal>
          <xsl:sequence select="
              source:with(source:words('title', ($monogr/*:title[not(@level) or @level = 'j'][not(@type = ('abbrev', 'abbreviated'))])[1]), 'role', 'main'),
              source:with(source:words('title', $monogr/*:title[@type = ('abbrev', 'abbreviated')]), 'role', 'abbreviated'),
              $monogr/*:idno[matches(@type, 'issn', 'i')] ! source:issn(., ., if (matches(@type, '^e', 'i')) then 'electronic' else if (matches(@type, '^p', 'i')) then 'print' else ''),
              source:words('publisher', ($monogr/*:imprint/*:publisher, $header//*:publicationStmt/*:publisher[$analytic])[source:text(.)][1]),
              source:words('place', ($monogr/*:imprint/*:pubPlace)[1])"/>
        </journal>
        <xsl:sequence select="
            local:scope($monogr, 'volume', 'volume'), local:scope($monogr, 'issue', 'issue'), local:scope($monogr, 'part', 'part'),
            ($monogr//*:biblScope[@unit = ('page', 'pp')])[1] ! source:pages(., (string-join((@from, @to), '-')[.], string())[1]),
            local:scope($monogr, 'article', 'article-number'),
            local:dates($struct, $header),
            local:identifiers($struct, $work),
            ($header//*:licence[source:licence-uri((@target, .)[1])], $analytic//*:licence[@target])[1] ! source:licence(., (@target, .)[1], ''),
            $profile//*:classCode ! source:with(source:words('classification', .), 'scheme', replace(@scheme, '^.*[#/]', '')),
            $work//*:funder[source:text(*:orgName)] ! local:grant(.),
            $authors ! local:author(.),
            ($analytic/*:editor, $statement/*:editor) ! local:editor(.),
            ($profile/*:abstract, .//*:front/*:div[@type = 'abstract']) ! local:abstract(.),
            $profile//*:keywords ! local:keywords(.)"/>
      </facts>
      <xsl:sequence select="source:told(($struct/*:note[not(*)], $header//*:notesStmt/*:note))"/>
    </reading>
  </xsl:template>

  <xsl:function name="local:scope" as="element()?">
    <xsl:param name="monogr" as="element()?"/>
    <xsl:param name="unit" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($monogr//*:biblScope[lower-case(@unit) = ($unit, 'n'[$unit = 'issue'], 'vol'[$unit = 'volume'])])[1]
        ! source:value($name, ., (@n ! string(), source:text(.))[.][1], '')"/>
  </xsl:function>

  <xsl:function name="local:when" as="xs:string">
    <xsl:param name="date" as="element()?"/>
    <xsl:sequence select="source:date-of(($date/@when, $date/@when-iso, $date)[1])"/>
  </xsl:function>

  <xsl:function name="local:dates" as="element()*">
    <xsl:param name="struct" as="element()?"/>
    <xsl:param name="header" as="element()"/>
    <xsl:variable name="issued" as="element()*" select="($struct/*:monogr/*:imprint/*:date[not(@type) or @type = ('published', 'datePub')], $header//*:publicationStmt/*:date[@type = 'published'])[local:when(.)]"/>
    <xsl:sequence select="
        $issued[1] ! source:date('issued', ., local:when(.)),
        $struct//*:date[@type = ('received', 'accepted', 'revised')] ! source:date(@type, ., local:when(.)),
        $struct/*:note[@type = 'submission'] ! local:submission(.)"/>
  </xsl:function>

  <!-- Received: 11 November 2015 Accepted: 24 February 2016. -->
  <xsl:function name="local:submission" as="element()*">
    <xsl:param name="note" as="element()"/>
    <xsl:for-each select="analyze-string($note, '(Received|Accepted|Revised)[^0-9A-Za-z]*(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})')/*:match">
      <xsl:variable name="g" as="xs:string*" select="*:group ! string()"/>
      <xsl:sequence select="source:date(lower-case($g[1]), $note, source:edtf($g[4], $g[3], $g[2]))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="local:identifiers" as="element()*">
    <xsl:param name="struct" as="element()?"/>
    <xsl:param name="work" as="element()"/>
    <xsl:for-each select="($struct/(*:idno | *:analytic/*:idno), $work/*:publicationStmt/*:idno)[source:text(.)]">
      <xsl:sequence select="
          if (upper-case(@type) = 'DOI') then source:identifier('DOI', ., source:doi(.))
          else if (matches(@type, 'uri|url', 'i')) then ()
          else source:identifier((@type, 'other')[1], ., source:text(.))"/>
    </xsl:for-each>
    <xsl:sequence select="($work/*:publicationStmt/*:idno[@type = ('halUri', 'URI', 'url')])[1] ! source:value('url', ., source:text(.), '')"/>
  </xsl:function>

  <xsl:function name="local:grant" as="element()">
    <xsl:param name="funder" as="element()"/>
    <grant>
      <xsl:sequence select="source:from($funder), source:words('funder', $funder/*:orgName[1]), source:datum('award', $funder/*:idno[@type = ('grant', 'award', 'grant-number')])"/>
    </grant>
  </xsl:function>

  <xsl:function name="local:author" as="element()?">
    <xsl:param name="author" as="element()"/>
    <xsl:variable name="name" as="element()?" select="($author/*:persName, $author/*:name)[1]"/>
    <xsl:variable name="organisation" as="element()?" select="$author[not($name)]/*:orgName[1]"/>
    <xsl:sequence select="source:agent('author', if ($organisation) then 'organisation' else 'person', $author, (
        if ($author/@role = ('corresp', 'corresponding')) then local:corresponding() else (),
        if ($organisation) then source:plain-name($organisation, source:text($organisation))
        else if ($name) then local:name($name)
        else source:name-of($author, source:text($author)[not($author/*)]),
        source:words('degree', $author/*:roleName[@type = 'degree']),
        $author/*:affiliation ! local:affiliation(.),
        source:words('email', $author//*:email[contains(., '@')][1]),
        ($author/*:idno[matches(@type, 'orcid', 'i')])[1] ! source:orcid(., .),
        $author/*:idno[not(matches(@type, 'orcid', 'i'))][source:text(.)] ! source:with(source:datum('identifier', .), 'type', (@type, 'other')[1])))"/>
  </xsl:function>

  <xsl:function name="local:corresponding" as="attribute()">
    <xsl:attribute name="corresponding" select="'true'"/>
  </xsl:function>

  <xsl:function name="local:name" as="element()?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="surname" as="xs:string" select="string-join(($name/*:nameLink, $name/*:surname) ! source:text(.), ' ')"/>
    <xsl:variable name="first" as="xs:string" select="string-join($name/*:forename[not(@type = 'middle')] ! source:text(.), ' ')"/>
    <xsl:variable name="middle" as="xs:string" select="string-join($name/*:forename[@type = 'middle'] ! source:text(.), ' ')"/>
    <xsl:choose>
      <xsl:when test="$surname or $first">
        <xsl:variable name="made" as="element()" select="source:name($name, $surname, string-join(($first, $middle)[.], ' '), string-join($name/*:genName, ' '))"/>
        <name>
          <xsl:copy-of select="$made/@*, $made/*:text, $made/*:inverted, $made/*:surname"/>
          <xsl:if test="$first">
            <forename>{$first}</forename>
          </xsl:if>
          <xsl:if test="$middle">
            <forename type="middle">{$middle}</forename>
          </xsl:if>
          <xsl:copy-of select="$made/*:generation"/>
        </name>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="source:name-of($name, source:text($name))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="local:editor" as="element()?">
    <xsl:param name="editor" as="element()"/>
    <xsl:variable name="name" as="element()" select="($editor/*:persName, $editor)[1]"/>
    <xsl:variable name="made" as="element()?" select="local:name($name)"/>
    <xsl:if test="$made">
      <contributor kind="person" of="article">
        <xsl:sequence select="source:from($editor), $made"/>
        <role key="{if (matches($editor/@role, 'transl')) then 'translator' else 'editor'}">
          <xsl:sequence select="source:from($editor), ($editor/@role ! string(), 'editor')[1]"/>
        </role>
      </contributor>
    </xsl:if>
  </xsl:function>

  <!-- An affiliation, in it or by the reference that HAL makes to a list of structures. -->
  <xsl:function name="local:affiliation" as="element()?">
    <xsl:param name="affiliation" as="element()"/>
    <xsl:variable name="target" as="element()?" select="root($affiliation)//*:org[@xml:id = substring-after($affiliation/@ref, '#')][1]"/>
    <xsl:variable name="names" as="element()*" select="($target/*:orgName[1], $affiliation[not($target)]/*:orgName)[source:text(.)]"/>
    <xsl:variable name="address" as="element()*" select="$affiliation/*:address/*[source:text(.)]"/>
    <xsl:variable name="departments" as="element()*" select="$names[@type = 'department' or $target/@type = ('laboratory', 'department', 'researchteam')]"/>
    <xsl:variable name="text" as="xs:string" select="string-join(($names, $address) ! source:text(.), ', ')"/>
    <xsl:if test="$text or source:text($affiliation)">
      <affiliation>
        <xsl:sequence select="source:tagged(source:lang($affiliation)[. ne source:lang(root($affiliation)/*)]), source:from($affiliation)"/>
        <text>{($text[.], source:text($affiliation))[1]}</text>
        <xsl:sequence select="
            source:words('department', $departments),
            ($names except $departments) ! source:words('institution', .)"/>
        <xsl:if test="$address">
          <address>
            <xsl:sequence select="source:from($address[1])"/>
            <text>{string-join($address ! source:text(.), ', ')}</text>
            <xsl:for-each select="$address">
              <xsl:element name="{(map{'settlement': 'settlement', 'country': 'country', 'region': 'region', 'postCode': 'post-code', 'street': 'street'}(local-name()), 'line')[1]}">{source:text(.)}</xsl:element>
            </xsl:for-each>
          </address>
        </xsl:if>
      </affiliation>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:abstract" as="element()?">
    <xsl:param name="abstract" as="element()"/>
    <xsl:variable name="blocks" as="element()*" select="$abstract/(*:p | *:div/*:p[not(../*:head)] | *:ab)"/>
    <xsl:if test="source:text($abstract)">
      <abstract>
        <xsl:sequence select="source:tagged(source:lang($abstract)), source:from($abstract)"/>
        <xsl:sequence select="if ($abstract/*) then source:rich('p', $blocks) else source:rich('p', $abstract)"/>
        <xsl:for-each select="$abstract/*:div[*:head]">
          <section>
            <xsl:sequence select="source:from(.), source:heading(*:head[1]), source:rich('p', *:p)"/>
          </section>
        </xsl:for-each>
      </abstract>
    </xsl:if>
  </xsl:function>

  <xsl:function name="local:keywords" as="element()?">
    <xsl:param name="keywords" as="element()"/>
    <xsl:variable name="terms" as="element()*" select="$keywords//(*:term | *:item[not(*:term)])[source:text(.)]"/>
    <xsl:sequence select="source:keywords(if ($terms) then $terms else $keywords[not(*)], source:lang(($terms, $keywords)[1]))
        => source:with('scheme', replace($keywords/@scheme[not(. = ('author', '#author'))], '^#', ''))"/>
  </xsl:function>

</xsl:stylesheet>
