"""The command ``titelei``: two answers at once, everything else by :mod:`titelei.cli.commands`.

Its imports take longer than ``--help`` and ``--version`` may.
"""

import sys
from io import TextIOWrapper

from titelei.cli.overview import overview
from titelei.version import __version__


def main() -> None:
    """Run the command line and leave with the contract's exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets its number: no message is lost to a locale.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    match sys.argv[1:]:
        case ["--help" | "-h"]:
            answer = overview()
        case ["--version"]:
            answer = f"titelei {__version__}\n"
        case _:
            answer = ""
    if answer:
        try:
            print(answer, end="", flush=True)
        except OSError:
            pass  # a full disk, a reader gone: what follows meets it again, and says so
        else:
            sys.exit(0)
    from titelei.cli.commands import run

    sys.exit(run())


if __name__ == "__main__":
    main()
