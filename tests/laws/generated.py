"""Articles in which everything that the model holds beside title and authors is combined by chance, from a seed."""

from random import Random
from typing import Final

from laws.article import article
from titelei.xml.read import Document

_CC: Final = "https://creativecommons.org/"
# Dates as TEI says them: one day, a month, a year that is not sure, a double year, months, seasons, Julian, B.C.
DATES: Final = (
    'when="2020">2020',
    'when="2020-03">March 2020',
    'when="2020-03-05">5 March 2020',
    'when="2020" cert="low">2020?',
    'from="2019" to="2020">2019/2020',
    'from="2020-11" to="2020-12">November–December 2020',
    'notBefore="2019" notAfter="2020">2019 or 2020',
    'notBefore="2020-03" notAfter="2020-05" subtype="spring">Spring 2020',
    'notBefore="2019-12" notAfter="2020-02" subtype="winter">Winter 2020',
    'when="1918-02-14" calendar="#cal.julian">1 (14) February 1918',
)
_OLD: Final = 'when="-0044-03-15">15 March 44 B.C.'
_ISSUES: Final = (
    '<biblScope unit="issue" n="3 Suppl 1">no. 3, Suppl. 1</biblScope>'
    '<biblScope unit="supplement" n="1">Suppl. 1</biblScope>',
    '<biblScope unit="issue">Special Issue</biblScope>',
    '<biblScope unit="issue" n="1-2">nos. 1–2</biblScope>',
    '<biblScope unit="issue" n="4">no. 4 (60)</biblScope><biblScope unit="total" n="60">(60)</biblScope>',
    '<biblScope unit="issue" n="2">no. 2</biblScope><biblScope unit="part" n="1">part 1</biblScope>',
    "",
)
_PAGES: Final = (
    '<biblScope unit="page" from="12" to="19">12–19</biblScope>',
    '<biblScope unit="page" from="33" to="35">33–35</biblScope>'
    '<biblScope unit="page" from="40" to="41">40–41</biblScope>',
    '<biblScope unit="page" from="7" to="7">7</biblScope>',
    '<biblScope unit="page" from="S12" to="S19">S12–S19</biblScope><biblScope unit="article" n="104">104</biblScope>',
    '<biblScope unit="article" n="e0104">e0104</biblScope>',
    '<biblScope unit="page" from="xii" to="xv">xii–xv</biblScope>',
)
_LICENCES: Final = (
    f'<licence target="{_CC}licenses/by/4.0/">CC BY 4.0</licence>',
    f'<licence target="{_CC}licenses/by/3.0/igo/">CC BY 3.0 IGO</licence>',
    f'<licence target="{_CC}licenses/by-nc/2.0/uk/">CC BY-NC 2.0 UK</licence>',
    f'<licence target="https://journal.example.org/terms">For subscribers</licence>'
    f'<licence target="{_CC}licenses/by/4.0/" notBefore="2021-06-01">CC BY 4.0 from 1 June 2021</licence>',
)
RELATIONS: Final = (
    "correction corrected retraction retracted concern translation original concerned addendum addended reply replied "
    "comment commented review reviewed preprint published earlier later dataset software supplement supplemented part "
    "whole"
).split()
_SINGLE: Final = ("received", "accepted", "online", "print", "published")
_ABSTRACTS: Final = ("summary", "highlights", "graphical", "teaser")

_DATE: Final = '<date when="2020">2020</date><biblScope unit="volume" n="7">7</biblScope>'
_ISSUE: Final = '<biblScope unit="issue" n="3">3</biblScope>'
_PAGE: Final = '<biblScope unit="page" from="12" to="19">12-19</biblScope></imprint>'
_LICENCE: Final = (
    f'<availability><licence target="{_CC}licenses/by/4.0/">Creative Commons Attribution 4.0 International License'
    "</licence></availability>\n"
)
_RECEIVED: Final = '<date type="received" when="2019-11-04">4 November 2019</date>\n          </analytic>'


def generated(seed: int) -> tuple[Document, str]:
    """Give an article by its seed, accepted by the grammar, and the changes that make it, for people to read."""
    chance = Random(seed)
    issued = chance.choice(DATES) if seed % 10 else _OLD
    dates = _some_dates(chance)
    pieces = {
        _DATE: f'<date {issued}</date><biblScope unit="volume" n="7">7</biblScope>',
        _ISSUE: chance.choice(_ISSUES),
        _PAGE: f"{chance.choice(_PAGES)}</imprint>",
        _LICENCE: _availability(chance),
        _RECEIVED: f"{dates}{_links(chance)}</analytic>",
        "</monogr>\n": f"</monogr>\n{_notes(chance)}{_relations(chance)}",
        '<div type="keywords"': f'{_abstract(chance)}<div type="keywords"',
        "<textClass>": '<calendarDesc><calendar xml:id="cal.julian"><p>Julian</p></calendar></calendarDesc><textClass>',
    }
    words = "\n".join(new for old, new in pieces.items() if old != new)
    return article(*pieces.items()), words


def _some_dates(chance: Random) -> str:
    dates = [f'<date type="{kind}" {chance.choice(DATES)}</date>' for kind in _SINGLE if chance.random() < 0.6]
    dates += [f'<date type="revised" {chance.choice(DATES)}</date>' for _ in range(chance.randrange(3))]
    return "".join(dates)


def _availability(chance: Random) -> str:
    holder = '<p>© <date when="2021">2021</date> <name>The Authors</name></p>' if chance.random() < 0.5 else ""
    text = f'<availability n="text" status="free">{chance.choice(_LICENCES)}{holder}</availability>'
    data = f'<availability n="data"><licence target="{_CC}publicdomain/zero/1.0/">CC0</licence></availability>'
    return text + (data if chance.random() < 0.5 else "")


def _links(chance: Random) -> str:
    kinds = (
        '<ref type="page" target="https://journal.example.org/7">Page</ref>',
        '<ref type="fulltext" target="https://journal.example.org/7.pdf" mimeType="application/pdf">PDF</ref>',
        '<ref type="fulltext" target="https://journal.example.org/7.html" mimeType="text/html">HTML</ref>',
        '<ref type="supplement" target="https://journal.example.org/7.csv" mimeType="text/csv">Table S1</ref>',
    )
    return "".join(link for link in kinds if chance.random() < 0.5)


def _notes(chance: Random) -> str:
    kinds = (
        f'<note type="version" subtype="{chance.choice(("VoR", "AM", "SMUR", "CVoR"))}">As offered here</note>',
        f'<note type="peer-review" subtype="{chance.choice(("open", "double-blind"))}">Reviewed by two readers.</note>',
        '<note type="statement" subtype="conflict">The author keeps a mill.</note>',
        '<note type="funding">Supported by the Reed Fund, grants RF-20-33 and RF-20-34.</note>',
    )
    return "".join(note for note in kinds if chance.random() < 0.5)


def _relations(chance: Random) -> str:
    found = chance.sample(RELATIONS, chance.randrange(4))
    return "".join(
        f'<relatedItem type="{kind}"><bibl><title>The work {kind}</title>, '
        f'<idno type="DOI">10.5555/{kind}.1</idno></bibl></relatedItem>'
        for kind in found
    )


def _abstract(chance: Random) -> str:
    if chance.random() < 0.5:
        return ""
    kind = chance.choice(_ABSTRACTS)
    return f'<div type="abstract" subtype="{kind}" xml:lang="en"><p>Told once more as {kind}.</p></div>\n'
