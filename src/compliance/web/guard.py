"""Around all: by which name it is called, how much may come and how fast, and the headers of every answer."""

import asyncio
import re

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .refusals import refused

MOST_BODY, MOST_QUERY = 1_000_000, 32_000
MOST_AT_ONCE = 64  # requests of which something is kept in memory
_SLOWEST_BODY = 10  # seconds in which what is sent must have come
# A name or an address in brackets, and a port in digits: what else stands behind a colon is no port.
_HOST = re.compile(r"([^:\[\]]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self'; style-src-attr 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Guard:
    """Around all: who is called by another name is not here, what is too large or comes too slowly is refused."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app, self.hosts = app, {each.lower() for each in hosts}
        self._at_once = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; every answer has the headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {name.lower() for name, _ in message["headers"]}
                added = [(k.lower().encode(), v.encode()) for k, v in _HEADERS.items() if k.lower().encode() not in own]
                message = {**message, "headers": [*message["headers"], *added]}
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, guarded)
            return
        if self._at_once >= MOST_AT_ONCE:
            await refused(scope, 503, "Busy", "more is asked at once than can be answered; ask again in a moment")(
                scope, receive, guarded
            )
            return
        self._at_once += 1
        try:
            await self._passed_on(scope, receive, guarded)
        finally:
            self._at_once -= 1

    async def _passed_on(self, scope: Scope, receive: Receive, guarded: Send) -> None:
        try:
            body = await _whole(receive)
        except _TooLargeError:
            await refused(scope, 413, "Too large", f"the most is {MOST_BODY:,} bytes")(scope, receive, guarded)
            return
        except TimeoutError:
            await refused(scope, 408, "Too slow", "what was sent did not come in time")(scope, receive, guarded)
            return
        await self.app(scope, _again(body, receive), guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = dict(scope["headers"])
        host = headers.get(b"host", b"").decode("latin-1").lower()
        named = _HOST.fullmatch(host)
        if named is None or named[1] not in self.hosts:
            return refused(scope, 421, "Another host", "this server is not called by that name")
        if len(scope["query_string"]) > MOST_QUERY:
            return refused(scope, 414, "Too long", f"the most of an address is {MOST_QUERY:,} letters")
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > MOST_BODY:
            return refused(scope, 413, "Too large", f"the most is {MOST_BODY:,} bytes")
        return None


class _TooLargeError(Exception):
    pass


async def _whole(receive: Receive) -> bytes:
    """All that is sent, within its bounds. TimeoutError where it comes too slowly."""
    found = b""
    async with asyncio.timeout(_SLOWEST_BODY):
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return found
            more: bytes = message.get("body", b"")
            found += more
            if len(found) > MOST_BODY:
                raise _TooLargeError
            if not message.get("more_body", False):
                return found


def _again(body: bytes, receive: Receive) -> Receive:
    """What was sent, once more for the application; then whatever comes after it."""
    said = False

    async def once() -> Message:
        nonlocal said
        if said:
            return await receive()
        said = True
        return {"type": "http.request", "body": body, "more_body": False}

    return once
