"""What tests of the review share: a page, its draft, an editor."""

from functools import cache

from titelei import settings
from titelei.encode import encode
from titelei.encode import page as pages
from titelei.encode.review import Question
from titelei.model import Severity
from titelei.names import TEI
from titelei.pipeline import review as reviewing
from titelei.pipeline.review import Draft, Editor
from titelei.pipeline.validate import validate_document
from titelei.xml.read import parse

NS = {"t": TEI}
ASK = "quit (q), help (?): "
PAGE = """KOZLOV P.A. Rafts on the Lake Shelby

Pavel A. Kozlov
Candidate of Sciences (History), Associate Professor,
Department of History, Upper Lake University,
Lake St, 1, 400000 Lakeville, Russian Federation
Abstract. Introduction. Rafts of the Shareniy Bugor site were small. Methods. The Shareniy Bugor rafts were measured.
Results. They crossed the Soviet embassy pond in 1931.
Analysis. Nothing more is known of them here.
Key words: rafts, lakes.
Citation. Kozlov P.A. Rafts on the Lake Shelby. Lake Journal, 2019, vol. 24, no. 3, pp. 10-20. (in Russian).
Паромы верхнего Заречья
"""
ME = Editor(name="Vera Kozlova", when="2026-11-23", known={"per.bugor": "S. Bugor"})


@cache
def draft_of(text: str, name: str = "rafts.txt") -> Draft:
    data = text.encode()
    made = encode(data, name=name, when="2026-11-22", version="0.1.0")
    return Draft(
        document=parse(made.tei, name=f"{made.id}.xml"),
        evidence=made.evidence,
        lines=pages.read(data, name=name).lines,
    )


def question(draft: Draft, begins: str, of: settings.Settings) -> Question:
    found = [q for q in reviewing.questions(draft, of) if q.id.startswith(begins)]
    assert found, [q.id for q in reviewing.questions(draft, of)]
    return found[0]


def errors(draft: Draft, of: settings.Settings) -> list[str]:
    found = validate_document(draft.document, of, phase="draft").findings
    return [f.message for f in found if f.severity is Severity.ERROR]
