"""What the service refuses: too much, too many, strangers; and that it opens no address."""

import asyncio
import json
import os
import socket
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from tests.serving import TEXT, Inline, client
from tinvan.batch.child import Reply
from tinvan.cli import main
from tinvan.pipeline import default_stages
from tinvan.serve.answering import Answering
from tinvan.serve.app import create_app
from tinvan.serve.body import Body
from tinvan.serve.jobs import Job
from tinvan.serve.limits import Limits
from tinvan.serve.server import LOOPBACK


@pytest.fixture(scope="module")
def asking() -> Iterator[TestClient]:
    with client() as one:
        yield one


def test_a_body_over_the_limit_is_refused_however_it_comes() -> None:
    with client(limits=Limits(max_bytes=100)) as asking:
        at_once = asking.post("/extract", content=b"5% " * 40, headers=TEXT)
        in_chunks = asking.post("/extract", content=iter([b"5% " * 20] * 2), headers=TEXT)
        fits = asking.post("/extract", content=b"5% " * 30, headers=TEXT)
    for answer in (at_once, in_chunks):
        assert (answer.status_code, answer.json()["error"]) == (413, "too-large")
        assert "--max-bytes" in answer.json()["message"]
    assert fits.status_code == 200


@given(st.lists(st.sampled_from([b"\n", b" ", b"\r", b"\t", b"a", b"{}", b"\xff"])))
def test_lines_keep_their_numbers_and_blanks(parts: list[bytes]) -> None:
    data = b"".join(parts)
    split = enumerate(data.split(b"\n"), start=1)
    lines = Body("rows", data, None).lines()
    assert list(lines) == [(number, line) for number, line in split if line.strip()]


def test_blank_lines_are_not_split_one_by_one() -> None:
    body = Body("rows", b"a" + b"\n" * 4_900_000 + b" b", None)
    tracemalloc.start()
    try:
        assert list(body.lines()) == [(1, b"a"), (4_900_001, b" b")]
        assert tracemalloc.get_traced_memory()[1] < 1_000_000  # a list of them takes 39 MB
    finally:
        tracemalloc.stop()


def test_a_body_that_comes_too_slowly_is_given_up() -> None:
    app = create_app(Inline(no_stages), Limits(timeout=0.05))
    assert asyncio.run(post(app, "/extract", None))[0] == 408


def no_stages() -> tuple[()]:
    return ()


class Held(Inline):
    """Answers only when it is let go."""

    def __init__(self) -> None:
        super().__init__(no_stages)
        self.asked, self.go = 0, asyncio.Event()

    async def answer(self, job: Job) -> Reply:
        self.asked += 1
        await self.go.wait()
        return self._read(job)


def test_more_requests_than_fit_are_sent_away_and_the_others_are_answered() -> None:
    async def crowd() -> list[tuple[int, dict[str, str]]]:
        pool = Held()
        app = create_app(pool, Limits(in_flight=3))
        asked = [asyncio.create_task(post(app, "/values", b"5%")) for _ in range(5)]
        while pool.asked < 3:
            await asyncio.sleep(0)
        refused = await asyncio.gather(*asked[3:])
        pool.go.set()
        answered = await asyncio.gather(*asked[:3])
        return [*refused, *answered, await post(app, "/values", b"5%")]

    answers = asyncio.run(crowd())
    assert [status for status, _ in answers] == [503, 503, 200, 200, 200, 200]
    assert int(answers[0][1]["retry-after"]) >= 1


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-ndjson"])
def test_who_went_away_leaves_room(media_type: str) -> None:
    async def leave() -> int:
        pool = Held()
        app = create_app(pool, Limits(in_flight=1))
        await post(app, "/values", b'{"text": "5%"}', stays=False, media_type=media_type)
        pool.go.set()
        return (await post(app, "/values", b"5%"))[0]

    assert asyncio.run(leave()) == 200


def test_who_does_not_read_the_lines_leaves_room() -> None:
    async def stall() -> int:
        app = create_app(Inline(no_stages), Limits(in_flight=1, timeout=0.05))
        lines = b'{"text": "5%"}\n' * 3
        await post(app, "/values", lines, reads=False, media_type="application/x-ndjson")
        return (await post(app, "/values", b"5%"))[0]

    assert asyncio.run(asyncio.wait_for(stall(), 20)) == 200


