"""Documents that hold a page: each as the HTML of that page, which the reader of pages takes."""

from collections.abc import Callable
from typing import Final

from titelei.sources.documents import archives, docx, pdf

READERS: Final[dict[str, Callable[[bytes], bytes]]] = {
    "docx": docx.to_html,
    "pdf": pdf.to_html,
    "mhtml": archives.of_mhtml,
    "webarchive": archives.of_webarchive,
}
"""From the kind of a document (:mod:`titelei.sources.seen`) to what gives its page."""
