"""What client and operator are told where a request cannot be answered; the operator's words are not for clients."""

import threading
import time
from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from titelei.errors import TiteleiError
from titelei.messages import say
from titelei.repository.catalogue.database import DamagedError, UnavailableError
from titelei.web.gate import RETRY_SECONDS
from titelei.web.spoken import answer

_AGAIN_SECONDS: Final = 600
"""After so long the operator is told the same once more."""
_MOST: Final = 200


class Trouble:
    """Tells the operator of each fault once, however many requests meet it."""

    def __init__(self, say: Callable[[str], None] = lambda _text: None) -> None:
        self._say = say
        self._said: dict[str, float] = {}
        self._lock = threading.Lock()

    def answer(self, error: TiteleiError, accept_language: str = "") -> Response:
        """Answer a request that met an error: come back (503) where that can help, else that it is no use (500)."""
        self._tell(str(error))
        if isinstance(error, DamagedError | UnavailableError):
            return unavailable(accept_language)
        text = say("This cannot be given, since a part of the repository is damaged. Its operator has been told.")
        return answer(text, 500, accept_language, {"Cache-Control": "no-store"})

    def _tell(self, text: str) -> None:
        now = time.monotonic()
        with self._lock:
            if now - self._said.get(text, -_AGAIN_SECONDS) < _AGAIN_SECONDS:
                return
            if len(self._said) >= _MOST:
                self._said.clear()
            self._said[text] = now
        self._say(text)


def unavailable(accept_language: str = "") -> Response:
    """Ask a client to come back (OAI-PMH 2.0, section 3.1.2.2)."""
    text = say("The repository cannot answer just now. Please ask again in {seconds} seconds.", seconds=RETRY_SECONDS)
    return answer(text, 503, accept_language, {"Retry-After": str(RETRY_SECONDS), "Cache-Control": "no-store"})
