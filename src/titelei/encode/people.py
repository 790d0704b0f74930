"""Names of persons: their parts in any order and either script, and whether two names can be one person's."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from titelei.encode import knowledge
from titelei.encode import words as of_pages
from titelei.encode.languages import fold
from titelei.encode.name_patterns import INITIAL, SON_OF, TOKEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a name: ``kind`` is surname, forename, patronymic, middle or nameLink; places within the name."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person's name as printed, and its parts in printed order."""

    text: str
    parts: tuple[Part, ...]
    confidence: float

    def of(self, *kinds: str) -> tuple[str, ...]:
        return tuple(self.text[p.start : p.end] for p in self.parts if p.kind in kinds)

    @property
    def surname(self) -> str:
        return " ".join(self.of("nameLink", "surname")) if self.of("surname") else ""

    @property
    def given(self) -> tuple[str, ...]:
        return tuple(p for g in self.of("forename", "patronymic", "middle") for p in _givens(g))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int


@cache
def forenames() -> frozenset[str]:
    """Give the forenames that are known, in small letters."""
    return frozenset(str(knowledge.table("people")["forenames"]).split())


@cache
def forenames_of_prose() -> frozenset[str]:
    """Give the forenames that are known in running text beside those, in small letters."""
    return frozenset(str(knowledge.table("people")["forenames_of_prose"]).split())


@cache
def eastern_surnames() -> frozenset[str]:
    """Give the surnames that stand first in the names of East Asia."""
    return frozenset(str(knowledge.table("people")["eastern_surnames"]).split())


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(str(knowledge.table("people")[key]), re.IGNORECASE)


def _givens(text: str) -> list[str]:
    """Split run-together initials: “N.A.” gives “N.”, “A.”."""
    found = re.findall(INITIAL, text)
    return found if found and text.rstrip().endswith(".") else [text]


def _tokens(text: str) -> list[_Token] | None:
    tokens: list[_Token] = []
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None or found.end() == at:
            return None
        kind = (found.lastgroup or "").removeprefix("up")
        if kind not in ("space", "suffix"):
            tokens.append(_Token(kind, found[0], at, found.end()))
        at = found.end()
    return tokens


@lru_cache(maxsize=4096)
def parse(text: str) -> Name | None:
    """Give the parts of a name; None where the text does not look like one person's name."""
    text = text.strip(" \u00a0")
    if _HAN.match(text):
        return _han(text)
    if not 3 <= len(text) <= 90:
        return None
    tokens = _tokens(text)
    if not tokens:
        return None
    words = [t for t in tokens if t.kind == "word"]
    givens = [t for t in tokens if t.kind in ("initials", "single")]
    if not words or len(words) > 5 or len(tokens) > 8:
        return None
    shape = [t.kind for t in tokens]
    if any(t.kind == "single" for t in tokens) and all(w.text.isupper() for w in words):
        return None  # «ИНФОРМАЦИЯ О ПУБЛИКАЦИИ»: a preposition among capitals, no initial
    if any(w.text.lower() in _journal_words() for w in words) and not givens:
        return None
    if "comma" in shape:
        return _with_comma(text, tokens)
    if any(
        knowledge.holds("people", "organisation").search(w.text) for w in words if len(w.text) > 3 and not _is_name(w)
    ):
        return None
    if givens:
        return _with_initials(text, tokens)
    return _words_only(text, [t for t in tokens if t.kind in ("word", "link")])


@cache
def _journal_words() -> frozenset[str]:
    return frozenset(of_pages.plain("page", "journals"))


_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_HAN_NAME: Final = re.compile(r"([\u4e00-\u9fff]{1,2}?)[ \u3000]?([\u4e00-\u9fff]{1,2})")


def _han(text: str) -> Name | None:
    """A Chinese name: a surname of one character (of two where four are written), and a forename of one or two."""
    found = _HAN_NAME.fullmatch(text)
    if not found:
        return None
    parts = (Part(kind="surname", start=found.start(1), end=found.end(1)),
             Part(kind="forename", start=found.start(2), end=found.end(2)))  # fmt: skip
    is_known = found[1] in str(knowledge.table("people")["han_surnames"])
    return Name(text=text, parts=parts, confidence=0.85 if is_known else 0.3)


