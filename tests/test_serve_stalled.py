"""Callers who stall: their sockets are given up, and those of others are not."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.serving import Inline
from tinvan.pipeline import rule_stages
from tinvan.serve.app import create_app
from tinvan.serve.limits import Limits
from tinvan.serve.server import Server, bind

SECONDS = 0.3
HEAD = "POST /values HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: "


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Serve in a thread."""
    limits = Limits(timeout=SECONDS)
    ready = threading.Event()
    bound = bind("127.0.0.1", 0)
    server = Server(create_app(Inline(rule_stages), limits), limits, ready.set)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    assert ready.wait(20)
    yield bound.getsockname()[1]
    server.should_exit = True
    thread.join()


@contextlib.contextmanager
def connected(port: int, sent: str = "") -> Iterator[socket.socket]:
    """Connect, and send something."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as one:
        one.sendall(sent.encode())
        yield one


def received(one: socket.socket) -> bytes:
    """Return what comes until the other side gives up."""
    data = b""
    with contextlib.suppress(ConnectionResetError):
        while piece := one.recv(1 << 16):
            data += piece
    return data


@pytest.mark.parametrize(
    ("sent", "status"),
    [("", b""), (HEAD, b""), (f"{HEAD}9\r\n\r\n5%", b"408"),
     ("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGET /he", b"200"),
     (f"{HEAD}999999999\r\n\r\n5%", b"413")],
    ids=["nothing", "half a head", "half a body", "half a second head", "a body refused"],
)  # fmt: skip
def test_who_stops_asking_is_given_up(port: int, sent: str, status: bytes) -> None:
    began = time.monotonic()
    with connected(port, sent) as one:
        assert received(one)[9:12] == status
    assert SECONDS / 2 < time.monotonic() - began < SECONDS * 2 + 3


def test_who_does_not_read_is_given_up(port: int) -> None:
    with connected(port, "GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n" * 900) as one:
        time.sleep(SECONDS * 2 + 2)
        data = received(one)
    assert 0 < data.count(b"HTTP/1.1 200") < 900


def test_who_asks_now_and_then_is_answered(port: int) -> None:
    with connected(port) as one:
        for _ in range(5):
            time.sleep(SECONDS * 0.7)
            one.sendall(f"{HEAD}2\r\n\r\n5%".encode())
            data = b""
            while not data.endswith(b"]}"):
                data += one.recv(1 << 16) or b"]}"
            assert data.startswith(b"HTTP/1.1 200")
