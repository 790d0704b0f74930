<?xml version="1.0" encoding="UTF-8"?>
<!-- Facts about the authors, in the article's order: analytic/author points at standOff//person, which is read; and about those who worked on it beside them. -->
<xsl:stylesheet version="3.0" expand-text="yes"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:facts="urn:titelei:facts"
  xmlns:text="urn:titelei:text"
  xmlns:errors="urn:titelei:errors"
  xmlns="urn:titelei:facts"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <!-- An author of whom the page gives no name is a gap in the TEI and no fact. -->
  <xsl:function name="facts:authors" as="element(facts:author)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:for-each select="$article/analytic/author[.//(persName | orgName | name)[text:reading(.)]]">
      <xsl:variable name="ref" as="xs:string" select="facts:points-at(.)"/>
      <xsl:variable name="roles" as="xs:string*" select="tokenize(@role)"/>
      <author n="{position()}">
        <xsl:if test="$roles = 'corresponding'">
          <xsl:attribute name="corresponding" select="true()"/>
        </xsl:if>
        <xsl:if test="$roles = 'equal'">
          <xsl:attribute name="equal" select="true()"/>
        </xsl:if>
        <xsl:sequence select="facts:agent(., $ref, $work,
            if ($ref) then key('facts:done-by', $ref, $article)/resp ! facts:role(.) else (), email)"/>
      </author>
    </xsl:for-each>
  </xsl:function>

  <!-- Whoever worked on the article or the issue and is no author, once, with all that was done. -->
  <xsl:function name="facts:contributors" as="element(facts:contributor)*">
    <xsl:param name="article" as="element(biblStruct)"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:variable name="authors" as="xs:string*" select="$article/analytic/author ! facts:points-at(.)[.]"/>
    <xsl:variable name="names" as="element()*" select="
        ($article/analytic, $article/monogr)/respStmt/(persName | orgName | name)[not(substring-after(@ref, '#') = $authors)]"/>
    <xsl:for-each-group select="$names[text:reading(.)]"
      group-by="local-name(../..) || ' ' || (@ref, text:reading(.))[1]">
      <contributor n="{position()}" of="{if (../../self::analytic) then 'article' else 'issue'}">
        <xsl:sequence select="
            facts:agent(., substring-after(@ref, '#'), $work, current-group()/../resp ! facts:role(.), ())"/>
      </contributor>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Statements of what was done, by those who did it. -->
  <xsl:key name="facts:done-by" match="analytic/respStmt | monogr/respStmt" use="(persName | orgName | name)/substring-after(@ref, '#')"/>

  <xsl:function name="facts:points-at" as="xs:string">
    <xsl:param name="author" as="element(author)"/>
    <xsl:sequence select="substring-after(string(($author/persName/@ref, $author/orgName/@ref)[1]), '#')"/>
  </xsl:function>

  <!-- What was done, in the words of the page, and as programs know it. -->
  <xsl:function name="facts:role" as="element(facts:role)?">
    <xsl:param name="resp" as="element(resp)"/>
    <xsl:variable name="key" as="xs:string?" select="($resp/@key ! string(), facts:word('role', text:reading($resp)))[1]"/>
    <xsl:sequence select="
        facts:fact('role', $resp) => facts:with('key', $key)
        => facts:with('scheme', if ($key = $facts:credit) then 'credit' else ())"/>
  </xsl:function>

  <!-- The roles of CRediT (ANSI/NISO Z39.104). -->
  <xsl:variable name="facts:credit" as="xs:string*" static="yes" select="
      'conceptualization', 'data-curation', 'formal-analysis', 'funding-acquisition', 'investigation', 'methodology',
      'project-administration', 'resources', 'software', 'supervision', 'validation', 'visualization',
      'writing-original-draft', 'writing-review-editing'"/>

  <!-- A person or a body: what the entry says that is pointed at, else the name alone. -->
  <xsl:function name="facts:agent" as="node()*">
    <xsl:param name="node" as="element()"/>
    <xsl:param name="ref" as="xs:string"/>
    <xsl:param name="work" as="xs:string"/>
    <xsl:param name="roles" as="element(facts:role)*"/>
    <xsl:param name="email" as="element(email)*"/>
    <xsl:variable name="entry" as="element()" select="(key('facts:id', $ref, root($node))[self::person or self::org][(persName | orgName)[text:reading(.)]], $node)[1]"/>
    <xsl:attribute name="kind" select="
        if ($entry/self::org or $node/orgName or $node/self::orgName) then 'organisation' else 'person'"/>
    <xsl:if test="$ref">
      <xsl:attribute name="ref" select="$ref"/>
    </xsl:if>
    <xsl:if test="$entry/death">
      <xsl:attribute name="deceased" select="true()"/>
    </xsl:if>
    <xsl:sequence select="
        facts:from($node),
        facts:names($entry, $work),
        $roles,
        facts:fact('degree', $entry/education),
        facts:fact('post', $entry/occupation),
        $entry/affiliation ! facts:affiliation(.),
        facts:emails(($entry//affiliation//email, $email)),
        ($entry/idno[@type = 'ORCID'])[1] ! facts:value('orcid', ., facts:bare(.)),
        $entry/idno[not(@type = 'ORCID')] ! facts:with(facts:fact('identifier', .), 'type', @type),
        $entry/self::person/ref[@target] ! facts:with(facts:value('identifier', ., @target), 'type', 'URI'),
        facts:rich('biography', $entry/note[@type = 'biography']),
        facts:fact('death', $entry/death[1]) ! facts:with(., 'when', ($entry/death[1]/(@when, @notAfter, @notBefore))[1])"/>
    <xsl:for-each select="$entry/self::org/listPerson/person">
      <member>
        <xsl:sequence select="facts:agent(., string(@xml:id), $work, (), ())"/>
      </member>
    </xsl:for-each>
  </xsl:function>

  <!-- Each address once; a gap is none. -->
  <xsl:function name="facts:emails" as="element(facts:email)*">
    <xsl:param name="emails" as="element(email)*"/>
    <xsl:for-each-group select="$emails[not(gap)]" group-by="lower-case(text:reading(.))">
      <xsl:sequence select="facts:fact('email', .)"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
