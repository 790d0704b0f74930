"""Bring src/titelei/messages/ru.po to what the source says: “make messages”.

A message that is new gets an empty entry, to be filled in; a translation whose message is gone goes with it. Messages
are what say() and say_n() begin with in src, the words of tables of words, the help of the command line, and
what the rules of schemas/frontmatter.sch say, what checks of OAI-PMH ask for, codes of OCFL
stand for, refusals of targets mean, and stylesheets and other programs say; the rules' Russian goes
into the schema by “make schemas”.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import polib
from lxml import etree

import stylesheets
from titelei.messages.catalogue import HEARD
from titelei.names import SQF, tei

ROOT: Final = Path(__file__).resolve().parent.parent
SOURCE: Final = ROOT / "src" / "titelei"
SCHEMA: Final = ROOT / "schemas" / "frontmatter.sch"
CATALOGUE: Final = SOURCE / "messages" / "ru.po"

_TABLES: Final = tuple(SOURCE / name for name in ("pipeline/review.toml", "cli/words.toml", "desk/desk.toml"))

_SAYS: Final = {"say": 1, "say_n": 2, "template": 1}
"""Functions that take messages, and how many templates they begin with."""

_PARTS: Final = re.compile(r"\{[^{}]*\}")

_HEAD: Final = {
    "Language": "ru",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1"
    " : 2);",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One message of the source: its template, that for other numbers than one, its context, the file it stands in."""

    template: str
    many: str = ""
    context: str = ""
    file: str


def entries() -> list[Entry]:
    """Give every message once, in the order of the files."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in (
        *of_help(),
        *of_tables(),
        *of_rules(),
        *of_checks(),
        *of_codes(),
        *of_readings(),
        *of_reasons(),
        *of_others(),
        *(e for path in sorted(SOURCE.rglob("*.py")) for e in of_code(path)),
    ):
        if re.search(r"[A-Za-z“]", entry.template if entry.context == "rule" else _PARTS.sub("", entry.template)):
            found.setdefault((entry.context, entry.template), entry)
    return list(found.values())


def of_code(path: Path) -> Iterator[Entry]:
    """Give the messages of a file of Python.

    Raises:
        ValueError: a message is put together before it is said, so that nobody could translate it.
    """
    name, text = str(path.relative_to(SOURCE)), path.read_text("utf-8")
    if "from titelei.messages import" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SAYS:
            given = node.args[: _SAYS[node.func.id]]
            texts = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
            if len(texts) != _SAYS[node.func.id]:
                raise ValueError(f"{name} line {node.lineno}: {node.func.id}() needs its text as one literal.")
            yield Entry(template=texts[0], many=texts[1] if len(texts) > 1 else "", file=name)


def of_tables() -> Iterator[Entry]:
    """Give the words of tables and of the review, each under its key as context."""
    for path in _TABLES:
        for key, value in _flat(tomllib.loads(path.read_text("utf-8"))["en"], path.stem):
            one, many = value if isinstance(value, list) else (value, "")
            yield Entry(template=one, many=many, context=key, file=f"{path.parent.name}/{path.name}")


def _flat(table: dict[str, Any], name: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{name}.{key}")
        else:
            yield f"{name}.{key}", value


def of_rules() -> Iterator[Entry]:
    """Give what the rules of the schema say and are for, and the titles of their fixes."""
    from titelei.schema import spoken
    from titelei.xml.foreign import words

    root = etree.parse(SCHEMA).getroot()
    for template in spoken.templates(root):
        yield Entry(template=template, context=spoken.CONTEXT, file="schema/frontmatter.odd")
    for spec in etree.parse(SCHEMA.with_suffix(".odd")).getroot().iter(tei("constraintSpec")):
        if (said := spec.find(tei("desc"))) is not None:
            yield Entry(template=words(said), file="schema/frontmatter.odd")
    for title in root.iter(f"{{{SQF}}}title"):
        if not len(title):
            yield Entry(template=" ".join((title.text or "").split()), file="schema/frontmatter.odd")


def of_checks() -> Iterator[Entry]:
    """Give what each check of ``titelei oai check`` asks for."""
    from titelei.oai.check import checks

    for check in checks():
        yield Entry(template=str(check.asks), file="oai/check")


def of_codes() -> Iterator[Entry]:
    """Give what the codes of OCFL stand for."""
    path = SOURCE / "repository" / "ocfl" / "codes.toml"
    for text in tomllib.loads(path.read_text("utf-8"))["codes"].values():
        yield Entry(template=text, file="repository/ocfl/codes.toml")


def of_readings() -> Iterator[Entry]:
    """Give what refusals of targets mean."""
    from titelei.deposit.readings import readings

    for reading in readings():
        yield Entry(template=str(reading.says), file="deposit/readings.toml")


def of_reasons() -> Iterator[Entry]:
    """Give why formats cannot hold facts."""
    from titelei.parity.table import load

    table = load()
    named = (reason for column in table.columns.values() for reason in column.cannot if reason.endswith("."))
    for text in (*table.reasons.values(), *named):
        yield Entry(template=_doubled(text), file="parity")


def of_others() -> Iterator[Entry]:
    """Give what stylesheets and other programs say."""
    for text, file in stylesheets.templates(ROOT / "xslt"):
        yield Entry(template=text, context=HEARD, file=f"xslt/{file}")
    path = SOURCE / "messages" / "heard.toml"
    for texts in tomllib.loads(path.read_text("utf-8")).values():
        yield from (Entry(template=text, context=HEARD, file="messages/heard.toml") for text in texts)


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def of_help() -> Iterator[Entry]:
    """Give what the command line says of its commands and options."""
    from titelei.cli.commands import texts

    for text in texts():
        yield Entry(template=text, file="cli/help")


def written(known: list[Entry], before: polib.POFile) -> polib.POFile:
    """Write a catalogue of these messages with the translations that there are."""
    have = {(e.msgctxt or "", e.msgid): e for e in before}
    after = polib.POFile(wrapwidth=118)
    after.metadata = _HEAD
    for entry in known:
        old = have.get((entry.context, entry.template))
        forms = (old.msgstr_plural if old else {}) or {0: "", 1: "", 2: ""}
        after.append(
            polib.POEntry(
                msgctxt=entry.context or None,
                msgid=entry.template,
                msgid_plural=entry.many,
                msgstr="" if entry.many else (old.msgstr if old else ""),
                msgstr_plural=forms if entry.many else {},
                occurrences=[(entry.file, "")],
                tcomment=old.tcomment if old else "",
            )
        )
    return after


def main() -> int:
    """Write the catalogue, and name what has no translation."""
    after = written(entries(), polib.pofile(CATALOGUE.read_text("utf-8")) if CATALOGUE.exists() else polib.POFile())
    CATALOGUE.write_text(f"{after}\n", "utf-8")
    empty = [e for e in after if not e.translated()]
    for entry in empty:
        sys.stdout.write(f"{entry.occurrences[0][0]}: {entry.msgid}\n")
    sys.stdout.write(f"{len(after)} messages, {len(empty)} without Russian. Write it into {CATALOGUE.name}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
