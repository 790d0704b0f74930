"""How many answers are made at once, for all and for one client: beyond that clients are asked to come back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import anyio
import anyio.to_thread

from titelei.repository.catalogue.presence import Presence

RETRY_SECONDS: Final = 5


class BusyError(Exception):
    """There are as many requests waiting as there may be."""


@dataclass(slots=True)
class Gate:
    """``at_once`` answers are made in threads, ``waiting`` more may wait for one; ``each`` at most for one client.

    ``presence`` sees that each is made from the repository that lies there now.
    """

    at_once: int = 4
    waiting: int = 60
    each: int = 32
    presence: Presence | None = None
    _inside: int = 0
    _of_client: dict[str, int] = field(default_factory=dict, init=False)
    _limiter: anyio.CapacityLimiter | None = field(default=None, init=False)

    async def run[T](self, work: Callable[[], T], *, client: str = "") -> T:
        """Do some work in a thread, for the client of this address.

        Raises:
            BusyError: too many wait already, of this client or of all.
        """
        mine = self._of_client.get(client, 0)
        if self._inside >= self.at_once + self.waiting or (client and mine >= self.each):
            raise BusyError
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self.at_once)
        self._inside += 1
        self._of_client[client] = mine + 1
        try:
            made = work if self.presence is None else partial(self.presence.during, work)
            return await anyio.to_thread.run_sync(made, limiter=self._limiter)
        finally:
            self._inside -= 1
            self._of_client[client] -= 1
            if not self._of_client[client]:
                del self._of_client[client]
