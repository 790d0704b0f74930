"""Reports on documents that were validated: one module a form, each a function from :class:`Report` to text."""

from titelei.report.report import Checked, Report

__all__ = ["Checked", "Report"]
