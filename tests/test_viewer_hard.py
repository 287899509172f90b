"""The page of `tinvan view` under hostile articles and many, and for everybody."""

import time
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import Opener, serious_findings
from tests.viewed import HIJACK, document, page_of, percentage, write_run

pytestmark = pytest.mark.large
MANY = 1000
FACTS = 11  # of each, as many as news has


def test_hostile_articles_are_shown_as_text(opener: Opener, hostile_page: Path) -> None:
    page = opener(hostile_page)
    assert page.title() != "hijacked"
    assert page.locator("#article-head h1").inner_text() == HIJACK
    expect(page.locator("#article-head a")).to_have_count(0)  # no link to javascript:
    signs = page.locator(".line .hidden-sign").all_inner_texts()
    assert signs == ["U+202E", "U+202C"]
    page.keyboard.press("j")
    expect(page.locator("mark.chosen")).to_have_text("52,5%")  # behind a character of two units
    expect(page.locator(".card.chosen .hidden-sign").first).to_be_visible()
    page.get_by_text("Chồng nhau").click()
    expect(page.locator("#article-head a")).to_have_count(0)  # nor to what is no address


def test_a_line_of_a_megabyte_does_not_freeze_the_page(opener: Opener, hostile_page: Path) -> None:
    page = opener(hostile_page)
    began = time.perf_counter()
    page.get_by_text("Một dòng dài").click()
    page.keyboard.press("j")
    expect(page.locator("mark.chosen")).to_be_in_viewport()
    expect(page.locator("mark.chosen")).to_have_text("97%")
    assert time.perf_counter() - began < 3
    page.locator("#search").fill("sau cung")
    expect(page.locator("#count")).to_contain_text("1 of 3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1360, 390])
def test_axe_finds_nothing_serious(
    opener: Opener, journalist_page: Path, scheme: str, width: int
) -> None:
    page = opener(journalist_page, color_scheme=scheme, viewport={"width": width, "height": 800})
    found = serious_findings(page)
    page.keyboard.press("f")
    page.locator("#search").fill("đà nẵng")
    expect(page.locator("#count")).to_contain_text("4 of 10")
    found += serious_findings(page)
    page.locator("#articles button").first.click()
    for key in "jaxe":
        page.keyboard.press(key)
    found += serious_findings(page)
    page.keyboard.press("Escape")
    found += serious_findings(page)
    for key in "?s":
        page.keyboard.press(key)
        found += serious_findings(page)
        page.keyboard.press("Escape")
    for key in "23":
        page.keyboard.press(key)
        found += serious_findings(page)
    assert found == []


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of as many articles as the page is made for."""
    docs, facts = [], []
    for number in range(MANY):
        body = "\n".join(
            f"Đoạn {at}: huyện {number} có {at + 1}% hồ sơ qua mạng." for at in range(FACTS)
        )
        docs.append(document(f"{number}.txt", body, title=f"Huyện thứ {number}"))
        facts += [
            percentage(docs[-1], f"{at + 1}%", value=at + 1.0, subject=docs[-1].title)
            for at in range(FACTS)
        ]
    return page_of(write_run(tmp_path_factory.mktemp("many"), docs, facts))


def test_a_thousand_articles_do_not_stutter(opener: Opener, many: Path) -> None:
    page = opener(many)
    expect(page.locator("#count")).to_have_text("1,000 of 1,000 articles · 11,000 facts")
    assert page.locator("#articles li").count() < 40
    page.locator("#search").fill("huyen 999")
    expect(page.locator("#count")).to_contain_text("1 of 1,000")
    page.locator("#search").fill("")
    expect(page.locator("#count")).to_contain_text("1,000 of")
    page.locator("#articles").hover()
    still, scrolling = page.evaluate(
        """async () => {
          const box = document.querySelector("#articles");
          const frame = async (rows) => {
            const frames = [];
            for (let at = 0; at < 40; at++) {
              const before = performance.now();
              box.scrollTop += 100 * rows;
              await new Promise(requestAnimationFrame);
              frames.push(performance.now() - before);
            }
            return frames.sort((a, b) => a - b)[20];
          };
          return [await frame(0), await frame(7)];
        }"""
    )
    assert scrolling < 2 * still + 25  # milliseconds: the machine may be busy with other things
    page.locator("#articles").evaluate("box => box.scrollTop = 1e9")
    page.get_by_text("Huyện thứ 999").click()
    expect(page.locator("#article-head h1")).to_have_text("Huyện thứ 999")
