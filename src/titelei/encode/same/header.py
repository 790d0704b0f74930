"""The headers of two drafts of one article united: each fact once, titles and key words by language."""

from typing import Any, Final

from lxml import etree

from titelei.encode.same.union import Union, drop_found, lang, place, words
from titelei.encode.segments import folded
from titelei.names import TEI, XML_ID, tei

_NS: Final = {"tei": TEI}
_ARTICLE: Final = "tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:biblStruct"
_SINGLE: Final = frozenset(map(tei, ("textLang", "date")))
_TRANSLATABLE: Final = frozenset(("main", "translated"))


def unite(root: Any, other: Any, union: Union) -> None:
    """Take over into the first header what only the second says."""
    mine, theirs = root.find(_ARTICLE, _NS), other.find(_ARTICLE, _NS)
    drop_found(mine, theirs)
    union.stands[id(theirs)] = mine
    _authors(mine, theirs, union)
    for room in ("analytic", "monogr", "monogr/tei:imprint", "monogr/tei:extent"):
        one, two = (article.find(f"tei:{room}", _NS) for article in (mine, theirs))
        if one is not None and two is not None:
            union.unite(one, two, _key)
    extent = theirs.find("tei:monogr/tei:extent", _NS)
    if extent is not None and mine.find("tei:monogr/tei:extent", _NS) is None:
        mine.find("tei:monogr", _NS).append(extent)
    union.unite(mine, theirs, _of_article)
    _titles(mine)
    _statement(root)
    _source(root, other)
    _classes(root, other, union)
    _languages(root, other)


def _key(element: Any) -> object:
    name = element.tag
    if name in (tei("author"), tei("imprint"), tei("extent")):
        return None
    if name == tei("title"):
        kind = "main" if element.get("type") in _TRANSLATABLE else element.get("type")
        return name, element.get("level"), kind, lang(element)
    if name in (tei("idno"), tei("date"), tei("measure")):
        return name, element.get("type"), element.get("unit")
    if name == tei("biblScope"):
        return name, element.get("unit")
    if name == tei("availability"):
        licence = element.find("tei:licence", _NS)
        target = licence.get("target", "") if licence is not None else ""
        return name, element.get("n"), target.rstrip("/").rpartition("://")[2]
    if name == tei("ref"):
        return name, element.get("target") if element.get("type") != "page" else "page"
    return name if name in _SINGLE else (name, folded(words(element)))


def _of_article(element: Any) -> object:
    """Of what stands in the article’s record itself notes, related works and series are united by their words."""
    if element.tag in (tei("analytic"), tei("monogr")):
        return None
    return str(element.tag), element.get("type"), element.get("subtype"), folded(words(element))


def _authors(mine: Any, theirs: Any, union: Union) -> None:
    """Add the authors whom only the second page names; the order is the first’s."""
    one, two = (article.find("tei:analytic", _NS) for article in (mine, theirs))
    known = {_ref(author): author for author in one.iterfind("tei:author", _NS)}
    for author in list(two.iterfind("tei:author", _NS)):
        same = known.get(_ref(author))
        if same is None:
            if known:
                place(one, author)
            else:
                author.tail = None
                one.insert(0, author)
            known[_ref(author)] = author
            continue
        union.is_one(same, author)
        roles = dict.fromkeys(f"{same.get('role', '')} {author.get('role', '')}".split())
        if roles:
            same.set("role", " ".join(roles))


def _ref(author: Any) -> str:
    return next((str(name.get("ref")) for name in author.iter(etree.Element) if name.get("ref")), words(author))


def _titles(article: Any) -> None:
    """Make the title in the work’s own language the main one, and those in other languages translations."""
    language = article.find("tei:analytic/tei:textLang", _NS)
    work = language.get("mainLang", "") if language is not None else ""
    for room, level in (("analytic", "a"), ("monogr", "j")):
        titles = [
            t
            for t in article.iterfind(f"tei:{room}/tei:title[@level='{level}']", _NS)
            if t.get("type") in _TRANSLATABLE
        ]
        own = next((t for t in titles if lang(t) == work), next((t for t in titles if t.get("type") == "main"), None))
        for title in titles:
            title.set("type", "main" if title is own else "translated")
        if own is not None and titles[0] is not own:
            titles[0].addprevious(own)


