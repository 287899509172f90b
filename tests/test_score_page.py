"""The report that is read in a browser: one file, no network, whatever the texts contain."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.score_cases import document, evaluate, percentage, write
from tinvan.cli import main
from tinvan.score.evaluation import Evaluation
from tinvan.score.files import Gold, Run
from tinvan.score.page import as_page

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> \"' đạt 2% & 7%.\n"
_VOID = {"meta", "wbr", "input"}
_IMPLIED = {"option"}


class Page(HTMLParser):
    """What a report is made of; elements that are not closed are an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID | _IMPLIED:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def having(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag == name]


def page(evaluation: Evaluation, run: str = "run") -> str:
    return as_page(evaluation, "gold", run, "base" if evaluation.base else None)


def hostile() -> Evaluation:
    """Return an evaluation in which every text is hostile."""
    bad = HOSTILE.strip()
    facts = [
        percentage("2%", text=HOSTILE, doc_id=bad, indicator=bad, alt={"subject": [bad]}),
        percentage("7%", text=HOSTILE, doc_id=bad, date={"start": bad, "end": bad, "text": bad}),
    ]
    read = document(doc_id=bad, text=HOSTILE, lines=[], url=bad, source=bad, published=bad,
                    title=bad, author=bad, origins={"title": "text", "author": "text"})  # fmt: skip
    given = [{**fact, "value": bad, "indicator": bad[::-1], "confidence": 0.5} for fact in facts]
    gold = Gold(facts, {bad: {1: bad}}, {bad: {"title": bad[::-1], "author": bad}})
    return Evaluation(gold, Run(given, {bad: read}), base=Run(facts[:1], {bad: read}))


def test_hostile_texts_stay_texts() -> None:
    text = page(hostile(), run=HOSTILE)
    parsed = Page(text)
    assert parsed.open == []
    assert len(parsed.having("script")) == 1
    assert parsed.having("img") == []
    assert not any(name.startswith("on") for _, attrs in parsed.tags for name in attrs)


def test_nothing_is_fetched_and_only_its_own_script_may_run() -> None:
    text = page(hostile())
    named = [value for _, attrs in Page(text).tags for name, value in attrs.items()
             if name in ("href", "src", "action", "formaction", "srcset", "data")]  # fmt: skip
    assert named
    assert all(value and value.startswith("#") for value in named)
    (policy,) = [a["content"] or "" for a in Page(text).having("meta") if "http-equiv" in a]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "style=" not in text


def test_gold_and_output_stand_side_by_side_in_the_sentence() -> None:
    gold = percentage("35-40%", value=None, low=35, high=40, alt={"subject": ["tỉnh"]})
    text = page(evaluate([gold], [percentage("40%", value=40)]))
    assert '<mark class="gold">35-</mark><mark class="gold output">40%</mark>' in text
    assert '<tr class="wrong"><th scope=row>✗ low</th><td>35</td><td>–</td></tr>' in text
    assert '<tr class="right"><th scope=row>subject</th><td>Hòa Sơn <small>or tỉnh</small>' in text
    assert 'data-type="percentage" data-doc="a.txt" data-error="boundary"' in text


def test_filters_offer_what_there_is_with_its_number() -> None:
    given = [percentage("2%", value=3), percentage("7%", value=3), percentage("Mai")]
    text = page(evaluate([percentage("2%"), percentage("7%")], given))
    (form,) = re.findall(r'<form class="filters">.*?</form>', text)
    assert '<option value="number habit">number habit (2)' in form
    assert '<option value="invented">invented (1)' in form
    assert text.count('<article class="card"') == 3


def test_plots_show_intervals_and_risk_where_there_is_confidence() -> None:
    gold = [percentage("2%", doc_id=str(n)) for n in range(6)]
    rated = [{**fact, "confidence": n / 10} for n, fact in enumerate(gold)]
    wrong = [{**fact, "value": 9} for fact in rated[:2]]
    text = page(Evaluation(Gold(gold, {}, {}), Run(wrong + rated[2:], {})))
    assert text.count('class="whisker"') == 3
    assert 'class="curve"' in text
    assert 'class="curve"' not in page(Evaluation(Gold(gold, {}, {}), Run(gold, {})))


def test_runs_are_compared_fact_by_fact() -> None:
    gold = [percentage("2%"), percentage("7%")]
    lost = [{**gold[0], "value": 3}, gold[1]]
    text = page(evaluate(gold, lost, base=gold))
    assert '<span class="badge lost">lost</span>' in text
    assert "<th scope=col>before</th><th scope=col>now</th>" in text


def test_nothing_to_score_makes_a_report_too() -> None:
    assert "nothing to score" in page(Evaluation(Gold([], {}, {}), Run([], {})))
    gold = [percentage("2%")]
    assert "<p>None.</p>" in page(evaluate(gold, gold))


def test_the_same_files_give_the_same_report() -> None:
    assert page(hostile()) == page(hostile())


@pytest.mark.parametrize("options", [[], ["--json"], ["--errors", "percentage"]])
def test_the_report_is_written_beside_what_is_printed(tmp_path: Path, options: list[str]) -> None:
    gold, out = write(tmp_path / "gold.jsonl", [percentage("2%")]), tmp_path / "r.html"
    result = CliRunner().invoke(main, ["score", gold, gold, "--html", str(out), *options])
    assert result.exit_code == 0
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_a_report_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold.jsonl", [percentage("2%")])
    out = tmp_path / "gold.jsonl" / "r.html"
    result = CliRunner().invoke(main, ["score", gold, gold, "--html", str(out)])
    assert result.exit_code == 1
    assert ". Name another file" in result.stderr
