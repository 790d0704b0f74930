"""What other processes do in the tests: change the repository until they are killed."""

import itertools
from multiprocessing.connection import Connection
from pathlib import Path

from catalogue.articles import Clock, open_catalogue, put, restore, withdraw


def change_on_and_on(path: Path, start: int, answers: Connection) -> None:
    """Deposit, withdraw, restore and rebuild; report each change when it is done."""
    catalogue = open_catalogue(path)
    clock = Clock()
    for n in itertools.count(start):
        clock.seconds += n - start
        put(catalogue, "a", n, now=clock)
        answers.send(("a", n))
        put(catalogue, "b", n, now=clock)
        answers.send(("b", n))
        withdraw(catalogue, "b", now=clock)
        answers.send(("b", -n))
        restore(catalogue, "b", now=clock)
        answers.send(("b", n))
        if n % 3 == 0:
            catalogue.rebuild()


def serve(path: Path, port: Connection) -> None:
    """Serve until killed."""
    from oai.server import provider
    from titelei.web.app import create_app
    from titelei.web.server import listen, run

    catalogue = open_catalogue(path)
    catalogue.ready()
    listening = listen("127.0.0.1", 0)
    port.send(listening.getsockname()[1])
    run(create_app(catalogue, provider(catalogue)), listening)


def deposit_some(path: Path, own: str, times: int) -> None:
    """Deposit an article of one's own and a shared one, each some times."""
    catalogue = open_catalogue(path)
    clock = Clock()
    for n in range(1, times + 1):
        put(catalogue, own, n, now=clock)
        put(catalogue, "shared", n * 10 + len(own), now=clock)
    catalogue.close()
