"""A new edition: a folder with settings, schemas for editing programs, hooks and workflows, which works at once.

The schemas in it are a copy for programs that edit XML: what validates is always the installed program's own, unless
``[paths] schemas`` names others. :func:`stale` tells what an upgrade has changed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from titelei import files, resources
from titelei.errors import UsageError
from titelei.messages import say
from titelei.settings import FILE_NAME, template
from titelei.settings.template import Given
from titelei.version import __version__

SCHEMAS: Final = ("frontmatter.rng", "frontmatter.sch")
"""What ``xml-model`` in each article points at."""

REQUIREMENTS: Final = "requirements.txt"
_STARTER: Final = {
    ".gitignore": "gitignore",
    REQUIREMENTS: REQUIREMENTS,
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".github/workflows/edition.yml": "github-workflow.yml",
    ".gitlab-ci.yml": "gitlab-ci.yml",
    "README.md": "README.{lang}.md",
}
"""File of the new folder → file of ``starter/``."""

_NOT_OURS: Final = frozenset({".git", ".gitattributes", ".DS_Store", ".idea", ".vscode", ".venv", "venv", "v"})
"""What may stand in a folder before the edition does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """What is known of an edition at its beginning; what is empty is not known, and stays a comment.

    ``titles`` are (language, title), the language empty where it was not told.
    """

    titles: tuple[tuple[str, str], ...] = ()
    issn: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    licence: str = ""
    base_url: str = ""
    domain: str = ""
    contact: str = ""
    publisher: str = ""
    editor: str = ""

    @property
    def title(self) -> str:
        """The title in the edition's first language, else the first one."""
        by_language = dict(reversed(self.titles))
        first = next((by_language[lang] for lang in self.languages if lang in by_language), "")
        return first or (self.titles[0][1] if self.titles else "")


def make(folder: Path, beginning: Beginning, *, lang: str = "en") -> tuple[Path, ...]:
    """Write a new edition into a folder that is empty or not there yet; give the files written.

    Raises:
        UsageError: something stands there that an edition could overwrite.
        StorageError: the disk is full, read-only, or refuses.
    """
    _refuse_what_stands(folder)
    written = []
    for name, data in _contents(folder, beginning, lang):
        path = folder / name
        files.write(path, data)
        written.append(path)
    return tuple(written)


def stale(folder: Path) -> tuple[str, ...]:
    """Name the schemas for editing programs that are missing or other than the installed program's."""
    return tuple(
        name
        for name in SCHEMAS
        if not (folder / name).is_file() or (folder / name).read_bytes() != (resources.schemas() / name).read_bytes()
    )


def _refuse_what_stands(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(say("{folder} is a file. Name a new or an empty folder.", folder=folder))
    there = sorted(p.name for p in folder.iterdir() if p.name not in _NOT_OURS) if folder.is_dir() else []
    if FILE_NAME in there:
        raise UsageError(
            say("{folder} holds an edition already. Go there, or name a new folder.", folder=folder),
        )
    if there:
        raise UsageError(
            say(
                "{folder} is not empty: it holds {there}. Name a new or an empty folder.",
                folder=folder,
                there=", ".join(there[:3]),
            )
        )


def _contents(folder: Path, beginning: Beginning, lang: str) -> Iterator[tuple[str, bytes]]:
    yield FILE_NAME, template.written(given(beginning), lang).encode()
    yield "tei/articles/.gitkeep", b""
    for name in SCHEMAS:
        yield f"schemas/{name}", (resources.schemas() / name).read_bytes()
    starter = resources.package() / "starter"
    values = {"{title}": beginning.title or folder.resolve().name, "{version}": __version__}
    for name, source in _STARTER.items():
        text = (starter / source.replace("{lang}", lang)).read_text("utf-8")
        for word, value in values.items():
            text = text.replace(word, value)
        yield name, text.encode()


def given(beginning: Beginning) -> Given:
    """Give the settings that a beginning comes to."""
    labels = tuple(lang for lang in beginning.languages if lang in resources.languages())
    host = urlsplit(beginning.base_url).hostname or ""
    return {
        ("edition", "title"): beginning.title,
        ("edition", "base_url"): beginning.base_url,
        ("edition", "languages"): labels or (("en",) if beginning.languages else ()),
        ("edition", "rights"): beginning.licence,
        ("edition", "publisher"): beginning.publisher,
        ("edition", "responsible"): (beginning.editor,) if beginning.editor else (),
        ("journal", "titles"): tuple(title for _, title in beginning.titles),
        ("journal", "issn"): beginning.issn,
        ("repository", "domain"): beginning.domain if beginning.domain != host else "",
        ("repository", "name"): beginning.title,
        ("repository", "admin_email"): beginning.contact,
        ("repository", "user_name"): beginning.editor,
    }
