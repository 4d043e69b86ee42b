"""A server over a folder of cases, for a browser."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from engine.commands.web.app import app
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.pool import Pool
from engine.commands.web.serving import listening
from tests.work import GIVEN_UP


@contextmanager
def serving(pool: Pool, folder: Path) -> Iterator[str]:
    """Serve a folder for a while; yields the address."""
    found = listening("127.0.0.1", 0)
    host = f"127.0.0.1:{found.getsockname()[1]}"
    made = app(pool, [host], "", Workspace(str(folder)))
    server = uvicorn.Server(uvicorn.Config(made, log_level="error", access_log=False))
    runs = threading.Thread(target=server.run, kwargs={"sockets": [found]})
    runs.start()
    try:
        yield f"http://{host}"
    finally:
        server.should_exit = True
        runs.join(GIVEN_UP)
        found.close()
