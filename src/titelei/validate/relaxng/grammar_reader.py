"""A RELAX NG grammar in XML syntax, read into patterns (RELAX NG, 3 and 4).

Definitions are read when they are first needed: of a large grammar only the part that a document uses.
``include`` and ``externalRef`` are followed inside the grammar's own folder only, or the one given.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from titelei.errors import AssetError, DocumentError
from titelei.messages import joined, say
from titelei.model import Finding, Severity
from titelei.names import RNG, XML
from titelei.validate.relaxng.datatypes import COMPATIBILITY, LIBRARIES, XSD, facet_fault, is_known
from titelei.validate.relaxng.name_classes import AnyName, Name, NameChoice, NameClass, NsName
from titelei.validate.relaxng.patterns import Pattern, Patterns
from titelei.xml.read import Document, read, shown

_R: Final = f"{{{RNG}}}"
_WORDS: Final = """
    element attribute group interleave choice optional zeroOrMore oneOrMore list mixed ref parentRef empty value
    data notAllowed externalRef grammar param except div include start define name anyName nsName text
""".split()
_START: Final = "<start>"


@dataclass(slots=True, eq=False)
class _Scope:
    """One ``grammar`` element: its definitions, and the grammar around it."""

    parent: "_Scope | None"
    defines: "dict[str, list[etree._Element]]" = field(default_factory=dict)
    read: dict[str, Pattern | None] = field(default_factory=dict)


class GrammarReader:
    """Reads one grammar; :meth:`start` is the pattern of its documents' roots."""

    def __init__(self, path: Path, patterns: Patterns, folder: Path | None = None) -> None:
        self._patterns = patterns
        self._folder = (folder or path.parent).resolve()
        self._files: dict[etree._Element, Document] = {}
        self._folders: dict[etree._Element, Path] = {}
        self._scopes: dict[etree._Element, _Scope] = {}
        self._open_files: list[Path] = []
        self.is_plain = True
        self._element_names: set[str] = set()
        self._root = self._load(path)
        self._check(self._root, None)

    @property
    def size(self) -> int:
        """Size in bytes of all files read."""
        return sum(len(document.data) for document in self._files.values())

    def start(self) -> Pattern:
        """Give the pattern of the root."""
        return self._pattern(self._root, None)

    # Files

    def _load(self, path: Path) -> "etree._Element":
        try:
            document = read(path, edition=False)
        except DocumentError as error:
            first = error.findings[0]
            place = say(" line {line}", line=first.line) if first.line else ""
            raise AssetError(
                say(
                    "The schema {path}{place} cannot be used. {message} {repair}",
                    path=shown(path),
                    place=place,
                    message=first.message,
                    repair=first.repair,
                ),
                *error.findings,
            ) from error
        self._files[document.root] = document
        self._folders[document.root] = path.resolve().parent
        if not str(document.root.tag).startswith(_R):
            raise self._broken(
                document.root,
                say(
                    "the root is <{localname}>, which is not RELAX NG in XML syntax",
                    localname=etree.QName(document.root).localname,
                ),
                say(
                    'Name a .rng file whose root is in the namespace {rng}; convert the compact syntax with "trang".',
                    rng=RNG,
                ),
            )
        return document.root

    def _follow(self, node: "etree._Element") -> "etree._Element":
        address = urlsplit(node.get("href", ""))
        target = (self._folders[node.getroottree().getroot()] / unquote(address.path)).resolve()
        if address.scheme or address.netloc or self._folder not in target.parents:
            raise self._broken(
                node,
                say("it asks for {href!r}, which is outside the schema's own folder", href=node.get("href")),
                say("Put that schema beside this one and name it by its file name."),
            )
        if target in self._open_files:
            raise self._broken(node, say("{name} includes itself", name=target.name), say("Take the inclusion out."))
        self._open_files.append(target)
        root = self._load(target)
        return root

    def _broken(self, node: "etree._Element", what: str, repair: str) -> AssetError:
        document = self._files[node.getroottree().getroot()]
        line, column = document.positions.of(node)
        message = say("The schema {name} line {line} is broken: {what}.", name=document.name, line=line, what=what)
        finding = Finding(
            rule="schema",
            severity=Severity.ERROR,
            file=document.name,
            line=line,
            column=column,
            source_line=document.positions.line_text(line),
            message=message,
            repair=repair,
        )
        return AssetError(joined(" ", (message, repair)), finding)

    # The check of the whole grammar, so that lazy reading hides no fault

    def _check(self, node: "etree._Element", scope: _Scope | None) -> None:
        """Look through a grammar for unknown words, names and datatypes, before any of it is used."""
        pending = [(node, scope)]
        while pending:
            node, scope = pending.pop()
            word = etree.QName(node).localname
            if word not in _WORDS:
                raise self._broken(
                    node, say("RELAX NG has no <{word}>", word=word), say("Correct its name, or give it a namespace.")
                )
            if word == "grammar":
                scope = self._scope(node, scope)
                for components in scope.defines.values():
                    pending.extend((child, scope) for one in components for child in _children(one))
                continue
            if word in ("ref", "parentRef"):
                where = scope.parent if scope and word == "parentRef" else scope
                name = (node.get("name") or "").strip()
                if where is None or name not in where.defines:
                    raise self._broken(
                        node,
                        say("<{word} name={name!r}> points to no definition", word=word, name=name),
                        say("Add the definition, or correct it."),
                    )
            if word in ("data", "value"):
                self._check_type(node)
            self._note_plainness(node, word)
            if word == "externalRef":
                pending.append((self._external(node), None))
            pending.extend((child, scope) for child in _children(node))

    def _note_plainness(self, node: "etree._Element", word: str) -> None:
        """A grammar is plain where each element has one name and each name one element, and nothing is woven."""
        if word == "element":
            name = (node.get("name") or "").strip()
            self.is_plain &= bool(name) and name not in self._element_names
            self._element_names.add(name)
        elif word in ("interleave", "mixed", "anyName", "nsName") or node.get("combine") == "interleave":
            self.is_plain = False

    def _check_type(self, node: "etree._Element") -> None:
        library, name = self._type(node)
        if library not in LIBRARIES:
            raise self._broken(
                node,
                say("the datatype library {library!r} is not known", library=library),
                say("Use the one of XML Schema."),
            )
        self.is_plain &= library != COMPATIBILITY
        if not is_known(library, name):
            raise self._broken(
                node, say("there is no datatype {name!r} in its library", name=name), say("Correct the type.")
            )
        facets = _facets(node)
        fault = facet_fault(name, facets) if facets and library == XSD else None
        if fault:
            raise self._broken(
                node, say("a facet of {name} is wrong: {fault}", name=name, fault=fault), say("Correct the <param>.")
            )

    # Scopes

    def _scope(self, node: "etree._Element", parent: _Scope | None) -> _Scope:
        found = self._scopes.get(node)
        if found is None:
            found = self._scopes[node] = _Scope(parent)
            for component in self._components(node):
                name = _START if component.tag == f"{_R}start" else (component.get("name") or "").strip()
                found.defines.setdefault(name, []).append(component)
            if _START not in found.defines:
                raise self._broken(node, say("it has no <start>"), say("Say with <start> which element is the root."))
        return found

    def _components(self, node: "etree._Element") -> "Iterator[etree._Element]":
        for child in _children(node):
            if child.tag == f"{_R}div":
                yield from self._components(child)
            elif child.tag == f"{_R}include":
                yield from self._included(child)
            elif child.tag in (f"{_R}start", f"{_R}define"):
                yield child
            else:
                word = etree.QName(child).localname
                raise self._broken(
                    child, say("<{word}> may not stand in <grammar>", word=word), say("Put it into a <define>.")
                )

    def _included(self, node: "etree._Element") -> "Iterator[etree._Element]":
        own = list(self._components(node))
        replaced = {(one.tag, (one.get("name") or "").strip()) for one in own}
        depth = len(self._open_files)
        for one in self._components(self._follow(node)):
            if (one.tag, (one.get("name") or "").strip()) not in replaced:
                yield one
        del self._open_files[depth:]
        yield from own

    def _external(self, node: "etree._Element") -> "etree._Element":
        for known, document in self._files.items():
            if document.path and node.get("href") == document.path.name:
                return known
        root = self._follow(node)
        self._open_files.pop()
        return root

    # Patterns

    def _pattern(self, node: "etree._Element", scope: _Scope | None) -> Pattern:
        make = self._patterns
        match etree.QName(node).localname:
            case "element":
                names = self._name_class(node)
                return make.element(names, lambda: make.group(self._parts(node, scope, skip_name=True)))
            case "attribute":
                parts = self._parts(node, scope, skip_name=True)
                return make.attribute(self._name_class(node), make.group(parts) if parts else make.text)
            case "group":
                return make.group(self._parts(node, scope))
            case "interleave":
                return make.interleave(self._parts(node, scope))
            case "choice":
                return make.choice(self._parts(node, scope))
            case "optional":
                return make.optional(make.group(self._parts(node, scope)))
            case "zeroOrMore":
                return make.optional(make.one_or_more(make.group(self._parts(node, scope))))
            case "oneOrMore":
                return make.one_or_more(make.group(self._parts(node, scope)))
            case "mixed":
                return make.interleave((make.text, make.group(self._parts(node, scope))))
            case "list":
                return make.list_of(make.group(self._parts(node, scope)))
            case "text":
                return make.text
            case "empty":
                return make.empty
            case "notAllowed":
                return make.not_allowed
            case "data":
                return self._data(node, scope)
            case "value":
                library, name = self._type(node)
                return make.value(library, name, node.text or "")
            case "ref":
                assert scope is not None
                return self._define((node.get("name") or "").strip(), scope, node)
            case "parentRef":
                assert scope is not None
                assert scope.parent is not None
                return self._define((node.get("name") or "").strip(), scope.parent, node)
            case "grammar":
                return self._define(_START, self._scope(node, scope), node)
            case "externalRef":
                return self._pattern(self._external(node), None)
            case word:
                what = say("<{word}> may not stand here", word=word)
                raise self._broken(node, what, say("See RELAX NG, 3, for what may."))

    def _parts(self, node: "etree._Element", scope: _Scope | None, *, skip_name: bool = False) -> list[Pattern]:
        children = _children(node)
        if skip_name and node.get("name") is None:
            children = children[1:]
        return [self._pattern(child, scope) for child in children]

    def _define(self, name: str, scope: _Scope, asked_by: "etree._Element") -> Pattern:
        if name in scope.read:
            found = scope.read[name]
            if found is None:
                raise self._broken(
                    asked_by,
                    say("the definition of {name!r} contains itself", name=name),
                    say("Put an element between."),
                )
            return found
        scope.read[name] = None
        components = scope.defines[name]
        parts = [self._patterns.group(self._parts(one, scope)) for one in components]
        ways = {one.get("combine") for one in components} - {None}
        if len(components) > 1 and (len(ways) != 1 or [one.get("combine") for one in components].count(None) > 1):
            raise self._broken(
                components[1],
                say("{name!r} is defined twice", name=name),
                say('Say combine="choice" or combine="interleave".'),
            )
        if len(parts) == 1:
            made = parts[0]
        else:
            made = self._patterns.choice(parts) if ways == {"choice"} else self._patterns.interleave(parts)
        scope.read[name] = made
        return made

    def _data(self, node: "etree._Element", scope: _Scope | None) -> Pattern:
        library, name = self._type(node)
        excluded = node.find(f"{_R}except")
        less = None if excluded is None else self._patterns.choice(self._parts(excluded, scope))
        return self._patterns.data(library, name, _facets(node), less)

    # Names and datatypes

    def _type(self, node: "etree._Element") -> tuple[str, str]:
        name = (node.get("type") or "").strip()
        if etree.QName(node).localname == "value" and not name:
            return "", "token"
        return _inherited(node, "datatypeLibrary"), name

    def _namespace(self, node: "etree._Element") -> str:
        return _inherited(node, "ns")

    def _name_class(self, node: "etree._Element") -> NameClass:
        written = node.get("name")
        if written is None:
            children = _children(node)
            if not children:
                raise self._broken(node, say("it has no name"), say("Add name=."))
            return self._names(children[0])
        is_attribute = node.tag == f"{_R}attribute"
        namespace = node.get("ns", "") if is_attribute else self._namespace(node)
        return Name(self._qname(node, written, namespace))

    def _names(self, node: "etree._Element") -> NameClass:
        match etree.QName(node).localname:
            case "name":
                return Name(self._qname(node, node.text or "", self._namespace(node)))
            case "nsName":
                return NsName(self._namespace(node), self._excluded(node))
            case "anyName":
                return AnyName(self._excluded(node))
            case "choice":
                return NameChoice(tuple(self._names(child) for child in _children(node)))
            case word:
                raise self._broken(
                    node, say("a name is wanted here, not <{word}>", word=word), say("Add name= or <name>.")
                )

    def _excluded(self, node: "etree._Element") -> NameClass | None:
        found = node.find(f"{_R}except")
        if found is None:
            return None
        return NameChoice(tuple(self._names(child) for child in _children(found)))

    def _qname(self, node: "etree._Element", written: str, namespace: str) -> str:
        prefix, colon, local = written.strip().rpartition(":")
        if colon:
            known = XML if prefix == "xml" else node.nsmap.get(prefix)
            if known is None:
                raise self._broken(
                    node, say("the prefix {prefix!r} is not declared", prefix=prefix), f"Declare xmlns:{prefix}."
                )
            namespace = known
        return f"{{{namespace}}}{local}" if namespace else local


def _children(node: "etree._Element") -> "list[etree._Element]":
    """Give the children that are RELAX NG: annotations of other namespaces are passed over (4.1)."""
    return [child for child in node.iterchildren(etree.Element) if str(child.tag).startswith(_R)]


def _facets(node: "etree._Element") -> tuple[tuple[str, str], ...]:
    return tuple(((one.get("name") or "").strip(), one.text or "") for one in node.iterchildren(f"{_R}param"))


def _inherited(node: "etree._Element", name: str) -> str:
    current: etree._Element | None = node
    while current is not None:
        value = current.get(name)
        if value is not None:
            return str(value).strip()
        current = current.getparent()
    return ""
