"""What `tinvan score` and `tinvan agree` print."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from tinvan.score.agreement import Agreement, Disagreement
from tinvan.score.breakdown import Grouping
from tinvan.score.cleaning import CleaningScore
from tinvan.score.evaluation import Evaluation
from tinvan.score.outcomes import Outcome
from tinvan.score.report import Means, Scores, span

_LONGEST = 60  # characters of a value in an example
_SHOWN = 20  # facts that were lost


def as_text(evaluation: Evaluation, by: Sequence[Grouping]) -> str:
    """Return the figures as tables.

    Args:
        evaluation: What is told.
        by: The breakdowns to add.
    """
    if not evaluation.scores.types:
        return "no gold facts in these articles, so nothing to score"
    parts = [_figures(evaluation.scores), *_classes(evaluation)]
    for one in by:
        parts += _breakdown(evaluation, one)
    parts += _risk(evaluation)
    if evaluation.cleaning:
        parts += _cleaning(evaluation.cleaning)
    if evaluation.base:
        parts += _comparison(evaluation)
    return "\n\n".join(parts)


def agreement_as_text(agreement: Agreement, found: Iterable[Disagreement]) -> str:
    """Return how far annotators agree, and where they do not."""
    slots = agreement.slot_table()
    parts = [
        f"{agreement.docs} articles that both labelled",
        _table(agreement.table()),
        "slots of the facts that both have (alike: the same answer; accepted: with alternatives)",
        _table(slots, index=False),
        "disagreements",
        "\n".join(map(_disagreement, found)) or "none",
    ]
    return "\n\n".join(parts)


def error_listing(outcomes: Iterable[Outcome]) -> Iterator[str]:
    """Yield a few lines for each mistake, in order."""
    for outcome in outcomes:
        said = {"invented": "SPURIOUS"}.get(outcome.verdict, outcome.verdict.upper())
        note = f"; {outcome.note}" if outcome.note else ""
        lines = [f"{outcome.article.doc_id} {said} “{outcome.anchor}” ({outcome.error}{note})"]
        lines += [f"    {slot}: {_answers(outcome, slot)}" for slot in outcome.wrong]
        if outcome.sentence:
            lines.append(f"    in: {' '.join(outcome.sentence.text.split())}")
        yield "\n".join(lines)


def as_json_text(plain: Mapping[str, Any]) -> str:
    """Return plain data as JSON, numbers of numpy included."""
    return json.dumps(
        plain, ensure_ascii=False, allow_nan=False, default=lambda number: number.item()
    )


def brief(value: object) -> str:
    """Return a slot's value on one line: the days of a date, a name, a number, else JSON."""
    if isinstance(value, dict) and "start" in value:
        start, end = (value.get(side) or "" for side in ("start", "end"))
        basis = f" ({value['basis']})" if value.get("basis") else ""
        return (start if start == end else f"{start}..{end}") + basis
    if isinstance(value, dict) and "name" in value:
        value = value["name"]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{int(value) if float(value).is_integer() else value:,}"
    return json.dumps(value, ensure_ascii=False)


def _figures(scores: Scores) -> str:
    """Return the table of types with the means below it."""
    return (
        f"{scores.docs} articles, {scores.gold} gold facts, {scores.pred} predicted\n\n"
        f"{_table(scores.table())}\n\n"
        f"record F1: macro {_with_interval(scores.macro, 'record')} (types with ten gold facts "
        f"or more), micro {_with_interval(scores.micro, 'record')}\n"
        f"macro detection F1 {_with_interval(scores.macro, 'detection')}, "
        f"macro full-record F1 {_with_interval(scores.macro, 'full')}"
    )


def _with_interval(means: Means, level: str) -> str:
    """Return a mean with its interval."""
    return f"{getattr(means, level):.3f} [{span(means.ci95[level])}]"


def _classes(evaluation: Evaluation) -> Iterator[str]:
    """Yield how many records each class spoiled, with an example of each."""
    if evaluation.errors.empty:
        return
    yield f"what went wrong: {len(evaluation.mistakes)} records, one class each"
    yield _table(evaluation.errors)
    lines = []
    for error in evaluation.errors.index:
        outcome = next(one for one in evaluation.mistakes if one.error == error)
        details = "; ".join(f"{slot} {_answers(outcome, slot)}" for slot in outcome.wrong)
        place = f"{outcome.article.doc_id} {outcome.kind} “{_cut(outcome.anchor)}”"
        lines.append(f"{error}: {place} " + (details or _around(outcome)))
    yield "for example\n" + "\n".join(f"  {line}" for line in lines)


