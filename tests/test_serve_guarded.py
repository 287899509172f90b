"""The service with its children: poison, load, and an end in good order."""

import asyncio
import contextlib
import http.client
import json
import os
import signal
import socket
import time
from collections import Counter
from collections.abc import Iterator

import pytest

from bench import faults
from bench import serve as bench
from tests.batches import alive

IN_FLIGHT = 200


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Return the port of a service whose stages are quick, and die of what articles tell them."""
    with bench.service("--workers", "2", "--timeout", "2", "--memory", "500", poisoned=True) as one:
        yield one.port


def article(text: str) -> bytes:
    return json.dumps({"text": text}).encode()


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("exit", 500, "crash"),
        pytest.param("segfault", 500, "crash", marks=pytest.mark.large),
        pytest.param("hang", 504, "timeout", marks=pytest.mark.large),
        pytest.param("memory", 500, "memory", marks=pytest.mark.large),
        pytest.param("exception", 500, "internal-error", marks=pytest.mark.large),
    ],
)
def test_poison_costs_itself_alone(port: int, kind: str, status: int, error: str) -> None:
    bodies = [article(f"Đạt {number}%") for number in range(IN_FLIGHT)]
    bodies[IN_FLIGHT // 2] = article(f"Đạt 5%\npoison: {kind}")
    responses = list(bench.load(port, bodies, in_flight=IN_FLIGHT).responses)
    poisoned = responses.pop(IN_FLIGHT // 2)
    assert (poisoned.status, json.loads(poisoned.body)["error"]) == (status, error)
    assert Counter(response.status for response in responses) == {200: IN_FLIGHT - 1}
    found = [json.loads(response.body)["facts"][0]["evidence"]["text"] for response in responses]
    assert found == [f"Đạt {number}%" for number in range(IN_FLIGHT) if number != IN_FLIGHT // 2]


@pytest.mark.large
def test_poison_among_lines_costs_its_line(port: int) -> None:
    rows = [{"id": str(n), "text": f"Đạt {n}%" + "\npoison: exit" * (n == 5)} for n in range(12)]
    body = "\n".join(map(json.dumps, rows)).encode()
    response = asyncio.run(bench.ask(port, "/extract", body, "application/x-ndjson"))
    assert response.status == 200
    assert response.body.count(b'"error":"crash"') == 1
    assert response.body.count(b'"facts":[{') == 11


@pytest.mark.large
@pytest.mark.parametrize("size", [5_000_001, 50_000_000])
def test_whoever_sends_too_much_is_told(port: int, size: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    headers = {"Content-Type": "text/plain"}
    with contextlib.closing(connection):
        for body in (b"0" * size, (b"0" * 100_000 for _ in range(size // 100_000 + 1))):
            connection.request("POST", "/extract", body, headers)
            response = connection.getresponse()
            assert (response.status, json.loads(response.read())["error"]) == (413, "too-large")
        connection.request("POST", "/extract", b"5%", headers)  # the connection still serves
        assert connection.getresponse().status == 200


@pytest.mark.parametrize(("host", "status"), [("rebound.example", 403), ("localhost", 200)])
def test_without_a_key_loopback_answers_to_its_own_names(port: int, host: str, status: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        connection.request("GET", "/health", headers={"Host": f"{host}:{port}"})
        assert connection.getresponse().status == status


@pytest.mark.large
def test_no_address_is_opened_that_a_body_names(port: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        address = f"http://127.0.0.1:{trap.getsockname()[1]}/bait.html"
        page = f'<html><base href="{address}"><iframe src="{address}"></iframe>5% {address}</html>'
        bodies = {
            "text/plain": f"5% {address}",
            "text/html": page,
            "application/json": json.dumps({"url": address, "html": page}),
        }
        for path in ("/extract", "/clean"):
            for media_type, body in bodies.items():
                asked = bench.ask(port, f"{path}?url={address}", body.encode(), media_type)
                assert asyncio.run(asked).status in (200, 422)
        trap.settimeout(0.2)
        with pytest.raises(TimeoutError):
            trap.accept()


@pytest.mark.large
def test_what_is_in_flight_is_answered_before_the_end() -> None:
    with bench.service("--workers", "1", "--timeout", "5", poisoned=True) as running:
        workers = faults.workers_of(running.process)

        async def stopped() -> bench.Response:
            asked = asyncio.create_task(bench.ask(running.port, "/extract", article(HANG)))
            await asyncio.sleep(0.5)
            os.kill(running.process, signal.SIGTERM)
            return await asked

        assert asyncio.run(stopped()).status == 504
        until = time.monotonic() + 20
        while any(map(alive, [running.process, *workers])) and time.monotonic() < until:
            time.sleep(0.05)
        assert not [process for process in (running.process, *workers) if alive(process)]


HANG = "poison: hang"


def test_ctrl_c_is_a_good_end() -> None:
    with bench.service("--workers", "1", poisoned=True) as running:
        os.kill(running.process, signal.SIGINT)
        ended = os.waitid(os.P_PID, running.process, os.WEXITED | os.WNOWAIT)
    assert ended is not None
    assert (ended.si_code, ended.si_status) == (os.CLD_EXITED, 0)


@pytest.mark.large
def test_two_hundred_in_flight_are_answered() -> None:
    with bench.service("--workers", "2") as running:
        bodies = [json.dumps({"id": str(n), "text": TEXT % n}).encode() for n in range(400)]
        load = bench.load(running.port, bodies, in_flight=IN_FLIGHT)
    assert load.statuses == {200: len(bodies)}
    told = [json.loads(response.body) for response in load.responses]
    assert [one["document"]["doc_id"] for one in told] == [str(n) for n in range(400)]
    assert all(one["facts"] for one in told)


TEXT = "Ngày 17/9/2020, tỉ lệ hồ sơ trực tuyến của tỉnh Lào Cai đạt %d,5%%, xếp thứ 5/63 tỉnh."
