<?xml version="1.0" encoding="UTF-8"?>
<!-- JATS: authors and contributors, groups with their members, affiliations. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xlink="http://www.w3.org/1999/xlink"
  xmlns:source="urn:titelei:sources"
  xmlns:jats="urn:titelei:sources:jats"
  xmlns="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <xsl:function name="jats:is-author" as="xs:boolean">
    <xsl:param name="contrib" as="element()"/>
    <xsl:sequence select="
        $contrib/@contrib-type = ('author', 'collab', 'guest-author')
        or not($contrib/@contrib-type) and jats:is-byline($contrib/..)"/>
  </xsl:function>

  <!-- A list whose members have no type is the byline, unless another one says that it is. -->
  <xsl:function name="jats:is-byline" as="xs:boolean" cache="yes">
    <xsl:param name="group" as="element()"/>
    <xsl:sequence select="
        not($group/@content-type = ('section', 'editor', 'editors', 'reviewers'))
        and not($group/../*:contrib-group/*:contrib/@contrib-type = 'author')"/>
  </xsl:function>

  <!-- The one affiliation of a list of contributors without marks, which is everybody's. -->
  <xsl:function name="jats:shared-affiliation" as="element()?" cache="yes">
    <xsl:param name="group" as="element()"/>
    <xsl:variable name="all" as="element()*" select="$group/*:aff | $group/../*:aff"/>
    <xsl:sequence select="$all[count($all) = 1][not($group/*:contrib/*:xref/@ref-type = 'aff')]"/>
  </xsl:function>

  <xsl:function name="jats:authors" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:sequence select="$meta/*:contrib-group/*:contrib[jats:is-author(.)] ! jats:agent('author', ., $meta)"/>
  </xsl:function>

  <!-- Editors, translators and others; what the list of roles does not know stays in words. -->
  <xsl:function name="jats:contributors" as="element()*">
    <xsl:param name="meta" as="element()"/>
    <xsl:for-each select="$meta/*:contrib-group/*:contrib[not(jats:is-author(.))][not(@contrib-type = 'author non-byline')]">
      <xsl:sequence select="source:with(jats:agent('contributor', ., $meta), 'of', 'article')"/>
    </xsl:for-each>
    <xsl:for-each select="$meta/(*:contrib-group/*:on-behalf-of | *:on-behalf-of)">
      <contributor kind="organisation" of="article">
        <xsl:sequence select="source:from(.), source:plain-name(., source:text(.))"/>
        <role key="on-behalf-of">
          <xsl:sequence select="source:from(.)"/>
          <xsl:text>on behalf of</xsl:text>
        </role>
      </contributor>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="jats:agent" as="element()?">
    <xsl:param name="element" as="xs:string"/>
    <xsl:param name="contrib" as="element()"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="name" as="element()?" select="
        $contrib/(*:name, *:name-alternatives/*:name, *:string-name, *:name-alternatives/*:string-name, *:anonymous)[1]"/>
    <xsl:variable name="group" as="element()?" select="$contrib/(*:collab, *:collab-alternatives/*:collab, *:collab-name)[1]"/>
    <xsl:variable name="attributes" as="attribute()*">
      <xsl:if test="$element = 'author' and ($contrib/@corresp = 'yes' or $contrib/*:xref/@ref-type = 'corresp' or $contrib/*:corresp)">
        <xsl:attribute name="corresponding" select="'true'"/>
      </xsl:if>
      <xsl:if test="$contrib/@equal-contrib = 'yes' and $element = 'author'">
        <xsl:attribute name="equal" select="'true'"/>
      </xsl:if>
      <xsl:if test="$contrib/@deceased = 'yes'">
        <xsl:attribute name="deceased" select="'true'"/>
      </xsl:if>
    </xsl:variable>
    <xsl:sequence select="source:agent($element, if ($name) then 'person' else 'organisation', $contrib, (
        $attributes,
        if ($name) then jats:name($name) else $group ! source:plain-name(., jats:group-name(.)),
        $contrib/*:name-alternatives/*:name[position() gt 1] ! source:with(jats:name(.), 'type', 'variant') ! jats:without(., 'preferred'),
        jats:roles($contrib, $element),
        $contrib/*:degrees ! source:words('degree', .),
        source:words('post', $contrib/*:role[$element = 'author'][not(jats:role-key(.))]),
        jats:affiliations($contrib, $meta),
        jats:emails($contrib),
        ($contrib/*:contrib-id[@contrib-id-type = 'orcid' or contains(., 'orcid.org')], $contrib/*:ext-link[contains(@xlink:href, 'orcid.org')],
          $contrib/*:uri[contains(., 'orcid.org')])[1] ! source:orcid(., (string(@xlink:href)[contains(., 'orcid.org')], string())[1]),
        $contrib/*:contrib-id[not(@contrib-id-type = ('orcid', 'group-author-key'))][not(contains(., 'orcid.org'))]
          ! source:with(source:datum('identifier', .), 'type', (@contrib-id-type, 'other')[1]),
        $contrib/*:bio ! source:rich('biography', .),
        jats:members($group, $contrib, $meta)))"/>
  </xsl:function>

  <xsl:function name="jats:without" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="attribute" as="xs:string"/>
    <xsl:element name="{local-name($element)}">
      <xsl:copy-of select="$element/@*[not(local-name() = $attribute)], $element/node()"/>
    </xsl:element>
  </xsl:function>

  <!-- The name of a group, without the members that some publishers put into it. -->
  <xsl:function name="jats:group-name" as="xs:string">
    <xsl:param name="collab" as="element()"/>
    <xsl:variable name="own" as="node()*" select="$collab/node()[not(self::*:contrib-group | self::*:aff | self::*:xref | self::*:fn | self::*:email | self::*:ext-link)]"/>
    <xsl:sequence select="source:folded(string-join($own ! string()))"/>
  </xsl:function>

  <!-- Members stand in the group's collab, or in a list of their own under the group's key. -->
  <xsl:function name="jats:members" as="element()*">
    <xsl:param name="group" as="element()?"/>
    <xsl:param name="contrib" as="element()"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="key" as="xs:string*" select="$contrib/*:contrib-id[@contrib-id-type = 'group-author-key']/string()"/>
    <xsl:sequence select="
        ($group//*:contrib, if ($key[$group]) then key('jats:of-group', $key, $meta) else ())
        ! jats:agent('member', ., $meta)"/>
  </xsl:function>

  <xsl:function name="jats:name" as="element()?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="surname" as="xs:string" select="string-join(($name/*:prefix[false()], $name/*:surname) ! source:text(.), ' ')"/>
    <xsl:variable name="given" as="xs:string" select="string-join($name/*:given-names[source:text(.)] ! source:text(.), ' ')"/>
    <xsl:sequence select="
        if ($name/self::*:anonymous) then ()
        else if ($surname or $given) then source:name($name, $surname, $given, string-join($name/*:suffix ! source:text(.), ' '))
        else source:name-of($name, source:text($name))"/>
  </xsl:function>

  <!-- Roles -->

  <xsl:function name="jats:roles" as="element()*">
    <xsl:param name="contrib" as="element()"/>
    <xsl:param name="element" as="xs:string"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(string($contrib/@contrib-type))"/>
    <xsl:variable name="key" as="xs:string?" select="
        if ($element = 'contributor') then (
          if (matches($type, 'translator')) then 'translator' else if (matches($type, 'guest')) then 'guest-editor'
          else if (matches($type, 'editor')) then 'editor' else if (matches($type, 'reviewer')) then 'reviewer'
          else $type[.] ! translate(., ' ', '-')) else ()"/>
    <xsl:if test="$key">
      <role key="{$key}">
        <xsl:sequence select="source:from(($contrib/*:role, $contrib/@contrib-type)[1]),
          (string-join($contrib/*:role ! source:text(.), ', ')[.], $type)[1]"/>
      </role>
    </xsl:if>
    <!-- A role that is none of CRediT is what the author is, and no work done on the article. -->
    <xsl:for-each select="$contrib/*:role[$element = 'author'][jats:role-key(.)][source:text(.)]">
      <role scheme="credit" key="{jats:role-key(.)}">
        <xsl:sequence select="source:tagged(source:lang(.)), source:from(.), source:text(.)"/>
      </role>
    </xsl:for-each>
  </xsl:function>

  <!-- The name of a role of CRediT, from its address. -->
  <xsl:function name="jats:role-key" as="xs:string">
    <xsl:param name="role" as="element()"/>
    <xsl:variable name="address" as="xs:string" select="string(($role/@vocab-term-identifier, $role/@content-type)[matches(., 'credit\.niso\.org|casrai\.org')][1])"/>
    <xsl:sequence select="
        if (matches($address, 'credit\.niso\.org/contributor-roles/')) then replace($address, '^.*/contributor-roles/|/$', '')
        else if ($address or $role/@vocab = 'credit') then
          lower-case(source:text($role)) => replace('&amp;| and ', ' ') => replace('[^a-z]+', '-') => replace('^-|-$', '')
        else ''"/>
  </xsl:function>

  <!-- Affiliations -->

  <xsl:function name="jats:affiliations" as="element()*">
    <xsl:param name="contrib" as="element()"/>
    <xsl:param name="meta" as="element()"/>
    <xsl:variable name="ids" as="xs:string*" select="
        $contrib/*:xref[@ref-type = 'aff']/tokenize(@rid), $contrib/tokenize(@rid)"/>
    <xsl:variable name="named" as="element()*" select="
        $contrib/(*:aff | *:aff-alternatives/*:aff[1]),
        for $id in $ids return key('jats:id', $id, root($contrib))/(self::*:aff | self::*:aff-alternatives/*:aff[1])"/>
    <xsl:sequence select="(if ($named) then $named else jats:shared-affiliation($contrib/..)) ! jats:affiliation(.)"/>
  </xsl:function>

  <!-- Made once for all who work there. -->
  <xsl:function name="jats:affiliation" as="element()?" cache="yes">
    <xsl:param name="aff" as="element()"/>
    <xsl:variable name="institutions" as="element()*" select="
        $aff//*:institution[not(@content-type = ('original', 'normalized', 'orgname-ext'))][source:text(.)]"/>
    <xsl:variable name="departments" as="element()*" select="
        $institutions[jats:is-department(.)], $aff//(*:named-content | *:addr-line)[@content-type = ('department', 'dept')]"/>
    <xsl:variable name="address" as="element()*" select="
        $aff//(*:addr-line[not(*:named-content | *:city | *:institution | *:postal-code | *:state | *:country)][not(@content-type = ('department', 'dept'))]
          | *:named-content[@content-type = ('city', 'state', 'country', 'postal-code', 'postcode', 'street', 'addr-line')]
          | *:city | *:state | *:postal-code | *:country)[source:text(.)]"/>
    <xsl:variable name="original" as="element()?" select="($aff//*:institution[@content-type = 'original'])[1]"/>
    <xsl:variable name="text" as="xs:string" select="source:text(($original, $aff)[1]) => replace('^[,;:]\s*|[,;]$', '')"/>
    <xsl:if test="$text">
      <affiliation>
        <xsl:sequence select="source:tagged(source:lang($aff)), source:from($aff)"/>
        <text>{$text}</text>
        <xsl:sequence select="
            source:words('department', $departments),
            $institutions[not(jats:is-department(.))] ! jats:institution(.)"/>
        <xsl:if test="$address and ($institutions or $departments)">
          <address>
            <xsl:sequence select="source:from($address[1])"/>
            <text>{string-join($address ! source:text(.), ', ')}</text>
            <xsl:for-each select="$address">
              <xsl:element name="{jats:address-part(.)}">{source:text(.)}</xsl:element>
            </xsl:for-each>
          </address>
        </xsl:if>
      </affiliation>
    </xsl:if>
  </xsl:function>

  <xsl:function name="jats:is-department" as="xs:boolean">
    <xsl:param name="institution" as="element()"/>
    <xsl:sequence select="$institution/@content-type = ('dept', 'department', 'orgdiv1', 'orgdiv2', 'orgdiv3', 'org-division', 'division')"/>
  </xsl:function>

  <xsl:function name="jats:institution" as="element()*">
    <xsl:param name="institution" as="element()"/>
    <xsl:variable name="ids" as="element()*" select="$institution/parent::*:institution-wrap/*:institution-id"/>
    <xsl:sequence select="source:words('institution', $institution)
        => source:with('ror', $ids[contains(., 'ror.org') or @institution-id-type = 'ror'][1] ! ('https://ror.org/' || replace(., '^.*/', '')))
        => source:with('isni', $ids[@institution-id-type = 'ISNI'][1] ! replace(., '^.*/|\s', ''))"/>
  </xsl:function>

  <xsl:function name="jats:address-part" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
        let $kind := lower-case(string(($part/@content-type[$part/self::*:named-content], local-name($part))[1])) return
        map{'city': 'settlement', 'state': 'region', 'country': 'country', 'postal-code': 'post-code', 'postcode': 'post-code',
            'street': 'street'}($kind) => (function($k) { ($k, 'line')[1] })()"/>
  </xsl:function>

  <!-- E-mail of the contributor, or of the note on correspondence that the contributor points at. -->
  <xsl:function name="jats:emails" as="element()*">
    <xsl:param name="contrib" as="element()"/>
    <xsl:variable name="notes" as="element()*" select="
        for $id in $contrib/*:xref[@ref-type = 'corresp']/tokenize(@rid) return key('jats:id', $id, root($contrib))"/>
    <xsl:variable name="is-alone" as="xs:boolean" select="
        exists($notes) and count($contrib/../*:contrib/*:xref[@ref-type = 'corresp'][tokenize(@rid) = $notes/@id]) = 1"/>
    <xsl:variable name="all" as="element()*" select="
        $contrib/(*:email | *:address/*:email | *:aff/*:email), if ($is-alone) then $notes//*:email else ()"/>
    <xsl:for-each-group select="$all[contains(., '@')]" group-by="lower-case(source:text(.))">
      <xsl:sequence select="source:datum('email', current-group()[1])"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
