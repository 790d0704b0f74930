"""``titelei watch``: validate and render again whenever a file is saved."""

import json as json_module
import os
import sys
import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from titelei import resources
from titelei import settings as settings_module
from titelei.cli import options
from titelei.cli.engines import EngineOption, with_engine
from titelei.cli.saves import Saves
from titelei.cli.screen import Screen, as_json
from titelei.errors import AssetError, SettingsError, TiteleiError
from titelei.messages import joined
from titelei.pipeline.render import make, write
from titelei.pipeline.validate import Neighbours, validate_file
from titelei.settings import Settings
from titelei.xml.read import shown

_PAUSE_SECONDS: Final = 0.2
_WHOLE_PASS: Final = 50
"""Up to so many documents are all looked at when watching begins; of more only the first, to warm up."""


@options.command
def watch(
    call: options.Call,
    paths: options.Paths = None,
    engine: EngineOption = None,
    no_render: Annotated[bool, typer.Option("--no-render", help="Validate only.")] = False,
    show_all: Annotated[bool, typer.Option("--all", help="Show every finding, not three of a kind.")] = False,
) -> None:
    """Validate and render TEI files again whenever they are saved. Ctrl-C ends it.

    With --json each save gives one JSON object on a line of its own.
    """
    call = replace(call, settings=with_engine(call.settings, engine))
    saves = Saves(call.paths(paths), beside=_beside(call.settings))
    desk = _Desk(call, is_rendering=not no_render, show_all=show_all)
    documents = saves.documents
    call.screen.note(call.screen.word("watching", documents=call.screen.counted("documents", len(documents))))
    desk.look_at(documents if len(documents) <= _WHOLE_PASS else documents[:1])
    while True:
        time.sleep(_PAUSE_SECONDS)
        news = saves.news()
        if "machinery" in news.beside:
            call.screen.note(call.screen.word("machinery_changed", path=shown(news.beside["machinery"][0])))
            if _compile(news.beside["machinery"], call.screen):
                _begin_anew()
            continue
        if "settings" in news.beside:
            desk.take_up_settings(call.project, engine)
        if news.beside:
            desk.look_at(saves.documents)
            continue
        desk.look_at(news.saved)
        for path in news.gone:
            desk.forget(path)


def _beside(settings: Settings) -> dict[str, tuple[Path, ...]]:
    """Give what findings and outputs also depend on: pages, and the schemas and stylesheets in use."""
    return {
        "settings": (settings.root / settings_module.FILE_NAME,),
        "pages": (settings.sources,),
        "machinery": (resources.schemas(), resources.xslt(), *settings.own),
    }


def _compile(changed: Iterable[Path], screen: Screen) -> bool:
    """Compile each ODD that was saved; tell what is wrong with it, and give False then."""
    from titelei.schema.compile import compile_odd

    for odd in (path for path in changed if path.suffix == ".odd"):
        try:
            compile_odd(odd, odd.parent)
        except TiteleiError as error:
            screen.note(joined("", ("titelei: ", error.sentence)))
            return False
    return True


def _begin_anew() -> None:
    """Start this command again in the same process: nothing compiled before is used any longer."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


class _Desk:
    """Looks at one file after the other and says what it finds."""

    def __init__(self, call: options.Call, *, is_rendering: bool, show_all: bool) -> None:
        self._call = call
        self._settings = call.settings
        self._is_rendering = is_rendering
        self._show_all = show_all
        self._edition = Neighbours()

    def look_at(self, paths: Iterable[Path]) -> None:
        """Validate files, render those without an error, and print what came of each."""
        for path in paths:
            try:
                self._look_at(path)
            except AssetError as error:  # somebody works on the schema or a stylesheet: wait for the next save
                self._call.screen.note(joined("", ("titelei: ", error.sentence)))
            sys.stdout.flush()

    def _look_at(self, path: Path) -> None:
        screen = self._call.screen
        article = self._edition.hold(validate_file(path, self._settings))
        if self._is_rendering and not article.stopped:
            article = make(article, self._settings)
            article = write(article, self._settings.out / article.id, self._settings)
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

    def take_up_settings(self, project: Path | None, engine: str | None) -> None:
        """Read the settings again; keep the old ones where the new are wrong."""
        try:
            self._settings = with_engine(settings_module.load(project), engine)
        except SettingsError as error:
            self._call.screen.note(joined("", ("titelei: ", error.sentence)))
