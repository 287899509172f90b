"""The page of `tinvan view`, with real clicks and keys."""

import json
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect

from tests.browsing import Opener, chromium, serious_findings
from tests.bundled import CORPUS
from tests.viewed import HIJACK, document, hostile_run, page_of, percentage, write_run
from tinvan.cli import main
from tinvan.facts import Ranking
from tinvan.output.stored import StoredRun
from tinvan.read.rejects import Reject

pytestmark = pytest.mark.large
JOURNALIST = Path(__file__).parent.parent / "docs" / "examples" / "journalist.jsonl"
MANY = 1000
FACTS = 11  # of each, as many as news has


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def opener(browser: Browser) -> Iterator[Opener]:
    """Open pages; whatever goes wrong in one fails the test."""
    made = Opener(browser)
    yield made
    for context in browser.contexts:
        context.close()
    assert made.wrong == []


@pytest.fixture(scope="module")
def journalist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("journalist"), JOURNALIST)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extracted(tmp_path_factory.mktemp("corpus"), CORPUS / "a01.txt", CORPUS / "a02.txt")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return page_of(hostile_run(tmp_path_factory.mktemp("hostile")))


def extracted(folder: Path, *inputs: Path) -> Path:
    """Return the page of articles."""
    result = CliRunner().invoke(main, ["extract", *map(str, inputs), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return page_of(StoredRun(folder))


def chosen(page: Page) -> str:
    """Return the anchor of the fact that is chosen, as its card has it."""
    return page.locator(".card.chosen .anchor").inner_text()


def shown_facts(page: Page) -> list[str]:
    """Return the anchors of the facts that are listed."""
    return page.locator(".card .anchor").all_inner_texts()


def test_shows_the_article_as_crawled_with_its_furniture(opener: Opener, corpus: Path) -> None:
    page = opener(corpus)
    text = (CORPUS / "a01.txt").read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    assert page.locator(".line .words").all_inner_texts() == lines
    dateline = page.locator(".line.role-dateline")
    expect(dateline).to_have_class("line role-dateline furniture")
    expect(dateline.locator(".role")).to_have_text("dateline")
    page.keyboard.press("h")
    expect(dateline).to_be_hidden()
    expect(page.locator(".line.role-title")).to_be_visible()


def test_leads_from_a_fact_to_its_characters_and_back(opener: Opener, corpus: Path) -> None:
    page = opener(corpus)
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


def test_facts_within_facts_are_chosen_in_turn(opener: Opener, hostile: Path) -> None:
    page = opener(hostile)
    page.get_by_text("Chồng nhau").click()
    mark = page.locator("mark.several")
    expect(mark).to_have_text("12%")
    mark.click()
    assert chosen(page) == "12%"
    mark.click()
    assert chosen(page) == "12% đến 34%"
    expect(page.locator("mark.chosen")).to_have_count(2)


def test_filters_by_what_facts_are_about(opener: Opener, journalist: Path) -> None:
    page = opener(journalist)
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


def test_searches_with_and_without_marks(opener: Opener, journalist: Path) -> None:
    page = opener(journalist)
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
    expect(page.locator("#count")).to_contain_text("1 of 1")
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


def test_shows_conflicts_side_by_side(opener: Opener, journalist: Path) -> None:
    page = opener(journalist)
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


def test_plots_a_series_over_time(opener: Opener, journalist: Path) -> None:
    page = opener(journalist)
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


def test_keys_go_through_facts_and_articles(opener: Opener, journalist: Path) -> None:
    page = opener(journalist)
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


def test_an_address_leads_to_its_fact(opener: Opener, journalist: Path) -> None:
    page = opener(journalist)
    page.goto(f"{journalist.as_uri()}#/articles/1/6")
    page.reload()
    assert chosen(page) == "24/47"


def test_speaks_both_languages_and_has_two_themes(opener: Opener, journalist: Path) -> None:
    page = opener(journalist, locale="vi-VN")
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


def test_decisions_are_kept_undone_and_saved_as_labels(
    opener: Opener, journalist: Path, tmp_path: Path
) -> None:
    page = opener(journalist)
    page.keyboard.press("j")
    page.keyboard.press("a")  # the first fact; each decision goes on to the next
    page.keyboard.press("x")
    page.keyboard.press("a")
    page.keyboard.press("u")
    expect(page.locator("#progress")).to_have_text("2 of 35 reviewed")
    page.keyboard.press("U")
    expect(page.locator("#progress")).to_have_text("3 of 35 reviewed")
    page.reload()
    expect(page.locator("#progress")).to_have_text("3 of 35 reviewed")

    page.keyboard.press("o")
    assert chosen(page) == "thứ 6"
    page.keyboard.press("e")
    rank = page.locator("#edit [name=rank]")
    rank.fill("7.5")
    page.keyboard.press("Enter")
    expect(page.locator("#edit .error")).to_contain_text("not a whole number")
    rank.fill("7")
    page.keyboard.press("Enter")
    expect(page.locator("#edit")).to_be_hidden()
    expect(page.locator(".card.chosen .verdict")).to_have_text("corrected")

    page.keyboard.press("n")
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.press("s")
    with page.expect_download() as download:
        page.locator("#save-labels").click()
    labels = tmp_path / download.value.suggested_filename
    download.value.save_as(labels)
    rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
    assert [row.get("optional", False) for row in rows] == [False] * 4 + [True] * 2
    assert rows[2]["rank"] == 7
    assert rows[0].keys().isdisjoint({"evidence", "rule", "confidence", "id", "schema"})
    assert rows[0]["anchor"] == {"start": 14, "end": 21, "text": "một bậc"}

    facts = journalist.parent / "facts.jsonl"
    result = CliRunner().invoke(main, ["score", str(labels), str(facts), "--json"])
    assert result.exit_code == 0, result.output
    types = json.loads(result.stdout)["types"].values()
    # Of what the run read, that is as accepted; the rejected and the corrected fact are not.
    assert [sum(one[count] for one in types) for count in ("gold", "pred", "n_right")] == [4, 5, 3]


def test_an_anchor_is_moved_to_what_is_selected(opener: Opener, hostile: Path) -> None:
    page = opener(hostile)
    page.keyboard.press("j")
    page.evaluate(
        "getSelection().selectAllChildren(document.querySelector('.line:nth-child(2) .words'))"
    )
    page.keyboard.press("e")
    page.locator("#use-selection").check()
    page.locator("#edit").get_by_role("button", name="Save").click()
    page.keyboard.press("s")
    with page.expect_download() as download:
        page.locator("#save-labels").click()
    row = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    docs = (hostile.parent / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    text = json.loads(docs[0])["text"]
    anchor = row["anchor"]
    assert anchor["text"] == text[anchor["start"] : anchor["end"]] == text.splitlines()[1]


def test_works_where_nothing_can_be_kept(opener: Opener, journalist: Path) -> None:
    forbidden = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    page = opener(journalist, setup=forbidden)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_have_text("1 of 35 reviewed")
    expect(page.locator("#memory")).to_contain_text("save labels before you leave")


def test_hostile_articles_are_shown_as_text(opener: Opener, hostile: Path) -> None:
    page = opener(hostile)
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


def test_a_line_of_a_megabyte_does_not_freeze_the_page(opener: Opener, hostile: Path) -> None:
    page = opener(hostile)
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
    opener: Opener, journalist: Path, scheme: str, width: int
) -> None:
    page = opener(journalist, color_scheme=scheme, viewport={"width": width, "height": 800})
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


def test_on_a_phone_one_thing_is_seen_at_a_time(opener: Opener, journalist: Path) -> None:
    page = opener(journalist, viewport={"width": 390, "height": 800}, has_touch=True)
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


def test_prints_the_article_with_its_facts(opener: Opener, corpus: Path) -> None:
    page = opener(corpus)
    page.emulate_media(media="print")
    expect(page.locator("#articles")).to_be_hidden()
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".card").last).to_be_visible()
    assert len(page.pdf()) > 10_000


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


def _year(year: int) -> object:
    """Return the date of a year."""
    from tinvan.facts import FactDate

    return FactDate(f"{year}-01-01", f"{year}-12-31", str(year), "stated")
