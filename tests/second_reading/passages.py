"""Passages of the page: abstracts with their sections, terms, references, as the front has them."""

from collections.abc import Iterator

from second_reading.tei import NS, Element, language_of, reading
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

    def paragraphs_of_abstracts(self) -> Iterator[str]:
        for div in self.divisions("abstract"):
            for part in (div, *self._all("t:div", div)):
                yield from self._blocks(part)

    def main_abstract(self) -> Iterator[str]:
        """Give the abstract in the work's language, else the first."""
        pairs = list(zip(self.divisions("abstract"), self.abstracts(), strict=True))
        own = [text for div, text in pairs if language_of(div) == self._work]
        return iter([*own, *(text for _, text in pairs)][:1])

    def paragraphs_of_jats(self) -> Iterator[str]:
        """Give the paragraphs of abstracts as JATS has them: a section alone begins its paragraph with its heading."""
        for div in self.divisions("abstract"):
            yield from self._blocks(div)
            for section in self._all("t:div", div):
                blocks = [*self._blocks(section)]
                if not self._is_sectioned(div):
                    blocks[:1] = [" ".join([*(_sentence(h) for h in self.headings(section)), *blocks[:1]])]
                yield from blocks

    def _is_sectioned(self, div: Element) -> bool:
        sections = self._all("t:div", div)
        is_one_of_several = len(sections) > 1 or any(True for _ in self._blocks(div))
        return is_one_of_several and all([*self.headings(section)] for section in sections)

    def sections_of_jats(self) -> list[Element]:
        return [s for d in self.divisions("abstract") if self._is_sectioned(d) for s in self._all("t:div", d)]

    def _passage(self, div: Element) -> Iterator[str]:
        yield from self._blocks(div)
        for section in self._all("t:div", div):
            for heading in self.headings(section):
                yield _sentence(heading)
            yield from self._passage(section)

    def _blocks(self, div: Element) -> Iterator[str]:
        for child in div:
            if child.tag in (f"{{{NS['t']}}}p", f"{{{NS['t']}}}ab"):
                yield reading(child)
            elif child.tag == f"{{{NS['t']}}}list":
                yield from (reading(item) for item in self._all("t:item", child))

    def headings(self, div: Element) -> Iterator[str]:
        for head in self._all("t:head", div)[:1]:
            heading = reading(head)
            yield heading[:-1].rstrip() if heading[-1:] in ".:" else heading

    def sections(self) -> Iterator[str]:
        return (h for d in self.divisions("abstract") for s in self._all("t:div", d) for h in self.headings(s))

    def section_kinds(self) -> Iterator[str]:
        return (s.get("n", "") for d in self.divisions("abstract") for s in self._all("t:div", d))

    def paragraphs(self, kind: str) -> Iterator[str]:
        names = ("p", "ab") if kind == "citation" else ("p",)
        for div in self.divisions(kind):
            yield from (reading(c) for c in div if c.tag in {f"{{{NS['t']}}}{n}" for n in names})

    def references(self) -> list[Element]:
        return [b for d in self.divisions("references") for b in self._all(".//t:listBibl/t:bibl", d)]

    def reference_dois(self) -> Iterator[str]:
        for reference in self.references():
            yield from (bare_doi(reading(i)) for i in self._all(".//t:idno[@type='DOI']", reference)[:1])
