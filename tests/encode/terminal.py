"""A command in a real pseudo-terminal: it is shown what a person would see, and typed into at its prompts."""

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

PROGRAM = (sys.executable, "-c", "from titelei.cli.main import main; main()")


class Terminal:
    """One run of ``titelei`` whose standard input, output and error are a terminal."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200"}
        self._process = subprocess.Popen(
            [*PROGRAM, *arguments],
            cwd=folder,
            env=environment,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            preexec_fn=_own_terminal,
        )
        os.close(slave)
        self.seen = ""
        self._read = 0

    def wait_for(self, text: str, seconds: float = 30) -> str:
        """Wait until a text is shown, after what was waited for before; give what came up to its end."""
        end = time.monotonic() + seconds
        while text not in self.seen[self._read :]:
            if time.monotonic() > end or not self._more():
                raise AssertionError(f"“{text}” was not shown, but:\n{self.seen[self._read :]}")
        start, self._read = self._read, self.seen.index(text, self._read) + len(text)
        return self.seen[start : self._read]

    def type(self, line: str) -> None:
        """Type a line."""
        os.write(self._master, f"{line}\n".encode())

    def answer(self, prompt: str, lines: Sequence[str]) -> None:
        """Type each line when the prompt is shown."""
        for line in lines:
            self.wait_for(prompt)
            self.type(line)

    def press(self, key: bytes) -> None:
        """Press a key without Enter, as Ctrl-C (b"\\x03") or Ctrl-D (b"\\x04")."""
        os.write(self._master, key)

    def close(self, seconds: float = 30) -> int:
        """Wait for the end and give the exit code."""
        end = time.monotonic() + seconds
        while self._more():
            if time.monotonic() > end:
                self._process.kill()
                raise AssertionError(f"It did not end, but showed:\n{self.seen[self._read :]}")
        os.close(self._master)
        return self._process.wait(30)

    def _more(self) -> bool:
        ready, _, _ = select.select([self._master], [], [], 0.2)
        if not ready:
            return self._process.poll() is None
        try:
            data = os.read(self._master, 65536)
        except OSError:  # Linux says EIO when the other end is closed
            return False
        self.seen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return bool(data)


def _own_terminal() -> None:
    """Make standard input the terminal that sends Ctrl-C as a signal."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where a shell started us in the background
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
