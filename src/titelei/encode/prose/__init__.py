"""Names and dates in the prose of a block: known entities first, then patterns; each with its certainty and rule."""

from titelei.encode.prose.annotate import annotate
from titelei.encode.prose.known import Entity, Known
from titelei.encode.prose.span import Span

__all__ = ["Entity", "Known", "Span", "annotate"]
