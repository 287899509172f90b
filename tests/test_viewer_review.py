"""Reviewing facts on the page of `tinvan view`, and the labels that come of it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from tests.browsing import Opener, chosen, serious_findings
from tinvan.cli import main

pytestmark = pytest.mark.large


def test_decisions_are_kept_undone_and_saved_as_labels(
    opener: Opener, journalist_page: Path, tmp_path: Path
) -> None:
    page = opener(journalist_page)
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

    facts = journalist_page.parent / "facts.jsonl"
    result = CliRunner().invoke(main, ["score", str(labels), str(facts), "--json"])
    assert result.exit_code == 0, result.output
    types = json.loads(result.stdout)["types"].values()
    # Of what the run read, that is as accepted; the rejected and the corrected fact are not.
    assert [sum(one[count] for one in types) for count in ("gold", "pred", "n_right")] == [4, 5, 3]


def test_an_anchor_is_moved_to_what_is_selected(opener: Opener, hostile_page: Path) -> None:
    page = opener(hostile_page)
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
    docs = (hostile_page.parent / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    text = json.loads(docs[0])["text"]
    anchor = row["anchor"]
    assert anchor["text"] == text[anchor["start"] : anchor["end"]] == text.splitlines()[1]


def test_a_key_right_after_a_form_closed_is_heard(opener: Opener, journalist_page: Path) -> None:
    """The field keeps the focus until the page is drawn again, and swallowed the key."""
    page = opener(journalist_page)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.evaluate(
        """() => {
          document.activeElement.closest("dialog").close();
          const pressed = new KeyboardEvent("keydown", { key: "a", bubbles: true });
          document.activeElement.dispatchEvent(pressed);
        }"""
    )
    expect(page.locator("#progress")).to_have_text("1 of 35 reviewed")


def test_works_where_nothing_can_be_kept(opener: Opener, journalist_page: Path) -> None:
    forbidden = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    page = opener(journalist_page, setup=forbidden)
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#progress")).to_have_text("1 of 35 reviewed")
    expect(page.locator("#memory")).to_contain_text("save labels before you leave")


def test_two_tabs_keep_the_decisions_of_both(opener: Opener, journalist_page: Path) -> None:
    first = opener(journalist_page)
    second = opener.beside(first, journalist_page)
    for key in "jaa":
        first.keyboard.press(key)
    expect(second.locator("#progress")).to_have_text("2 of 35 reviewed")
    expect(second.locator(".card .verdict")).to_have_text(["accepted", "accepted"])
    for key in "nja":
        second.keyboard.press(key)
    expect(first.locator("#progress")).to_have_text("3 of 35 reviewed")
    first.keyboard.press("u")
    expect(second.locator("#progress")).to_have_text("2 of 35 reviewed")
    for page in (first, second):
        page.reload()
        expect(page.locator("#progress")).to_have_text("2 of 35 reviewed")


def test_a_tab_that_heard_nothing_of_another_loses_none_of_its_decisions(
    opener: Opener, journalist_page: Path
) -> None:
    """A browser may let a tab sleep, which then hears late of what the others keep."""
    deaf = "addEventListener('storage', (event) => event.stopImmediatePropagation())"
    first = opener(journalist_page, setup=deaf)
    second = opener.beside(first, journalist_page)
    for key in "jaa":
        first.keyboard.press(key)
    expect(second.locator("#progress")).to_have_text("")
    for key in "nja":
        second.keyboard.press(key)
    expect(second.locator("#progress")).to_have_text("3 of 35 reviewed")
    first.reload()
    expect(first.locator("#progress")).to_have_text("3 of 35 reviewed")


def test_what_a_tab_did_not_see_it_does_not_replace(opener: Opener, journalist_page: Path) -> None:
    deaf = "addEventListener('storage', (event) => event.stopImmediatePropagation())"
    first = opener(journalist_page)
    second = opener.beside(first, journalist_page)
    asleep = opener.beside(first, journalist_page, setup=deaf)
    for key in "ja":
        first.keyboard.press(key)
    expect(second.locator(".card .verdict")).to_have_text("accepted")
    for key in "jx":
        asleep.keyboard.press(key)
    expect(asleep.locator("#stale")).to_contain_text("another tab has changed this one")
    expect(asleep.locator("#stale")).to_contain_text("to “accepted”")
    expect(asleep.locator(".card .verdict")).to_have_text("accepted")
    expect(first.locator(".card .verdict")).to_have_text("accepted")
    asleep.keyboard.press("x")  # now that it is seen
    expect(asleep.locator("#stale")).to_be_hidden()
    expect(first.locator(".card .verdict")).to_have_text("rejected")

    second.keyboard.press("j")
    second.keyboard.press("e")  # a form that is open while another tab decides
    for key in "ka":
        first.keyboard.press(key)
    expect(second.locator(".card .verdict")).to_have_text("accepted")
    second.keyboard.press("Enter")
    expect(second.locator("#stale")).to_contain_text("to “accepted”")
    asleep.keyboard.press("u")
    expect(asleep.locator("#stale")).to_contain_text("to “accepted”")
    for page in (first, second, asleep):
        page.reload()
        expect(page.locator("#progress")).to_have_text("1 of 35 reviewed")
        expect(page.locator(".card .verdict")).to_have_text("accepted")


def test_pages_of_parts_of_a_run_keep_the_decisions_of_each_other(
    opener: Opener, journalist_page: Path, tmp_path: Path
) -> None:
    part = tmp_path / "part.html"
    args = ["view", str(journalist_page.parent), "-o", str(part), "--docs", "^tin-sau/"]
    assert CliRunner().invoke(main, args).exit_code == 0
    whole = opener(journalist_page)
    for key in "ja":
        whole.keyboard.press(key)
    page = opener.beside(whole, part)
    for key in "ja":
        page.keyboard.press(key)
    expect(whole.locator("#progress")).to_have_text("2 of 35 reviewed")
    whole.reload()
    expect(whole.locator("#progress")).to_have_text("2 of 35 reviewed")


def test_what_another_tab_decided_since_is_not_undone(
    opener: Opener, journalist_page: Path
) -> None:
    first = opener(journalist_page)
    second = opener.beside(first, journalist_page)
    for key in "ja":
        first.keyboard.press(key)
    expect(second.locator("#progress")).to_have_text("1 of 35 reviewed")
    for key in "jx":
        second.keyboard.press(key)
    expect(first.locator(".card .verdict")).to_have_text("rejected")
    first.keyboard.press("u")
    expect(first.locator("#announced")).to_have_text("Nothing to undo")
    expect(first.locator(".card .verdict")).to_have_text("rejected")


def test_what_can_no_longer_be_kept_stays_for_the_visit(
    opener: Opener, journalist_page: Path
) -> None:
    page = opener(journalist_page)
    for key in "ja":
        page.keyboard.press(key)
    page.evaluate("void (Storage.prototype.setItem = () => { throw new Error('full') })")
    for key in "aa":
        page.keyboard.press(key)
    expect(page.locator("#progress")).to_have_text("3 of 35 reviewed")
    expect(page.locator("#memory")).to_contain_text("save labels before you leave")


def test_accepting_a_corrected_fact_keeps_the_correction(
    opener: Opener, journalist_page: Path
) -> None:
    page = opener(journalist_page)
    for key in "jjje":
        page.keyboard.press(key)
    page.locator("#edit [name=rank]").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(".card.chosen .verdict")).to_have_text("corrected")
    expect(page.locator(".card.chosen .act-accept")).to_be_disabled()
    corrected = chosen(page)
    page.keyboard.press("a")
    assert chosen(page) != corrected
    page.keyboard.press("k")
    expect(page.locator(".card.chosen .verdict")).to_have_text("corrected")
    expect(page.locator(".card.chosen dl")).to_contain_text("7")
    assert serious_findings(page) == []
