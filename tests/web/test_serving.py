"""The server on a real port: who says nothing shuts nobody out."""

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import uvicorn

from compliance.web import serving
from compliance.web.app import create_app
from compliance.web.guard import MOST_AT_ONCE, Guard

pytestmark = pytest.mark.xdist_group("server")
ASKED = b"GET /static/style.css HTTP/1.1\r\nHost: localhost\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(serving, "HEADER_SECONDS", 0.5)
    monkeypatch.setattr(serving, "MOST_WAITING", 80)
    options = {**serving.OPTIONS, "lifespan": "off"}  # no judgement is asked for
    server = uvicorn.Server(uvicorn.Config(create_app(), host="127.0.0.1", port=0, **options))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def opened(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def served(port: int) -> bool:
    with opened(port) as one:
        one.sendall(ASKED + b"Connection: close\r\n\r\n")
        return one.recv(12) == b"HTTP/1.1 200"


def test_connections_that_never_ask_are_closed_and_shut_nobody_out(port: int) -> None:
    with ExitStack() as stack:
        many = [stack.enter_context(opened(port)) for _ in range(70)]
        for one in many:
            one.sendall(ASKED)
        assert served(port)
        assert all(one.recv(1) == b"" for one in many)  # closed, and not by the five seconds of this test


def test_where_too_many_wait_the_one_that_waits_longest_makes_room(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "HEADER_SECONDS", 60)
    with ExitStack() as stack:
        many = [stack.enter_context(opened(port)) for _ in range(80)]
        assert served(port)
        assert many[0].recv(1) == b""
        many[79].settimeout(0.2)
        with pytest.raises(TimeoutError):
            many[79].recv(1)


def test_a_head_that_comes_letter_by_letter_has_no_more_time(port: int) -> None:
    def dribbled(one: socket.socket) -> None:
        for letter in ASKED * 10:
            one.sendall(bytes([letter]))
            time.sleep(0.05)

    with opened(port) as one:
        began = time.monotonic()
        with pytest.raises(OSError, match=r"."):
            dribbled(one)
        assert time.monotonic() - began < 5


def test_after_an_answer_the_next_head_has_its_own_deadline(port: int) -> None:
    with opened(port) as one:
        one.sendall(ASKED + b"\r\n")
        assert one.recv(12) == b"HTTP/1.1 200"
        one.sendall(b"GET ")
        one.settimeout(3)
        while one.recv(65_536):
            pass


def test_more_requests_than_can_be_answered_at_once_are_refused_with_the_headers() -> None:
    guard, sent = Guard(create_app(), ("localhost",)), list[Any]()
    guard._at_once = MOST_AT_ONCE

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    call = guard.__call__(
        {"type": "http", "method": "GET", "path": "/board", "query_string": b"", "headers": [(b"host", b"localhost")]},
        receive,
        send,
    )
    asyncio.run(call)
    assert sent[0]["status"] == 503
    assert {b"retry-after", b"content-security-policy"} <= {name for name, _ in sent[0]["headers"]}


@pytest.mark.parametrize(("address", "host"), [("::1", "[::1]"), ("[::1]", "[::1]"), ("0.0.0.0", "0.0.0.0")])
def test_an_address_stands_in_a_link_as_browsers_write_it(address: str, host: str) -> None:
    assert serving.host_of(address) == host
