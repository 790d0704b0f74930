"""Rows of articles kept from one run of an edition to the next: told again where no file of theirs has changed."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Final

from titelei.errors import DocumentError
from titelei.model import Output
from titelei.pipeline import built
from titelei.pipeline.article import Article, Made, Row, digest_of, received
from titelei.pipeline.drafts import Drafts
from titelei.pipeline.traces import Held, Known, Traces
from titelei.pipeline.validate import unread
from titelei.repository.ocfl.stored import Stored
from titelei.settings import Settings
from titelei.validate import edition
from titelei.xml.read import read

_FOLDER: Final = "built"


class Rows:
    """The rows of one run: those of before, and those that it keeps."""

    def __init__(self, traces: Traces, settings: Settings, drafts: Drafts) -> None:
        self._traces = traces
        self._settings = settings
        self._drafts = drafts

    def all_unchanged(self, paths: Iterable[Path]) -> dict[Path, Known]:
        """Give the rows of the files that are as they were."""
        return {path: row for path in paths if (row := self._traces.recall(path)) is not None}

    def were_together(self, paths: Sequence[Path], rows: Mapping[Path, Known]) -> bool:
        """Tell whether all files are as they were when they were last held against each other, just these."""
        numbers = {row.number for row in rows.values()}
        return len(rows) == len(paths) and len(numbers) == 1 and self._traces.was_pass(min(numbers), paths)

    def keep(self, path: Path, article: Article, stored: tuple[Path, ...], *, is_clean: bool) -> None:
        """Keep an article's row, if all that it rests on is in files; ``stored`` are those of its object.

        ``is_clean`` tells that no other article has anything to do with what was found.
        """
        document = article.document
        is_left = article.is_draft and self._drafts is Drafts.LEAVE
        if not built.is_lasting(article.findings) or not (article.stopped or is_left or stored):
            return
        if document is None:
            self._traces.keep(path, _untold(article), None, [(path, lambda: _fails_with(path, article))])
            return

        def has_same_pages() -> bool:
            return digest_of(received(document, self._settings)) == article.page

        out, pages = self._settings.out / article.id, edition.source_files(document)
        if article.page == "" and any(_may_be_there(self._settings.sources / name) for name in pages):
            return  # one cannot be read, which no trace tells
        held: list[Held] = [(path, lambda: path.read_bytes() == document.data)]
        held += [(self._settings.sources / name, has_same_pages) for name in pages]
        if not article.stopped:
            held += [(out / output.file_name, _Same(out / output.file_name, output)) for output in article.outputs]
            held += [(file, _is_there) for file in (out, *stored)]
        self._traces.keep(path, _untold(article), article.summary, held, is_clean=is_clean)

    def close(self, together: Sequence[Path]) -> None:
        """Write what is to be kept; the files ``together`` were held against each other, in this order."""
        self._traces.close(together=together)


@contextmanager
def opened(settings: Settings, drafts: Drafts) -> Iterator[Rows]:
    """Open the rows of a project for one run, and close them; where none may be kept, there are none."""
    ground = built.ground(settings, f"run {drafts}")
    folder = settings.cache.parent / _FOLDER if settings.cache is not None and ground else None
    rows = Rows(Traces(folder, ground), settings, drafts)
    try:
        yield rows
    finally:
        rows.close(())


class _Same:
    """Tells whether a file holds an output."""

    def __init__(self, path: Path, output: Output) -> None:
        self._path, self._digest = path, sha256(output.data).digest()

    def __call__(self) -> bool:
        return sha256(self._path.read_bytes()).digest() == self._digest


def _fails_with(path: Path, article: Article) -> bool:
    """Tell whether a file cannot be read for the same reasons as before."""
    try:
        read(path)
    except DocumentError as error:
        return unread(path, error, None).findings == article.findings
    return False


def _is_there() -> bool:
    return True


def _may_be_there(path: Path) -> bool:
    """Tell whether a file is there; one that cannot even be looked for, as under too long a name, may be."""
    try:
        return path.exists()
    except OSError:
        return True


def _untold(article: Article) -> bytes:
    stored = article.stored
    value = {
        "article": [article.file, article.id, article.stage, article.stopped, article.is_draft],
        "outputs": [asdict(made) for made in article.row.outputs],
        "stored": None if stored is None else [stored.object_id, stored.version],
        **built.untold(article.findings),
    }
    return json.dumps(value, ensure_ascii=False).encode()


def told(row: Known) -> Row:
    """Give the row of an article that is as it was."""
    value = json.loads(row.told)
    file, article_id, stage, stopped, is_draft = value["article"]
    stored = value["stored"]
    return Row(
        file=file,
        id=article_id,
        stage=stage,
        stopped=stopped,
        is_draft=is_draft,
        findings=built.told(value),
        outputs=tuple(Made(**made) for made in value["outputs"]),
        stored=None if stored is None else Stored(object_id=stored[0], version=stored[1], changed=False),
    )
