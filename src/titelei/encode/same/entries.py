"""The entries of two drafts of one article united: who and what is the same stands once, with the names of both."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain, product
from typing import Any, Final

from lxml import etree

from titelei.encode import people
from titelei.encode.entries import suffixes
from titelei.encode.languages import fold, is_cyrillic
from titelei.encode.same.union import Union, drop_found, place, rename, words
from titelei.encode.segments import folded
from titelei.names import TEI, XML_ID, tei

_NS: Final = {"tei": TEI}
_ENTRIES: Final = "tei:standOff/*/*[@xml:id]"
_NAMES: Final = frozenset(tei(n) for n in ("persName", "orgName", "placeName", "label", "title"))
_AUTHORS: Final = "tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:biblStruct/tei:analytic/tei:author"
_SHARED: Final = ("resp.encoder", "src.article")
_ALIKE: Final = 0.6
"""Likeness of two surnames, transliterated, above which authors of one place in the byline are one."""

_IN_AFFILIATION: Final = (tei("address"), tei("email"))


def unite(root: Any, other: Any, union: Union) -> None:
    """Bring the second draft's entries into the first, and its pointers to where they stand then."""
    mine, theirs = _by_id(root), _by_id(other)
    same = _same(root, other, mine, theirs)
    rename(other, {**same, **_freed(root, other, same)}, XML_ID)
    renamed = [(same.get(old, ""), element) for old, element in theirs.items()]
    for known, element in sorted(renamed, key=lambda pair: pair[0] == ""):
        if known:
            _entry(mine[known], element, union)
        else:
            _take(root, element)
    for listed in root.iterfind("tei:standOff/*", _NS):
        listed[:] = sorted(listed, key=lambda e: str(e.get(XML_ID, "")))


def _by_id(root: Any) -> dict[str, Any]:
    return {e.get(XML_ID): e for e in root.xpath(_ENTRIES, namespaces=_NS)}


def _same(root: Any, other: Any, mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, str]:
    """Find which entry of the second draft is which of the first."""
    out = _authors(root, other, mine, theirs)
    for theirs_id, mine_id in list(out.items()):
        out.update(_bodies(mine, theirs, mine[mine_id], theirs[theirs_id]))
    for identifier, element in theirs.items():
        if identifier not in out:
            found = next((i for i, e in mine.items() if i not in out.values() and _is_one(e, element)), "")
            if found:
                out[identifier] = found
    return out


def _is_one(mine: Any, theirs: Any) -> bool:
    """Tell whether entries that are no authors are of one thing: kind and a name are the same across scripts."""
    if mine.tag != theirs.tag or mine.get("role") != theirs.get("role"):
        return False
    return bool({fold(words(n)) for n in _names(mine)} & {fold(words(n)) for n in _names(theirs)} - {""})


def _authors(root: Any, other: Any, mine: dict[str, Any], theirs: dict[str, Any]) -> dict[str, str]:
    first, second = ([i for i in _of_authors(r) if i in of] for r, of in ((root, mine), (other, theirs)))
    out: dict[str, str] = {}
    for identifier in second:
        free = [i for i in first if i not in out.values()]
        found = next((i for i in free if _is_author(mine[i], theirs[identifier])), "")
        if found:
            out[identifier] = found
    for one, two in zip(first, second, strict=False):
        if len(first) == len(second) and two not in out and one not in out.values():
            likeness = SequenceMatcher(None, _surname(mine[one]), _surname(theirs[two])).ratio()
            if likeness >= _ALIKE:
                out[two] = one
    return out


def _of_authors(root: Any) -> Iterator[str]:
    for author in root.iterfind(_AUTHORS, _NS):
        for name in author.iterfind("*[@ref]"):
            yield str(name.get("ref")).removeprefix("#")


def _is_author(mine: Any, theirs: Any) -> bool:
    one, two = (e.findtext("tei:idno[@type='ORCID']", "", _NS) for e in (mine, theirs))
    if one and one == two:
        return True
    pairs = product(*([people.parse(words(n)) for n in _names(e)[:4]] for e in (mine, theirs)))
    return any(a is not None and b is not None and people.is_same(a, b) for a, b in pairs)


