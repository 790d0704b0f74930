"""Makes pages of text to learn from: facts of the records of ../shared, laid out at random with words of all languages.

Real pages of text are what is missing most. These have the order, the labels and the noise that pages may have, drawn
by a fixed seed; the layouts follow no journal.
"""

import json
import random
import textwrap
from pathlib import Path
from typing import Any, Final

from lines.corpus import SHARED, Example
from titelei.encode import words
from titelei.encode.words.expand import expanded

_SECTIONS: Final = ("introduction", "aim", "methods", "results", "conclusions")
RECORDS: Final = SHARED.parent / "records"


def examples(count: int, records: Path = RECORDS) -> list[Example]:
    """Give so many invented pages; none where the records are not there."""
    stock = [g for p in sorted(records.glob("*.gold.json")) if (g := _facts(p))]
    codes = sorted(words.languages())
    out = []
    for number in range(count if stock else 0):
        draw = random.Random(number)
        out.append(_Page(draw, stock, words.languages()[draw.choice(codes)], number).make())
    return out


def _facts(path: Path) -> dict[str, Any] | None:
    facts = json.loads(path.read_text("utf-8"))
    if facts.get("kind") == "other" or not facts.get("title") or not facts.get("authors"):
        return None
    authors = [a for a in facts["authors"] if len(a["name"].split()) > 1][:9]
    return {**facts, "authors": authors} if authors else None


