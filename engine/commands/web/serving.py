"""Listening and serving: one process, with its workers, until it is interrupted."""

import socket
import time
from collections.abc import Sequence

import uvicorn

from engine.commands.web.app import app
from engine.commands.web.desk.workspace import Workspace
from engine.commands.web.limits import BODY, CONNECTIONS, SENT
from engine.commands.web.patience import Patient
from engine.commands.web.pool import Pool


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises OSError if it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # what the system takes of an answer looks read: no more of it than a slow line reads soon
        found.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SENT)
        found.bind((host, port))
        found.listen()
    except (OSError, OverflowError):
        found.close()
        raise
    return found


def serve(
    found: socket.socket, paths: Sequence[str], hosts: Sequence[str], token: str, folder: str
) -> None:
    """Answer what comes to a socket until the process is interrupted; cases are in `folder`.

    Nothing of what is asked or answered is logged.
    """
    workspace = Workspace(folder)
    workspace.clear(time.time())
    made = app(Pool(paths), hosts, token, workspace)
    config = uvicorn.Config(
        made,
        http=Patient,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        ws_max_size=BODY,
        lifespan="on",
    )
    uvicorn.Server(config).run(sockets=[found])