def _is_name(token: _Token) -> bool:
    low = token.text.lower()
    return low in forenames() or bool(_pattern("surname").search(low))


def _with_comma(text: str, tokens: list[_Token]) -> Name | None:
    """“Surname, Forename Patronymic”, “Surname, N. A.”"""
    at = next(i for i, t in enumerate(tokens) if t.kind == "comma")
    before, after = tokens[:at], tokens[at + 1 :]
    if not before or not after or any(t.kind == "comma" for t in after) or any(t.kind == "initials" for t in before):
        return None
    if sum(t.kind == "word" for t in before) not in (1, 2) or len(before) > 4 or len(after) > 3:
        return None
    parts = [Part(kind="nameLink" if t.kind == "link" else "surname", start=t.start, end=t.end) for t in before]
    parts += _given_parts(after)
    sure = 0.9 if after[0].kind == "initials" or after[0].text.lower() in forenames() else 0.5
    return Name(text=text, parts=_joined(parts), confidence=sure)


def _with_initials(text: str, tokens: list[_Token]) -> Name | None:
    kinds = [t.kind for t in tokens]
    words = [t for t in tokens if t.kind == "word"]
    if kinds[0] in ("initials", "single"):  # N. A. Surname; N. Forename Surname
        if len(words) > 2:
            return None
        given = [t for t in tokens[:-1] if t.kind not in ("link",)] if len(words) == 1 else tokens[:-1]
        parts = _given_parts([t for t in given if t.kind != "link"])
        parts += [Part(kind="nameLink", start=t.start, end=t.end) for t in tokens if t.kind == "link"]
        if tokens[-1].kind != "word":
            return None
        parts.append(Part(kind="surname", start=tokens[-1].start, end=tokens[-1].end))
        return Name(text=text, parts=_joined(sorted(parts, key=lambda p: p.start)), confidence=0.95)
    if kinds[-1] in ("initials", "single"):  # Surname N. A.; Surname Forename P.
        if len(words) == 1 or (len(words) == 2 and "link" in kinds):
            if tokens[-1].kind == "single" and len(words) == 1 and not words[0].text.isupper():
                pass
            parts = [Part(kind="nameLink", start=t.start, end=t.end) for t in tokens if t.kind == "link"]
            parts += [Part(kind="surname", start=w.start, end=w.end) for w in words]
            parts += _given_parts([t for t in tokens if t.kind in ("initials", "single")])
            return Name(text=text, parts=_joined(sorted(parts, key=lambda p: p.start)), confidence=0.95)
        if len(words) == 2:
            parts = [Part(kind="surname", start=words[0].start, end=words[0].end)]
            parts += _given_parts(tokens[1:])
            return Name(text=text, parts=_joined(parts), confidence=0.9)
        return None
    # Forename P. Surname; Forename P. van Surname
    last_given = max(i for i, k in enumerate(kinds) if k in ("initials", "single"))
    after = tokens[last_given + 1 :]
    if not after or any(t.kind not in ("word", "link") for t in after) or last_given > 3 or len(after) > 3:
        return None
    first = words[0].text
    if first.isupper() and not words[-1].text.isupper():
        return None  # a heading: “ZIMIN B.K. Fairs”
    if len(givens_in(tokens)) > 1 and _forename_likeness(first) < 0:
        return None  # “Petrov I.I. Salt Roads”: surname, initials, and something else
    parts = _given_parts([t for t in tokens[: last_given + 1] if t.kind != "link"])
    parts += [Part(kind="nameLink" if t.kind == "link" else "surname", start=t.start, end=t.end) for t in after]
    return Name(text=text, parts=_joined(parts), confidence=0.95)


def givens_in(tokens: list[_Token]) -> list[str]:
    """List the initials among tokens, run-together ones apart."""
    return [i for t in tokens if t.kind == "initials" for i in re.findall(INITIAL, t.text)]


