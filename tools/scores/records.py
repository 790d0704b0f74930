"""Score the facts read from records against gold: ``records.py [RECORDS_DIR] [--show] [--false] [--only NAME]``.

The keys are those of ``pages/score.py`` beside the records; soft comparison folds case, punctuation, order of words. A
gold of kind “other” is right when the record was refused. Facts come from the source itself, before a draft is written.
"""

import argparse
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from titelei.encode.tei.languages import complete
from titelei.encode.tongue import tell
from titelei.facts import Agent, Facts
from titelei.sources import read

Values = dict[str, list[str]]
_SYNTAX = {".xml": "xml", ".json": "json", ".bib": "bibtex", ".ris": "ris"}

FIELDS = (
    "title author surname forename patronymic degree post department organisation orcid keyword section journal year "
    "volume issue pages doi licence work_language"
).split()
_PARTS = {
    "surname": "surname",
    "forename": "forename",
    "patronymic": "patronymic",
    "degree": "degrees",
    "post": "posts",
    "department": "department",
    "organisation": "organisations",
    "orcid": "orcid",
}


def soft(value: str) -> str:
    """Fold case, punctuation and the order of words."""
    return " ".join(sorted(re.findall(r"\w+", unicodedata.normalize("NFKC", value).casefold())))


def got(facts: Facts, *, counts_schemes: bool = True) -> Values:
    """Give the scored values of facts; the gold of some records keeps key words of a scheme apart."""
    out: Values = defaultdict(list)
    for title in facts.titles:
        if title.role in ("main", "translated", "transliterated"):
            out["title"].append(f"{title.lang.split('-')[0]}: {title.text}")
    for number, author in enumerate((a for a in facts.authors if a.kind == "person"), start=1):
        _author(out, author, f"{number}: ")
    for words in facts.keywords:
        if not words.scheme or counts_schemes:
            out["keyword"] += [f"{words.lang.split('-')[0]}: {term.text}" for term in words.terms]
    for abstract in facts.abstracts:
        if not abstract.kind:
            out["section"] += [s.heading.text for s in abstract.sections if s.heading]
    if facts.journal:
        out["journal"] = [t.text for t in facts.journal.titles][:1]
    out["year"] = [d.text[:4] for d in facts.dates if d.type == "issued"][:1]
    out["volume"] = [facts.volume.text] if facts.volume else []
    out["issue"] = [facts.issue.text] if facts.issue else []
    if facts.first_page:
        out["pages"] = [f"{facts.first_page.text}-{(facts.last_page or facts.first_page).text}"]
    out["doi"] = [facts.identifier("DOI")] if facts.identifier("DOI") else []
    out["licence"] = [licence.uri for licence in facts.licences if licence.uri][:1]
    out["work_language"] = [facts.work_language.tag[:2]] if facts.work_language else []
    return out


def _author(out: Values, author: Agent, tag: str) -> None:
    name = author.names[0]
    out["author"].append(tag + name.text)
    out["surname"] += [tag + s for s in name.surnames]
    out["forename"] += [tag + f.text for f in name.forenames if f.type not in ("middle", "patronymic")]
    out["patronymic"] += [tag + f.text for f in name.forenames if f.type in ("middle", "patronymic")]
    out["degree"] += [tag + d.text for d in author.degrees]
    out["post"] += [tag + p.text for p in author.posts]
    for place in author.affiliations:
        out["department"] += [tag + d.text for d in place.departments]
        out["organisation"] += [tag + i.text for i in place.institutions]
    out["orcid"] += [tag + author.orcid.text] if author.orcid else []


def want(gold: dict[str, Any]) -> Values:
    """Give the scored values of a gold file."""
    out: Values = defaultdict(list)
    out["title"] = [f"{lang.replace('??', '')}: {text}" for lang, text in (gold.get("title") or {}).items()]
    for number, author in enumerate(gold.get("authors", []), start=1):
        tag = f"{number}: "
        out["author"].append(tag + author["name"])
        for key, name in _PARTS.items():
            value = author.get(name)
            out[key] += [tag + v for v in (value if isinstance(value, list) else [value] if value else [])]
    for lang, terms in (gold.get("keywords") or {}).items():
        out["keyword"] += [f"{lang}: {term}" for term in terms]
    out["section"] = gold.get("abstract_sections") or []
    for key in ("journal", "year", "volume", "issue", "doi", "licence", "work_language"):
        out[key] = [gold[key]] if gold.get(key) else []
    if gold.get("pages"):
        out["pages"] = ["-".join(gold["pages"])]
    return out


def cases(folder: Path) -> Iterator[tuple[str, Path, dict[str, Any]]]:
    """Give name, record and gold of each case; what is read as a page is not of these."""
    for gold in sorted(folder.glob("*.gold.json")):
        name = gold.name.removesuffix(".gold.json")
        record = next(p for p in folder.glob(f"{name}.*") if p != gold)
        if record.suffix not in (".pdf", ".docx"):
            yield name, record, json.loads(gold.read_text("utf-8"))


def compare(have: list[str], wanted: list[str]) -> tuple[int, list[str], list[str]]:
    """Count the values that are right; give the false ones and the missed ones."""
    left = list(wanted)
    false = []
    for value in have:
        hit = next((w for w in left if soft(w) == soft(value)), None)
        if hit is None:
            false.append(value)
        else:
            left.remove(hit)
    return len(have) - len(false), false, left


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/records"))
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    totals: dict[str, list[int]] = {field: [0, 0, 0] for field in FIELDS}
    refused = others = lost = drafts = 0
    for name, path, gold in cases(options.folder):
        if options.only and not name.startswith(options.only):
            continue
        first = next(iter(read.records(path.read_bytes(), path.name, _SYNTAX[path.suffix])), None)
        facts = complete(first.facts, tell, first.language) if first and first.facts else None
        if gold["kind"] == "other":
            others += 1
            refused += facts is None
            if facts is not None:
                print(f"{name}: is no article and was read")
            continue
        drafts += 1
        if facts is None:
            lost += 1
            print(f"{name}: refused: {[f.message for f in first.findings] if first else 'no record'}")
        apart = {"other_keyword_groups", "mesh"} & gold.get("extra", {}).keys()
        have, wanted = got(facts, counts_schemes=not apart) if facts else defaultdict(list), want(gold)
        for field in FIELDS:
            if not wanted[field] and not (field == "section" and "abstract_sections" in gold):
                continue
            right, false, missed = compare(have[field], wanted[field])
            for at, number in enumerate((right, len(have[field]), len(wanted[field]))):
                totals[field][at] += number
            if options.show and (false or missed):
                print(f"{name} {field}:\n   false  {false}\n   missed {missed}")
    _print(totals)
    print(f"{drafts} records, {lost} refused wrongly; {refused} of {others} others refused")


def _print(totals: dict[str, list[int]]) -> None:
    rows = [*totals.items(), ("all", [sum(t[n] for t in totals.values()) for n in range(3)])]
    for field, (right, have, wanted) in rows:
        if have or wanted:
            precision, recall = right / have if have else 1.0, right / wanted if wanted else 1.0
            f1 = 2 * right / (have + wanted)
            print(f"{field:14} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  ({right}/{have}/{wanted})")


if __name__ == "__main__":
    main()
