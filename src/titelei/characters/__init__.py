"""Faults of characters in any text, of a page or of TEI: what stands there, by its name, and what was probably meant.

Pure functions on text. Each kind of fault has a module, and :data:`KINDS` lists them.
"""

from titelei.characters.fault import Fault
from titelei.characters.faults import KINDS, faults

__all__ = ["KINDS", "Fault", "faults"]
