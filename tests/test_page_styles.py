"""Invented layouts of pages are read as what they are, bare texts of invented sites nearly so."""

from statistics import mean

import pytest

from bench.cleaning_measure import coverage
from bench.cleaning_tools import TinvanReader, content
from bench.crawl_texts import crawl_texts
from bench.page_styles import Layout, layouts, measure
from bench.templates import Filler, invented

READER = TinvanReader()
TIMES = 2  # stories in each layout
UNREAD = {"unlinked-teasers": "no link tells the headlines of a list from those of an article"}


def pages() -> list[object]:
    """Return each layout with another story, as parameters of a test."""
    found: list[object] = []
    for seed in range(TIMES):
        for layout in layouts(invented(), seed):
            reason = UNREAD.get(layout.name)
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
            found.append(pytest.param(layout, id=f"{layout.name}-{seed}", marks=marks))
    return found


@pytest.mark.parametrize("layout", pages())
def test_a_layout_is_read_as_what_it_is(layout: Layout) -> None:
    found = measure(layout, lambda html: content(READER.page(html)))
    assert found.leaked == found.missed == ()
    if layout.is_article:
        assert found.f1 >= 0.995
        assert found.lead == 1


def test_crawl_texts_are_read_nearly_as_well() -> None:
    texts = list(crawl_texts(invented()))
    assert len(texts) == 30
    found = [
        coverage([(b.role, b.text) for b in text.blocks], content(READER.text(text.text)))
        for _, text in texts
    ]
    assert mean(one.f1 for one in found) >= 0.985
    assert mean(one.lead for one in found) == 1


def test_a_template_says_what_of_it_is_content() -> None:
    template = "{{title}}|{{story 2: <li>|</li>}}|{{=heading Mở đầu: một}}|{{body 1: <p>|</p>}}"
    filled = Filler(invented(), 0).fill("x", template)
    title, stories, heading, body = filled.text.split("|")
    assert [(b.role, b.text) for b in filled.blocks] == [
        ("title", title),
        ("heading", heading),
        ("body", body.removeprefix("<p>").removesuffix("</p>")),
    ]
    assert stories.count("<li>") == 2
    assert filled == Filler(invented(), 0).fill("x", template)
    assert filled != Filler(invented(), 1).fill("x", template)
