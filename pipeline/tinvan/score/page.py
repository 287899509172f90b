"""The report of `tinvan score --html`: one file that needs no network and no server.

Its style and script are named by their hashes in a content security policy, so nothing that got
into it from an article could run or be fetched, even if it were not escaped.
"""

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files

import pandas as pd

from tinvan.score.breakdown import GROUPINGS
from tinvan.score.cards import mistake_card, turn_card
from tinvan.score.cleaning import CleaningScore
from tinvan.score.evaluation import Evaluation
from tinvan.score.phenomena import PHENOMENA
from tinvan.score.plots import class_plot, f1_plot, risk_plot
from tinvan.score.report import Means, Scores, span
from tinvan.score.rivals import CHANGES
from tinvan.score.taxonomy import MEANINGS


def as_page(evaluation: Evaluation, gold: str, run: str, base: str | None) -> str:
    """Return the report.

    Args:
        evaluation: What is told.
        gold: What the right answers are called.
        run: What the run scored is called.
        base: What the run compared with is called, if there is one.
    """
    style, script = (_asset(name) for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}"
    compared = f" and compared with <b>{escape(base)}</b>" if base else ""
    sections = [section for section in _sections(evaluation) if section[2]]
    links = "".join(f'<a href="#{name}">{title}</a>' for name, title, _ in sections)
    body = "".join(
        f'<section id="{name}"><h2>{title}</h2>{content}</section>\n'
        for name, title, content in sections
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(run)} against {escape(gold)}</title><style>{style}</style></head>\n<body>"
        f"<h1>How right are the facts?</h1>"
        f'<p class="files"><b>{escape(run)}</b>, scored against <b>{escape(gold)}</b>{compared}: '
        f"{_counts(evaluation.scores)}.</p>"
        f"{_tiles(evaluation.scores)}<nav>{links}</nav>\n{body}"
        f"<script>{script}</script></body></html>\n"
    )


def _sections(evaluation: Evaluation) -> Iterator[tuple[str, str, str]]:
    """Yield name, title and content of each section; without content it is left out."""
    yield "figures", "By type", _figures(evaluation.scores)
    yield "classes", "What went wrong", _classes(evaluation)
    yield "breakdowns", "By phenomenon, year and source", _breakdowns(evaluation)
    yield "confidence", "Confidence", _confidence(evaluation)
    yield "cleaning", "Cleaning", _cleaning(evaluation.cleaning)
    yield "comparison", "Since the other run", _comparison(evaluation)
    yield "mistakes", "Mistakes, one by one", _mistakes(evaluation)


def _tiles(scores: Scores) -> str:
    """Return the headline figures."""
    shown = (
        ("record F1, mean of types", scores.macro, "record"),
        ("record F1, all facts", scores.micro, "record"),
        ("detection F1, mean of types", scores.macro, "detection"),
        ("full-record F1, mean of types", scores.macro, "full"),
    )
    return f'<div class="tiles">{"".join(_tile(*one) for one in shown)}</div>'


def _tile(said: str, means: Means, level: str) -> str:
    """Return a figure with its interval."""
    return (
        f'<div class="tile"><span>{said}</span><b>{getattr(means, level):.3f}</b>'
        f"<span>{span(means.ci95[level])}</span></div>"
    )


def _counts(scores: Scores) -> str:
    return f"{scores.docs:,} articles, {scores.gold:,} gold facts, {scores.pred:,} predicted"


def _figures(scores: Scores) -> str:
    """Return F1 per type as plot and table, and how often each slot is right."""
    if not scores.types:
        return "<p>No gold facts in these articles, so nothing to score.</p>"
    slots = scores.slot_table()
    return (
        "<p>A fact is <b>detected</b> where its span overlaps a gold one; its <b>record</b> is "
        "right where every core slot is, and <b>full</b> where every slot is. Intervals are 95 % "
        "bootstrap intervals over articles; means are over types with ten gold facts or more.</p>"
        f"{f1_plot(scores)}{_table(scores.table(), words=['weakest slots'])}"
        "<details><summary>How often each slot is right, of detected facts</summary>"
        f"{_table(slots.set_index('type'), words=['slot'])}</details>"
    )


def _classes(evaluation: Evaluation) -> str:
    """Return how many records each class of mistakes spoiled."""
    if evaluation.errors.empty:
        return ""
    meanings = {str(name): text for name, text in MEANINGS.items()}
    table = evaluation.errors.assign(meaning=evaluation.errors.index.map(meanings))
    unlabelled = (
        ""
        if evaluation.gold.labels
        else (
            '<p class="note">Without labels of lines (--lines) what was read from furniture cannot '
            "be told from what else was invented.</p>"
        )
    )
    return (
        "<p>Each wrong record has one class: that of its first mistake in the order of reading.</p>"
        f"{class_plot(evaluation.errors)}{_table(table, words=['meaning'])}{unlabelled}"
    )


def _breakdowns(evaluation: Evaluation) -> str:
    """Return the figures by phenomenon, year and source."""
    parts = []
    for by in reversed(GROUPINGS):
        table = evaluation.breakdown(by)
        if table.empty:
            continue
        if by == "phenomenon":
            meanings = {one.name: one.meaning for one in PHENOMENA}
            table = table.assign(meaning=table.index.map(meanings))
        parts.append(f"<h3>By {by}</h3>{_table(table, words=['meaning'])}")
    if parts and not evaluation.knows_sentences:
        parts.append(
            '<p class="note">Most sentences are not known, so phenomena that they tell are left '
            "out: give --texts.</p>"
        )
    return "".join(parts)