def _words_only(text: str, tokens: list[_Token]) -> Name | None:
    words = [t for t in tokens if t.kind == "word"]
    links = [t for t in tokens if t.kind == "link"]
    oriental = [t for t in links if re.fullmatch(SON_OF, t.text.lower())]
    if len(words) + len(links) < 2 or len(words) > 4 or (len(words) == 4 and not links and not oriental):
        if len(words) == 4 and not links and words[0].text.lower() in forenames() and words[2].text.endswith("ez"):
            return _made(text, words, ["forename", "middle", "surname", "surname"], 0.8)
        if len(words) == 4 and not links:
            is_capital = [w.text.isupper() for w in words] == [False, False, False, True]
            is_known = is_capital or words[0].text.lower() in forenames()
            return _made(text, words, ["forename", "middle", "middle", "surname"], 0.6 if is_known else 0.25)
        return None
    at = [i for i, w in enumerate(words) if i and _is_patronymic(w.text)]
    if len(words) == 3 and at and not links:
        # Forename Patronymic Surname, or Surname Forename Patronymic; the patronymic says which.
        if at[-1] == 2 and not (at[0] == 1 and words[0].text.lower() in forenames()):
            kinds = ["surname", "forename", "patronymic"]
        else:
            kinds = ["forename", "patronymic", "surname"]
        return _made(text, words, kinds, 0.97)
    if oriental and len(words) >= 3:
        kinds = ["surname", "forename", "patronymic", "patronymic"][: len(words)]
        parts = [Part(kind=k, start=w.start, end=w.end) for k, w in zip(kinds, words, strict=False)]
        parts += [Part(kind="patronymic", start=t.start, end=t.end) for t in oriental]
        return Name(text=text, parts=_joined(sorted(parts, key=lambda p: p.start)), confidence=0.9)
    if links:
        first = tokens.index(links[0])
        if first == 0:
            # «де Санктис Марко»: the link of a surname that stands first
            kinds = ["nameLink" if t.kind == "link" else "surname" for t in tokens[:-1]] + ["forename"]
            if len(tokens) < 3 or tokens[-1].kind == "link":
                return None
            parts = [Part(kind=k, start=t.start, end=t.end) for k, t in zip(kinds, tokens, strict=True)]
            return Name(text=text, parts=_joined(parts), confidence=0.6)
        if links[0].text in ("y", "e") and first > 1:
            first -= 1  # “Ángel López y Ruiz”: the link joins two surnames
        kinds = ["forename", "middle", "middle", "middle"][:first]
        kinds += ["nameLink" if t.kind == "link" else "surname" for t in tokens[first:]]
        parts = [Part(kind=k, start=t.start, end=t.end) for k, t in zip(kinds, tokens, strict=True)]
        known = tokens[0].text.lower() in forenames()
        return Name(text=text, parts=_joined(parts), confidence=0.9 if known else 0.7)
    if len(words) == 2:
        if _is_patronymic(words[1].text) and words[0].text.lower() in forenames():
            return None  # a forename and a patronymic without a surname
        first, second = (_forename_likeness(w.text) for w in words)
        if words[1].text.isupper() and not words[0].text.isupper():
            return _made(text, words, ["forename", "surname"], 0.85)
        if max(first, second) < 2 and (kinds := _eastern_order(words)):
            return _made(text, words, kinds, 0.85)
        if first < second or (words[0].text.isupper() and not words[1].text.isupper()):
            return _made(text, words, ["surname", "forename"], 0.85 if first != second else 0.6)
        return _made(text, words, ["forename", "surname"], 0.85 if first != second else 0.5)
    if len(words) == 3:
        listed = [w.text.lower() in forenames() for w in words]
        if words[1].text.endswith("ez") and not listed[1]:
            return _made(text, words, ["forename", "surname", "surname"], 0.8)
        if listed[1] and not listed[0]:
            return _made(text, words, ["surname", "forename", "middle"], 0.6)
        if listed[0]:
            return _made(text, words, ["forename", "middle", "surname"], 0.7)
        return _made(text, words, ["forename", "middle", "surname"], 0.3)
    return None