def _surname(person: Any) -> str:
    return fold(person.findtext("tei:persName/tei:surname", "", _NS) or words(_names(person)[0]))


def _bodies(mine: dict[str, Any], theirs: dict[str, Any], one: Any, two: Any) -> Iterator[tuple[str, str]]:
    """Pair the organisations of a person that two pages name in two scripts, where there are as many on both."""
    first, second = (
        [e for e in person.iterfind("tei:affiliation/tei:orgName[@type='institution'][@ref]", _NS)]
        for person in (one, two)
    )
    if len(first) != len(second) or any(
        is_cyrillic(words(a)) == is_cyrillic(words(b)) for a, b in zip(first, second, strict=True)
    ):
        return
    for a, b in zip(first, second, strict=True):
        a_id, b_id = (str(e.get("ref")).removeprefix("#") for e in (a, b))
        if a_id in mine and b_id in theirs:
            yield b_id, a_id


def _freed(root: Any, other: Any, same: dict[str, str]) -> dict[str, str]:
    """Give new ids to what has one in the second draft that the first has given to something else."""
    taken = {e.get(XML_ID) for e in root.iter(etree.Element) if e.get(XML_ID)} - set(_SHARED)
    taken -= {e.get(XML_ID) for e in root.iter(tei("taxonomy"))}
    out: dict[str, str] = {}
    for element in other.iter(etree.Element):
        wanted = element.get(XML_ID)
        if wanted in taken and wanted not in same:
            out[wanted] = next(f"{wanted}-{s}" for s in suffixes() if f"{wanted}-{s}" not in taken)
            taken.add(out[wanted])
    return out


def _names(entry: Any) -> list[Any]:
    return [child for child in entry.iterchildren(etree.Element) if child.tag in _NAMES]


def _entry(mine: Any, theirs: Any, union: Union) -> None:
    """Take over what the second draft knows of somebody or something."""
    drop_found(mine, theirs)
    known = {words(name): name for name in _names(mine)}
    union.stands[id(theirs)] = mine
    for name in _names(theirs):
        if words(name) in known:
            union.is_one(known[words(name)], name)
            theirs.remove(name)
            continue
        if name.get("type") == "main":
            name.set("type", "variant")
        if mine.tag in (tei("event"), tei("bibl")):
            theirs.remove(name)  # these have one name
        else:
            place(mine, name)
    for affiliation in list(theirs.iterfind("tei:affiliation", _NS)):
        _affiliation(mine, affiliation, union)
    union.unite(mine, theirs, _key)


def _affiliation(person: Any, theirs: Any, union: Union) -> None:
    refs = {e.get("ref") for e in theirs.iter(tei("orgName"))}
    for mine in person.iterfind("tei:affiliation", _NS):
        if refs & {e.get("ref") for e in mine.iter(tei("orgName"))}:
            union.is_one(mine, theirs)
            for part in [c for c in theirs if c.tag in _IN_AFFILIATION or c.get("type") == "department"]:
                if all(c.tag != part.tag or c.get("type") != part.get("type") for c in mine):
                    union.stands.pop(id(part), None)
                    place(mine, part)
            theirs.getparent().remove(theirs)
            return
    place(person, theirs)


def _key(element: Any) -> object:
    if element.tag == tei("affiliation") or element.tag in _NAMES:
        return None
    if element.tag == tei("idno"):
        return "idno", element.get("type")
    return str(element.tag), element.get("type"), folded(words(element))


def _take(root: Any, entry: Any) -> None:
    """Put an entry that only the second draft has into the list of its kind."""
    name = etree.QName(entry.getparent()).localname
    stand_off = root.find("tei:standOff", _NS)
    if stand_off is None:
        stand_off = etree.Element(tei("standOff"), nsmap={None: TEI})
        root.find("tei:teiHeader", _NS).addnext(stand_off)
    listed = next(chain(stand_off.iterfind(f"tei:{name}", _NS)), None)
    if listed is None:
        listed = etree.SubElement(stand_off, tei(name))
    entry.tail = None
    listed.append(entry)
