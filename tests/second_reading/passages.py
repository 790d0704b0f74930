"""Passages of the page: abstracts with their sections, terms, references, as the front has them."""

from collections.abc import Iterator

from second_reading.tei import NS, Element, language_of, local, primary, reading, source
from titelei.parity.values import bare_doi


def _sentence(heading: str) -> str:
    return heading if heading[-1:] in ".:!?…" else f"{heading}."


class Passages:
    """The divisions of one front."""

    def __init__(self, front: Element, work: str) -> None:
        self.front = front
        self._work = work

    def _all(self, path: str, node: Element) -> list[Element]:
        return node.findall(path, NS)

    def divisions(self, kind: str) -> list[Element]:
        return self._all(f"t:div[@type='{kind}']", self.front)

    def abstracts(self) -> Iterator[str]:
        """Each abstract without its heading, the headings of its sections as sentences."""
        for div in self.divisions("abstract"):
            yield " ".join(self._passage(div))

    def abstracts_of_a_kind(self) -> list[str]:
        """Give the summaries, highlights and the like."""
        return [" ".join(self._passage(div)) for div in self.divisions("abstract") if div.get("subtype")]

    def paragraphs_of_abstracts(self) -> Iterator[str]:
        for div in self.divisions("abstract"):
            yield from self.blocks_within(div)

    def marked_paragraphs_of_abstracts(self) -> Iterator[str]:
        """Give the paragraphs of abstracts with their formulas as they are written."""
        for div in self.divisions("abstract"):
            for part in (div, *self.inner(div)):
                yield from (source(block) for block in self._block_nodes(part))

    def blocks_within(self, div: Element) -> Iterator[str]:
        """Give the paragraphs of a division, then of those in it."""
        for part in (div, *self.inner(div)):
            yield from self._blocks(part)

    def inner(self, div: Element) -> Iterator[Element]:
        """Give the divisions in a division, each before those in it."""
        for section in self._all("t:div", div):
            yield section
            yield from self.inner(section)

    def proper(self) -> list[Element]:
        """Give the abstracts proper, or all where each is of a kind of its own."""
        return [d for d in self.divisions("abstract") if not d.get("subtype")] or self.divisions("abstract")

    def beside(self) -> list[Element]:
        """Give the abstracts of a kind of their own."""
        return [d for d in self.divisions("abstract") if d not in self.proper()]

    def passage(self, div: Element) -> str:
        """Give a division in one run of text."""
        return " ".join(self._passage(div))

    def main_abstract(self) -> Iterator[str]:
        """Give the abstract in the work's language, else the first."""
        own = [d for d in self.proper() if primary(language_of(d)) == primary(self._work)]
        exact = [d for d in own if language_of(d) == self._work]
        return iter([self.passage(div) for div in [*exact, *own, *self.proper()][:1]])

    def paragraphs_of_jats(self) -> Iterator[str]:
        """Give the paragraphs of abstracts as JATS has them: a section alone begins its paragraph with its heading."""
        for div in self.divisions("abstract"):
            yield from self._blocks(div)
            for section in self.inner(div):
                blocks = [*self._blocks(section)]
                if not self._is_sectioned(div):
                    blocks[:1] = [" ".join([*(_sentence(h) for h in self.headings(section)), *blocks[:1]])]
                yield from blocks

    def parts_of_abstracts(self) -> Iterator[str]:
        """Give the paragraphs of abstracts, and the headings of sections before theirs."""
        for div in self.divisions("abstract"):
            for part in (div, *self.inner(div)):
                yield from (() if part is div else self.headings(part))
                yield from self._blocks(part)

    def titles_within(self, div: Element) -> Iterator[str]:
        """Give the headings of the sections in a division, where each of them has one."""
        sections = self._all("t:div", div)
        for section in sections if all([*self.headings(s)] for s in sections) else ():
            yield from self.headings(section)
            yield from self.titles_within(section)

    def _is_sectioned(self, div: Element) -> bool:
        sections = self._all("t:div", div)
        is_one_of_several = len(sections) > 1 or any(True for _ in self._blocks(div))
        return is_one_of_several and all([*self.headings(section)] for section in sections)

    def sections_of_jats(self) -> list[Element]:
        return [s for d in self.divisions("abstract") if self._is_sectioned(d) for s in self.inner(d)]

    def _passage(self, div: Element) -> Iterator[str]:
        yield from self._blocks(div)
        for section in self._all("t:div", div):
            for heading in self.headings(section):
                yield _sentence(heading)
            yield from self._passage(section)

    def _blocks(self, div: Element) -> Iterator[str]:
        return (reading(block) for block in self._block_nodes(div))

    def _block_nodes(self, div: Element) -> Iterator[Element]:
        for child in div:
            if local(child) in ("p", "ab"):
                yield child
            elif local(child) == "list":
                yield from (part for part in child if local(part) in ("head", "item"))

    def headings(self, div: Element) -> Iterator[str]:
        for head in self._all("t:head", div)[:1]:
            heading = reading(head)
            yield heading[:-1].rstrip() if heading[-1:] in ".:" else heading

    def sections(self) -> Iterator[str]:
        return (h for d in self.divisions("abstract") for s in self.inner(d) for h in self.headings(s))

    def section_kinds(self) -> Iterator[str]:
        return (s.get("n", "") for d in self.divisions("abstract") for s in self.inner(d))

    def paragraphs(self, kind: str) -> Iterator[str]:
        names = ("p", "ab") if kind == "citation" else ("p",)
        for div in self.divisions(kind):
            yield from (reading(c) for c in div if c.tag in {f"{{{NS['t']}}}{n}" for n in names})

    def references(self) -> list[Element]:
        return [b for d in self.divisions("references") for b in self._all(".//t:listBibl/t:bibl", d)]

    def reference_dois(self) -> Iterator[str]:
        for reference in self.references():
            yield from (bare_doi(reading(i)) for i in self._all(".//t:idno[@type='DOI']", reference)[:1])
