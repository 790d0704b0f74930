"""A draft's open questions, the most doubtful first, and what answers change of the TEI: nothing on the page."""

from titelei.encode.review import added, responsible, tree
from titelei.encode.review.answers import Reply, steps
from titelei.encode.review.blocks import untagged
from titelei.encode.review.onpage import OnPage
from titelei.encode.review.question import Question, Where
from titelei.encode.review.questions import asked, stated
from titelei.encode.review.refused import Refused
from titelei.encode.review.tree import Step

NONE = "none"
"""What an editor answers where nothing is right."""

__all__ = [
    "NONE",
    "OnPage",
    "Question",
    "Refused",
    "Reply",
    "Step",
    "Where",
    "added",
    "asked",
    "responsible",
    "stated",
    "steps",
    "tree",
    "untagged",
]
