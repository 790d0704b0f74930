"""What the lines of an author block say of an author: degrees, posts, institutions, addresses, e-mail, numbers."""

import re
from typing import Final

from titelei.encode import knowledge
from titelei.encode.claims import Mark, Place
from titelei.encode.fields import addresses
from titelei.encode.fields.authors import Author, Value, put
from titelei.encode.fields.byline import EMAIL, ORCID, VEILED, classify, parts_of
from titelei.encode.languages import fold

_UNKNOWN_TOWN: Final = re.compile(
    r"(?![\w ]*(?:logy|logies|graphy|ics|history|sciences?|law|studies|languages?|arts?|philosophy|culture|medicine|"
    r"engineering|education|technology|economy|research|humanities|heritage|linguistics)\b)"
    r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?|[А-ЯЁ][а-яё’-]+(?:-[А-ЯЁа-яё]+)*"
)
"""One or two capitalised words after an institution: a town, where they name no branch of learning."""
_INNER_ADDRESS: Final = re.compile(r"(?<=[.;,)»]\s)(?:(?:postal |mailing )?address|(?:почтовый )?адрес)\s?:\s*", re.I)
_ADDRESS_ENDS: Final = re.compile(r"[.;,]?\s(?=(?:e-?mail|эл\.|тел|orcid|spin|phone)\b|[\w.+-]+@)", re.I)
_DOTS: Final = re.compile(r"\s?(?:\[dot\]|\(dot\)|\[точка\]|\sDOT\s)\s?")
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
_OF_INSTITUTION: Final = re.compile(
    r"\s(?=(?:[А-ЯЁ][\w-]+(?:ого|ой|его)\s){0,4}(?:[Ии]нститута|[Уу]ниверситета|[Аа]кадемии|[Мм]узея|[Аа]рхива|[Цц]ентра|"
    r"[Бб]иблиотеки|[Фф]илиала)\b)"
)
_GENITIVE: Final = re.compile(
    r"\s(?=(?:ФГ|Г|М)?[БА]?О?У[А-Я]{0,3}\b|ООО\b|[«\"]|[А-Я]{2,6} «)|\s(?=(?:[А-ЯЁ][а-яё-]+(?:ого|ой|его|ей)|"
    r"[А-ЯЁ«\"]+[«\"][\w-]+)(?:\s[\w«»\"’.-]+){0,6}?\s(?:[А-ЯЁ]?[а-яё-]*(?:университета|"
    r"института|академии|музея|колледжа|филиала|архива|центра|библиотеки)\b|"
    r"[А-Я][А-Яа-я]{0,6}ГУ\b|РАН\b|МГУ\b|ВШЭ\b))"
)


