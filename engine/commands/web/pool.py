"""Workers beside the server: each does one job a time, and ends when nobody waits for it."""

import asyncio
import multiprocessing
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import suppress
from datetime import date

from pebble import ProcessExpired, ProcessPool

from engine.commands.web.desk.jobs import DeskJob, LawPage
from engine.commands.web.failing import safely
from engine.commands.web.jobs import Job, Outcome, Refused
from engine.commands.web.limits import FIRST_SECONDS, MEMORY, SECONDS, WAITING, workers

_LOOKS = 0.2
"""How often it is looked whether the client is still there, in seconds."""


class Gone(Exception):
    """Nobody waits for the outcome any more."""


class Pool:
    """Does jobs with the laws of some paths, each within so many seconds.

    A worker whose client has gone, or whose time is over, is ended and another takes its place.
    """

    def __init__(self, paths: Sequence[str], seconds: float = SECONDS, size: int = 0) -> None:
        self.paths = tuple(paths)
        self.seconds = seconds
        self.size = size or workers()
        self._waiting = 0
        self._pool = self._begun()

    def _begun(self) -> ProcessPool:
        """Return workers that have begun to load the laws."""
        made = ProcessPool(
            max_workers=self.size,
            context=multiprocessing.get_context("spawn"),
            initializer=_begin_within,
            initargs=(self.paths,),
        )
        made.schedule(_begin, args=(self.paths,))
        return made

    async def outcome(self, job: Job | DeskJob, is_gone: Callable[[], Awaitable[bool]]) -> Outcome:
        """Return the outcome of a job. Raises Gone if the client has gone before."""
        if self._waiting >= WAITING:
            return Refused("too many requests wait: ask again later", status=429, key="too_many")
        self._waiting += 1
        try:
            pool = self._pool
            try:
                return await self._done(job, is_gone)
            except (BrokenExecutor, RuntimeError):  # a worker ended with nothing to do: made anew
                if self._pool is pool:
                    self._pool = self._begun()
                    pool.stop()  # type: ignore[no-untyped-call]
                return await self._done(job, is_gone)
        finally:
            self._waiting -= 1

    async def _done(self, job: Job | DeskJob, is_gone: Callable[[], Awaitable[bool]]) -> Outcome:
        seconds = max(self.seconds, FIRST_SECONDS) if isinstance(job, LawPage) else self.seconds
        future = self._pool.schedule(_do, args=(self.paths, job), timeout=seconds)
        waited = asyncio.wrap_future(future)
        try:
            while not (await asyncio.wait((waited,), timeout=_LOOKS))[0]:
                if await is_gone():
                    raise Gone
            found: Outcome = waited.result()
            return found
        except ProcessExpired:  # out of memory, or ended by somebody
            return Refused("the work on it ended before it was done", key="broken_off")
        except TimeoutError:
            title = f"not answered within {seconds:g} seconds: the work was ended"
            return Refused(title, key="too_long")
        finally:
            future.cancel()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        """End all workers, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()


def _begin_within(paths: Sequence[str]) -> None:
    """Begin a worker, with no more memory than one has."""
    with suppress(ImportError, OSError, ValueError):  # not every system can limit it
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
    _begin(paths)


def _begin(paths: Sequence[str]) -> None:
    """Load what the first job of a worker would wait for."""
    import engine.commands.web.work  # noqa: F401
    from engine.commands.web.kept_laws import kept_laws
    from parser.text.diagnostic import SourceError

    try:
        kept_laws(paths)
    except SourceError:
        return  # each job says what is wrong


def _do(paths: Sequence[str], job: Job | DeskJob) -> Outcome:
    if isinstance(job, Job):
        from engine.commands.web.work import done

        return safely(lambda: done(paths, job, date.today()))
    from engine.commands.web.desk.work import done as done_at_the_desk

    return safely(lambda: done_at_the_desk(paths, job, date.today()))