def _confidence(evaluation: Evaluation) -> str:
    """Return risk against coverage."""
    risk = evaluation.risk
    if risk is None:
        return ""
    return (
        f"<p>The share of wrong records among the most confident ones; its mean over all "
        f"coverages is {risk.area:.3f}, of {risk.records:,} records.</p>{risk_plot(risk)}"
    )


def _cleaning(cleaning: CleaningScore | None) -> str:
    """Return the figures of labels and metadata."""
    if cleaning is None:
        return ""
    parts = []
    if cleaning.articles:
        p, r, value = cleaning.content
        parts.append(
            f"<p>Content of {cleaning.articles} articles, {cleaning.lines:,} lines, weighted by "
            f"characters: P {p:.3f}, R {r:.3f}, F1 {value:.3f} ({span(cleaning.content_f1_ci95)})."
            f"</p>{_table(cleaning.label_table())}"
        )
    if cleaning.confused:
        columns = ["right", "given", "lines"]
        confused = pd.DataFrame(cleaning.confused, columns=columns).set_index("right")
        parts.append(f"<h3>Lines taken for others</h3>{_table(confused)}")
    if cleaning.metadata:
        parts.append(f"<h3>Metadata, exactly right</h3>{_table(cleaning.metadata_table())}")
    return "".join(parts)


def _comparison(evaluation: Evaluation) -> str:
    """Return what changed since the other run."""
    if evaluation.base is None:
        return ""
    kinds = [turn.outcome.kind for turn in evaluation.turns]
    changes = [str(turn.change) for turn in evaluation.turns]
    choices: dict[str, Sequence[str]] = {"change": changes, "type": kinds}
    cards = "".join(map(turn_card, evaluation.turns))
    listed = f"<div>{_filters(choices)}{cards}</div>" if cards else ""
    meanings = {str(name): text for name, text in CHANGES.items()}
    counts = evaluation.turn_counts
    counted = "<p>No fact changed.</p>"
    if not counts.empty:
        counts = counts.assign(meaning=counts.index.map(meanings))
        counted = _table(counts, words=["meaning"])
    return (
        "<p>Record F1 of both runs; p is how often a difference as large comes about by chance "
        "(approximate randomisation over articles).</p>"
        f"{_table(evaluation.difference_table())}{counted}"
        f"<details><summary>The facts</summary>{listed}</details>"
    )


def _mistakes(evaluation: Evaluation) -> str:
    """Return every mistake with its sentence."""
    found = evaluation.mistakes
    choices: dict[str, Sequence[str]] = {
        "type": [outcome.kind for outcome in found],
        "error": [outcome.error or "" for outcome in found],
        "doc": [outcome.article.doc_id for outcome in found],
    }
    if not found:
        return "<p>None.</p>"
    return (
        '<p class="note">In sentences: <mark class="gold">gold</mark> '
        '<mark class="output">output</mark> <mark class="gold output">both</mark>. '
        "✗ stands at slots that are wrong.</p>"
        f"<div>{_filters(choices)}{''.join(map(mistake_card, found))}</div>"
    )


def _filters(choices: Mapping[str, Sequence[str]]) -> str:
    """Return what chooses among the cards behind it."""
    said = {"error": "class", "doc": "article"}
    selects = "".join(
        f'<label>{said.get(name, name)}<select name="{name}"><option value="">all'
        f"{''.join(_options(values))}</select></label>"
        for name, values in choices.items()
    )
    words = '<label>words<input type="search" placeholder="in the card"></label>'
    return f'<form class="filters">{selects}{words}<output></output></form>'


def _options(values: Sequence[str]) -> Iterator[str]:
    """Yield the values to choose from, with how often they occur."""
    for value, count in pd.Series(values).value_counts(sort=False).items():
        shown = escape(str(value))
        yield f'<option value="{shown}">{shown} ({count})'


def _table(table: pd.DataFrame, words: Iterable[str] = ()) -> str:
    """Return a table of figures; `words` are the columns of running text."""
    left = set(words)
    classes = [' class="words"' if column in left else "" for column in table.columns]
    head = "".join(
        f"<th scope=col{kind}>{escape(str(column))}</th>"
        for kind, column in zip(classes, table.columns, strict=True)
    )
    rows = "".join(
        f"<tr><th scope=row>{escape(str(name))}</th>"
        + "".join(
            f"<td{kind}>{escape(_shown(value))}</td>"
            for kind, value in zip(classes, row, strict=True)
        )
        + "</tr>"
        for name, row in zip(table.index, table.itertuples(index=False, name=None), strict=True)
    )
    return (
        '<div class="wide" tabindex="0"><table class="figures"><thead><tr><td></td>'
        f"{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _shown(value: object) -> str:
    """Return a figure of a table as text."""
    if isinstance(value, tuple):
        return span(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return "–" if pd.isna(value) else f"{value:.3f}"
    return "–" if value is None else f"{value:,}" if isinstance(value, int) else str(value)


def _asset(name: str) -> str:
    """Return a file that stands beside this one."""
    return files("tinvan.score").joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the hash by which a content security policy names a style or script."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
