"""A connection whose headers do not arrive is closed, and one whose headers do is answered."""

import asyncio

import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.server import ServerState

from engine.commands.web.patience import Patient


class Hurried(Patient):
    """Waits for a moment only."""

    seconds = 0.05


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
