"""``titelei watch``: validate and render again whenever a file is saved."""

import json as json_module
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Final

import typer

from titelei import pipeline
from titelei import settings as settings_module
from titelei.cli import options
from titelei.cli.saves import Saves
from titelei.cli.screen import as_json
from titelei.errors import AssetError, SettingsError
from titelei.read import shown

_PAUSE_SECONDS: Final = 0.2
_WHOLE_PASS: Final = 50
"""Up to so many documents are all looked at when watching begins; of more only the first, to warm up."""


def watch(
    paths: options.Paths = None,
    no_render: Annotated[bool, typer.Option("--no-render", help="Validate only.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line for each save.")] = False,
    quiet: options.Quiet = False,
    lang: options.Lang = options.Language.en,
    project: options.Project = None,
) -> None:
    """Validate and render TEI files again whenever they are saved. Ctrl-C ends it."""
    call = options.call(project=project, json=json, quiet=quiet, fail_on=None, jobs=1, lang=lang)
    watched = call.paths(paths)
    saves = Saves(watched, settings=call.settings.root / settings_module.FILE_NAME)
    desk = _Desk(call, is_rendering=not no_render, show_all=show_all)
    documents = saves.documents
    call.screen.note(call.screen.word("watching", documents=call.screen.counted("documents", len(documents))))
    desk.look_at(documents if len(documents) <= _WHOLE_PASS else documents[:1])
    while True:
        time.sleep(_PAUSE_SECONDS)
        news = saves.news()
        if news.settings:
            desk.take_up_settings(project)
            desk.look_at(saves.documents)
            continue
        desk.look_at(news.saved)
        for path in news.gone:
            desk.forget(path)


class _Desk:
    """Looks at one file after the other and says what it finds."""

    def __init__(self, call: options.Call, *, is_rendering: bool, show_all: bool) -> None:
        self._call = call
        self._settings = call.settings
        self._is_rendering = is_rendering
        self._show_all = show_all
        self._edition = pipeline.Neighbours()

    def look_at(self, paths: Iterable[Path]) -> None:
        """Validate files, render those without an error, and print what came of each."""
        for path in paths:
            try:
                self._look_at(path)
            except AssetError as error:  # somebody works on the schema or a stylesheet: wait for the next save
                self._call.screen.note(f"titelei: {error}")
            sys.stdout.flush()

    def _look_at(self, path: Path) -> None:
        screen = self._call.screen
        article = self._edition.hold(pipeline.validate(path, self._settings))
        if self._is_rendering and not article.stopped:
            article = pipeline.make(article, self._settings)
            article = pipeline.write(article, self._settings.out / article.id)
        screen.findings(article.findings, show_all=self._show_all)
        if article.stage == "write":
            page = shown(self._settings.out / article.id / "index.html")
            said = screen.word("valid_rendered", path=page)
        else:
            said = screen.word("not_rendered") if article.stopped and self._is_rendering else screen.word("looked_at")
        counted = f"{screen.severities(article.findings)}. " if article.findings else ""
        screen.line(f"{time.strftime('%H:%M:%S')} {article.file}: {counted}{said}")
        if screen.json:
            event = {
                "file": article.file,
                "stage": article.stage,
                "stopped": article.stopped,
                "written": list(article.written),
                "findings": [as_json(f) for f in article.findings],
            }
            sys.stdout.write(json_module.dumps(event, ensure_ascii=False, default=str) + "\n")

    def forget(self, path: Path) -> None:
        """Say that a file is gone; its outputs stay until “titelei run” removes them."""
        self._edition.forget(shown(path))
        self._call.screen.line(f"{time.strftime('%H:%M:%S')} {shown(path)}: {self._call.screen.word('gone')}")
        sys.stdout.flush()

    def take_up_settings(self, project: Path | None) -> None:
        """Read the settings again; keep the old ones where the new are wrong."""
        try:
            self._settings = settings_module.load(project)
        except SettingsError as error:
            self._call.screen.note(f"titelei: {error}")
