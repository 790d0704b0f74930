"""The registry under the name of the stage that works through it (see :mod:`titelei.formats`)."""

from titelei.formats import FORMATS, Format, chosen, file_names, files, of_file

__all__ = ["FORMATS", "Format", "chosen", "file_names", "files", "of_file"]