async def post(
    app: ASGIApp,
    path: str,
    body: bytes | None,
    *,
    stays: bool = True,
    reads: bool = True,
    media_type: str = "text/plain",
) -> tuple[int, dict[str, str]]:
    """Post a text, and wait for the answer or go away; return status and headers."""
    incoming = [] if body is None else [body]
    sent: list[Message] = []

    async def receive() -> Message:
        if incoming:
            return {"type": "http.request", "body": incoming.pop(), "more_body": False}
        if stays:
            await asyncio.sleep(60)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)
        if not reads and message["type"] == "http.response.body":
            await asyncio.sleep(60)

    scope = {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(),
        "query_string": b"", "headers": [(b"content-type", media_type.encode())],
        "http_version": "1.1", "scheme": "http", "client": None, "server": None, "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return sent[0]["status"], {k.decode(): v.decode() for k, v in sent[0]["headers"]}


def test_a_key_is_asked_for_where_one_is_set() -> None:
    key = "mo-cua-s3cret"
    with client(key=key) as asking:
        bare = asking.post("/values", content=b"5%", headers=TEXT)
        assert (bare.status_code, bare.json()["error"]) == (401, "unauthorised")
        assert bare.headers["www-authenticate"] == "Bearer"
        for shown in ("Bearer wrong", f"Basic {key}", f"Bearer {key}x", "Bearer", key):
            headers = TEXT | {"Authorization": shown}
            assert asking.post("/values", content=b"5%", headers=headers).status_code == 401
        for path in ("/metrics", "/openapi.json", "/nowhere"):
            assert asking.get(path).status_code == 401
        assert asking.get("/health").status_code == 200
        known = {"Authorization": f"bearer {key}"}
        assert asking.post("/values", content=b"5%", headers=TEXT | known).status_code == 200
        told = asking.get("/openapi.json", headers=known).json()
    assert told["security"] == [{"key": []}]


@pytest.mark.parametrize("path", ["/health", "/nowhere", "/openapi.json"])
def test_answers_are_for_no_browser(asking: TestClient, path: str) -> None:
    headers = asking.get(path, headers={"Origin": "http://testserver"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"
    assert not [name for name in headers if name.startswith("access-control")]
    assert "server" not in headers


def test_pages_of_other_sites_are_not_answered(asking: TestClient) -> None:
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        headers = TEXT | {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        assert asking.post("/values", content=b"5%", headers=headers).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://evil.example", 403),
        ("http://bao.example:8001", 403),
        ("null", 403),
        ("http://Bao.example:8000", 200),
    ],
)
def test_pages_are_told_by_their_origin_too(
    asking: TestClient, origin: str, status: int
) -> None:  # over plain HTTP, but to loopback, browsers say nothing else
    headers = TEXT | {"Origin": origin, "Host": "bao.example:8000"}
    answer = asking.post("/values", content=b"5%", headers=headers)
    assert answer.status_code == status
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("LOCALHOST.", 200),
        ("127.0.0.1:1", 200),
        ("[::1]:8000", 200),
        ("[::1]", 200),
        ("rebound.example:8000", 403),
        ("localhost.rebound.example", 403),
        ("127.0.0.1.rebound.example:8000", 403),
        ("", 403),
    ],
)
def test_a_name_that_is_let_mean_this_machine_is_not_answered(host: str, status: int) -> None:
    with client(names=LOOPBACK) as asking:
        answer = asking.post("/values", content=b"5%", headers=TEXT | {"Host": host})
    assert answer.status_code == status
    assert (status == 200) == ("--key-file" not in answer.text)


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_is_served_that_loads_from_elsewhere(asking: TestClient, path: str) -> None:
    assert asking.get(path).status_code == 404


def test_no_address_is_opened_that_a_body_names(monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: object, **__: object) -> None:
        raise AssertionError("a socket")

    answering = Answering(default_stages())
    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, opened)
    address = "http://127.0.0.1:9/ma.html"
    page = (
        f'<!DOCTYPE html [<!ENTITY x SYSTEM "{address}">]><html><head><base href="{address}">'
        f'<link rel="canonical" href="{address}"><link rel="stylesheet" href="{address}">'
        f'<meta http-equiv="refresh" content="0; url={address}"><script src="{address}"></script>'
        f"</head><body><article><h1>Tin {address}</h1><p>Đạt 52,5% theo {address} &x;</p>"
        f'<img src="{address}"><iframe src="{address}"></iframe></article></body></html>'
    )
    row = {"url": address, "html": page, "source": address}
    for task in ("extract", "clean", "values"):
        for media, body in (("text", address), ("html", page), ("row", json.dumps(row))):
            answer = answering(
                Job(task=task, media=media, body=body.encode(), url=address)  # type: ignore[arg-type]
            )
            assert answer.reject is None or answer.reject.reason != "internal-error"


def test_the_command_says_what_is_wrong(tmp_path: Path) -> None:
    def said(*options: str, key: str | None = None) -> str:
        result = CliRunner(env={"TINVAN_KEY": key}).invoke(main, ["serve", *options])
        assert result.exit_code == 1
        return result.stderr

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "--port" in said("--port", port)
    assert "secrets.token_urlsafe" in said(key="  ")
    assert "secrets.token_urlsafe" in said(key="hai từ")
    assert "cannot be read" in said("--key-file", str(tmp_path / "none"))


def test_the_command_names_the_extra_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1
    assert "pip install 'tinvan[serve]'" in result.stderr


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="cores cannot be kept to here")
def test_there_are_as_many_workers_as_cores_it_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    counts: list[object] = []

    def run(bound: socket.socket, _host: str, _work: object, workers: int, *_: object) -> None:
        bound.close()
        counts.append(workers)

    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 5, 7})
    monkeypatch.setattr("tinvan.serve.server.run", run)
    assert CliRunner().invoke(main, ["serve", "--port", "0"]).exit_code == 0
    assert counts == [3]
