"""What is wrong, fact by fact, with the sentences: for reading, one after another."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tinvan.facts import CORE_SLOTS
from tinvan.score.compare import Comparison, Pair
from tinvan.score.slots import Record
from tinvan.segment import split_sentences


def describe_errors(comparisons: Iterable[Comparison], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield a few lines for each fact that is wrong, missed or spurious, in order of place.

    Args:
        comparisons: Of one type, article by article.
        texts: The articles by doc_id; without them only those sentences are shown that a
            record has as evidence.
    """
    for comparison in comparisons:
        wrong = [pair for pair in comparison.pairs if not pair.is_right]
        found = [
            *(_describe("WRONG", pair.gold, texts, _wrong_slots(pair)) for pair in wrong),
            *(_describe("MISSED", fact, texts) for fact in comparison.missed),
            *(_describe("SPURIOUS", fact, texts) for fact in comparison.spurious),
        ]
        yield from (description for _, description in sorted(found))


def _describe(
    verdict: str, fact: Record, texts: Mapping[str, str], details: Iterable[str] = ()
) -> tuple[int, str]:
    """Return where a fact is, and what is wrong with it."""
    anchor = fact["anchor"]
    lines = [f"{fact['doc_id']} {verdict} “{anchor.get('text', '')}”", *details]
    evidence = (fact.get("evidence") or {}).get("text")
    if sentence := evidence or _sentence_at(anchor["start"], texts.get(fact["doc_id"], "")):
        lines.append(f"    in: {' '.join(sentence.split())}")
    return anchor["start"], "\n".join(lines)


def _wrong_slots(pair: Pair) -> Iterator[str]:
    """Yield a line for each core slot that is wrong: the right answer, then the given one."""
    for slot in CORE_SLOTS[pair.gold["type"]]:
        if not pair.slots[slot]:
            right, given = _brief(pair.gold.get(slot)), _brief(pair.prediction.get(slot))
            yield f"    {slot}: {right}, but given {given}"


def _brief(value: Any) -> str:  # noqa: ANN401 - slots are of many types
    """Return a slot's value on one line."""
    return json.dumps(value, ensure_ascii=False)


def _sentence_at(offset: int, text: str) -> str:
    """Return the sentence of a text that covers an offset; empty where there is none."""
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    for first, last in split_sentences(text, start, end if end >= 0 else len(text)):
        if first <= offset < last:
            return text[first:last]
    return ""
