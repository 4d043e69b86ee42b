"""What holds for every test: no folder of the user is touched, and nothing is limited by the clock.

It stands beside the packages because the examples in their docstrings are tests too.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from engine.backends.pydatalog import tables
from tests.work import GIVEN_UP

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


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests of one file of cases, and those of one function, run one after another.

    What they share is then made once, by one process.
    """
    first: dict[str, int] = {}
    for item in items:
        shared = _shares_with(item)
        first.setdefault(shared, len(first))
        item.add_marker(pytest.mark.xdist_group(shared))
    items.sort(key=lambda item: first[_shares_with(item)])


def _shares_with(item: pytest.Item) -> str:
    """Return the file that a test is about, or else its own name without parameters."""
    spec = getattr(item, "callspec", None)
    about = [one for one in spec.params.values() if isinstance(one, Path)] if spec else []
    return str(about[0]) if about else item.nodeid.partition("[")[0]


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
