"""Author blocks: names, degrees, posts, departments, institutions, addresses, e-mail, ORCID, who answers letters."""

import re
from dataclasses import dataclass, field
from typing import Final

from titelei.encode import knowledge, people
from titelei.encode.claims import Mark, Place
from titelei.encode.fields import addresses
from titelei.encode.fields.byline import EMAIL, INDEX, ORCID, VEILED, classify, leading_names, parts_of
from titelei.encode.people import Name

_DOTS: Final = re.compile(r"\s?(?:\[dot\]|\(dot\)|\[точка\]|\sDOT\s)\s?")


_DASH: Final = re.compile(r"\s*(?:[—–]|\s-\s)\s*")


_PERSON_ID: Final = (
    ("ResearcherID", re.compile(r"\b[A-Z]{1,3}-\d{4}-(?:19|20)\d\d\b")),
    ("ScopusID", re.compile(r"(?<=scopus)\D{0,14}?(\d{10,11})\b", re.I)),
    ("SPIN", re.compile(r"(?<=spin)\D{0,10}?(\d{4}-\d{4})\b", re.I)),
)


_OF: Final = re.compile(r"\s(?:of|at|in|with|for)\s(?:the\s)?(?=[A-ZА-ЯЁ«\"“])")


_AT: Final = re.compile(r"\sat\s(?:the\s)?(?=[A-Z«\"“])")


_AT_INSTITUTION: Final = re.compile(
    r"\s(?:of|at)\s(?:the\s)?(?=(?:[A-Z][\w’'-]+\s){1,5}(?:University|Institute|Academy|College)\b)"
)


_KAFEDRA: Final = re.compile(r"\s(?=(?:кафедр|каф\.|отдел|сектор|лаборатори|факультет)\w*\.?\s)", re.I)


_GENITIVE: Final = re.compile(
    r"\s(?=(?:[А-ЯЁ][а-яё-]+(?:ого|ой|его|ей)|"
    r"[А-ЯЁ«\"]+[«\"][\w-]+)(?:\s[\w«»\"’.-]+){0,6}?\s(?:[А-ЯЁ]?[а-яё-]*(?:университета|"
    r"института|академии|музея|колледжа|филиала|архива|центра|библиотеки)\b|"
    r"[А-Я][А-Яа-я]{0,6}ГУ\b|РАН\b|МГУ\b|ВШЭ\b))"
)


_SUPER: Final = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹⁰", "1234567890")


@dataclass(frozen=True, slots=True)
class Value:
    """A fact and its place."""

    text: str
    place: Place
    rule: str
    confidence: float = 0.9


@dataclass(slots=True)
class Affiliation:
    """One institution of an author, its department before it and its address after it."""

    department: Value | None = None
    organisation: Value | None = None
    address: list[tuple[str, Value]] = field(default_factory=list)


@dataclass(slots=True)
class Author:
    """One author as the blocks of the page tell of them; ``marks`` are index marks after the name."""

    name: Name
    place: Place | None
    rule: str
    source: str = "byline"
    confidence: float = 0.9
    marks: str = ""
    degrees: list[Value] = field(default_factory=list)
    posts: list[Value] = field(default_factory=list)
    affiliations: list[Affiliation] = field(default_factory=list)
    emails: list[Value] = field(default_factory=list)
    orcids: list[Value] = field(default_factory=list)
    ids: list[tuple[str, Value]] = field(default_factory=list)
    is_cloaked: bool = False
    corresponding: Value | None = None
    forms: list[tuple[Name, Place | None, str]] = field(default_factory=list)