class Describing:
    """Keeps whom the lines speak of, and gives them what the lines say."""

    def __init__(self) -> None:
        self.authors: list[Author] = []
        self.marks: list[Mark] = []
        self.current: list[Author] = []
        self._pending: list[tuple[str, Value]] = []
        self._last = ""
        self.awaited: Value | None = None
        """Words that say who answers letters, alone on a line: the name that follows is the one."""
        self.shown = ""
        """The line being read as the page shows it; ``text`` has raised characters for its index marks."""

    @property
    def unowned(self) -> list[tuple[str, Value]]:
        """What was said before any name: of nobody, where no name came."""
        return self._pending

    def _rest(self, text: str, line: int, start: int, end: int, rule: str) -> None:
        if inner := _INNER_ADDRESS.search(text, start, end):
            self._rest(text, line, start, inner.start(), rule)
            stop = _ADDRESS_ENDS.search(text, inner.end(), end)
            self._address(text, line, inner.end(), stop.start() if stop else end)
            if stop:
                self._rest(text, line, stop.start(), end, rule)
            return
        taken = self._signs(text, line, start, end)
        for a, b in _gaps(start, end, taken):
            self._run(text, line, a, b)

    def _signs(self, text: str, line: int, start: int, end: int) -> list[tuple[int, int]]:
        """Take e-mail addresses, ORCIDs, other numbers and furniture; give their places."""
        taken: list[tuple[int, int]] = []
        text = self.shown or text
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
            if (owner := self._of_initials(text[m.end() : end])) is not None:
                self.current = [owner]
            self._sign(m.start(), m.end(), value, "ORCID", "sixteen figures in fours", text, line, taken)
        for kind, pattern in _PERSON_ID:
            for m in pattern.finditer(text, start, end):
                group = 1 if pattern.groups else 0
                self._sign(m.start(group), m.end(group), m[group], kind, "a number of the author", text, line, taken)
        if words := knowledge.holds("people", "corresponding").search(text, start, end):
            place = Place(line=line, start=words.start(), end=words.end())
            self._correspondents(Value(words[0], place, "words that say who answers letters", 0.95), text, end)
            taken.append((words.start(), words.end()))
        return sorted(taken)

    def _correspondents(self, words: Value, text: str, end: int) -> None:
        """Give the words to whom they speak of: the author named behind them, of the address there, with the star.

        Words behind a name on its line are that author's; on a line of their own they wait for the next name.
        """
        assert words.place is not None
        rest, before = text[words.place.end : end], text[: words.place.start]
        named = [
            a for a in self.authors if fold(a.name.surname) and fold(a.name.surname) in fold(rest.partition("@")[0])
        ]
        addressed = [a for m in EMAIL.finditer(rest) for a in self._of_address(m[0])]
        starred = [a for a in self.authors if "*" in a.marks]
        if re.search(r"[^\W\d_]{2}", before) or len(self.authors) == 1:
            owners = self.current[-1:]
        else:
            owners = named or addressed or (starred if "*" in before or len(starred) == 1 else [])
        for author in owners:
            author.corresponding = words
        if owners:
            self.current = owners
        self.awaited = None if owners else words

    def _of_address(self, address: str) -> list[Author]:
        """Give the one author whose surname, or else forename, stands in an e-mail address."""
        local = fold(address.partition("@")[0])
        for names in (
            [(a, a.name.surname) for a in self.authors],
            [(a, g) for a in self.authors for g in a.name.given],
        ):
            found = [a for a, name in names if len(fold(name)) > 2 and fold(name)[:6] in local]
            if len(found) == 1:
                return found
        return []

    def _owners(self, kind: str, value: str) -> list[Author]:
        """Tell whose a number or address is: an address with an author's surname is theirs, else the last's."""
        if kind == "email" and len(self.authors) > 1:
            named = self._of_address(value)
            free = [a for a in self.current if not a.emails]
            if len(named) == 1:
                return named
            if len(self.current) > 1 and free:
                return free[:1]
        return self.current[-1:]

    def _of_initials(self, after: str) -> Author | None:
        """“(M.J.G.-L.)” behind a number says whose it is among several authors."""
        found = re.match(r"\s?\(([^\W\d_][^\W\d_.\s-]{0,2}\.[^()]{1,12})\)", after)
        wanted = re.sub(r"[\W\d_]", "", found[1]).casefold() if found else ""
        for author in self.authors:
            letters = [w[0] for p in author.name.parts for w in re.split(r"[-\s]", author.name.text[p.start : p.end])]
            if wanted and sorted("".join(letters).casefold()) == sorted(wanted):
                return author
        return None

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
        for author in self._owners(kind, value):
            put(author, kind, found)
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
            if not where and not kind and run and run[0] != "post" and _UNKNOWN_TOWN.fullmatch(part.rstrip(" .")):
                follows = addresses.kind_of(text[slice(*pieces[number + 1])]) if number + 1 < len(pieces) else ""
                rest = [text[x:y] for x, y in pieces[number + 1 :]]
                ends = len(rest) < 2 and all(_UNKNOWN_TOWN.fullmatch(p) and not classify(p) for p in rest)
                if follows in ("country", "postCode") or (run[0] == "organisation" and ends):
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
            cut = (
                _AT.search(text, a, b)
                if heads
                else _KAFEDRA.search(text, a, b) or _OF_INSTITUTION.search(text, a + 6, b) or _OF.search(text, a, b)
            )
            if cut:
                place = cut.end()
                rest = classify(text[place:b])
                if rest in ("department", "organisation"):
                    self._store("post", text, line, a, cut.start(), "words of a post")
                    self._value(rest, text, line, place, b, rule)
                    return
        if kind == "organisation":
            bracket = re.search(r"\s*\((.+)\)$", text[a:b])
            kinds = [addresses.kind_of(p) for p in bracket[1].split(",")] if bracket else []
            if bracket and (all(kinds) or (kinds[-1] == "country" and len(kinds) < 4)):
                self._value(kind, text, line, a, a + bracket.start(), rule)
                self._address(text, line, a + bracket.start(1), a + bracket.end(1))
                return
        if kind == "department" and re.match(r"[А-ЯЁа-яё]", text[a:b]):
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
        if kind in ("department", "organisation") and text.startswith("the ", start, end):
            start += 4
        if end - start < 2:
            return
        place = Place(line=line, start=start, end=end)
        value = Value(self.shown[start:end], place, rule)
        self.marks.append(Mark(place=place, what=kind, value=value.text))
        self._last = kind
        if not self.current:
            self._pending.append((kind, value))
        for author in self.current:
            put(author, kind, value)

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
                put(author, f"address:{kind}", value)


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
