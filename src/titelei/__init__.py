"""titelei: the front matter of journal articles as a TEI edition, validated, rendered, deposited and harvested.

The names in ``__all__`` are the public ones; ``titelei.read`` and its like are functions here, while the stages behind
them stay importable as modules (``from titelei.read import Document``).
"""

__version__ = "0.1.0"

# Bound before the functions of the same names: a stage imported later then leaves those in place.
import titelei.deposit
import titelei.encode
import titelei.render
import titelei.validate  # noqa: F401
from titelei.api import deposit, encode, read, render, schematron, validate
from titelei.errors import TiteleiError
from titelei.model import Finding, Severity
from titelei.settings import Settings

__all__ = [
    "Finding",
    "Settings",
    "Severity",
    "TiteleiError",
    "deposit",
    "encode",
    "read",
    "render",
    "schematron",
    "validate",
]
