"""How many answers are made at once: the others wait a little, and beyond that are asked to come back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import anyio
import anyio.to_thread

RETRY_SECONDS: Final = 5


class BusyError(Exception):
    """There are as many requests waiting as there may be."""


@dataclass(slots=True)
class Gate:
    """``at_once`` answers are made in threads, ``waiting`` more may wait for one."""

    at_once: int = 4
    waiting: int = 60
    _inside: int = 0
    _limiter: anyio.CapacityLimiter | None = field(default=None, init=False)

    async def run[T](self, work: Callable[[], T]) -> T:
        """Do some work in a thread.

        Raises:
            BusyError: too many wait already.
        """
        if self._inside >= self.at_once + self.waiting:
            raise BusyError
        if self._limiter is None:
            self._limiter = anyio.CapacityLimiter(self.at_once)
        self._inside += 1
        try:
            return await anyio.to_thread.run_sync(work, limiter=self._limiter)
        finally:
            self._inside -= 1
