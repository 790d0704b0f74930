"""Two drafts of one article become one: the first draft, and what the page of the second adds to it.

Header and entries are united value by value, the second page is transcribed after the first, each value keeps the
evidence of its page, and where the pages disagree the surer value stands and the other is asked in review.
"""

import hashlib
from dataclasses import replace
from typing import Any, Final

import msgspec
from lxml import etree

from titelei.encode import evidence, stand_off, wording
from titelei.encode.claims import Doubt
from titelei.encode.encoder import FIELDS, Draft
from titelei.encode.evidence import Entry, PageEvidence
from titelei.encode.same import entries, header, pages
from titelei.encode.same.union import COPY, Union
from titelei.encode.tei.layout import PROLOG, lay_out
from titelei.messages import say
from titelei.names import TEI
from titelei.xml.paths import Lasting

_NS: Final = {"tei": TEI}
_ROOMS: Final = ("teiHeader", "standOff")
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=False)

Placed = list[tuple[Entry, Any]]


def join(first: Draft, second: Draft) -> Draft:
    """Give the first draft with what the page of the second adds; ids, file and name are the first's."""
    root, other = (etree.fromstring(d.tei, _PARSER) for d in (first, second))
    number = 2 + len(first.evidence.copies)
    name = pages.copy_name(first, second, number)
    mine = [(copy, _placed(copy.values, root)) for copy in _copies(first)]
    theirs = _placed(second.evidence.values, other)
    kept = list(other.iter())  # lxml forgets an element that nobody holds, and with it which one it was
    union = Union(
        sure={id(e): v.confidence for v, e in (*theirs, *(pair for _, values in mine for pair in values))},
        fields={id(e): v.field for v, e in theirs},
        page=name,
        first_page=first.source_name,
    )
    pages.named(other, second, name, number)
    entries.unite(root, other, union)
    header.unite(root, other, union)
    pages.append(root, other, number)
    for room in _ROOMS:
        found = root.find(f"tei:{room}", _NS)
        if found is not None:
            lay_out(found, 1)
            found.tail = "\n  "
    data = (PROLOG + etree.tostring(root, encoding="unicode") + "\n").encode("utf-8")
    added = PageEvidence(
        page=name,
        page_sha256=second.evidence.page_sha256,
        encoding=second.evidence.encoding,
        url=second.evidence.url,
        values=_stated(theirs, root, union),
        open=(*second.evidence.open, *_doubts(theirs, union)),
        told=second.evidence.told,
    )
    renewed = [msgspec.structs.replace(copy, values=_stated(values, root, union)) for copy, values in mine]
    proof = msgspec.structs.replace(
        first.evidence,
        draft_sha256=hashlib.sha256(data).hexdigest(),
        values=renewed[0].values,
        copies=(*renewed[1:], added),
    )
    del kept
    return replace(
        first,
        tei=data,
        evidence=proof,
        findings=(*first.findings, *second.findings),
        fields=tuple(f for f in FIELDS if f in first.fields or f in second.fields),
        unclassified=first.unclassified + second.unclassified,
        entries=tuple(stand_off.named(root)),
    )


def _copies(draft: Draft) -> list[PageEvidence]:
    """Give the evidence of a draft by page, the first page's as that of a copy."""
    of = draft.evidence
    own = PageEvidence(page=of.page, page_sha256=of.page_sha256, encoding=of.encoding, url=of.url, values=of.values)
    return [own, *of.copies]


def _placed(values: tuple[Entry, ...], root: Any) -> Placed:
    """Give each value with the element that it stands in; a value whose place is gone is left out."""
    tree = root.getroottree()
    found = ((value, tree.xpath(value.path.partition("/@")[0], namespaces=_NS)) for value in values)
    return [(value, elements[0]) for value, elements in found if elements]


def _stated(values: Placed, root: Any, union: Union) -> tuple[Entry, ...]:
    """Give the values that stand in the united draft, with the paths that they have there."""
    paths, out = Lasting(root), []
    inside = set(map(id, root.iter()))
    for value, element in values:
        stands: Any = union.stands.get(id(element), element)
        if id(element) in union.refused or id(stands) not in inside:
            continue
        _, at, attribute = value.path.partition("/@")
        moved = msgspec.structs.replace(value, path=f"{paths.of(stands)}{at}{attribute}")
        now = evidence.current(moved, root)
        out.append(msgspec.structs.replace(moved, value=value.value if now is None else now))
    return tuple(out)


def _doubts(values: Placed, union: Union) -> tuple[Doubt, ...]:
    """Ask of what one page has otherwise than the other."""
    of = {id(element): value for value, element in values}
    out = []
    for clash in union.clashes:
        value = of.get(id(clash.theirs))
        stands, left = (clash.first, clash.second) if clash.is_first else (clash.second, clash.first)
        page, kept = (union.page, union.first_page) if clash.is_first else (union.first_page, union.page)
        out.append(
            Doubt(
                field=clash.field,
                value=left,
                source=value.source if value else COPY,
                rule=value.rule if value else "read on one of two pages",
                probability=0.5,
                message=say(
                    "The pages disagree about {field}: {kept} has “{stands}”, which stands in the draft, "
                    "{page} has “{left}”.",
                    field=wording.field(clash.field),
                    kept=kept,
                    stands=stands,
                    page=page,
                    left=left,
                ),
                repair=say("Look on both pages, and correct the value in the header if the other one is right."),
                line=value.line if value and clash.is_first else 0,
                start=value.start if value and clash.is_first else 0,
            )
        )
    return tuple(out)
