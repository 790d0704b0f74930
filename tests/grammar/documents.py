"""The documents of these tests: what the grammar must accept, and what it must refuse."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
EDITION: Final = tuple(sorted((HERE.parent.parent / "tei" / "articles").glob("*.xml")))
ACCEPTED: Final = tuple(sorted((HERE / "accepted").glob("*.xml")))
REFUSED: Final = tuple(sorted((HERE / "refused").glob("*.xml")))


def jing_faults(jing: Path, schema: Path, documents: Iterable[Path]) -> dict[str, list[tuple[int, str]]]:
    """Validate many documents in one run of jing; give the line and message of each fault, by the file's name."""
    found: dict[str, list[tuple[int, str]]] = {path.stem: [] for path in documents}
    run = subprocess.run(
        [str(jing), str(schema), *map(str, documents)], capture_output=True, text=True, timeout=120, check=False
    )
    for line in run.stdout.splitlines():
        name, separator, rest = line.partition(".xml:")
        number, _, message = rest.partition(":")
        assert separator, f"jing could not work: {line}"
        found[Path(name).name].append((int(number), message))
    assert run.returncode == (1 if any(found.values()) else 0), run.stderr
    return found
