"""Prove that every document of one grammar is one of another.

``PYTHONPATH=tools .venv/bin/python -m conformance.prove OURS THEIRS``

Prints all counterexamples, one a line, by element; nothing but a sentence where the proof holds.
"""

import sys
from pathlib import Path

from conformance.inclusion import counterexamples
from titelei.errors import TiteleiError
from titelei.validate.relaxng import grammar


def main(arguments: list[str]) -> int:
    """Compare two grammars; give 0 where the first is included in the second, else 1; 2 where they cannot be read."""
    if len(arguments) != 2:
        sys.stderr.write("Name two grammars: python -m conformance.prove OURS.rng THEIRS.rng\n")
        return 2
    ours, theirs = (Path(argument) for argument in arguments)
    try:
        found = list(counterexamples(grammar(ours), grammar(theirs)))
    except TiteleiError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for example in sorted(found, key=lambda e: e.element.casefold()):
        sys.stdout.write(f"{example}\n")
    if not found:
        sys.stdout.write(f"Every document of {ours} is a document of {theirs}.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
