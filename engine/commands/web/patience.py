"""How long the server waits for the headers of a request: whoever sends none is not kept.

uvicorn limits the time between two requests, and none while one arrives. Without a limit a few
hundred connections that say nothing would keep everybody else out.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from engine.commands.web.limits import HEADER_SECONDS


class Patient(H11Protocol):
    """Speaks HTTP over one connection, and closes it if headers do not arrive in time."""

    seconds = HEADER_SECONDS
    _given_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait with the connection."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in what arrived; go on waiting from when the first headers began."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the waiting with the connection."""
        self._end()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Wait on while headers are due, and no longer once they are there."""
        if self.conn.their_state is not h11.IDLE:
            self._end()
        elif self._given_up is None:
            self._given_up = self.loop.call_later(self.seconds, self._give_up)

    def _give_up(self) -> None:
        self._given_up = None
        if self.conn.their_state is h11.IDLE:
            self.transport.close()

    def _end(self) -> None:
        if self._given_up is not None:
            self._given_up.cancel()
            self._given_up = None
