"""How the server listens: a connection that says no request is closed, and holds nobody else's place."""

import asyncio
from ipaddress import IPv6Address
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0  # in which the head of a request must have come
MOST_WAITING = 256  # connections that have said no request yet: beyond that the one that waits longest makes room


class Protocol(H11Protocol):
    """Of uvicorn, with a deadline for the head of each request; it has one for what stands idle between two."""

    _waiting: dict["Protocol", None] = {}  # in the order in which they came
    _deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)  # type: ignore[arg-type]  # uvicorn asks for the narrower kind
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._wait_no_more()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Wait on where the head is not whole: each letter more is no more time."""
        super().data_received(data)
        if not getattr(self.cycle, "response_complete", True):
            self._wait_no_more()
        elif self._deadline is None and not self.transport.is_closing():
            self._wait()

    def _wait(self) -> None:
        self._deadline = self.loop.call_later(HEADER_SECONDS, self.transport.close)
        self._waiting[self] = None
        if len(self._waiting) > MOST_WAITING:
            longest = next(iter(self._waiting))
            longest._wait_no_more()
            longest.transport.close()

    def _wait_no_more(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
        self._waiting.pop(self, None)


OPTIONS: dict[str, Any] = {
    "http": Protocol,
    "ws": "none",
    "access_log": False,  # an address holds a scenario
    "server_header": False,
    "log_level": "warning",
    "timeout_keep_alive": 5,
    "h11_max_incomplete_event_size": 64_000,
}


def host_of(address: str) -> str:
    """An address as it stands in a link and in `Host`.

    >>> host_of("::1"), host_of("127.0.0.1"), host_of("board.example")
    ('[::1]', '127.0.0.1', 'board.example')
    """
    try:
        return f"[{IPv6Address(address.strip('[]')).compressed}]"
    except ValueError:
        return address
