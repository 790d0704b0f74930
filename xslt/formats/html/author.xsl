<?xml version="1.0" encoding="UTF-8"?>
<!-- The authors: their names in a row with numbers of their affiliations, these below, and what else is known of each. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:tags="urn:titelei:tags"
  xmlns:html="urn:titelei:html"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="urn:titelei:facts"
  exclude-result-prefixes="#all">

  <!-- How many authors are named at once; the others are behind a press. -->
  <xsl:variable name="html:shown-authors" as="xs:integer" static="yes" select="30"/>

  <xsl:function name="html:authors" as="element()*">
    <xsl:param name="facts" as="element(facts)"/>
    <xsl:variable name="authors" as="element(author)*" select="$facts/author"/>
    <xsl:variable name="places" as="xs:string*" select="distinct-values($authors/affiliation ! html:place-key(.))"/>
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)"
      select="map:merge($places ! map:entry(., position()))"/>
    <xsl:if test="$authors">
      <ul class="authors" aria-label="{html:word('authors')}">
        <xsl:for-each select="$authors[position() le $html:shown-authors]">
          <li><xsl:sequence select="html:author(., $numbers)"/></li>
        </xsl:for-each>
      </ul>
      <xsl:if test="$authors[$html:shown-authors + 1]">
        <details class="more-authors">
          <summary>{html:word('more-authors', string(count($authors) - $html:shown-authors))}</summary>
          <ul class="authors">
            <xsl:for-each select="$authors[position() gt $html:shown-authors]">
              <li><xsl:sequence select="html:author(., $numbers)"/></li>
            </xsl:for-each>
          </ul>
        </details>
      </xsl:if>
      <xsl:sequence select="html:affiliations($authors), html:about-authors($authors)"/>
    </xsl:if>
  </xsl:function>

  <!-- A name, the numbers of its affiliations, ways to write to and to know the author. -->
  <xsl:function name="html:author" as="item()*">
    <xsl:param name="author" as="element(author)"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)"/>
    <xsl:variable name="name" as="element(name)?" select="($author/name[@preferred], $author/name)[1]"/>
    <xsl:element name="{if ($author/@ref and html:has-entry($author, $author/@ref)) then 'a' else 'span'}" namespace="http://www.w3.org/1999/xhtml">
      <xsl:attribute name="class" select="'author'"/>
      <xsl:if test="$author/@ref and html:has-entry($author, $author/@ref)">
        <xsl:attribute name="href" select="'#' || $author/@ref"/>
      </xsl:if>
      <xsl:sequence select="html:lang($name/@xml:lang, $page-language)"/>
      <xsl:text>{$name/text}</xsl:text>
    </xsl:element>
    <xsl:if test="map:size($numbers) gt 1 and $author/affiliation">
      <sup>{string-join(distinct-values($author/affiliation ! $numbers(html:place-key(.))), ', ')}</sup>
    </xsl:if>
    <xsl:if test="$author/@corresponding">
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="$author/email">
          <a class="mail" href="mailto:{$author/email[1]}" aria-label="{html:word('corresponding-author')}: {$author/email[1]}">✉</a>
        </xsl:when>
        <xsl:otherwise>
          <small>({html:word('corresponding-author')})</small>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:for-each select="$author/orcid[1]">
      <xsl:text> </xsl:text>
      <a class="orcid" href="https://orcid.org/{.}" aria-label="ORCID iD: {$name/text}">iD</a>
    </xsl:for-each>
  </xsl:function>

  <!-- One affiliation is one place, whoever is there. -->
  <xsl:function name="html:place-key" as="xs:string">
    <xsl:param name="affiliation" as="element(affiliation)"/>
    <xsl:sequence select="string-join(($affiliation/(department | institution), $affiliation/address/text), '|')"/>
  </xsl:function>

  <xsl:function name="html:affiliations" as="element()?">
    <xsl:param name="authors" as="element(author)+"/>
    <xsl:if test="$authors/affiliation">
      <ol class="affiliations" aria-label="{html:word('affiliations')}">
        <xsl:for-each-group select="$authors/affiliation" group-by="html:place-key(.)">
          <li>
            <xsl:sequence select="html:joined((department, institution), ', ')"/>
            <xsl:if test="address">
              <xsl:text>, </xsl:text>
              <xsl:sequence select="html:addresses(address)"/>
            </xsl:if>
          </li>
        </xsl:for-each-group>
      </ol>
    </xsl:if>
  </xsl:function>

  <!-- Degree, post, addresses, numbers, names in other letters, what the page tells of a life. -->
  <xsl:function name="html:about-authors" as="element()?">
    <xsl:param name="authors" as="element(author)+"/>
    <xsl:variable name="rows" as="element()*" select="$authors ! html:about-author(.)"/>
    <xsl:if test="exists($rows)">
      <details class="who">
        <summary>{html:word(if (count($authors) = 1) then 'section-author' else 'about-authors')}</summary>
        <dl><xsl:sequence select="$rows"/></dl>
      </details>
    </xsl:if>
  </xsl:function>

  <xsl:function name="html:about-author" as="element()*">
    <xsl:param name="author" as="element(author)"/>
    <xsl:variable name="main" as="element(name)?" select="($author/name[@preferred], $author/name)[1]"/>
    <xsl:variable name="others" as="element(name)*" select="$author/name[surname][not(@preferred)][not(tags:fits(@xml:lang, $main/@xml:lang))]"/>
    <xsl:variable name="line" as="item()*" select="html:joined($author/(degree, post), ', ')"/>
    <xsl:sequence select="html:detail(
        html:said($main/text ! html:with-lang(.)),
        ($line[1] ! html:line($line), $author[@corresponding] ! html:text(html:word('corresponding-author')),
          $author/email ! html:mail(.), $author/orcid ! html:orcid(.), $author/identifier ! html:number(.),
          $others/text ! html:item(html:with-lang(.)), $author/role ! html:item(.), $author/death ! html:item(.),
          $author/biography ! html:rich-item(.), $author/member ! html:member(.)))"/>
  </xsl:function>

  <xsl:function name="html:line" as="element()">
    <xsl:param name="content" as="item()*"/>
    <span><xsl:sequence select="$content"/></span>
  </xsl:function>

  <xsl:function name="html:mail" as="element()">
    <xsl:param name="email" as="element(email)"/>
    <span>{html:word('email')}: <a href="mailto:{$email}">{$email}</a></span>
  </xsl:function>

  <xsl:function name="html:orcid" as="element()">
    <xsl:param name="orcid" as="element(orcid)"/>
    <span>ORCID: <a href="https://orcid.org/{$orcid}">{$orcid}</a></span>
  </xsl:function>

  <xsl:function name="html:number" as="element()">
    <xsl:param name="identifier" as="element(identifier)"/>
    <span>{$identifier/@type} {$identifier}</span>
  </xsl:function>

  <xsl:function name="html:member" as="element()">
    <xsl:param name="member" as="element(member)"/>
    <xsl:sequence select="html:item(html:with-lang(($member/name[@preferred], $member/name)[1]/text))"/>
  </xsl:function>

  <!-- Addresses, each on one line; where parts are in languages of their own, part by part. -->
  <xsl:function name="html:addresses" as="item()*">
    <xsl:param name="addresses" as="element(address)*"/>
    <xsl:for-each select="$addresses">
      <xsl:if test="position() gt 1">; </xsl:if>
      <xsl:choose>
        <xsl:when test="*/@xml:lang">
          <xsl:for-each select="* except text">
            <xsl:if test="position() gt 1">{if (preceding-sibling::*[1]/self::post-code) then ' ' else ', '}</xsl:if>
            <xsl:sequence select="html:said(html:with-lang(.))"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="html:said(html:with-lang(text))"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Tells whether the page has an entry of that id to go to. -->
  <xsl:function name="html:has-entry" as="xs:boolean">
    <xsl:param name="at" as="node()"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="exists(key('html:entry', $id, root($at)))"/>
  </xsl:function>

</xsl:stylesheet>
