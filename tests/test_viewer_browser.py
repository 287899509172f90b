"""The page of `tinvan view`, read with real clicks and keys."""

import unicodedata
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Opener, chosen
from tests.bundled import CORPUS
from tests.viewed import HIJACK, document, page_of, percentage, write_run
from tinvan.facts import FactDate, Ranking
from tinvan.read.rejects import Reject

pytestmark = pytest.mark.large


def shown_facts(page: Page) -> list[str]:
    """Return the anchors of the facts that are listed."""
    return page.locator(".card .anchor").all_inner_texts()


def test_shows_the_article_as_crawled_with_its_furniture(opener: Opener, corpus_page: Path) -> None:
    page = opener(corpus_page)
    text = (CORPUS / "a01.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert page.locator(".line .words").all_inner_texts() == lines
    dateline = page.locator(".line.role-dateline")
    expect(dateline).to_have_class("line role-dateline furniture")
    expect(dateline.locator(".role")).to_have_text("dateline")
    page.keyboard.press("h")
    expect(dateline).to_be_hidden()
    expect(page.locator(".line.role-title")).to_be_visible()


def test_leads_from_a_fact_to_its_characters_and_back(opener: Opener, corpus_page: Path) -> None:
    page = opener(corpus_page)
    card = page.locator(".card", has_text="Cục Tin học hóa").first
    card.locator(".card-head").click()
    mark = page.locator("mark.chosen").first
    expect(mark).to_have_text("Cục Tin học hóa")
    expect(mark).to_be_in_viewport()
    assert page.evaluate("CSS.highlights.get('evidence').size") > 0
    start, end = (
        page.locator(".card.chosen dl").inner_text().split("Characters ")[1].split()[0].split("–")
    )
    text = (CORPUS / "a01.txt").read_text(encoding="utf-8")
    assert text[int(start) : int(end)] == "Cục Tin học hóa"

    page.locator("mark.type-percentage").first.click()
    assert chosen(page) == "> 86%"
    expect(page.locator(".card.chosen")).to_be_in_viewport()


def test_facts_within_facts_are_chosen_in_turn(opener: Opener, hostile_page: Path) -> None:
    page = opener(hostile_page)
    page.get_by_text("Chồng nhau").click()
    mark = page.locator("mark.several")
    expect(mark).to_have_text("12%")
    mark.click()
    assert chosen(page) == "12%"
    mark.click()
    assert chosen(page) == "12% đến 34%"
    expect(page.locator("mark.chosen")).to_have_count(2)


def test_filters_by_what_facts_are_about(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page)
    count = page.locator("#count")
    page.keyboard.press("f")
    page.get_by_role("button", name="Official").click()
    expect(count).to_have_text("4 of 10 articles · 6 facts")
    page.locator("#filter-person").fill("dang huu tuong")
    expect(count).to_have_text("2 of 10 articles · 2 facts")
    page.locator("#clear").click()
    page.locator("#filter-agency").fill("so thong tin")
    expect(count).to_contain_text("1 of 10 articles")
    page.locator("#clear").click()
    page.locator("#filter-place").fill("Tỉnh Quảng Ninh")
    expect(count).to_contain_text("1 of 10 articles")
    assert shown_facts(page) == []  # the article that is open has none of them
    page.locator("#clear").click()
    page.locator("#filter-from").fill("2030-01-01")
    expect(count).to_have_text("1 of 10 articles · 1 facts")
    page.locator("#articles button").click()
    assert shown_facts(page) == ["≤ 50"] or "50" in shown_facts(page)[0]
    expect(page.locator("mark.unfit").first).to_be_visible()
    page.locator("#clear").click()
    page.locator("#filter-confidence").fill("90")
    expect(count).not_to_contain_text("35 facts")
    expect(page.locator("#filters-active")).to_have_text("1 active")


def test_searches_with_and_without_marks(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page)
    page.keyboard.press("/")
    page.keyboard.type("kho du lieu da nang")
    expect(page.locator("#count")).to_contain_text("2 of 10")
    expect(page.locator("#articles .row-snippet b").first).to_be_visible()
    page.locator("#articles button").first.click()
    assert page.evaluate("CSS.highlights.get('hits').size") > 3
    page.locator("#search").fill("đien")  # the first letter has its mark, so words must have it
    expect(page.locator("#count")).to_contain_text("0 of 10")
    expect(page.locator("#none")).to_be_visible()
    page.locator("#search").fill('"Chính phủ điện tử"')
    expect(page.locator("#count")).to_contain_text("5 of 10")
    page.locator("#search").fill("hoà")  # the other way to set tones would be hòa
    expect(page.locator("#count")).to_contain_text("0 of 10")


def test_searches_decomposed_letters_too(opener: Opener, tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Tỉnh Đắk Lắk đạt 12% hồ sơ qua mạng.")
    doc = document("nfd", text, title="Rời")
    page = opener(page_of(write_run(tmp_path, [doc], [percentage(doc, "12%")])))
    page.locator("#search").fill("Đắk lak")
    expect(page.locator("#articles b")).to_have_count(2)
    hits = page.evaluate("[...CSS.highlights.get('hits')].map(hit => hit.toString().normalize())")
    assert hits == ["Đắk", "Lắk"]
    page.locator("mark").click()
    expect(page.locator("mark.chosen")).to_have_text("12%")


def test_tells_what_was_not_read(opener: Opener, tmp_path: Path) -> None:
    reject = Reject(doc_id="trống.txt", reason="empty", message=HIJACK, input="trống.txt")
    run = write_run(tmp_path, [document("a", "Tin.")], [])
    (tmp_path / "rejects.jsonl").write_bytes(msgspec.json.encode(reject))
    page = opener(page_of(run))
    page.get_by_role("button", name="Not read 1").click()
    expect(page.locator("#rejects td").last).to_have_text(HIJACK)


def test_shows_conflicts_side_by_side(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page)
    page.get_by_role("button", name="Conflicts 2").click()
    first = page.locator(".conflict").first
    left, right = first.locator(".side").all()
    boxes = [side.bounding_box() for side in (left, right)]
    assert boxes[0] is not None
    assert boxes[1] is not None
    assert boxes[0]["y"] == boxes[1]["y"]
    expect(right.locator("mark")).to_have_text("23/47")
    right.get_by_role("button", name="Show in text").click()
    expect(page.locator("mark.chosen")).to_have_text("23/47")
    page.go_back()
    expect(first).to_be_visible()
    page.locator("#conflict-kind").select_option("total")
    expect(page.locator(".conflict")).to_have_count(1)


def test_plots_a_series_over_time(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page)
    page.keyboard.press("3")
    points = page.locator(".plot .point")
    expect(points).to_have_count(5)
    places = [box for point in points.locator("circle").all() if (box := point.bounding_box())]
    assert [box["x"] for box in places] == sorted(box["x"] for box in places)
    assert places[3]["y"] < places[2]["y"]  # the 71st stands above the 86th
    expect(page.locator(".point.planned")).to_have_count(1)
    expect(page.locator("table.points tbody tr")).to_have_count(5)
    page.locator("table.points").get_by_role("button", name="Show in text").first.click()
    expect(page.locator("mark.chosen")).to_have_text("88/193")


def test_keys_go_through_facts_and_articles(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page)
    for _ in range(5):
        page.keyboard.press("j")
    assert "#/articles/1/4" in page.url
    page.keyboard.press("k")
    assert "#/articles/0/3" in page.url
    page.keyboard.press("n")
    assert "#/articles/1" in page.url
    page.keyboard.press("p")
    assert page.url.endswith("#/articles/0")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    assert page.locator("#help dt").count() == 20
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()


def test_an_address_leads_to_its_fact(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page)
    page.goto(f"{journalist_page.as_uri()}#/articles/1/6")
    page.reload()
    assert chosen(page) == "24/47"


def test_an_address_whose_fact_is_of_another_article_leads_to_the_fact(
    opener: Opener, journalist_page: Path
) -> None:
    page = opener(journalist_page)
    page.goto(f"{journalist_page.as_uri()}#/articles/1/6")
    title = page.locator("#article-head h1").inner_text()
    for hash in ("#/articles/0/6", "#/articles/999/6"):
        page.goto(f"{journalist_page.as_uri()}{hash}")
        page.reload()
        assert chosen(page) == "24/47"
        assert page.locator("#article-head h1").inner_text() == title
    page.goto(f"{journalist_page.as_uri()}#/articles/0/999")
    expect(page.locator("#article-head h1")).not_to_have_text(title)
    expect(page.locator(".card.chosen")).to_have_count(0)


def test_speaks_both_languages_and_has_two_themes(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page, locale="vi-VN")
    expect(page.locator("#tab-conflicts")).to_have_text("Mâu thuẫn 2")
    page.keyboard.press("l")
    expect(page.locator("#tab-conflicts")).to_have_text("Conflicts 2")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.keyboard.press("t")
    page.keyboard.press("t")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
    page.reload()
    expect(page.locator("#theme")).to_have_text("Theme: dark")
    assert page.evaluate("document.documentElement.lang") == "en"


def test_on_a_phone_one_thing_is_seen_at_a_time(opener: Opener, journalist_page: Path) -> None:
    page = opener(journalist_page, viewport={"width": 390, "height": 800}, has_touch=True)
    expect(page.locator("#article")).to_be_hidden()
    page.locator("#articles button").first.tap()
    expect(page.locator("#articles")).to_be_hidden()
    page.locator("mark.fact").first.tap()
    expect(page.locator(".card.chosen")).to_be_in_viewport()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    page.locator("#panel-toggle").tap()
    expect(page.locator(".card")).to_have_count(4)
    page.locator("#back").tap()
    expect(page.locator("#articles")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_prints_the_article_with_its_facts(opener: Opener, corpus_page: Path) -> None:
    page = opener(corpus_page)
    page.emulate_media(media="print")
    expect(page.locator("#articles")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".card").last).to_be_visible()
    assert len(page.pdf()) > 10_000


def test_what_is_contradicted_is_told_in_the_plot(opener: Opener, tmp_path: Path) -> None:
    docs = [document(f"{at}", f"Việt Nam xếp thứ {at}/63 về PCI.") for at in (3, 4, 5)]
    ranks = [
        msgspec.structs.replace(
            Ranking(
                id=doc.doc_id * 24, doc_id=doc.doc_id, anchor=fact.anchor, evidence=fact.evidence,
                rule="test.rule", subject="Đà Nẵng", index="PCI", rank=int(doc.doc_id), out_of=63,
                date=fact.date,
            ),
        )
        for doc in docs
        for fact in [percentage(doc, f"{doc.doc_id}/63", date=_year(2019 + (doc.doc_id == "5")))]
    ]  # fmt: skip
    page = opener(page_of(write_run(tmp_path, docs, ranks)))
    page.keyboard.press("3")
    expect(page.locator(".point.contradicted")).to_have_count(2)
    expect(page.locator(".points .wrong").first).to_have_text("elsewhere 4/63")


def _year(year: int) -> FactDate:
    """Return the date of a year."""
    return FactDate(f"{year}-01-01", f"{year}-12-31", str(year), "stated")