def _answers(outcome: Outcome, slot: str) -> str:
    """Return both answers of a slot."""
    gold, given = ((side or {}).get(slot) for side in (outcome.gold, outcome.given))
    return f"{_cut(brief(gold))}, but given {_cut(brief(given))}"


def _around(outcome: Outcome) -> str:
    """Return what is known of a fact that one side has alone: a note, and its surroundings."""
    if outcome.sentence is None:
        return outcome.note
    at = outcome.start - outcome.sentence.start
    around = outcome.sentence.text[max(0, at - _LONGEST // 2) : at + _LONGEST]
    return " ".join(f"{outcome.note} in: …{around}…".split())


def _breakdown(evaluation: Evaluation, by: Grouping) -> Iterator[str]:
    """Yield the record figures by source, year or phenomenon."""
    table = evaluation.breakdown(by)
    if not table.empty:
        yield f"records by {by}"
        yield _table(table.assign(**{"95% CI": table["95% CI"].map(span)}))
    if by == "phenomenon" and not evaluation.knows_sentences:
        yield "most sentences are not known, so what they tell is left out: give --texts"


def _risk(evaluation: Evaluation) -> Iterator[str]:
    """Yield how often records are wrong among the most confident ones."""
    if risk := evaluation.risk:
        at = ", ".join(f"{float(share):.0%} {value:.3f}" for share, value in risk.risk_at.items())
        yield (
            f"share wrong among the most confident records: {at} "
            f"(area {risk.area:.3f}, {risk.records} records)"
        )


def _cleaning(cleaning: CleaningScore) -> Iterator[str]:
    """Yield the figures of labels and metadata."""
    if cleaning.articles:
        p, r, value = cleaning.content
        exact = f", exact label {cleaning.exact:.3f}" if cleaning.exact is not None else ""
        yield (
            f"cleaning of {cleaning.articles} articles, {cleaning.lines} lines: content "
            f"P {p:.3f} R {r:.3f} F1 {value:.3f} [{span(cleaning.content_f1_ci95)}]{exact}"
        )
        yield _table(cleaning.label_table())
    if cleaning.confused:
        shown = (f"{right} as {given} {n}" for right, given, n in cleaning.confused[:6])
        yield "lines taken for others: " + ", ".join(shown)
    if cleaning.unknown:
        yield f"not known to the run, and left out: {', '.join(cleaning.unknown)}; give --texts"
    if cleaning.metadata:
        yield _table(cleaning.metadata_table())
    beside = [field for field, one in cleaning.metadata.items() if one.beside]
    if beside:
        yield f"left out where it came beside the article, so was not read: {', '.join(beside)}"


def _comparison(evaluation: Evaluation) -> Iterator[str]:
    """Yield what changed since the other run."""
    yield "record F1 against the run given with --base (p: approximate randomisation over articles)"
    yield _table(evaluation.difference_table())
    yield "facts" if evaluation.turns else "no fact changed"
    if evaluation.turns:
        yield _table(evaluation.turn_counts)
    lost = [turn.outcome for turn in evaluation.turns if turn.change == "lost"]
    if lost:
        more = len(lost) - _SHOWN
        rest = [f"… and {more} more: --json and --html have all"] if more > 0 else []
        yield "\n".join(["lost", *error_listing(lost[:_SHOWN]), *rest])


def _disagreement(found: Disagreement) -> str:
    """Return one line on what annotators see differently."""
    place = f"{found.fact['doc_id']} {found.fact['type']} “{found.fact['anchor'].get('text', '')}”"
    if found.slot is None:
        return f"{place} only {'A' if found.first else 'B'}"
    a, b = ((side or {}).get(found.slot) for side in (found.first, found.second))
    return f"{place} {found.slot}: A {_cut(brief(a))}, B {_cut(brief(b))}"


def _cut(text: str) -> str:
    """Return a text, cut where it is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _table(table: pd.DataFrame, *, index: bool = True) -> str:
    """Return a table as text."""
    return table.to_string(index=index, float_format="{:.3f}".format, na_rep="-", max_colwidth=60)
