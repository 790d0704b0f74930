"""What a request's headers say, read with care."""

import re
from typing import Final

HOST: Final = re.compile(r"(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def accepts_gzip(accept_encoding: str) -> bool:
    """Tell whether a client takes gzip."""
    for part in accept_encoding.lower().split(","):
        name, _, quality = part.strip().partition(";")
        if name.strip() in ("gzip", "x-gzip", "*"):
            return not re.fullmatch(r"q=0(\.0*)?", quality.replace(" ", ""))
    return False