class Reader:
    """Reads author blocks line after line and keeps whom the lines speak of."""

    def __init__(self) -> None:
        self.authors: list[Author] = []
        self.marks: list[Mark] = []
        self.current: list[Author] = []
        self.shared: dict[str, list[Affiliation]] = {}
        self._waiting = ""
        self._pending: list[tuple[str, Value]] = []
        self._last = ""
        self._listed = -1

    def line(self, text: str, line: int, start: int, end: int, rule: str) -> None:
        """Read one line, or the stretch of it from ``start`` to ``end``."""
        labelled = knowledge.label_of(text[start:end])
        if labelled and labelled.label.kind == "byline":
            self._labelled(labelled.label.field, text, line, start + labelled.value, end, rule)
            return
        if self._waiting == "affiliation":
            self._waiting = ""
        if self._waiting and not leading_names(text[start:end]):
            waiting, self._waiting = self._waiting, ""
            self._field(waiting, text, line, start, end, rule)
            return
        self._waiting = ""
        begun = start
        start = self._numbered(text, line, start, end, rule)
        if start >= end:
            return
        if self._listed >= 0 and start == begun and classify(_first(text[start:end])) in ("organisation", "department"):
            # Institutions without marks, in the order of the marks that the names have.
            self._listed += 1
            self.current = [a for a in self.authors if str(self._listed) in re.findall(r"\d+", a.marks)] or self.current
        found = leading_names(text[start:end])
        sure = found and (min(n.confidence for _, _, n, _ in found) >= 0.5 or not classify(text[start:end]))
        if found and sure and not self._is_place(text[start:end]):
            self._names(found, text, line, start, rule)
            start += found[-1][1]
            while start < end and text[start] in " ,;\t\u00a0—–-¹²³⁴⁵0123456789*.:":
                start += 1
        self._rest(text, line, start, end, rule)

    def _is_place(self, text: str) -> bool:
        parts = [text[a:b] for a, b in parts_of(text, 0, len(text))]
        return bool(parts) and all(addresses.kind_of(p) for p in parts)

    # -- names -------------------------------------------------------------------------------------------------------

    def _names(self, found: list[tuple[int, int, Name, str]], text: str, line: int, start: int, rule: str) -> None:
        group = []
        for a, b, name, marks in found:
            place = Place(line=line, start=start + a, end=start + b)
            known = next((x for x in self.authors if people.is_same(x.name, name)), None)
            if known is None:
                known = Author(
                    name=name, place=place, rule=rule, marks=marks.translate(_SUPER), confidence=name.confidence
                )
                self.authors.append(known)
            else:
                known.forms.append((name, place, "byline"))
            self.marks.append(Mark(place=place, what="author", value=name.text))
            if "*" in marks and len(found) > 1:
                known.corresponding = known.corresponding or Value("*", place, "star after the name", 0.6)
            group.append(known)
        self.current = group
        self._listed = -1
        self._last = "name"
        for kind, value in self._pending:
            for author in group:
                _put(author, kind, value)
        self._pending = []

    # -- labelled lines ------------------------------------------------------------------------------------------------

    def _labelled(self, name: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        if name == "contact":
            for author in self.current[-1:]:
                author.corresponding = Value(
                    text[:start].strip(), Place(line=line, start=0, end=end), "words that say who answers letters", 0.95
                )
            if start < end:
                self._rest(text, line, start, end, rule)
            return
        if start >= end:
            self._waiting = name
            self._listed = 0 if name == "affiliation" else -1
            return
        self._field(name, text, line, start, end, rule)

    def _field(self, name: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        if name in ("email", "orcid", "person_id", "affiliation", "address") or ORCID.search(text[start:end]):
            if name == "address":
                self._address(text, line, start, end)
                return
            before = len(self.marks)
            self._rest(text, line, start, end, rule)
            if name == "affiliation" and len(self.marks) == before:
                self._whole("organisation", text, line, start, end, "label of an institution")
            return
        self._whole(
            {"degree": "degree", "post": "post", "department": "department"}.get(name, ""),
            text,
            line,
            start,
            end,
            f"label of a {name}",
        )

    def _whole(self, kind: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        if not kind:
            return
        for a, b in parts_of(text, start, end) if kind in ("degree", "post") else [(start, end)]:
            self._value(kind, text, line, a, b, rule)

    # -- the rest of a line --------------------------------------------------------------------------------------------

    def _numbered(self, text: str, line: int, start: int, end: int, rule: str) -> int:
        """A line that begins with an index mark is the institution of those whose names have that mark."""
        found = INDEX.match(text[start:end])
        if not found or not self.authors or addresses.begins(_first(text[start:end]), after_organisation=False):
            return start
        mark = found[1].translate(_SUPER)
        bearers = [a for a in self.authors if mark in re.findall(r"\d+|[*†‡]+", a.marks)]
        rest = text[start + found.end() : end]
        if not (
            bearers or (classify(_first(rest)) in ("organisation", "department") and any(a.marks for a in self.authors))
        ):
            return start
        if bearers:
            self.current = bearers
        return start + found.end()

    def _rest(self, text: str, line: int, start: int, end: int, rule: str) -> None:
        taken = self._signs(text, line, start, end)
        for a, b in _gaps(start, end, taken):
            self._run(text, line, a, b)

    def _signs(self, text: str, line: int, start: int, end: int) -> list[tuple[int, int]]:
        """Take e-mail addresses, ORCIDs, other numbers and furniture; give their places."""
        taken: list[tuple[int, int]] = []
        for m in knowledge.furniture_part().finditer(text, start, end):
            taken.append((m.start(), m.end()))
            place = Place(line=line, start=m.start(), end=m.end())
            is_cloak = bool(knowledge.cloak().search(m[0]))
            self.marks.append(Mark(place=place, what="cloak" if is_cloak else "surplus"))
            if is_cloak:
                for author in self.current[-1:]:
                    author.is_cloaked = True
        for m in EMAIL.finditer(text, start, end):
            self._sign(m.start(), m.end(), m[0], "email", "an address with @", text, line, taken)
        for m in VEILED.finditer(text, start, end):
            value = m[1] + "@" + _DOTS.sub(".", m[2]).replace(" ", "")
            self._sign(m.start(), m.end(), value, "email", "an address with “at” in brackets", text, line, taken)
        for m in ORCID.finditer(text, start, end):
            value = m[1].upper().replace("–", "-").replace("Х", "X")
            self._sign(m.start(), m.end(), value, "ORCID", "sixteen figures in fours", text, line, taken)
        for kind, pattern in _PERSON_ID:
            for m in pattern.finditer(text, start, end):
                group = 1 if pattern.groups else 0
                self._sign(m.start(group), m.end(group), m[group], kind, "a number of the author", text, line, taken)
        if words := knowledge.holds("people", "corresponding").search(text, start, end):
            for author in self.current[-1:]:
                place = Place(line=line, start=words.start(), end=words.end())
                author.corresponding = Value(words[0], place, "words that say who answers letters", 0.95)
            taken.append((words.start(), words.end()))
        return sorted(taken)

    def _sign(
        self, a: int, b: int, value: str, kind: str, rule: str, text: str, line: int, taken: list[tuple[int, int]]
    ) -> None:
        if any(a < y and x < b for x, y in taken):
            return
        taken.append((a, b))
        place = Place(line=line, start=a, end=b)
        found = Value(value, place, rule, 0.97)
        self.marks.append(Mark(place=place, what="email" if kind == "email" else "idno", value=kind))
        if not self.current:
            self._pending.append((kind, found))
        for author in self.current[-1:]:
            _put(author, kind, found)
        # A label directly before it is no part of anything else.
        before = re.search(
            r"(?:e-?\s?mails?|orcid(?: id)?|researcher ?id|scopus(?: author)? id|spin(?:[- "
            r"]код|[- ]code)?|эл\.\s?почта|электронная почта|https?://)\s*:?\s*$",
            text[:a],
            re.I,
        )
        if before:
            taken.append((before.start(), a))

    def _run(self, text: str, line: int, start: int, end: int) -> None:
        """Classify the parts between commas; a part that is nothing by itself belongs to the one before."""
        pieces = parts_of(text, start, end)
        first, last_end = len(self.marks), -1
        address_from = -1
        run: tuple[str, int, int] | None = None
        found: list[tuple[str, int, int]] = []
        for number, (a, b) in enumerate(pieces):
            part = text[a:b]
            if re.fullmatch(r"[\W_]+|(?:ResearcherID|Researcher ID|ORCID|SPIN|Scopus ID|e-?mail)\W*", part, re.I):
                continue
            kind = classify(part)
            after = (
                (found and found[-1][0] in ("organisation", "department", "post"))
                or (run is not None and run[0] in ("organisation", "department"))
                or self._last in ("organisation", "department")
                or bool(self.authors and a == pieces[0][0])
            )
            if (
                address_from >= 0
                and kind not in ("degree", "post")
                and not (kind == "organisation" and not addresses.kind_of(part))
            ):
                last_end = b
                continue
            if address_from >= 0:
                self._address(text, line, address_from, last_end)
                address_from = -1
            where = addresses.kind_of(part)
            if (
                where == "house"
                and number == 0
                and len(pieces) > 2
                and {addresses.kind_of(text[x:y]) for x, y in pieces[1:]} & {"country", "postCode"}
            ):
                where = "street"  # “1, Fen Hills, Fenborough, 119991, Norway”
            if not where and not kind and (run is None or run[0] == "organisation") and number + 1 < len(pieces):
                # An unknown town between an institution and its country.
                follows = addresses.kind_of(text[pieces[number + 1][0] : pieces[number + 1][1]])
                if follows == "house" and not re.search(r"\d", part):
                    where = "street"
                elif follows in ("country", "region", "postCode") and re.fullmatch(
                    r"[A-ZА-ЯЁ][\w’'-]+(?: [A-ZА-ЯЁ][\w’'-]+)?", part
                ):
                    where = "settlement"
            if (where and kind != "organisation" and kind not in ("degree", "post")) and (
                bool(after)
                if where == "settlement"
                else where == "street" or addresses.begins(part, after_organisation=bool(after))
            ):
                if run:
                    found.append(run)
                    run = None
                address_from, last_end = a, b
                for k, x, y in found:
                    self._value(k, text, line, x, y, "")
                found = []
                continue
            if kind:
                if run:
                    found.append(run)
                run = (kind, a, b)
            elif run and run[0] in ("department", "organisation", "post") and self._may_join(run, text, a, b):
                run = (run[0], run[1], b)
        if run:
            found.append(run)
        for k, x, y in found:
            self._value(k, text, line, x, y, "")
        if address_from >= 0:
            self._address(text, line, address_from, last_end)
        self._wrap(line, first)

    def _may_join(self, run: tuple[str, int, int], text: str, a: int, b: int) -> bool:
        """“Department of Foreign History, Political Science and International Relations” is one department."""
        if run[0] == "post":
            return any(re.match(h, text[run[1] : run[2]], re.I) for h in knowledge.table("people")["heads"])
        return len(text[a:b].split()) <= 9 and bool(re.match(r"[A-ZА-ЯЁа-яёa-z«\"“]", text[a:b]))

    def _wrap(self, line: int, first: int) -> None:
        """Surround department, institution and address that stand side by side with one affiliation."""
        inside = [
            m
            for m in self.marks[first:]
            if m.what in ("department", "organisation", "address") and m.place.line == line
        ]
        if inside:
            place = Place(line=line, start=min(m.place.start for m in inside), end=max(m.place.end for m in inside))
            between = [
                m
                for m in self.marks[first:]
                if m.what in ("degree", "post") and place.start <= m.place.start < place.end
            ]
            if not between:
                self.marks.append(Mark(place=place, what="affiliation"))

    def _value(self, kind: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        a, b = _bare(text, start, end)
        if kind == "post":
            heads = any(re.match(h, text[a:b], re.I) for h in knowledge.table("people")["heads"])
            cut = _AT.search(text, a, b) if heads else _KAFEDRA.search(text, a, b) or _OF.search(text, a, b)
            if cut:
                place = cut.end()
                rest = classify(text[place:b])
                if rest in ("department", "organisation"):
                    self._store("post", text, line, a, cut.start(), "words of a post")
                    self._value(rest, text, line, place, b, rule)
                    return
        if kind == "organisation":
            bracket = re.search(r"\s*\((.+)\)$", text[a:b])
            if bracket and all(addresses.kind_of(p) for p in bracket[1].split(",")):
                self._value(kind, text, line, a, a + bracket.start(), rule)
                self._address(text, line, a + bracket.start(1), a + bracket.end(1))
                return
        if kind == "department" and re.match(r"[а-яё]|К", text[a:b]):
            cut = _GENITIVE.search(text, a + 8, b)
            if cut:
                self._store("department", text, line, a, cut.start(), rule or "words of a department")
                self._store("organisation", text, line, cut.end(), b, rule or "words of an institution")
                return
        cut = _AT_INSTITUTION.search(text, a, b) if kind == "department" else None
        named = text[a : cut.start()] if cut else ""
        if cut and re.search(r"department|chair|faculty", named, re.I) and len(named.split()) >= 3:
            self._store("department", text, line, a, cut.start(), rule or "words of a department")
            self._store("organisation", text, line, cut.end(), b, rule or "words of an institution")
            return
        self._store(kind, text, line, a, b, rule or f"words of a{'n' if kind[0] in 'aeiou' else ''} {kind}")

    def _store(self, kind: str, text: str, line: int, start: int, end: int, rule: str) -> None:
        start, end = _bare(text, start, end)
        if end - start < 2:
            return
        place = Place(line=line, start=start, end=end)
        value = Value(text[start:end], place, rule)
        self.marks.append(Mark(place=place, what=kind, value=value.text))
        self._last = kind
        if not self.current:
            self._pending.append((kind, value))
        for author in self.current:
            _put(author, kind, value)

    def _address(self, text: str, line: int, start: int, end: int) -> None:
        start, end = _bare(text, start, end)
        if end <= start:
            return
        self.marks.append(Mark(place=Place(line=line, start=start, end=end), what="address"))
        self._last = "address"
        for kind, a, b in addresses.parts(text, start, end):
            value = Value(text[a:b], Place(line=line, start=a, end=b), f"part of an address: {kind}", 0.8)
            if kind in ("settlement", "country") and not re.search(r"\d", value.text):
                prefix = re.match(r"(?:g\.|г\.|с\.|город|city of)\s?", value.text, re.I)
                where = Place(line=line, start=a + (prefix.end() if prefix else 0), end=b)
                self.marks.append(Mark(place=where, what="place", value=kind))
            if not self.current:
                self._pending.append((f"address:{kind}", value))
            for author in self.current:
                _put(author, f"address:{kind}", value)


def _put(author: Author, kind: str, value: Value) -> None:
    if kind == "degree":
        author.degrees += [] if value.text in [d.text for d in author.degrees] else [value]
    elif kind == "post":
        author.posts += [] if value.text in [p.text for p in author.posts] else [value]
    elif kind == "email":
        author.emails += [] if value.text in [e.text for e in author.emails] else [value]
    elif kind == "ORCID":
        author.orcids += [] if value.text in [o.text for o in author.orcids] else [value]
    elif kind in ("ResearcherID", "ScopusID", "SPIN"):
        author.ids.append((kind, value))
    elif kind == "department":
        if not author.affiliations or author.affiliations[-1].organisation or author.affiliations[-1].department:
            author.affiliations.append(Affiliation())
        author.affiliations[-1].department = value
    elif kind == "organisation":
        if any(a.organisation and a.organisation.text == value.text for a in author.affiliations):
            return
        if not author.affiliations or author.affiliations[-1].organisation:
            author.affiliations.append(Affiliation())
        author.affiliations[-1].organisation = value
    elif kind.startswith("address:"):
        if not author.affiliations:
            author.affiliations.append(Affiliation())
        author.affiliations[-1].address.append((kind.removeprefix("address:"), value))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Take spaces and separators from the edges; a full stop only where no abbreviation ends with it."""
    while start < end and text[start] in " \t\u00a0,;:—–-.":
        start += 1
    while end > start and text[end - 1] in " \t\u00a0,;:—–-":
        end -= 1
    if text[end - 1 : end] == "." and not re.search(r"(?:^|[\s.(])\w{1,4}\.$", text[start:end]):
        end -= 1
    if text[end - 1 : end] == ")" and "(" not in text[start:end]:
        end -= 1
    if text[start : start + 1] == "(" and ")" not in text[start:end]:
        start += 1
    if text[start : start + 1] == "(" and text[end - 1 : end] == ")":
        start, end = start + 1, end - 1
    return start, end


def _gaps(start: int, end: int, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out, at = [], start
    for a, b in sorted(taken):
        if a > at:
            out.append((at, a))
        at = max(at, b)
    if at < end:
        out.append((at, end))
    return out


def _first(text: str) -> str:
    return text.split(",", 1)[0]