def _eastern_order(words: list[_Token]) -> list[str]:
    """“Li Xiaoming”, «Ли Сяомин»: the surname stands first; “Xiaoming Li” is known by its last word."""
    is_surname = [w.text.lower().rstrip("'’") in eastern_surnames() for w in words]
    if is_surname[0]:
        return ["surname", "forename"]
    return ["forename", "surname"] if is_surname[1] and len(words[0].text) > 3 else []


def _is_patronymic(word: str) -> bool:
    return len(word) > 5 and bool(_pattern("patronymic").search(word.lower()))


def _forename_likeness(word: str) -> int:
    low = word.lower()
    if low in forenames() or low.split("-", 1)[0] in forenames():
        return 2
    return -1 if _pattern("surname").search(low) else 0


def is_forename(word: str) -> bool:
    """Tell whether a word is a forename that the lists know."""
    return _forename_likeness(word) > 0


def _made(text: str, words: list[_Token], kinds: list[str], confidence: float) -> Name:
    parts = [Part(kind=k, start=w.start, end=w.end) for k, w in zip(kinds, words, strict=True)]
    return Name(text=text, parts=_joined(parts), confidence=confidence)


def _given_parts(tokens: list[_Token]) -> list[Part]:
    """Given names: the first is the forename; a second a patronymic where its form says so or initials follow one."""
    parts: list[Part] = []
    for token in tokens:
        if token.kind == "initials":
            for found in re.finditer(rf"-?{INITIAL}", token.text):
                start = token.start + found.start()
                if found[0].startswith("-") and parts:
                    parts[-1] = Part(kind=parts[-1].kind, start=parts[-1].start, end=token.start + found.end())
                    continue
                kind = "forename" if not parts else "middle"
                parts.append(Part(kind=kind, start=start, end=token.start + found.end()))
        elif not parts:
            parts.append(Part(kind="forename", start=token.start, end=token.end))
        else:
            kind = "patronymic" if _is_patronymic(token.text) else "middle"
            parts.append(Part(kind=kind, start=token.start, end=token.end))
    return parts


def _joined(parts: list[Part]) -> tuple[Part, ...]:
    """Make one surname of two words that stand side by side."""
    out: list[Part] = []
    for part in parts:
        if out and out[-1].kind == part.kind and part.kind in ("surname", "middle", "nameLink", "patronymic"):
            out[-1] = Part(kind=part.kind, start=out[-1].start, end=part.end)
        else:
            out.append(part)
    return tuple(out)


def of_one_word(text: str) -> Name:
    """Give the name of somebody who has one name only, which is known to be a name."""
    return Name(text=text, parts=(Part(kind="surname", start=0, end=len(text)),), confidence=0.8)


def is_same(a: Name, b: Name) -> bool:
    """Tell whether two names can be one person's: surnames equal across scripts, given names not at odds."""
    if not a.surname or not b.surname:
        return fold(a.text) == fold(b.text)
    one, two = fold(a.surname), fold(b.surname)
    if one != two and not (min(len(one), len(two)) > 4 and (one.startswith(two[:-1]) or two.startswith(one[:-1]))):
        return False
    return all(_given_agree(x, y) for x, y in zip(a.given, b.given, strict=False))


def _given_agree(a: str, b: str) -> bool:
    one, two = fold(a.rstrip(".")), fold(b.rstrip("."))
    if not one or not two:
        return True
    if a.endswith(".") or b.endswith(".") or 1 in (len(one), len(two)):
        # “Eu.” and “Evgeny”, “Yu.” and “Yuriy”, «Е.» and “Ye.”: the shorter is the beginning of the longer.
        return one.startswith(two) or two.startswith(one) or one[0] == two[0]
    return one == two or one[:4] == two[:4] or (one[0] == two[0] and len(one) > 3 and one[-3:] == two[-3:])
