"""What takes longer than an answer may: drafts made of what was brought, articles published; told step by step.

Everything that touches the edition runs in one thread, one step after the other, so that pages are answered between the
steps of a job. What a job has done is in the files: a desk that is killed loses only the list of it.
"""

import asyncio
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from titelei.errors import TiteleiError
from titelei.messages import say
from titelei.model import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of one file or article: its name, in a word what was done, the article, what is to be said of it."""

    name: str
    done: str
    article: str = ""
    kind: str = ""
    is_bad: bool = False
    open: int = 0
    findings: tuple[Finding, ...] = ()


@dataclass(slots=True, kw_only=True)
class Job:
    """A job: what it does, of how many, what came so far, and why it broke off, if it did."""

    id: str
    kind: str
    total: int
    results: list[Result] = field(default_factory=list)
    is_done: bool = False
    fault: str = ""


class Jobs:
    """The jobs of one desk, and the one thread for all that touches the edition."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "desk")
        self._jobs: dict[str, Job] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def run[T](self, function: Callable[[], T]) -> T:
        """Call a function in the one thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, function)

    def start(self, kind: str, total: int, steps: Callable[[], Iterator[Result]]) -> Job:
        """Start a job; ``steps`` is called in the one thread and gives what came of each item."""
        job = Job(id=secrets.token_hex(6), kind=kind, total=total)
        self._jobs[job.id] = job
        task = asyncio.create_task(self._work(job, steps))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return job

    def get(self, name: str) -> Job | None:
        """Give a job by its id."""
        return self._jobs.get(name)

    async def close(self) -> None:
        """Let the step that is being done come to its end, and begin no other."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._thread.shutdown(wait=True)

    async def _work(self, job: Job, steps: Callable[[], Iterator[Result]]) -> None:
        try:
            going = await self.run(steps)
            while (result := await self.run(lambda: next(going, None))) is not None:
                job.results.append(result)
        except TiteleiError as error:
            job.fault = error.sentence
        except Exception as error:  # noqa: BLE001 - a fault of ours must not leave a job that never ends
            job.fault = say("The program has a fault here: {error}.", error=f"{type(error).__name__}: {error}")
        finally:
            job.is_done = True
