"""Workers: what is slow, abandoned, broken or too much hurts nobody else."""

import asyncio
import os
import resource
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from multiprocessing import active_children

import pytest

from engine.commands.web.failing import FAILED, safely
from engine.commands.web.jobs import AsJson, Check, Explain, Job, Made, Outcome, Refused
from engine.commands.web.limits import MEMORY, WAITING
from engine.commands.web.pool import Gone, Pool
from tests.laws import EXAMPLES

SLOW = Check('case "x"\n    given\n' + "        A owes a fee\n" * 500_000)
"""More than a minute of work for a machine of these days."""

QUICK = AsJson(Explain("LIB-2"))


@contextmanager
def _pool(seconds: float, size: int) -> Iterator[tuple[Pool, Callable[[], set[int | None]]]]:
    """Yield a pool, and what returns the processes that work for it."""
    others = {one.pid for one in active_children()}
    found = Pool([str(EXAMPLES / "library")], seconds, size)
    try:
        assert isinstance(_done(found, QUICK), Made)
        yield found, lambda: {one.pid for one in active_children()} - others
    finally:
        found.close()


def _done(pool: Pool, job: Job, is_gone: Callable[[], Awaitable[bool]] | None = None) -> Outcome:
    return asyncio.run(pool.outcome(job, is_gone or _stays))


async def _stays() -> bool:
    return False


async def _leaves() -> bool:
    return True


def test_what_is_slow_is_ended_and_holds_up_nobody() -> None:
    async def both(pool: Pool) -> tuple[Outcome, bool, Outcome]:
        slow = asyncio.create_task(pool.outcome(SLOW, _stays))
        quick = await pool.outcome(QUICK, _stays)
        return quick, slow.done(), await slow

    with _pool(seconds=3, size=2) as (pool, _):
        quick, was_over, slow = asyncio.run(both(pool))
        assert isinstance(quick, Made)
        assert isinstance(quick.value, bytes)
        assert not was_over
        assert slow == Refused("not answered within 3 seconds: the work was ended", key="too_long")
        assert isinstance(_done(pool, QUICK), Made)


def test_what_nobody_waits_for_is_ended_and_a_broken_pool_is_made_anew() -> None:
    with _pool(seconds=600, size=1) as (pool, workers):
        before = workers()
        with pytest.raises(Gone):
            _done(pool, SLOW, _leaves)
        assert isinstance(_done(pool, QUICK), Made)
        assert not before & workers()
        before = workers()
        with pytest.raises(TimeoutError):
            asyncio.run(asyncio.wait_for(pool.outcome(SLOW, _stays), 0.5))
        assert isinstance(_done(pool, QUICK), Made)
        assert not before & workers()
        for one in workers():
            assert one is not None
            os.kill(one, signal.SIGKILL)
        assert isinstance(_done(pool, QUICK), Made)
        assert len(workers()) == 1
        limit = pool._pool.schedule(resource.getrlimit, args=(resource.RLIMIT_AS,))
        assert limit.result()[0] == MEMORY


def test_more_than_can_wait_is_refused_at_once() -> None:
    with _pool(seconds=600, size=1) as (pool, _):
        pool._waiting = WAITING
        told = "too many requests wait: ask again later"
        assert _done(pool, QUICK) == Refused(told, status=429, key="too_many")
        pool._waiting = 0


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (RecursionError("Ana"), 422, "what was sent is nested too deeply"),
        (MemoryError("Ana"), 422, "it needs more memory than one request may take"),
        (KeyError("Ana"), FAILED, "internal error: KeyError (tests."),
    ],
)
def test_a_defect_is_a_refusal_that_says_where_it_is(
    error: Exception, status: int, told: str
) -> None:
    def fails() -> Outcome:
        raise error

    refused = safely(fails)
    assert isinstance(refused, Refused)
    assert refused.status == status
    assert refused.title.startswith(told)
    assert "Ana" not in refused.title
