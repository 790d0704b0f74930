"""Facts that the page gives and no rule read, added to the header by an editor; notes that they are missing go."""

import re
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from titelei.encode.fields import licence
from titelei.encode.languages import LANGUAGES, fold, guess, slug
from titelei.encode.review import agents, forms
from titelei.encode.review.fact import Fact, named
from titelei.encode.review.marking import assessed, set_text
from titelei.encode.review.placing import behind, spoken, unmissed
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import NS, Step, entry_of, words
from titelei.names import TEI, XML_LANG
from titelei.xml.edits import Edit
from titelei.xml.paths import Lasting, exact

_RECORD: Final = "//tei:biblStruct[@xml:id='src.article']"
_ROOMS: Final = {
    "analytic": f"{_RECORD}/tei:analytic",
    "monogr": f"{_RECORD}/tei:monogr",
    "imprint": f"{_RECORD}/tei:monogr/tei:imprint",
    "article": _RECORD,
    "classes": "//tei:profileDesc",
    "authors": f"{_RECORD}/tei:analytic",
}
_ALIASES: Final = {"article": "article-number", "first_page": "pages", "institution": "affiliation"}
_MAIN: Final = "[not(@type) or @type='main' or @type='translated']"


def each(field: str, value: str) -> list[tuple[str, str]]:
    """Give the facts that a field and its value are: a list of key words is one for each."""
    name, _, rest = field.partition(" ")
    name = _ALIASES.get(name, name)
    if name != "keywords":
        return [(f"{name} {rest}".strip(), value)]
    parts = re.split(r"\s*;\s*" if ";" in value else r"\s*,\s*", value)
    return [(f"keyword {rest}".strip(), part) for part in parts if part]


def steps(root: Any, field: str, value: str, who: str, *, replaces: bool = False) -> tuple[Step, ...]:
    """Give the steps that add a fact; with ``replaces`` in the place of the one that is there.

    Raises:
        Refused: there is no such fact or author, the header has it already, or the value is none.
    """
    fact = named(field)
    value = forms.check(fact.kind.name, value)
    old = standing(root, fact, value)
    if old is not None and not replaces:
        raise Refused("there_is", words(old))
    if old is not None and fact.kind.tag == "title":
        return _retitled(root, old, value, who)
    removed: tuple[Step, ...] = ()
    if old is not None:
        path = Lasting(root).of(old)
        removed = (lambda now: tuple(Edit(op="delete", path=exact(e)) for e in now.xpath(path, namespaces=NS)[:1]),)
    if fact.kind.room == "authors":
        return (*removed, *agents.author(root, fact, value, who))
    if fact.kind.room == "person":
        return (*removed, *agents.detail(root, fact, value, who))
    return (
        *removed,
        lambda now: _of_article(now, fact, value, who),
        lambda now: unmissed(now.xpath(_RECORD, namespaces=NS)[0], fact.kind.missing),
        *((lambda now: _edition_title(now, value),) if fact.kind.name == "title" else ()),
    )


def standing(root: Any, fact: Fact, value: str) -> Any:
    """Give the element that has a fact already: of what there may be several, only the same value; else None."""
    kind = fact.kind
    if kind.room == "person":
        rooms = [entry_of(root, agents.of_number(root, fact.number))]
    else:
        rooms = root.xpath(_ROOMS[kind.room], namespaces=NS)
    test = kind.test + (_MAIN if kind.tag == "title" and not kind.type else "")
    inner = ".//" if kind.room in ("person", "classes", "authors") or kind.name == "licence" else ""
    found = [e for room in rooms for e in room.xpath(f"{inner}{test}", namespaces=NS)]
    found = [e for e in found if (words(e) and e.find("tei:gap", NS) is None) or (kind.holds and e.get(kind.holds))]
    if kind.by == "language" and kind.tag == "title":
        lang = fact.lang or guess(value) or "en"
        return next((e for e in found if e.get(XML_LANG, "en") == lang), None)
    if kind.many:
        return next((e for e in found if fold(words(e)) == fold(value) or words(e) == value), None)
    return next(iter(found), None)


def made(root: Any, field: str, value: str, who: str) -> tuple[str, str]:
    """Give the path of what was added as evidence names it, and the value that stands there."""
    kind = named(field).kind
    found = [e for e in root.iter(f"{{{TEI}}}{kind.tag}") if e.get("resp") == f"#{who}" or kind.tag == "term"]
    value = forms.check(kind.name, value)
    same = [e for e in found if value in (words(e), e.get(kind.holds or "n"), e.get("target"))] or found
    if not same:
        return "", value
    path = Lasting(root).of(same[-1])
    return (f"{path}/@{kind.holds}", str(same[-1].get(kind.holds, ""))) if kind.holds else (path, words(same[-1]))


