"""The service: what it answers, and what it refuses."""

import asyncio
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient
from starlette.types import ASGIApp, Message

from tests.bundled import CORPUS, CorpusRun
from tests.serving import HTML, JSON, LINES, TEXT, Inline, client, lines
from tinvan.batch.child import Reply
from tinvan.cli import main
from tinvan.output.schema import schema
from tinvan.pipeline import default_stages
from tinvan.registry import find_agency
from tinvan.serve.answering import Answering
from tinvan.serve.app import create_app
from tinvan.serve.examples import ARTICLE, PAGE
from tinvan.serve.jobs import Job
from tinvan.serve.limits import Limits
from tinvan.values.public import find_values

RANKED = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."


@pytest.fixture(scope="module")
def asking() -> Iterator[TestClient]:
    with client() as one:
        yield one


def test_an_article_is_answered_with_its_facts_and_itself(asking: TestClient) -> None:
    answer = asking.post(
        "/extract?published=2020-09-17&url=https://bao.example/1&doc_id=một",
        content=RANKED.encode(),
        headers=TEXT,
    )
    assert answer.status_code == 200
    (fact,), document = answer.json()["facts"], answer.json()["document"]
    assert RANKED[fact["anchor"]["start"] : fact["anchor"]["end"]] == "%"
    assert document["doc_id"] == fact["doc_id"] == "một"
    assert (document["published"], document["url"]) == ("2020-09-17", "https://bao.example/1")
    jsonschema.validate(fact, schema("facts"))
    jsonschema.validate(document, schema("docs"))


def test_a_page_comes_with_the_text_that_offsets_index(asking: TestClient) -> None:
    made = asking.post("/extract", content=PAGE.encode(), headers=HTML).json()
    text = made["document"]["text"]
    anchors = [fact["anchor"] for fact in made["facts"]]
    assert anchors
    assert all(text[one["start"] : one["end"]] == one["text"] for one in anchors)


def test_a_row_tells_what_is_known_of_its_article(asking: TestClient) -> None:
    document = asking.post("/extract?published=1999-01-01", json=ARTICLE).json()["document"]
    assert document["doc_id"] == "bai-1"
    assert document["published"] == "2020-09-17"  # of the row, which outranks the parameter
    assert document["text"].startswith(ARTICLE["title"])


def test_lines_are_answered_line_by_line_in_order(asking: TestClient) -> None:
    rows = [{"id": f"bai-{number}", "text": f"Đạt {number}%"} for number in range(20)]
    body = "\n".join(map(json.dumps, rows)).replace("\n", "\nkhông\n\n", 1)
    answer = asking.post("/extract", content=body.encode(), headers=LINES)
    assert answer.headers["content-type"] == "application/x-ndjson"
    first, second, *others = lines(answer.text)
    assert second["error"] == "bad-json"
    assert second["line"] == 2
    assert [one["document"]["doc_id"] for one in (first, *others)] == [r["id"] for r in rows]


def test_facts_alone_are_the_lines_of_a_run(asking: TestClient) -> None:
    body = b'{"id":"a","text":"5%\\n6%"}\n{"id":"b","text":"kh\\u00f4ng"}\n{"id":"c","text":"7%"}'
    answer = asking.post("/extract?facts_only=true", content=body, headers=LINES)
    assert [fact["doc_id"] for fact in lines(answer.text)] == ["a", "a", "c"]
    one = asking.post("/extract?facts_only=true", content=b"5%\n6%", headers=TEXT)
    assert one.headers["content-type"] == "application/x-ndjson"
    assert len(lines(one.text)) == 2
    none = asking.post("/extract?facts_only=true", content="không".encode(), headers=TEXT)
    assert (none.status_code, none.text) == (200, "")


def test_facts_that_are_not_sure_enough_are_left_out() -> None:
    with client(default_stages) as asking:
        every = asking.post("/extract", content=RANKED.encode(), headers=TEXT).json()
        least = every["facts"][0]["confidence"] + 0.01
        address = f"/extract?min_confidence={least}"
        sure = asking.post(address, content=RANKED.encode(), headers=TEXT).json()
    assert len(every["facts"]) == every["document"]["facts"] == 1
    assert (sure["facts"], sure["document"]["facts"]) == ([], 0)


@pytest.mark.large
def test_facts_have_the_bytes_of_a_run(corpus_run: CorpusRun) -> None:
    written: dict[str, list[bytes]] = {}
    for line in (corpus_run.folder / "facts.jsonl").read_bytes().splitlines():
        written.setdefault(json.loads(line)["doc_id"], []).append(line)
    with client(default_stages) as asking:
        for path in sorted(one for one in CORPUS.rglob("*") if one.is_file())[::4]:
            named = {"facts_only": "true", "doc_id": path.relative_to(CORPUS).as_posix()}
            headers = HTML if path.suffix == ".html" else TEXT
            data = path.read_bytes()
            answer = asking.post("/extract", params=named, content=data, headers=headers)
            assert answer.content.splitlines() == written.get(named["doc_id"], [])


