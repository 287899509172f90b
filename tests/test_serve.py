"""The service: what it answers."""

import json
import re
from collections.abc import Iterator

import jsonschema
import pytest
from starlette.testclient import TestClient

from tests.bundled import CORPUS, CorpusRun
from tests.serving import HTML, JSON, LINES, TEXT, client, lines
from tinvan.output.schema import schema
from tinvan.pipeline import default_stages
from tinvan.registry import find_agency
from tinvan.serve.examples import ARTICLE, PAGE
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


@pytest.mark.parametrize("path", ["/extract", "/clean", "/values"])
@pytest.mark.parametrize("content", [b'[{"text": "5%"}]', b"{", b'{"id": 7', b"{}"])
def test_a_whole_body_is_told_of_as_no_line(asking: TestClient, path: str, content: bytes) -> None:
    problem = asking.post(path, content=content, headers=JSON).json()
    assert (problem["doc_id"], problem.get("line")) == ("body", None)
    assert "this line" not in problem["message"]
    assert "this row" not in problem["message"]


def test_who_sends_an_array_is_told_how_to_send_many(asking: TestClient) -> None:
    answer = asking.post("/extract", content=b'[{"text": "5%"}]', headers=JSON)
    assert answer.json()["message"] == (
        "the body is no JSON object; send one object, or, as application/x-ndjson, one a line"
    )


def test_rows_without_a_name_are_called_by_their_body(asking: TestClient) -> None:
    row = json.dumps({"text": "5%"}).encode()
    whole = asking.post("/extract?doc_id=tin", content=row, headers=JSON).json()
    (line,) = lines(asking.post("/extract?doc_id=tin", content=row, headers=LINES).text)
    assert (whole["document"]["doc_id"], line["document"]["doc_id"]) == ("tin", "tin:1")


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
