"""Checks of pages by other programs."""

import json
import shutil
import subprocess
from pathlib import Path


def inaccessible(pages: list[Path], pa11y: Path, chromium: Path, *, timeout: int) -> list[dict[str, str]]:
    """Give what axe and pa11y find on these pages, all in one browser."""
    node = shutil.which("node")
    assert node is not None
    script = Path(__file__).parent / "html" / "accessible.cjs"
    done = subprocess.run(
        [node, str(script), str(pa11y), str(chromium), *map(str, pages)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout)
    assert isinstance(found, list)
    return found
