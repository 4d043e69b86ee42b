"""A connection whose headers do not arrive, or whose answer is not read, ends; others do not."""

import asyncio
import socket
import time

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from engine.commands.web.patience import Patient
from engine.commands.web.serving import listening


class Hurried(Patient):
    """Waits for a moment only."""

    seconds = 0.05
    read_seconds = 0.2


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\n"])
def test_headers_that_do_not_arrive_are_not_waited_for(sent: bytes) -> None:
    assert asyncio.run(_back(sent)) == b""


def test_whole_headers_are_answered_and_half_a_second_request_is_not() -> None:
    whole = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
    back = asyncio.run(_back(whole + b"GET / HT"))
    assert back.startswith(b"HTTP/1.1 200 OK")
    assert back.count(b"HTTP/1.1") == 1


async def _back(sent: bytes) -> bytes:
    """Return all that comes back until the connection is closed."""
    config = uvicorn.Config(PlainTextResponse("here"), http=Hurried, log_config=None)
    config.load()
    server = await asyncio.get_running_loop().create_server(
        lambda: Hurried(config, ServerState(), {}), "127.0.0.1", 0
    )
    async with server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        back = await reader.read()
        writer.close()
        await writer.wait_closed()
    return back


LONG = b"x" * 4_000_000


def _asking(port: int) -> socket.socket:
    """Return a connection that has asked and takes little of the answer at a time."""
    found = socket.socket()
    found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    found.connect(("127.0.0.1", port))
    found.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    return found


async def _connected(state: ServerState, is_reading: bool) -> tuple[int, int]:
    """Return how many connections there are after a while, and how much of an answer was read."""
    config = uvicorn.Config(PlainTextResponse(LONG), http=Hurried, log_config=None)
    config.load()
    loop = asyncio.get_running_loop()
    sock = listening("127.0.0.1", 0)
    server = await loop.create_server(lambda: Hurried(config, state, {}), sock=sock)
    async with server:
        client = await asyncio.to_thread(_asking, server.sockets[0].getsockname()[1])
        read = 0
        with client:
            for _ in range(100):
                await asyncio.sleep(0.02)
                if is_reading and not read:
                    read = await asyncio.to_thread(_read, client)
                elif not state.connections:
                    break
            return len(state.connections), read


def _read(client: socket.socket) -> int:
    """Read to the end, at first so slowly that it takes longer than nobody may read nothing."""
    found = pauses = 0
    while taken := client.recv(500_000):
        found += len(taken)
        if found > pauses * 60_000 and pauses < 30:
            pauses += 1
            time.sleep(0.05)
    return found


def test_an_answer_that_nobody_reads_is_not_kept() -> None:
    assert asyncio.run(_connected(ServerState(), is_reading=False)) == (0, 0)


def test_an_answer_that_is_read_arrives_whole() -> None:
    left, read = asyncio.run(_connected(ServerState(), is_reading=True))
    assert left == 0
    assert read > len(LONG)
