"""One function over many files, in this process or in several (spawned, since Saxon is not to be forked)."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Final

_WORTH_IT: Final = 24
"""From so many files on, starting processes (some 0.3 s each) pays."""

_CHUNK: Final = 16


def over[T](function: Callable[..., T], items: Sequence[Any], *args: Any, jobs: int = 0, **options: Any) -> Iterator[T]:
    """Give ``function(item, *args, **options)`` for each item, in order.

    ``jobs`` is the number of processes, 0 for one a core; few items are done in this process. An error in a
    process is raised here.
    """
    call = partial(function, *args, **options) if not args else _Call(function, args, options)
    workers = jobs or os.cpu_count() or 1
    if workers == 1 or len(items) < _WORTH_IT:
        yield from map(call, items)
        return
    from concurrent.futures import ProcessPoolExecutor  # only here: few calls need it
    from multiprocessing import get_context

    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as pool:
        yield from pool.map(call, items, chunksize=min(_CHUNK, -(-len(items) // workers)))


class _Call:
    """A call whose first argument is the item; can be sent to another process."""

    def __init__(self, function: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> None:
        self.function, self.args, self.options = function, args, options

    def __call__(self, item: Any) -> Any:
        return self.function(item, *self.args, **self.options)
