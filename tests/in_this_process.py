"""The command line, called in this process, so that Saxon and what it has compiled stay warm: a start costs seconds."""

import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from unittest.mock import patch

from titelei.cli import main as command_line


def titelei(*arguments: str | Path, cwd: Path, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """Call a command in a folder with what is piped into it; give its exit code and what it said.

    Nothing of it is a terminal, as under ``subprocess.run``.
    """
    given = TextIOWrapper(BytesIO(typed.encode()), "utf-8")
    out, err = (TextIOWrapper(BytesIO(), "utf-8", write_through=True) for _ in range(2))
    called = ["titelei", *map(str, arguments)]
    code = 0
    speaks = (redirect_stdout(out), redirect_stderr(err))
    with chdir(cwd), patch.object(sys, "argv", called), patch.object(sys, "stdin", given), speaks[0], speaks[1]:
        try:
            command_line.main()
        except SystemExit as leaving:
            code = int(leaving.code or 0)
    said = [os.fsdecode(stream.buffer.getvalue()) for stream in (out, err)]
    return subprocess.CompletedProcess(called, code, *said)