def _statement(root: Any) -> None:
    """Name the edition after the article as it is now: its title, its authors."""
    article = root.find(_ARTICLE, _NS)
    statement = root.find("tei:teiHeader/tei:fileDesc/tei:titleStmt", _NS)
    title, own = (e.find("tei:title[@type='main']", _NS) for e in (article.find("tei:analytic", _NS), statement))
    if title is not None:
        copied = _copy(title, statement)
        copied.attrib.pop("level", None)
        if lang(copied) == "en":
            copied.attrib.pop("{http://www.w3.org/XML/1998/namespace}lang")
        statement.replace(own, copied)
    for author in list(statement.iterfind("tei:author", _NS)):
        statement.remove(author)
    before = statement.findall("tei:title", _NS)[-1]
    for author in article.iterfind("tei:analytic/tei:author", _NS):
        made = etree.Element(tei("author"))
        for name in author.iterfind("*[@ref]"):
            made.append(_copy(name, made))
        before.addnext(made)
        before = made


def _copy(element: Any, parent: Any) -> Any:
    made = etree.fromstring(etree.tostring(element, with_tail=False, encoding="unicode"))
    made.tail = None
    etree.cleanup_namespaces(parent)
    for inner in made.iter(etree.Element):
        for name in ("resp", "cert", "source"):
            inner.attrib.pop(name, None)
    return made


def _source(root: Any, other: Any) -> None:
    """Name both copies: as sources, as what the draft was made from."""
    desc, added = (r.find("tei:teiHeader/tei:fileDesc/tei:sourceDesc", _NS) for r in (root, other))
    files = [
        words(i) for r in (root, other) for i in r.iterfind(".//tei:sourceDesc/tei:bibl/tei:idno[@type='file']", _NS)
    ]
    for copy in list(added.iterfind("tei:bibl", _NS)):
        copy.tail = None
        desc.append(copy)
    listed = ", ".join(files[:-1]) + f" and {files[-1]}"
    for path in ("encodingDesc/tei:appInfo/tei:application/tei:desc", "revisionDesc/tei:change"):
        said = root.find(f"tei:teiHeader/tei:{path}", _NS)
        if said is not None:
            before, _, after = words(said).partition(" from ")
            said.text = f"{before} from {listed}" + after[after.find(";" if ";" in after else " by ") :]


def _classes(root: Any, other: Any, union: Union) -> None:
    """Unite key words by language and list, and classes."""
    mine, theirs = (r.find("tei:teiHeader/tei:profileDesc/tei:textClass", _NS) for r in (root, other))
    declared, more = (r.find("tei:teiHeader/tei:encodingDesc/tei:classDecl", _NS) for r in (root, other))
    if more is not None and declared is not None:
        union.unite(declared, more, lambda e: e.get(XML_ID))
    elif more is not None:
        more.tail = None
        root.find("tei:teiHeader/tei:encodingDesc/tei:projectDesc", _NS).addnext(more)
    if theirs is None:
        return
    if mine is None:
        theirs.tail = None
        root.find("tei:teiHeader/tei:profileDesc", _NS).append(theirs)
        return
    lists = {(lang(k), k.get("scheme")): k for k in mine.iterfind("tei:keywords", _NS)}
    for listed in list(theirs.iterfind("tei:keywords", _NS)):
        known = lists.get((lang(listed), listed.get("scheme")))
        if known is None:
            place(mine, listed)
        else:
            _terms(other, known, listed, union)
    union.unite(mine, theirs, lambda e: (e.get("scheme"), words(e)) if e.tag == tei("classCode") else None)


def _terms(other: Any, mine: Any, theirs: Any, union: Union) -> None:
    """Add the terms that only the second page lists; its own page then points at the first's where both have one."""
    known = {folded(words(term)): term for term in mine}
    for term in list(theirs):
        same = known.get(folded(words(term)))
        if same is None:
            place(mine, term)
            continue
        union.is_one(same, term)
        for pointer in other.iterfind(f".//tei:term[@ref='#{term.get(XML_ID)}']", _NS):
            pointer.set("ref", f"#{same.get(XML_ID)}")


def _languages(root: Any, other: Any) -> None:
    mine, theirs = (r.find("tei:teiHeader/tei:profileDesc/tei:langUsage", _NS) for r in (root, other))
    known = {e.get("ident") for e in mine}
    for language in [e for e in theirs if e.get("ident") not in known]:
        mine.append(language)
    mine[:] = sorted(mine, key=lambda e: str(e.get("ident")))
