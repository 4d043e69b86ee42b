"""Two hundred questions at once to a server, beside the same questions asked in this process.

The questions are those of twenty worked cases of Montenegro, by turns, each with its case as text.
Of time by the clock only proportions are judged: how long one waits depends on what else runs.
"""

import asyncio
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from statistics import median

from engine.commands.web.jobs import AsJson, Ask, Made, Told
from engine.commands.web.limits import workers
from engine.commands.web.work import done
from kb.from_files import load, load_cases
from parser.words.case_text import written_case
from tests.benchmarks.figure import Figure
from tests.served import Served, serving

MANY = 200
_SLOW = b'{"case": "case \\"x\\"\\n    given\\n' + b"        Ana was banned\\n" * 30_000 + b'"}'
_OTHERS = 30
_DIFFERENT = 20

Asked = tuple[str, str]
"""The text of a case, and a question about it."""


def measure() -> Iterator[Figure]:
    """Yield the cost of a question over HTTP against one in process, and what a slow one costs."""
    asked = questions(MANY)
    own = _in_process(asked)
    bodies = [_body(*one) for one in asked]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as server:
        asyncio.run(_all_at_once(server.port, bodies[:1] * workers()))
        before = _processor(server)
        start = time.perf_counter()
        waited = sorted(asyncio.run(_all_at_once(server.port, bodies)))
        whole = time.perf_counter() - start
        served = _processor(server) - before
        alone, beside = asyncio.run(_beside_slow(server.port, bodies[0]))
    remark = (
        f"{MANY} at once: {served:.1f} s of processor time, {own:.1f} s in one process; half were "
        f"answered after {waited[MANY // 2]:.1f} s, all after {whole:.1f} s"
    )
    yield Figure("a question over HTTP for one in process", served / own, 3, "x", remark)
    remark = f"median of {_OTHERS}: {1_000 * alone:.0f} ms, beside it {1_000 * beside:.0f} ms"
    yield Figure("a question beside one that takes long", beside / alone, 4, "x", remark)


def questions(many: int) -> list[Asked]:
    """Return so many questions: those of some worked cases, taken evenly, by turns."""
    laws = load()
    found = [
        (written_case(case, laws.predicates), case.expectations[0].question.text)
        for file in laws.cases[:: len(laws.cases) // _DIFFERENT]
        for case in load_cases(file, laws)[:1]
        if case.expectations and case.as_of is not None
    ]
    return [found[number % len(found)] for number in range(many)]


def _in_process(asked: Sequence[Asked]) -> float:
    """Return the processor time of doing the same jobs one after the other, in seconds."""
    today = date(2026, 11, 23)
    jobs = [AsJson(Ask(Told(case), (question,))) for case, question in asked]
    done((), jobs[0], today)
    began = time.process_time()
    for job in jobs:
        outcome = done((), job, today)
        assert isinstance(outcome, Made), outcome
    return time.process_time() - began


def _body(case: str, question: str) -> bytes:
    return json.dumps({"situation": {"case": case}, "questions": [question]}).encode()


async def _all_at_once(port: int, bodies: Sequence[bytes]) -> list[float]:
    """Return for each body, all sent at once, after how many seconds it was answered."""
    return await asyncio.gather(*(_waited(port, "ask", body) for body in bodies))


async def _beside_slow(port: int, body: bytes) -> tuple[float, float]:
    """Return the median wait for a question, and beside one that takes long."""
    alone = [await _waited(port, "ask", body) for _ in range(_OTHERS)]
    slow = asyncio.create_task(_waited(port, "check", _SLOW))
    beside = [await _waited(port, "ask", body) for _ in range(_OTHERS)]
    assert not slow.done(), "the slow question is over before the others"
    await slow
    return median(alone), median(beside)


async def _waited(port: int, path: str, body: bytes) -> float:
    """Return after how many seconds a request is answered; all are to be answered well."""
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = (
        f"POST /api/v1/{path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Content-Type: application/json",
        f"Content-Length: {len(body)}",
        "Connection: close",
    )
    writer.write("\r\n".join((*lines, "", "")).encode() + body)
    back = await reader.read()
    writer.close()
    assert back.startswith(b"HTTP/1.1 200"), back[:300]
    return time.perf_counter() - start


def _processor(server: Served) -> float:
    """Return the processor time of a server and its workers so far, in seconds."""
    ticks = 0
    own = server.process.pid
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    for process in (str(own), *children):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
