"""The languages of words whose source does not say them: told from the words, the work's own language among them.

What a source says is kept, but for one case: a language that is said of a title and that neither its words nor the
language of the work agree with is that of the source's own screens.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from titelei.facts import Abstract, Facts, Keywords, Title, Tongue

Tell = Callable[[str], str]
"""From words to a language tag, empty where unsure."""

TOLD: Final = "#language"
"""What ends the place of a language that was told from the words at that place."""


def complete(facts: Facts, tell: Tell, default: str = "") -> Facts:
    """Give facts whose titles, abstracts and key words say their language, and the work too, where it can be told.

    ``default`` is the language that the source's format means where nothing is said (``en`` in JATS).
    """
    work = facts.work_language.tag if facts.work_language else ""
    main = next((t for t in facts.titles if t.role == "main"), None)
    own = _of_title(main, facts.abstracts, work, tell) or default if main else work
    language = facts.work_language
    if language is None and main is not None and own and not own.endswith("-Latn"):
        language = Tongue(tag=own, iso639_3="", from_=f"{main.from_}{TOLD}")
    return replace(
        facts,
        work_language=language,
        titles=tuple(replace(t, lang=own) if t is main else _title(t, tell) for t in facts.titles),
        subtitles=tuple(replace(s, lang=s.lang or own) for s in facts.subtitles),
        abstracts=tuple(_abstract(a, own, tell) for a in facts.abstracts),
        keywords=tuple(_keywords(k, own, work, tell) for k in facts.keywords),
    )


def _of_title(main: Title, abstracts: tuple[Abstract, ...], work: str, tell: Tell) -> str:
    """Tell the language of the main title: as said, from its words, that of the work, else of the abstract."""
    seen = tell(main.text)
    if main.lang:
        return seen if _is_of_screens(main.lang, seen, work) else main.lang
    return seen or work or next((tell(_words(a)) for a in abstracts if not a.lang), "")


def _is_of_screens(said: str, seen: str, work: str) -> bool:
    return bool(work and seen) and _primary(seen) == _primary(work) != _primary(said)


def _title(title: Title, tell: Tell) -> Title:
    return replace(title, lang=title.lang or tell(title.text))


def _abstract(abstract: Abstract, own: str, tell: Tell) -> Abstract:
    return replace(abstract, lang=abstract.lang or tell(_words(abstract)) or own)


def _words(abstract: Abstract) -> str:
    of_sections = (p.text for s in abstract.sections for p in s.paragraphs)
    return " ".join([*(p.text for p in abstract.paragraphs), *of_sections])


def _keywords(keywords: Keywords, own: str, work: str, tell: Tell) -> Keywords:
    """Key words have few function words: without a language said they are in that of the title, if in its script."""
    seen = tell(", ".join(t.text for t in keywords.terms))
    said = keywords.lang
    if said and not (seen and _is_of_screens(said, seen, work)):
        return keywords
    return replace(keywords, lang=seen or own)


def _primary(tag: str) -> str:
    return tag.split("-")[0].lower()
