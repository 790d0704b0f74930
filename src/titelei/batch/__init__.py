"""One function over many files, in this process or in several (spawned, since Saxon is not to be forked).

However many files there are, a few a process are under way or done and not yet taken: memory stays flat, and whoever
asks to stop waits for those alone that are being worked on.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import batched
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.synchronize import Event

_WORTH_IT: Final = 24
"""From so many files on, starting processes (some 0.3 s each) pays."""

_CHUNK: Final = 8
_WINDOW: Final = 3
"""So many chunks a process are asked for before the first of them is taken."""


def over[T](function: Callable[..., T], items: Sequence[Any], *args: Any, jobs: int = 0, **options: Any) -> Iterator[T]:
    """Give ``function(item, *args, **options)`` for each item, in order.

    ``jobs`` is the number of processes, 0 for one a core; few items are done in this process. An error in a
    process is raised here. Whoever takes no more, by Ctrl-C or an error, waits for no item that is not begun.
    """
    call = partial(function, *args, **options) if not args else _Call(function, args, options)
    workers = jobs or os.cpu_count() or 1
    if workers == 1 or len(items) < _WORTH_IT:
        yield from map(call, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # only here: few calls need it
    from multiprocessing import get_context

    context = get_context("spawn")
    stop = context.Event()
    chunks = batched(items, min(_CHUNK, -(-len(items) // workers)))
    pending: deque[Future[list[T]]] = deque()
    with ProcessPoolExecutor(max_workers=workers, mp_context=context, initializer=_begin, initargs=(stop,)) as pool:
        try:
            for chunk in chunks:
                with _deaf():
                    pending.append(pool.submit(_each, call, chunk))
                if len(pending) >= workers * _WINDOW:
                    yield from pending.popleft().result()
            while pending:
                yield from pending.popleft().result()
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes that are started here hear no Ctrl-C: the one that started them does, and tells them to stop."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows masks nothing: a Ctrl-C reaches them, too
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_stops: "list[Event]" = []
"""In a process that was started here: what tells it to stop."""


def _begin(stop: "Event") -> None:
    _stops.append(stop)


def _each[T](call: Callable[[Any], T], items: Sequence[Any]) -> list[T]:
    """Do some items in a process; those that nobody waits for any more are left."""
    made = []
    for item in items:
        if _stops and _stops[0].is_set():
            break
        made.append(call(item))
    return made


class _Call:
    """A call whose first argument is the item; can be sent to another process."""

    def __init__(self, function: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> None:
        self.function, self.args, self.options = function, args, options

    def __call__(self, item: Any) -> Any:
        return self.function(item, *self.args, **self.options)
