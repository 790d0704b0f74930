"""What a project's own schemas and stylesheets read besides themselves, as far as their text tells.

What rests on them is kept from one run to the next only where all that they read lies in their own folders, whose
bytes are looked at, or is shipped.
"""

import os
import re
from functools import cache
from pathlib import Path
from typing import Final

_BROUGHT_IN: Final = re.compile(
    rb"<[\w.:-]*(?:include|import|extends|externalRef)\b[^>]*?\s(?P<shadow>_?)href\s*=\s*[\"'](?P<address>[^\"']*)"
)
_READ: Final = re.compile(
    rb"(?<![\w.-])(?:doc|doc-available|document|json-doc|(?:uri-)?collection|unparsed-text(?:-lines|-available)?)\s*\("
    rb"\s*(?:(?P<quote>['\"]|&quot;|&apos;)(?P<address>[^'\"&]*)(?P=quote)\s*\))?|\sdocuments\s*="
)
_SHIPPED: Final = b"{$shipped}"


@cache
def read_only_themselves(folder: Path) -> bool:
    """Tell whether all files in a folder bring in and read, by their text, files of that folder or shipped ones."""
    return all(_stays_in(folder, path) for path in files_of(folder) if path.suffix in (".xsl", ".xslt", ".sch", ".rng"))


def _stays_in(folder: Path, path: Path) -> bool:
    text = path.read_bytes()
    for found in (*_BROUGHT_IN.finditer(text), *_READ.finditer(text)):
        address = found["address"]
        if address is not None and address.startswith(_SHIPPED):
            continue
        if address is None or b"{" in address or b":" in address:
            return False
        there = Path(os.path.normpath(path.parent / os.fsdecode(address)))
        if not there.is_relative_to(os.path.normpath(folder)):
            return False
    return True


def files_of(folder: Path) -> list[Path]:
    """List all files below a folder but what Python compiled, sorted; a file is its own folder."""
    if folder.is_file():
        return [folder]
    found = [Path(base, name) for base, _folders, names in os.walk(folder) for name in names]
    return sorted(path for path in found if path.suffix != ".pyc")
