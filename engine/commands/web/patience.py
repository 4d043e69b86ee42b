"""How long the server waits for somebody who sends no request, or does not read the answer.

uvicorn limits the time between two requests, and none while one arrives or while its answer waits
to be read. Without a limit a few hundred such connections would keep everybody else out.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from engine.commands.web.limits import HEADER_SECONDS, READ_SECONDS


class Patient(H11Protocol):
    """Speaks HTTP over one connection, which ends if headers do not arrive in time.

    It ends too if nothing of an answer is read for some time, also where it was closed already:
    what still waits to be read would keep it.
    """

    seconds = HEADER_SECONDS
    read_seconds = READ_SECONDS
    _given_up: asyncio.TimerHandle | None = None
    _looking: asyncio.TimerHandle | None = None
    _unread = 0
    _has_read = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait with the connection."""
        super().connection_made(transport)
        self._wait()
        self._looking = self.loop.call_later(self.read_seconds, self._look)

    def data_received(self, data: bytes) -> None:
        """Take in what arrived; go on waiting from when the first headers began."""
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the waiting with the connection."""
        self._end()
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def resume_writing(self) -> None:
        """Note that something was read."""
        self._has_read = True
        super().resume_writing()

    def _look(self) -> None:
        """End the connection if what was there to be read the last time is still there."""
        unread = self.transport.get_write_buffer_size()
        if unread and unread >= self._unread > 0 and not self._has_read:
            self.transport.abort()
            return
        self._unread, self._has_read = unread, False
        self._looking = self.loop.call_later(self.read_seconds, self._look)

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
