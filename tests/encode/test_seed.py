"""The seed's draft beside the hand-made edition: names and dates counted, every difference of the header listed."""

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from encode.scoring import draft, shared
from titelei.names import TEI, XML_ID

NS = {"t": TEI}
KINDS = ("persName", "orgName", "placeName", "date")


def text(element: "etree._Element") -> str:
    """Give the words of an element as the page has them."""
    drop = {f"{{{TEI}}}{name}" for name in ("corr", "reg", "desc")}
    parts: list[str] = []

    def walk(node: "etree._Element") -> None:
        if isinstance(node.tag, str) and node.tag not in drop:
            parts.append(node.text or "")
            for child in node:
                walk(child)
                parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())


def named(root: "etree._Element", kind: str) -> Counter[str]:
    """Count the names of one kind in the prose of the front: titles, abstract, key words."""
    found = root.findall(f".//t:front//t:{kind}", NS)
    inside = ("abstract", "keywords", "citation", "licence")
    return Counter(
        text(e)
        for e in found
        if e.get("type") not in ("byline", "heading", "citation")
        and any(a.get("type") in inside or a.tag == f"{{{TEI}}}titlePart" for a in e.iterancestors())
    )


def header(root: "etree._Element") -> set[tuple[str, str]]:
    """Give the facts of the record: element with its telling attribute, and its words or value."""
    out = set()
    for element in root.iterfind(".//t:sourceDesc/t:biblStruct//*", NS):
        if not len(element) and isinstance(element.tag, str):
            name = etree.QName(element).localname
            kind = element.get("type") or element.get("unit") or ""
            value = element.get("when") or element.get("n") or element.get("target") or element.get("mainLang")
            out.add((f"{name} {kind}".strip(), element.get("subtype") or value or text(element)))
    for person in root.iterfind(".//t:person[@role='author']", NS):
        for element in person.iterfind(".//*"):
            if not len(element) and element.get("type") != "variant":
                kind = element.get("type") or ""
                out.add(
                    (f"person/{etree.QName(element).localname} {kind}".strip(), element.get("subtype") or text(element))
                )
    return out


def test_the_seeds_draft_is_compared_with_the_hand_made_edition(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = etree.fromstring(draft(shared() / "00-seed.txt").tei)
    hand = etree.parse(str(root / "tei/articles/ambartsumyan-2021.xml")).getroot()
    lines = []
    for kind in KINDS:
        got, want = named(made, kind), named(hand, kind)
        right = sum((got & want).values())
        precision = right / sum(got.values()) if got else 1.0
        recall = right / sum(want.values()) if want else 1.0
        lines.append(f"{kind}: precision {precision:.2f}, recall {recall:.2f} ({right} of {sum(want.values())})")
        lines += [f"  only by hand: {n}" for n in sorted((want - got).elements())]
        lines += [f"  only in the draft: {n}" for n in sorted((got - want).elements())]
        assert precision >= 0.8, lines
        assert recall >= 0.8, lines
    ours, theirs = header(made), header(hand)
    lines.append(f"record: {len(ours & theirs)} of {len(theirs)} facts alike")
    lines += [f"  only by hand: {n}: {v}" for n, v in sorted(theirs - ours)]
    lines += [f"  only in the draft: {n}: {v}" for n, v in sorted(ours - theirs)]
    with capsys.disabled():
        print("\n" + "\n".join(lines))
    assert theirs - ours == set()


def test_the_seeds_draft_has_the_hand_made_editions_id(root: Path) -> None:
    made = etree.fromstring(draft(shared() / "00-seed.txt").tei)
    assert made.get(XML_ID) == "ambartsumyan-2021"


def test_the_seeds_front_has_the_hand_made_editions_divisions(root: Path) -> None:
    made = etree.fromstring(draft(shared() / "00-seed.txt").tei)
    hand = etree.parse(str(root / "tei/articles/ambartsumyan-2021.xml")).getroot()
    kinds = [[d.get("type") for d in r.iterfind(".//t:front//t:div", NS)] for r in (made, hand)]
    assert kinds[0] == kinds[1]
