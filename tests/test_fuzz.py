"""Mutated articles: what `bench/fuzz.py` has found, and some seconds of it."""

import pytest

from bench import fuzz
from bench.fuzz_cases import Case, Stock, load_stock, make_case
from bench.offsets import broken_spans
from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline

SOME = 25  # cases, which take some seconds; `make test-all` reads more
MORE = 600


@pytest.fixture(scope="module")
def stock() -> Stock:
    return load_stock(None)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.fixture(scope="module")
def check() -> fuzz.Checker:
    return fuzz.Checker()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("GẦNGần 8tỷ", None),  # the word that bounds a figure ends the sentence before
        ("Đạt 8%\n/năm", None),
        ("p,6điểm(+44%)và1.045,và45xã" + "và" * 60, None),  # no blank at all
        ("Quý I đạt 5%, tăng so với cùng kỳ năm ngoái.", "0001-06-01"),
        ("Tháng 1 năm ngoái đạt 5%, tăng so với cùng kỳ năm trước.", "0002-02-02"),
        ("Ngày 4/1, Sở Y tế Hà Nam tổ chức hội thảo “Chuyển đổi số” tại Phủ Lý.", "0001-01-05"),
        ("Từ hôm nay đến cuối thập kỷ sau, Hà Nam giảm 5% so với năm sau.", "9999-12-31"),
    ],
)
def test_what_was_found_is_mended(pipeline: Pipeline, text: str, day: str | None) -> None:
    document = pipeline(Source(doc_id="x", content=text, metadata=Metadata(published=day)))
    assert document.facts
    assert not list(broken_spans(document))


@pytest.mark.parametrize(
    "seeds", [range(SOME), pytest.param(range(SOME, SOME + MORE), marks=pytest.mark.large)]
)
def test_mutated_articles_are_read(
    pipeline: Pipeline, stock: Stock, check: fuzz.Checker, seeds: range
) -> None:
    for seed in seeds:
        found, _ = fuzz.findings(make_case(seed, stock), pipeline, check, again=seed % 8 == 0)
        assert not [each for each in found if each.kind != "slow"], seed


def test_what_is_found_is_made_small() -> None:
    case = Case("text", ("Tin.\n" * 20 + "lỗi" + "Tin.\n" * 9).encode())
    small = fuzz.minimise(case, lambda less: "lỗi".encode() in less.data)
    assert small.data == "lỗi".encode()


def test_a_seed_makes_one_case(stock: Stock) -> None:
    assert make_case(7, stock) == make_case(7, load_stock(None))
