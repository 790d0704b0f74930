"""Drafts of one edition agree on their entries: one id means one entity with one main name, in every file.

A draft proposes ids from names alone. Where another file has the id for another name, a place or an organisation that
both names can mean takes the other file's main name and keeps its own as a variant; anything else gets a new id.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace

import msgspec

from titelei.encode.encoder import Draft
from titelei.encode.entries import suffixes
from titelei.encode.languages import LANGUAGES, fold
from titelei.encode.stand_off import Named


class Register:
    """The entries of the files so far: article by article, so that a file is not held against itself."""

    def __init__(self) -> None:
        self._of: dict[str, dict[str, Named]] = {}

    def add(self, article: str, found: Iterable[Named]) -> None:
        """Take the entries of an article that stands or was made."""
        for entry in found:
            self._of.setdefault(entry.id, {})[article] = entry

    def agree(self, draft: Draft) -> Draft:
        """Give the draft with ids and main names that no other file gainsays, and remember its entries."""
        text, ids, final = draft.tei.decode("utf-8"), {e.id for e in draft.entries}, []
        renamed: dict[str, str] = {}
        for entry in draft.entries:
            other = self._other(entry.id, draft.id)
            if other is None or (other.kind, other.name) == (entry.kind, entry.name):
                final.append(entry)
            elif other.kind == entry.kind in ("place", "org") and _can_be_one(entry.name, other.name):
                text = _with_main(text, entry, other)
                final.append(other)
            else:
                new = self._free(entry, draft.id, ids)
                ids.add(new)
                renamed[entry.id] = new
                final.append(replace(entry, id=new))
        self.add(draft.id, final)
        if renamed:
            text = _renamed(text, renamed)
        data = text.encode("utf-8")
        if data == draft.tei:
            return draft
        proof = draft.evidence
        values = tuple(msgspec.structs.replace(v, path=_renamed(v.path, renamed)) for v in proof.values)
        proof = msgspec.structs.replace(proof, values=values, draft_sha256=hashlib.sha256(data).hexdigest())
        return replace(draft, tei=data, evidence=proof, entries=tuple(final))

    def _other(self, identifier: str, article: str) -> Named | None:
        return next((e for a, e in self._of.get(identifier, {}).items() if a != article), None)

    def _free(self, entry: Named, article: str, taken: set[str]) -> str:
        """Give the first id with a letter behind that is free, or is this very name's in another file."""
        for suffix in suffixes():
            wanted = f"{entry.id}-{suffix}"
            other = self._other(wanted, article)
            if wanted not in taken and (other is None or (other.kind, other.name) == (entry.kind, entry.name)):
                return wanted
        raise AssertionError("suffixes come without end")


def _can_be_one(a: str, b: str) -> bool:
    """Tell whether two names of a place are one name in two scripts, or with and without article and case."""
    one, two = (fold(re.sub(r"^the\s+", "", name, flags=re.I)) for name in (a, b))
    return bool(one) and one == two


def _renamed(text: str, ids: dict[str, str]) -> str:
    if not ids:
        return text
    longest_first = "|".join(map(re.escape, sorted(ids, key=len, reverse=True)))
    pattern = re.compile(rf"(?<=[\"'# ])({longest_first})(?=[\"' ])")
    return pattern.sub(lambda m: ids[m[1]], text)


def _with_main(text: str, entry: Named, other: Named) -> str:
    """Put the other file's main name first in an entry; the draft's own becomes a variant."""
    found = re.search(rf'<(place|org)[^<>]* xml:id="{re.escape(entry.id)}"[^<>]*>.*?</\1>', text, re.S)
    assert found is not None, entry.id
    block = found[0]
    kind = f"{found[1]}Name"
    escaped = other.name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    block = re.sub(rf'\s*<{kind} type="variant"[^<>]*>{re.escape(escaped)}</{kind}>', "", block)
    main = re.search(rf'(\s*)<{kind} type="main"', block)
    assert main is not None, entry.id
    lang = f' xml:lang="{other.lang}"' if other.lang else ""
    own = f'{main[1]}<{kind} type="variant"'
    block = block[: main.start()] + f'{main[1]}<{kind} type="main"{lang}>{escaped}</{kind}>{own}' + block[main.end() :]
    text = text[: found.start()] + block + text[found.end() :]
    if other.lang and f'<language ident="{other.lang}"' not in text:
        name = LANGUAGES.get(other.lang, other.lang)
        language = rf'\1  <language ident="{other.lang}">{name}</language>\1</langUsage>'
        text = re.sub(r"(\s*)</langUsage>", language, text, count=1)
    return text
