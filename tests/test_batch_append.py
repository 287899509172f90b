"""Whatever a crawl grows by, `--append` adds each article once, in the order of its coming."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import faults
from tests.batches import lines

Article = tuple[int, int]  # its id, and which text it has
CRAWL = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 2)), min_size=1, max_size=50)


def write(path: Path, crawl: list[Article]) -> None:
    rows = ({"id": str(number), "text": f"Đạt {text}%"} for number, text in crawl)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def read(out: Path) -> list[Article]:
    texts = [fact["evidence"]["text"] for fact in lines(out / "facts.jsonl")]
    ids = [document["doc_id"] for document in lines(out / "docs.jsonl")]
    return [(int(name), int(text[4:-1])) for name, text in zip(ids, texts, strict=True)]


@pytest.mark.large
@pytest.mark.usefixtures("small_shards")
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(crawls=st.lists(CRAWL, min_size=2, max_size=4))
def test_each_article_is_added_once(crawls: list[list[Article]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path, out = Path(folder, "in.jsonl"), Path(folder, "out")
        expected: list[Article] = []
        for number, crawl in enumerate(crawls):
            known = set(expected)
            expected += [article for article in crawl if article not in known]
            write(path, crawl)
            tally = faults.read(path, out, "append" if number else "new")
            assert tally.documents == len(expected)
            assert read(out) == expected
        before = (out / "docs.jsonl").read_bytes()
        faults.read(path, out, "append")
        assert (out / "docs.jsonl").read_bytes() == before
