"""Broken and malicious pages: each is read, and what a reader sees of the article stays.

`make test-all` reads the same pages as large as they come (the mark `large`). Time and memory are
measured in `bench/hostile_pages.py`; tests only notice what would never end.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.hostile_markup import ARTICLE, PAGES, SECRET, TEXT
from bench.hostile_pages import read
from tinvan.cli import main
from tinvan.document import Document
from tinvan.pages.lines import read_lines
from tinvan.pages.markup import VOID, parse, read_tokens


def content(document: Document) -> list[str]:
    """Return the content lines of a page."""
    return [document.text_of(line) for line in document.lines if line.is_content]


def check(name: str, size: int) -> None:
    """Read a page, and assert that it keeps the article and tells nothing that it hides."""
    page = PAGES[name]
    document = read(page.make(size))
    assert not [each for each in document.warnings if each.startswith("bad-html")]
    if page.keeps:
        assert [line for line in content(document) if line in TEXT] == list(TEXT)
    assert SECRET not in "\n".join(content(document))


@pytest.mark.parametrize("name", PAGES)
def test_the_article_of_a_hostile_page_is_read(name: str) -> None:
    check(name, PAGES[name].small)


@pytest.mark.large
@pytest.mark.parametrize("name", PAGES)
def test_the_article_of_a_huge_hostile_page_is_read(name: str) -> None:
    check(name, PAGES[name].large)


def lines(markup: str) -> list[str]:
    """Return the lines of a page."""
    return [line.text for line in read_lines(read_tokens(parse(markup))).lines]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p><a href="x"" title="y">tin</a> mới</p><p class="z">hai</p>', ["tin mới", "hai"]),
        ("<p a\"b='x>y'>tin</p>", ["tin"]),
        ("<p =a=b>tin</p>", ["tin"]),
        ("<script><!-- <script> kín </SCRIPT> kín <b> --></script>tin", ["tin"]),
        ("<script><!-- kín //--></script>tin", ["tin"]),
        ("<script>kín <!--> kín</script>tin", ["tin"]),
        ("<p>một</p><script><!-- <script> kín", ["một"]),
        ("<p>một<noscript>kín<noscript>kín</noscript></noscript> hai", ["một hai"]),
        ("<p>một<svg><style><svg><style>kín</style></svg></style></svg> hai", ["một hai"]),
        ("một<!-- kín --!> hai <!-- kín", ["một hai"]),
        ("<p>một<template><p>kín</template> hai", ["một hai"]),
        ("<textarea><p>kín</textarea><xmp><p>kín</xmp>tin", ["tin"]),
    ],
)
def test_tags_are_told_from_what_looks_like_tags(markup: str, expected: list[str]) -> None:
    assert lines(f"<body>{markup}") == expected


PIECES = st.sampled_from([
    "<p>", "</p>", "<div class=a>", "</div>", "<b>", "</b>", "<a href='x'\" title=y>", "</a>",
    "<script>", "</script>", "<!--", "-->", "<style>", "</style>", "<noscript>", "</noscript>",
    "<svg>", "</svg>", "<math>", "<mi>", "<desc>", "<template>", "</template>", "<table>", "<tr>",
    "<td>", "</table>", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<plaintext>", "<select>",
    "<option>", "<textarea>", "<title>", "<frameset>", "<body x=1>", "<![CDATA[", "]]>", "<?x",
    "<br>", "<col>", "<keygen>", "<a<b>", '<a"b c>', "<p a/b>", "<p =a>", "<", ">", '"', "'", "=",
    "/", "&lt;", "tin", "\0", "\ud800", "\x0c",
])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_soup_of_tags_is_read(markup: str) -> None:
    document = read(markup)
    assert not [each for each in document.warnings if each.startswith("bad-html")]
    assert not any("\0" in document.text_of(line) for line in document.lines)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES.filter(lambda piece: piece[1:4] not in ("svg", "mat")), max_size=25))
def test_tags_nest(pieces: list[str]) -> None:
    opened: list[str] = []
    for _, slash, tag, _, _ in read_tokens(parse("".join(pieces))):
        if slash:
            assert opened.pop() == tag
        elif tag and tag not in VOID:
            opened.append(tag)
    assert not opened


def extracted(folder: Path, page: str) -> Iterator[dict[str, str]]:
    """Yield the rejects of a run over a page."""
    (folder / "page.html").write_text(page, "utf-8")
    out = folder / "out"
    CliRunner().invoke(main, ["extract", str(folder / "page.html"), "--out", str(out), "-q"])
    for line in (out / "rejects.jsonl").read_text("utf-8").splitlines():
        yield json.loads(line)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (f"<frameset><frame src=a></frameset><noframes>{SECRET}</noframes>", "empty"),
        (f"<script>var a = '{SECRET}'</script>", "empty"),
        (ARTICLE + "<!-- -->" * 700_000, "too-large"),
    ],
    ids=["frameset", "script", "too-large"],
)
def test_what_gives_no_article_is_rejected_with_its_reason(
    tmp_path: Path, page: str, reason: str
) -> None:
    assert [reject["reason"] for reject in extracted(tmp_path, page)] == [reason]
