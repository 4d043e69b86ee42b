"""What holds for every test: no folder of the user is touched, and nothing is limited by the clock.

It stands beside the packages because the examples in their docstrings are tests too.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from engine.backends.pydatalog import tables
from tests.work import GIVEN_UP

ROOT = Path(__file__).parent
FOLDERS = ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")

settings.register_profile(
    "tests",
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("tests")

_made = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """Give this run folders of its own, which processes that tests start have as well.

    Workers share those of the process that started them, and so the laws that one has read:
    entries of the cache are replaced whole.
    """
    os.environ.pop("ZAKONIK_CACHE", None)
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    config.stash[_made] = tempfile.mkdtemp(prefix="zakonik-tests-")
    for name in FOLDERS:
        os.environ[name] = os.path.join(config.stash[_made], name.lower())


_FOLDERS_OF_CASES = ("kb/montenegro", "examples", "tests/engine")
_LONG = tuple(
    f"tests/{one}/" for one in ("engine/commands", "engine/registers", "properties", "semantics")
)
"""What takes long is begun first, so that no process is left with it at the end."""


_SERVED = "tests/engine/commands/web/"
"""Where all tests share one server and one browser."""


@cache
def _stems() -> frozenset[str]:
    """Return the names of the files of laws and worked cases, without endings."""
    files = (one for name in _FOLDERS_OF_CASES for one in (ROOT / name).rglob("*.*"))
    return frozenset(one.stem for one in files if one.suffix in (".law", ".case"))


def shared_by(nodeid: str) -> str:
    """Return what a test shares with others: the file that it is about, its module, or a server.

    The answers to the cases of a file, and what a module makes, are then made once, by one
    process. A test with other parameters shares nothing that takes long.

    >>> shared_by("tests/kb/test_proofs.py::test_each[stay]")
    'stay'
    >>> shared_by("tests/engine/answers/test_answers.py::test_as_expected[any-mark-duckdb]")
    'any-mark'
    >>> shared_by("tests/test_docs.py::test_is_printed[docs/answers.md-2]")
    'tests/test_docs.py::test_is_printed[docs/answers.md-2]'
    >>> shared_by("tests/test_examples.py::test_the_answers_are_as_expected[citizenship/ana.case]")
    'ana'
    >>> shared_by("tests/test_docs.py::test_links")
    'tests/test_docs.py'
    """
    module, _, test = nodeid.partition("::")
    if module.startswith(_SERVED):
        return _SERVED
    parameters = test.partition("[")[2].removesuffix("]")
    if not parameters:
        return module
    stem = parameters.removesuffix(".case").rpartition("/")[2]
    for engine in ("-pydatalog", "-reference", "-duckdb"):
        stem = stem.removesuffix(engine)
    return stem if stem in _stems() else nodeid


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests that share something run one after another, those that take long first."""
    first: dict[str, int] = {}
    long: set[str] = set()
    for item in items:
        shared = shared_by(item.nodeid)
        first.setdefault(shared, len(first))
        if item.nodeid.startswith(_LONG):
            long.add(shared)

    def place(item: pytest.Item) -> tuple[bool, int]:
        shared = shared_by(item.nodeid)
        return shared not in long, first[shared]

    items.sort(key=place)


class _Shared(LoadScopeScheduling):  # type: ignore[misc]
    """Gives all tests that share something to one process.

    The groups by which xdist does so itself do nothing since pytest 9.2 has another name for a
    test than the one to which xdist adds the group.
    """

    def _split_scope(self, nodeid: str) -> str:
        return shared_by(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> _Shared:
    """Return what distributes the tests to processes, in the order in which they are collected."""
    config.option.loadscopereorder = False
    return _Shared(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the garbage collector look at what tests make, and not at thousands of tests each time.

    It took a fifth of the time of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove the folders of this run, and what would keep modules alive when Python ends.

    Hypothesis has a function of its own called at each garbage collection, also at the last one.
    Through it modules outlive the interpreter, and DuckDB reports all that they hold as leaked.
    """
    gc.callbacks.clear()
    gc.unfreeze()
    if _made in config.stash:
        shutil.rmtree(config.stash[_made], ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def _patience() -> Iterator[None]:
    """Let pyDatalog finish on a machine that is slow or busy, however long a question takes."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(tables, "SECONDS", GIVEN_UP)
        yield
