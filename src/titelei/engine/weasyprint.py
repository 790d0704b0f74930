"""WeasyPrint, which sets pages for print: the only file that imports it, and not before a PDF is asked for.

It is an extra (``titelei[pdf]``), since it needs Pango of the system. The same page gives the same bytes: it looks at
no clock, and fetches nothing.
"""

import logging
from typing import Any, NoReturn

from titelei.errors import UsageError
from titelei.messages import say


def printed(page: str, style: str) -> bytes:
    """Give a page, which holds all that it needs, as a PDF; ``style`` comes after its own.

    Raises:
        UsageError: WeasyPrint is not installed, or does not find Pango.
    """
    try:
        import weasyprint
    except (ImportError, OSError) as error:
        raise UsageError(
            say(
                "The format pdf is made by WeasyPrint, which cannot be used here: {error}. Install it with pip install "
                "titelei[pdf], and Pango with the system's packages, or take pdf out of [render] formats.",
                error=str(error).split("\n")[0],
            )
        ) from error
    # What it leaves aside of our styles (media by width, what moves) is not for print, and no news.
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    made: Any = weasyprint.HTML(string=page, url_fetcher=_refused).write_pdf(stylesheets=[weasyprint.CSS(string=style)])
    return bytes(made)


def _refused(address: str, *_rest: Any, **_named: Any) -> NoReturn:
    raise ValueError(f"a page fetches nothing: {address}")
