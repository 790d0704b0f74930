"""Stage check: is each output what it must be? It is given bytes and gives findings; nothing is read or written."""

from titelei.check.outputs import check_outputs

__all__ = ["check_outputs"]