class _Page:
    def __init__(self, draw: random.Random, stock: list[dict[str, Any]], lang: words.Language, number: int) -> None:
        self.draw, self.stock, self.lang, self.number = draw, stock, lang, number
        self.base = draw.choice(stock)
        self.lines: list[str] = []
        self.title = next(iter(self.base["title"].values()))
        self.authors = self.base["authors"]
        others = [s for s in stock if s.get("keywords")]
        self.terms = next(iter((self.base.get("keywords") or draw.choice(others)["keywords"]).values()))[:9]
        self.journal = self.base.get("journal") or draw.choice([s["journal"] for s in stock if s.get("journal")])
        self.year, self.volume = str(draw.randint(1995, 2024)), str(draw.randint(1, 90))
        self.issue, first = str(draw.randint(1, 12)), draw.randint(1, 900)
        self.pages = (str(first), str(first + draw.randint(3, 30)))
        prefix, name = draw.randint(1000, 99999), draw.choice(["j", "art", "rev"])
        self.doi = f"10.{prefix}/{name}.{self.year}.{draw.randint(1, 999)}"

    def make(self) -> Example:
        draw = self.draw
        if draw.random() < 0.2:
            return self._short()
        self._navigation(draw.randint(0, 10))
        if draw.random() < 0.45:
            self.block([self._journal_line()])
        if draw.random() < 0.2:
            self.block([f"УДК {draw.randint(10, 99)}.{draw.randint(1, 99)}"])
        if draw.random() < 0.15:
            self._doi()
        if draw.random() < 0.15:
            self.block([self.word("labels", "download")])
        opening = [self._title, self._authors]
        if draw.random() < 0.2:
            opening.reverse()
        for part in opening:
            part()
        parts = (self._doi, self._abstract, self._keywords, self._dates, self._citation, self._licence, self._numbers,
                 self._downloads, self._about, self._behind)  # fmt: skip
        rest = [p for p in parts if draw.random() < 0.72]
        if draw.random() < 0.6:
            draw.shuffle(rest)
        for part in rest:
            part()
        if draw.random() < 0.4:
            self._references()
        if draw.random() < 0.4:
            self._related()
        self._navigation(draw.randint(0, 6))
        if draw.random() < 0.5:
            self.block([f"© {self.year} {self.journal}", self._prose(draw.randint(4, 12))][: draw.randint(1, 2)])
        return self._example()

    def _short(self) -> Example:
        """Make what somebody copies of a page by hand: the front matter and nothing around it."""
        if self.draw.random() < 0.2:
            self.block([f"УДК {self.draw.randint(10, 99)}.{self.draw.randint(1, 99)}"])
        if self.draw.random() < 0.3:
            self.block([self._journal_line()])
        self._title()
        self._authors()
        for part in (self._abstract, self._keywords, self._about, self._behind, self._citation):
            if self.draw.random() < (0.9 if part == self._abstract else 0.45):
                part()
        return self._example()

    def _example(self) -> Example:
        return Example(f"invented-{self.number}", "invented", "text", "invented", Path(f"invented-{self.number}.txt"),
                       self._gold(), "\n".join(self.lines))  # fmt: skip

    def block(self, lines: list[str]) -> None:
        self.lines += lines
        if self.draw.random() < 0.6:
            self.lines.append("")

    def word(self, table: str, key: str) -> str:
        """Draw a wording of the page's language, else of English."""
        entries = self.lang.words(table, key) or words.languages()["en"].words(table, key)
        wordings = [w for e in entries for w in expanded(e) or () if len(w) > 1]
        found = self.draw.choice(wordings) if wordings else key
        return found.upper() if self.draw.random() < 0.15 else found[:1].upper() + found[1:]

    def labelled(self, key: str, values: list[str]) -> None:
        label = self.word("labels", key)
        if self.draw.random() < 0.5:
            self.block([label + self.draw.choice(["", ":", ":", ""]), *values])
        else:
            self.block([f"{label}{self.draw.choice([': ', ': ', '. ', ' – '])}{values[0]}", *values[1:]])

    def _navigation(self, count: int) -> None:
        self.block([self.word("page", "buttons") for _ in range(count)])
        if self.draw.random() < 0.3:
            sign = self.draw.choice([" / ", " > ", " » ", " | "])
            self.block([sign.join([self.word("page", "buttons"), self.journal, self.volume, self.title])])
        if self.draw.random() < 0.3:
            other = next(iter(self.draw.choice(self.stock)["title"].values()))
            glue = self.draw.choice(["", " ", "  ", " | "])
            self.block([glue.join([self._journal_line(), other, *(self.word("page", "buttons") for _ in range(3))])])
        if self.draw.random() < 0.3:
            counted = [self.word("page", "buttons"), self.word("labels", "download"), self.word("labels", "abstract")]
            self.block([f"{w}{self.draw.choice([': ', ' - ', ' '])}{self.draw.randint(0, 9999)}" for w in counted])
        if self.draw.random() < 0.25:
            self.block([self._prose(self.draw.randint(5, 30)) for _ in range(self.draw.randint(1, 3))])

    def _title(self) -> None:
        draw = self.draw
        shown = self.title.upper() if draw.random() < 0.25 else self.title
        width = draw.randint(25, 60)
        self.block(textwrap.wrap(shown, width) if draw.random() < 0.15 and len(shown) < 3 * width else [shown])
        self.other = next(iter(draw.choice(self.stock)["title"].values())) if draw.random() < 0.2 else ""
        if self.other:
            self.block([self.other])

    def _name(self, author: dict[str, Any], style: int) -> str:
        surname, forename = author.get("surname"), author.get("forename")
        if not surname or not forename or style == 0:
            return str(author["name"])
        initials = " ".join(f"{w[0]}." for w in forename.split())
        return str([f"{forename} {surname.upper()}", f"{surname} {initials}", f"{initials} {surname}",
                    f"{surname}, {forename}", f"{surname} {forename}"][style - 1])  # fmt: skip

    def _authors(self) -> None:
        draw = self.draw
        style = draw.choice([0, 0, 0, 1, 2, 3, 4, 5])
        names = [self._name(a, style) for a in self.authors]
        self.shown = names
        places = [next(iter(a.get("organisations") or a.get("affiliation_raw") or []), "") or self._institution()
                  for a in self.authors]  # fmt: skip
        self.places = places
        manner = draw.choice(["list", "list", "lines", "each", "each", "joined", "signed"])
        lines: list[str] = []
        if manner == "joined":
            sign = draw.choice([", ", ", ", " – ", " ("])
            lines = [f"{n}{sign}{p}{')' if sign == ' (' else ''}" for n, p in zip(names, places, strict=True)]
        elif manner == "signed":
            listed = ", ".join(names)
            lines = [draw.choice([f"© {self.year} {listed}", f"© {listed}, {self.year}", f"(c) {listed}"])]
            lines += list(dict.fromkeys(places)) if draw.random() < 0.8 else []
        elif manner == "each":
            is_posted = draw.random() < 0.2
            for name, place in zip(names, places, strict=True):
                post = [self.word("people", "post")] if is_posted else []
                told = [place] if draw.random() < 0.8 else []
                lines += [name, *draw.choice([post + told, told + post])]
                if draw.random() < 0.1:
                    lines.append(draw.choice(["Russia", "Россия", "Poland", "Brasil", "United Kingdom", "Indonesia"]))
                if draw.random() < 0.3:
                    lines.append(draw.choice([self._orcid(), f"author{draw.randint(1, 99)}@example.org"]))
                if draw.random() < 0.15:
                    lines.append(self.word("people", draw.choice(["post", "degree"])))
        else:
            marked = draw.random() < 0.5
            known = list(dict.fromkeys(places))
            shown = [n + (draw.choice(["", " "]) if marked else "") + (str(known.index(p) + 1) if marked else "")
                     for n, p in zip(self._titled(names), places, strict=True)]  # fmt: skip
            star = draw.choice(["*", "*", "†", "‡"]) if draw.random() < 0.2 else ""
            chosen = draw.randrange(len(shown))
            shown[chosen] += star
            comma = "; " if style == 4 else ", "
            joiner = f" {draw.choice([*(self.lang.words('language', 'and') or ['and']), '&'])} "
            joiner = draw.choice([joiner, f",{joiner}"])
            if manner == "list":
                text = comma.join(shown)
                if draw.random() < 0.4 and len(shown) > 1 and style != 4:
                    text = comma.join(shown[:-1]) + joiner + shown[-1]
                lines = [text]
            else:
                lines = shown
            if draw.random() < 0.75:
                lines += [f"{i}{draw.choice([' ', '. ', ''])}{p}" if marked else p for i, p in enumerate(known, 1)]
            if star and draw.random() < 0.6:
                label = draw.choice(["", "Corresponding author: ", "E-mail: ", f"{self.word('labels', 'contacts')}: "])
                lines.append(f"{star}{draw.choice(['', ' '])}{label}author{draw.randint(1, 99)}@example.org")
        if draw.random() < 0.4:
            self.labelled("author", lines)
        else:
            self.block(lines)

    def _titled(self, names: list[str]) -> list[str]:
        """Put degrees behind or before names on some pages."""
        draw = self.draw
        if draw.random() > 0.2:
            return names
        behind = draw.choice([", PhD", ", MD", " PhD", ", M.A.", ", PhD, FRHS", ", канд. ист. наук", ", Ph.D."])
        before = draw.choice(["Dr. ", "Prof. ", "Prof. Dr. ", "Dr ", "д-р "])
        is_behind = draw.random() < 0.7
        return [n if draw.random() < 0.3 else n + behind if is_behind else before + n for n in names]

    def _about(self) -> None:
        """Name the authors once more below the abstract, each with their institution, on half of the pages."""
        if self.draw.random() < 0.5:
            return
        lines: list[str] = []
        is_first = self.draw.random() < 0.7
        for name, place in zip(self.shown, self.places, strict=True):
            lines += [name, place] if is_first else [place, name]
            if self.draw.random() < 0.3:
                lines.append("")
        if self.draw.random() < 0.25:
            known = list(dict.fromkeys(self.places))
            lines = [f"{n} {place}" for n, place in enumerate(known, 1)]
            self.block([self.draw.choice(["Affiliations", self.word("labels", "affiliation")]), *lines])
            return
        label = self.draw.choice(
            ["Author information", "Authors and Affiliations", self.word("labels", "about_authors")]
        )
        self.block([label, *lines])

    def _behind(self) -> None:
        self.block([self._journal_line()])

    def _orcid(self) -> str:
        groups = [self.draw.randint(1000, 9999) for _ in range(2)]
        return f"https://orcid.org/0000-000{self.draw.randint(1, 3)}-{groups[0]}-{groups[1]}"

    def _institution(self) -> str:
        kind = self.word("people", "organisation")
        name = self.draw.choice(self.stock)["authors"][0]["name"].split()[-1]
        return f"{kind} {name}, {self.draw.choice(['Riverton', 'Old Town', 'Lakeside', 'Заречье'])}"

    def _journal_line(self) -> str:
        v, i, p = (self.word("page", k) for k in ("volume", "issue", "pages"))
        draw = self.draw
        return draw.choice([
            f"{self.journal}, {self.year}, {v} {self.volume}, {i} {self.issue}, {p} {self.pages[0]}–{self.pages[1]}",
            f"{self.journal} {self.volume}({self.issue}): {self.pages[0]}-{self.pages[1]}",
            f"{self.journal}", f"{v} {self.volume} {i} {self.issue} ({self.year})",
            f"{self.journal} {self.year}, {v} {self.volume}, {i} {self.issue}, {p} {self.pages[0]}–{self.pages[1]}",
            f"{self.journal}. {self.year}. {v} {self.volume}. {i} {self.issue}. {p} {self.pages[0]}-{self.pages[1]}",
        ])  # fmt: skip

    def _numbers(self) -> None:
        self.labelled(self.draw.choice(["issue_line", "journal"]), [self._journal_line()])

    def _doi(self) -> None:
        shown = self.draw.choice([self.doi, f"https://doi.org/{self.doi}", f"doi:{self.doi}"])
        if self.draw.random() < 0.6:
            self.labelled("doi", [shown])
        else:
            self.block([shown])

    def _prose(self, count: int) -> str:
        pool = " ".join(next(iter(s["title"].values())) for s in self.draw.sample(self.stock, 6)).lower().split()
        function = sorted(self.lang.function) or ["the", "of", "and", "in"]
        found = [self.draw.choice(function if self.draw.random() < 0.42 else pool) for _ in range(count)]
        return " ".join(found).capitalize() + "."

    def _abstract(self) -> None:
        paragraphs = [" ".join(self._prose(self.draw.randint(8, 26)) for _ in range(self.draw.randint(1, 4)))
                      for _ in range(self.draw.choice([1, 1, 1, 2, 3]))]  # fmt: skip
        if self.draw.random() < 0.25:
            paragraphs = [line for p in paragraphs for line in textwrap.wrap(p, self.draw.randint(45, 100))]
        elif self.draw.random() < 0.15:
            paragraphs = [x for p in paragraphs for x in (self.word("sections", self.draw.choice(_SECTIONS)), p)]
        if self.draw.random() < 0.15:
            self.block(paragraphs)
        else:
            self.labelled("abstract", paragraphs)

    def _keywords(self) -> None:
        manner = self.draw.random()
        values = [self.draw.choice([", ", "; ", ", "]).join(self.terms)] if manner < 0.8 else list(self.terms)
        self.labelled("keywords", values)

    def _dates(self) -> None:
        for key in self.draw.sample(["received", "accepted", "published"], self.draw.randint(1, 3)):
            self.labelled(key, [self._date()])

    def _date(self) -> str:
        day, month = self.draw.randint(1, 28), self.draw.randint(1, 12)
        names = [w for e in self.lang.words("language", "months") for w in (expanded(e) or ("",))[-1:]]
        forms = [f"{day:02}.{month:02}.{self.year}", f"{self.year}-{month:02}-{day:02}", f"{day}/{month}/{self.year}"]
        return self.draw.choice([*forms, f"{day} {names[month - 1]} {self.year}"] if len(names) == 12 else forms)

    def _cited(self, facts: dict[str, Any], year: str) -> str:
        names = [self._name(a, 2) for a in facts["authors"][:4]]
        title, journal = next(iter(facts["title"].values())), facts.get("journal") or self.journal
        v, i, (a, b) = self.volume, self.issue, self.pages
        return self.draw.choice([
            f"{', '.join(names)} ({year}). {title}. {journal}, {v}({i}), {a}–{b}.",
            f"{', '.join(names)} {title} // {journal}. {year}. {v}. № {i}. С. {a}–{b}.",
            f"{', '.join(names)}. {title}. {journal}. {year};{v}({i}):{a}-{b}.",
            f"{' & '.join(names)}, “{title},” {journal} {v}, no. {i} ({year}): {a}–{b}.",
        ])  # fmt: skip

    def _citation(self) -> None:
        self.labelled("citation", [self._cited(self.base, self.year)])

    def _licence(self) -> None:
        wordings = [
            "Creative Commons Attribution 4.0 International License.",
            "CC BY-NC 4.0",
            f"© {self.year} {self.journal}",
            "This work is licensed under a Creative Commons licence.",
        ]
        text = self.draw.choice(wordings)
        if self.draw.random() < 0.5:
            self.labelled("licence", [text])
        else:
            self.block([text])

    def _downloads(self) -> None:
        self.labelled("download", [self.draw.choice(["PDF", f"{self.draw.randint(1, 999)}", "PDF (English)"])])

    def _references(self) -> None:
        numbered = self.draw.random() < 0.5
        chosen = self.draw.sample(self.stock, self.draw.randint(2, 9))
        cited = [self._cited(s, str(self.draw.randint(1950, 2023))) for s in chosen]
        lines = [f"{n}. {c}" if numbered else c for n, c in enumerate(cited, 1)]
        self.block([self.word("labels", "references"), *lines])

    def _related(self) -> None:
        lines = []
        for other in self.draw.sample(self.stock, self.draw.randint(2, 5)):
            lines.append(next(iter(other["title"].values())))
            if self.draw.random() < 0.6:
                lines.append(", ".join(a["name"] for a in other["authors"][:3]))
            if self.draw.random() < 0.4:
                lines.append(self._journal_line())
        self.block([self.word("labels", "related"), *lines])

    def _gold(self) -> dict[str, Any]:
        titles = {"a": self.title, **({"b": self.other} if self.other else {})}
        authors = [{"name": n.replace(",", ""), "organisations": [p]}
                   for n, p in zip(self.shown, self.places, strict=True)]  # fmt: skip
        return {"kind": "article", "title": titles, "authors": authors, "keywords": {"a": self.terms},
                "journal": self.journal, "year": self.year, "volume": self.volume, "pages": list(self.pages),
                "doi": self.doi}  # fmt: skip