@pytest.mark.parametrize(
    ("form", "media_type", "begins"),
    [
        ("json", "application/json", '{"schema":"tinvan-doc/1"'),
        ("text", "text/plain; charset=utf-8", "Kim ngạch xuất khẩu của tỉnh tăng\n\n"),
        ("html", "text/html; charset=utf-8", "<!DOCTYPE html>\n"),
    ],
)
def test_a_page_is_cleaned(asking: TestClient, form: str, media_type: str, begins: str) -> None:
    answer = asking.post(f"/clean?format={form}", content=PAGE.encode(), headers=HTML)
    assert answer.headers["content-type"] == media_type
    assert answer.text.startswith(begins)
    assert ("Trang chủ" in answer.text) == (form == "json")  # there with its role


def test_lines_are_cleaned_into_lines(asking: TestClient) -> None:
    body = json.dumps({"id": "a", "html": PAGE}).encode()
    (made,) = lines(asking.post("/clean", content=body, headers=LINES).text)
    assert {line["text"]: line["label"] for line in made["lines"]}["Trang chủ"] == "nav"
    refused = asking.post("/clean?format=text", content=body, headers=LINES)
    assert (refused.status_code, refused.json()["error"]) == (422, "bad-parameter")


def test_values_are_those_of_the_command(asking: TestClient) -> None:
    text = "Thu hơn 2,5 tỷ đồng hôm qua"
    wanted = [one.to_dict() for one in find_values(text, "2020-09-17")]
    plain = asking.post("/values?day=2020-09-17", content=text.encode(), headers=TEXT)
    assert plain.json() == json.loads(json.dumps({"values": wanted}))
    row = {"text": text, "day": "17/09/2020"}
    assert asking.post("/values", json=row).json() == plain.json()
    both = asking.post("/values", content=f"{json.dumps(row)}\n{{}}".encode(), headers=LINES)
    first, second = lines(both.text)
    assert first == plain.json()
    assert (second["error"], second["line"]) == ("bad-json", 2)
    assert asking.post("/values", content=b"  ", headers=TEXT).json() == {"values": []}
    assert asking.post("/values", content=PAGE.encode(), headers=HTML).status_code == 415


def test_a_name_means_a_body_on_a_day(asking: TestClient) -> None:
    told = asking.get("/agency", params={"name": "Bộ TT-TT", "on": "2024-10-25"}).json()
    known = find_agency("Bộ TT-TT", "2024-10-25")
    assert (told["id"], told["name"], told["valid"]) == (known.id, known.name, True)
    unknown = asking.get("/agency", params={"name": "Bộ Tài nguyên và Môi trườn"})
    assert (unknown.status_code, unknown.json()["error"]) == (404, "unknown-agency")
    assert "Bộ Tài nguyên và Môi trường" in unknown.json()["near"]


@pytest.mark.parametrize(
    ("content", "headers", "status", "error", "said"),
    [
        (b"  ", TEXT, 422, "empty", "blanks"),
        (b"\n \n", LINES, 422, "empty", "no line"),
        (b"\x00\x01\x02\x03\xff\xfe" * 50, TEXT, 422, "binary", ""),
        (b"{", JSON, 400, "bad-json", "no JSON"),
        (b"[1]", JSON, 400, "bad-json", "no JSON object"),
        (b"[" * 100_000, JSON, 400, "bad-json", ""),
        (b'{"n": ' + b"9" * 5_000 + b"}", JSON, 400, "bad-json", ""),
        (b'{"id": "a"}', JSON, 422, "no-text", "“text” or “html”"),
        (b"5%", {"Content-Type": "application/pdf"}, 415, "unsupported-media-type", "text/plain"),
        (b"5%", {}, 415, "unsupported-media-type", "Content-Type"),
        (b"5%", TEXT | {"Content-Encoding": "gzip"}, 415, "unsupported-media-type", "gzip"),
        (b"5%\npoison: exception", TEXT, 500, "internal-error", "report it"),
    ],
)
def test_what_cannot_be_read_is_told(
    asking: TestClient, content: bytes, headers: dict[str, str], status: int, error: str, said: str
) -> None:
    answer = asking.post("/extract", content=content, headers=headers)
    problem = answer.json()
    assert (answer.status_code, problem["error"]) == (status, error)
    assert said in problem["message"]
    assert "--column" not in problem["message"]


