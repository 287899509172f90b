"""Connections that are given up when their caller stalls.

uvicorn waits for ever for the head of a first request, for the body of one that was answered early,
and for a caller to read what was written; each keeps a socket.
"""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol


def patient(seconds: float) -> type[asyncio.Protocol]:
    """Return the protocol of connections that are looked at every so many seconds.

    One that waits for its caller as it did at the last look is given up, so at the latest after
    twice the time.
    """

    class Patient(H11Protocol):
        """A connection that does not wait for ever."""

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            """Begin to look at it."""
            super().connection_made(transport)
            self._waited_for: tuple[Any, ...] | None = None
            self._next_look = self.loop.call_later(seconds, self._look)

        def connection_lost(self, exc: Exception | None) -> None:
            """Look no more."""
            self._next_look.cancel()
            super().connection_lost(exc)

        def _look(self) -> None:
            """Give the connection up if it still waits for the same."""
            waits_for = self._waits_for()
            if waits_for is not None and waits_for == self._waited_for:
                self.transport.abort()
                return
            self._waited_for = waits_for
            self._next_look = self.loop.call_later(seconds, self._look)

        def _waits_for(self) -> tuple[Any, ...] | None:
            """Return what the caller must do; None where a request is being answered."""
            if unread := self.transport.get_write_buffer_size():
                return "read", unread
            if self.transport.is_closing():
                return ("close",)
            if self.cycle is None or self.cycle.response_complete:
                return "ask", self.cycle
            return None  # the application has limits of its own

    return Patient
