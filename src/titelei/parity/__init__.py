"""Parity: does every output say what the edition says, and where it does not, is there a reason?

``table.toml`` has a row for every fact and a column for every format; a cell says where in the finished output the fact
stands, by the format's own vocabulary, or why the format cannot hold it. The edition is
asked by its facts; the outputs are read back with lxml, the standard library and two small readers of lines.
"""

from titelei.parity.compare import Cell, State, compare
from titelei.parity.table import Table, load

__all__ = ["Cell", "State", "Table", "compare", "load"]
