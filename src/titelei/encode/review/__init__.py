"""A draft's open questions in page order, and what an editor's answers change of the TEI: nothing on the page."""

from titelei.encode.review import added, responsible, tree
from titelei.encode.review.answers import Reply, steps
from titelei.encode.review.onpage import OnPage
from titelei.encode.review.question import Question, Where
from titelei.encode.review.questions import asked, id_of
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import Step

__all__ = [
    "OnPage",
    "Question",
    "Refused",
    "Reply",
    "Step",
    "Where",
    "added",
    "asked",
    "id_of",
    "responsible",
    "steps",
    "tree",
]
