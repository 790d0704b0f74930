"""A draft's questions and refusals in sentences, and its answers kept: what the terminal and the desk share.

English is in ``review.toml``, other languages in the catalogue of messages.
"""

import tomllib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from titelei import files
from titelei.encode import evidence, many, wording
from titelei.encode.review import Question, Refused
from titelei.messages import LANGUAGES, Message, told, translated
from titelei.pipeline.review import Draft, Editor, questions
from titelei.settings import Settings


@cache
def words() -> dict[str, Any]:
    """Give the words of a review, in English, and what may be typed."""
    return tomllib.loads(resources.files(__package__).joinpath("review.toml").read_text("utf-8"))


def sentence(lang: str, key: str, **values: object) -> str:
    """Give a sentence in a language, its ``{…}`` filled in; ``key`` is its path, as ``refused.no_date``."""
    english: Any = words()["en"]
    for part in key.split("."):
        english = english[part]
    return translated(english, lang, context=f"review.{key}").format(
        **{name: told(value, lang) if isinstance(value, str) else value for name, value in values.items()}
    )


def what(question: Question, lang: str) -> str:
    """Say what is asked: a kind of name, a date, or a field of the header."""
    if question.kind == "name":
        return kind(question, lang)
    return sentence(lang, "date") if question.kind == "date" else wording.named(question.what, lang)


def kind(question: Question, lang: str) -> str:
    """Say which kind of name is proposed."""
    return sentence(lang, f"kinds.{question.what}") if question.what in words()["en"]["kinds"] else question.what


def why(refused: Refused) -> str:
    """Say why an answer cannot be taken."""
    told_in = {lang: sentence(lang, f"refused.{refused.key}", about=refused.about).strip() for lang in LANGUAGES}
    return Message(told_in["en"], known=told_in)


def editor(name: str, settings: Settings, when: str) -> Editor:
    """Give who answers on a day, with the main names of the edition's entries."""
    known = many.known_in(settings.articles) if settings.articles.is_dir() else None
    return Editor(name=name, when=when, known={e.id: e.names[0][1] for e in known.entities} if known else {})


def keep(before: Draft, after: Draft, tei: Path, proof: Path) -> None:
    """Write the TEI before its evidence: what it says by @resp is not asked again, whatever happens between.

    Raises:
        StorageError: the disk is full, read-only, or refuses.
    """
    if after.document.data != before.document.data:
        files.write(tei, after.document.data)
    files.write(proof, evidence.dump(after.evidence))


def open_ones(draft: Draft, settings: Settings) -> list[dict[str, object]]:
    """Give what is open in a draft, as data for whoever answers."""
    return [
        {
            "question": q.id,
            "kind": q.kind,
            "what": q.what,
            "shown": q.shown,
            "doubt": round(q.doubt, 2),
            "others": list(q.others),
            "message": q.message,
            "page": q.where.page,
            "line": q.where.line,
            "start": q.where.start,
            "end": q.where.end,
        }
        for q in questions(draft, settings)
    ]