def test_pages_of_other_kinds_are_read_where_that_is_asked_for(asking: TestClient) -> None:
    english = b"The province ranked fifth in the country, and the minister said so on Monday. " * 5
    answer = asking.post("/clean", content=english, headers=TEXT)
    assert (answer.status_code, answer.json()["error"]) == (422, "other-language")
    assert "“keep=other-language” keeps such pages" in answer.json()["message"]
    kept = asking.post("/clean?keep=other-language", content=english, headers=TEXT)
    assert kept.json()["kind"] == "other-language"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/extract?publised=2020-09-17", "publised"),
        ("/extract?published=17/09/2020", "published"),
        ("/extract?published=2020-02-31", "Write it as 2020-09-17"),
        ("/extract?min_confidence=2", "min_confidence"),
        ("/extract?min_confidence=nan", "min_confidence"),
        ("/extract?keep=ad", "keep"),
        ("/clean?format=pdf", "format"),
        ("/values?day=hôm qua", "day"),
    ],
)
def test_wrong_parameters_are_named(asking: TestClient, address: str, said: str) -> None:
    answer = asking.post(address, content=b"5%", headers=TEXT)
    assert (answer.status_code, answer.json()["error"]) == (422, "bad-parameter")
    assert said in answer.json()["message"]


def test_what_is_not_there_is_an_error_of_the_same_form(asking: TestClient) -> None:
    assert asking.get("/không").json()["error"] == "not-found"
    wrong = asking.get("/extract")
    assert (wrong.status_code, wrong.json()["error"]) == (405, "method-not-allowed")
    assert wrong.headers["allow"] == "POST"


def test_a_body_over_the_limit_is_refused_however_it_comes() -> None:
    with client(limits=Limits(max_bytes=100)) as asking:
        at_once = asking.post("/extract", content=b"5% " * 40, headers=TEXT)
        in_chunks = asking.post("/extract", content=iter([b"5% " * 20] * 2), headers=TEXT)
        fits = asking.post("/extract", content=b"5% " * 30, headers=TEXT)
    for answer in (at_once, in_chunks):
        assert (answer.status_code, answer.json()["error"]) == (413, "too-large")
        assert "--max-bytes" in answer.json()["message"]
    assert fits.status_code == 200


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


async def post(
    app: ASGIApp,
    path: str,
    body: bytes | None,
    *,
    stays: bool = True,
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
    headers = asking.get(path, headers={"Origin": "https://evil.example"}).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "no-store"
    assert not [name for name in headers if name.startswith("access-control")]
    assert "server" not in headers


def test_pages_of_other_sites_are_not_answered(asking: TestClient) -> None:
    for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200)):
        headers = TEXT | {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors"}
        assert asking.post("/values", content=b"5%", headers=headers).status_code == status


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_no_page_is_served_that_loads_from_elsewhere(asking: TestClient, path: str) -> None:
    assert asking.get(path).status_code == 404


def test_openapi_holds_together_and_its_examples_are_answered(asking: TestClient) -> None:
    text = asking.get("/openapi.json").text
    told = json.loads(text)
    names = set(re.findall(r'"\$ref":"#/components/schemas/(\w+)"', text))
    assert names <= set(told["components"]["schemas"])
    assert {"Extracted", "Percentage", "Problem"} <= names
    posts = {path: one["post"] for path, one in told["paths"].items() if "post" in one}
    assert set(posts) == {"/extract", "/clean", "/values"}
    for path, post in posts.items():
        assert {"413", "422", "503", "504"} <= set(post["responses"])
        for media_type, content in post["requestBody"]["content"].items():
            example = content["example"]
            body = example if isinstance(example, str) else json.dumps(example)
            answer = asking.post(path, content=body.encode(), headers={"Content-Type": media_type})
            assert answer.status_code == 200
            assert "error" not in answer.text


def test_what_happens_is_counted() -> None:
    with client() as asking:
        asking.post("/extract", content=b"5%\n6%", headers=TEXT)
        asking.post("/extract", content=b"  ", headers=TEXT)
        asking.post("/extract", content=b'{"text":"7%"}\nno\n', headers=LINES)
        asking.get('/nowhere"}')
        answer = asking.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    told = answer.text.splitlines()
    for line in (
        'tinvan_requests_total{method="POST",path="/extract",status="200"} 2',
        'tinvan_requests_total{method="POST",path="/extract",status="422"} 1',
        'tinvan_requests_total{method="GET",path="other",status="404"} 1',
        'tinvan_facts_total{type="percentage"} 3',
        'tinvan_rejects_total{reason="bad-json"} 1',
        'tinvan_rejects_total{reason="empty"} 1',
        'tinvan_answer_seconds_count{task="extract"} 4',
        "tinvan_in_flight 0",
        "tinvan_workers 2",
    ):
        assert line in told
    sample = re.compile(r'[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+-]+')
    assert all(line.startswith("# ") or sample.fullmatch(line) for line in told)


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
