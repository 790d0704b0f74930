"""titelei: the front matter of journal articles as a TEI edition, validated, rendered, deposited and harvested.

The names in ``__all__`` are the public ones: each stage as one function on a path or a document. ``titelei.validate``
and its like are functions here, while the stages behind them stay importable as modules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

# Bound before the functions of the same names: a stage imported later then leaves those in place.
import titelei.deposit
import titelei.encode
import titelei.render
import titelei.validate  # noqa: F401
from titelei.messages import say
from titelei.version import __version__ as __version__

# Everything else is imported when it is asked for, each function's stage when it is called: “import titelei” is quick.
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from titelei.encode.encoder import Draft
    from titelei.errors import TiteleiError
    from titelei.model import Finding, Output, Severity
    from titelei.repository.ocfl.stored import Stored
    from titelei.settings import Settings
    from titelei.xml.read import Document, read

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


def __getattr__(name: str) -> object:
    from importlib import import_module

    homes = {"read": "xml.read", "Settings": "settings", "TiteleiError": "errors"}
    if name not in __all__:
        raise AttributeError(say("module {name!r} has no attribute {name2!r}", name=__name__, name2=name))
    return getattr(import_module(f"titelei.{homes.get(name, 'model')}"), name)


def validate(
    document: Document | Path | str, *, phase: str | None = None, settings: Settings | None = None
) -> tuple[Finding, ...]:
    """Hold a TEI document to the grammar and the rules, in its own phase or in ``phase``.

    What makes a file unreadable is a finding, too. ``settings`` default to those of the project around the working
    folder.

    Raises:
        AssetError: the schema is broken, or has no such phase.
    """
    from pathlib import Path

    from titelei.pipeline.validate import validate_document, validate_file
    from titelei.settings import load
    from titelei.xml.read import Document

    settings = settings or load()
    if isinstance(document, Document):
        return validate_document(document, settings, phase=phase).findings
    return validate_file(Path(document), settings, phase=phase).findings


def encode(page: Path | str, *, url: str = "") -> Draft:
    """Make a TEI draft of the page of an article, text or HTML; nothing is written.

    ``url`` is the page's address, where it is known. Gives the draft with the evidence of every value and what was
    found on the way.

    Raises:
        DocumentError: the page is missing, or is not the page of one article; the findings say what was seen.
    """
    from datetime import UTC, datetime
    from pathlib import Path

    from titelei.encode.encoder import encode as encode_page
    from titelei.errors import DocumentError, of_system
    from titelei.model import Finding, Severity

    path = Path(page)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = of_system(error)
        message = say("The page {path} cannot be read: {reason}.", path=path, reason=reason)
        repair = say("Check the spelling of the path, and the file's permissions.")
        raise DocumentError(
            Finding(rule="read-denied", severity=Severity.ERROR, file=str(path), message=message, repair=repair)
        ) from error
    when = datetime.now(UTC).date().isoformat()
    return encode_page(data, name=path.name, when=when, version=__version__, url=url)


def render(
    document: Document | Path | str, *, formats: tuple[str, ...] = (), settings: Settings | None = None
) -> tuple[tuple[Output, ...], tuple[Finding, ...]]:
    """Render a TEI document that the grammar accepts, in all formats or those named; nothing is written.

    Gives the outputs, each valid by its own grammar, and what was found on the way.

    Raises:
        AssetError: a stylesheet is broken.
        UsageError: there is no format of that name.
    """
    from pathlib import Path

    from titelei.pipeline.render import accept_and_make
    from titelei.settings import load
    from titelei.xml.read import Document

    settings = settings or load()
    source = document if isinstance(document, Document) else Path(document)
    article = accept_and_make(source, settings, formats)
    return ((), article.findings) if article.stopped else (article.outputs, article.findings)


def schematron(
    schema: Path | str, document: Document | Path | str, phase: str = "#DEFAULT", *, allow: Iterable[Path | str] = ()
) -> str:
    """Validate any XML document against any Schematron schema and give the report in SVRL.

    The schema reads files from its own folder and the document's, from those below, and from the folders in ``allow``.

    Raises:
        AssetError: the schema is faulty.
        DocumentError: the document cannot be read.
    """
    from titelei.validate.schematron import schematron as run

    return run(schema, document, phase, allow=allow)


def deposit(
    path: Path | str, *, message: str | None = None, settings: Settings | None = None, drafts: bool = False
) -> Stored:
    """Take a TEI file through all stages and put it into the project's embedded repository.

    With ``drafts`` one that is not published is stored as a draft, which neither harvesters nor readers are shown.

    Raises:
        DocumentError: the article has an error, or is a draft; its findings say which.
        StorageError: the repository is locked, damaged, or cannot be written.
    """
    from datetime import UTC, datetime
    from pathlib import Path

    from titelei.errors import DocumentError
    from titelei.pipeline.drafts import Drafts
    from titelei.pipeline.run import run_all
    from titelei.settings import load

    settings, now = settings or load(), datetime.now(UTC)
    chosen = Drafts.STORE if drafts else Drafts.REFUSE
    (article,) = run_all([Path(path)], settings, now=now, message=message, beside=True, drafts=chosen)
    if article.stored is None:
        raise DocumentError(*article.findings)
    return article.stored