def _of_article(root: Any, fact: Fact, value: str, who: str) -> tuple[Edit, ...]:
    kind = fact.kind
    room = root.xpath(_ROOMS[kind.room], namespaces=NS)[0]
    if kind.name == "keyword":
        return (_keyword(room, fact, value),)
    if kind.name in ("licence", "copyright"):
        return (_right(room, kind.name, value, who),)
    element = _element(fact, value, who, is_first=room.find(kind.test, NS) is None)
    if kind.room == "monogr":
        if not [c for c in room if etree.QName(c).localname in ("title", "idno")]:
            return (Edit(op="add", path=exact(room), position="first-child", content=f"<edit>{element}</edit>"),)
        return (behind(room, element, "title", "idno"),)
    if kind.name == "year" and (old := room.find("tei:date", NS)) is not None:
        return (Edit(op="replace", path=exact(old), content=f"<edit>{element}</edit>"),)
    return (behind(room, element, kind.tag, *(("author", "respStmt") if kind.tag == "title" else ())),)


def _element(fact: Fact, value: str, who: str, *, is_first: bool) -> str:
    kind = fact.kind
    given, shown = dict(kind.given), value
    if kind.name == "pages":
        first, last = forms.pages(value)
        given |= {"from": first, "to": last} if last else {"from": first}
    elif kind.holds:
        given[kind.holds] = value
    if kind.tag == "textLang":
        shown = LANGUAGES.get(value, value)
    lang = ""
    if kind.tag == "title":
        if not kind.type:
            given["type"] = "main" if is_first else "translated"
        lang = f" xml:lang={quoteattr(fact.lang or guess(value) or 'en')}"
    elif not kind.holds and kind.tag != "idno":
        lang = spoken(value)
    attributes = "".join(f" {name}={quoteattr(v)}" for name, v in given.items())
    return f'<{kind.tag} xmlns="{TEI}"{attributes}{lang} resp="#{who}">{escape(shown)}</{kind.tag}>'


def _right(analytic: Any, name: str, value: str, who: str) -> Edit:
    """Add a licence, by its address or its words, or what is said of copyright."""
    if name == "licence":
        target = licence.canonical(value) or (value if re.match(r"https?://", value) else "")
        said = f" target={quoteattr(target)}" if target else ""
        inner = f'<licence xmlns="{TEI}"{said}{spoken(value)} resp="#{who}">{escape(value)}</licence>'
        status = ' status="free"' if "creativecommons.org" in target else ""
        return behind(analytic, f'<availability xmlns="{TEI}"{status}>{inner}</availability>', "availability")
    inner = f'<p xmlns="{TEI}"{spoken(value)} resp="#{who}">{escape(value)}</p>'
    there = analytic.find("tei:availability", NS)
    if there is not None:
        return behind(there, inner)
    return behind(analytic, f'<availability xmlns="{TEI}">{inner}</availability>')


def _keyword(profile: Any, fact: Fact, value: str) -> Edit:
    lang = fact.lang or guess(value) or "en"
    taken = {str(t.get("{http://www.w3.org/XML/1998/namespace}id")) for t in profile.iter(f"{{{TEI}}}term")}
    base = f"kw.{slug(value) or 'term'}"
    identifier = next(i for i in (base, *(f"{base}-{n}" for n in range(2, 1000))) if i not in taken)
    term = f'<term xmlns="{TEI}" xml:id="{identifier}">{escape(value)}</term>'
    classes = profile.find("tei:textClass", NS)
    if classes is None:
        inner = f'<keywords xml:lang="{lang}">{term}</keywords>'
        return behind(profile, f'<textClass xmlns="{TEI}">{inner}</textClass>', "langUsage")
    for listed in classes.iterfind("tei:keywords", NS):
        if listed.get(XML_LANG) == lang and not listed.get("scheme"):
            return behind(listed, term)
    return behind(classes, f'<keywords xmlns="{TEI}" xml:lang="{lang}">{term}</keywords>', "keywords")


def _retitled(root: Any, old: Any, value: str, who: str) -> tuple[Step, ...]:
    """Give a title other words, and the edition that is named by it; the editor answers for the record's title."""
    path, before = Lasting(root).of(old), words(old)

    def step(now: Any) -> tuple[Edit, ...]:
        title = now.xpath(path, namespaces=NS)[0]
        found = [title, *(t for t in now.iterfind(".//tei:titleStmt/tei:title", NS) if words(t) == before)]
        if any(len(e) for e in found):
            raise Refused("has_parts")
        return (*assessed(title, who, sure=False), *(edit for e in found for edit in set_text(e, value)))

    return (step,)


def _edition_title(root: Any, value: str) -> tuple[Edit, ...]:
    """Name the edition by its article's title where it had none."""
    title = root.find("tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[@type='main']", NS)
    if title is None or title.find("tei:gap", NS) is None:
        return ()
    content = f'<edit><title xmlns="{TEI}" type="main"{spoken(value)}>{escape(value)}</title></edit>'
    return (Edit(op="replace", path=exact(title), content=content),)
