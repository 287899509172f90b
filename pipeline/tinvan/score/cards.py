"""A fact in the report: its sentence, and gold and output side by side, slot by slot.

Texts, slots and names of files come from anywhere: all of them are escaped.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from tinvan.facts import CORE_SLOTS
from tinvan.score.outcomes import Outcome
from tinvan.score.rivals import Turn
from tinvan.score.slots import ALL_SLOTS, Record
from tinvan.score.text import brief

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

Column = tuple[str, Record | None]


def mistake_card(outcome: Outcome) -> str:
    """Return a mistake."""
    error = outcome.error or ""
    columns = [("gold", outcome.gold), ("output", outcome.given)]
    return _card(
        outcome,
        badge=error,
        attributes={"error": error},
        note=outcome.note,
        columns=[column for column in columns if column[1] is not None],
    )


def turn_card(turn: Turn) -> str:
    """Return a fact that another run read otherwise."""
    before, now = (outcome.given if outcome else None for outcome in (turn.before, turn.now))
    return _card(
        turn.outcome,
        badge=turn.change,
        attributes={"change": turn.change},
        note="",
        columns=[("gold", turn.outcome.gold), ("before", before), ("now", now)],
    )


def _card(
    outcome: Outcome,
    *,
    badge: str,
    attributes: dict[str, str],
    note: str,
    columns: Sequence[Column],
) -> str:
    """Return the card of a fact."""
    known = {"type": outcome.kind, "doc": outcome.article.doc_id, **attributes}
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in known.items())
    kind = badge.replace(" ", "-")
    return (
        f'<article class="card"{data}>'
        f'<h3><span class="badge {escape(kind)}">{escape(badge)}</span> {escape(outcome.kind)} '
        f'<q lang="vi">{escape(outcome.anchor)}</q></h3>'
        f'<p class="place">{escape(outcome.article.doc_id)}, from character {outcome.start:,}'
        f"{f' · {escape(note)}' if note else ''}</p>"
        f"{_sentence(outcome)}{_slots(outcome, columns)}</article>\n"
    )


def _sentence(outcome: Outcome) -> str:
    """Return the sentence with the anchors of both sides marked."""
    if outcome.sentence is None:
        return '<p class="unknown">The sentence is not known: give --texts.</p>'
    start, text = outcome.sentence
    bounds = {
        side: (fact["anchor"]["start"] - start, fact["anchor"]["end"] - start)
        for side, fact in (("gold", outcome.gold), ("output", outcome.given))
        if fact is not None
    }
    ends = {end for pair in bounds.values() for end in pair if 0 < end < len(text)}
    cuts = sorted({0, len(text), *ends})
    parts = []
    for first, last in itertools.pairwise(cuts):
        sides = [side for side, (a, b) in bounds.items() if a <= first and last <= b]
        part = escape(text[first:last])
        parts.append(f'<mark class="{" ".join(sides)}">{part}</mark>' if sides else part)
    return f'<blockquote lang="vi">{"".join(parts)}</blockquote>'


def _slots(outcome: Outcome, columns: Sequence[Column]) -> str:
    """Return what each side has in each slot."""
    head = "".join(f"<th scope=col>{name}</th>" for name, _ in columns)
    rows = "".join(_rows(outcome, columns))
    return (
        f"<table class=slots><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _rows(outcome: Outcome, columns: Sequence[Column]) -> Iterator[str]:
    """Yield a row for each slot that a side fills in."""
    for slot in ALL_SLOTS[outcome.kind]:
        values = [(fact or {}).get(slot) for _, fact in columns]
        if all(value in (None, [], ()) for value in values):
            continue
        role = _role(outcome, slot)
        alternatives = ((outcome.gold or {}).get("alt") or {}).get(slot, [])
        cells = [
            _cell(value, fact, alternatives if name == "gold" else ())
            for (name, fact), value in zip(columns, values, strict=True)
        ]
        sign = {"wrong": "✗ ", "minor": "✗ "}.get(role, "")
        yield f'<tr class="{role}"><th scope=row>{sign}{slot}</th>{"".join(cells)}</tr>'


def _role(outcome: Outcome, slot: str) -> str:
    """Tell whether a slot is right, wrong, wrong but no core slot, or on one side alone."""
    if slot not in outcome.slots:
        return "alone"
    if outcome.slots[slot]:
        return "right"
    return "wrong" if slot in CORE_SLOTS[outcome.kind] else "minor"


def _cell(value: object, fact: Record | None, alternatives: Iterable[object]) -> str:
    """Return what a side has in a slot, with what else would be right."""
    if fact is None:
        return "<td>–</td>"
    text = value.get("text") if isinstance(value, dict) else None
    written = f' <small lang="vi">“{escape(str(text))}”</small>' if text else ""
    others = "".join(f" <small>or {_shown(other)}</small>" for other in alternatives)
    return f"<td>{_shown(value)}{written}{others}</td>"


def _shown(value: object) -> str:
    """Return a value as HTML; days are not broken."""
    if value is None:
        return "–"
    return _escaped(value if isinstance(value, str) else brief(value).strip('"'))


@functools.lru_cache(maxsize=1 << 14)
def _escaped(text: str) -> str:
    """Return a text as HTML; the same few stand in most cards."""
    return _DAY.sub(r"<time>\g<0></time>", escape(text)).replace("..", "..<wbr>")
