"""Answers for a phrase slot that are no spans of the figure's sentence, with their features."""

import bisect
from collections import Counter
from collections.abc import Iterator

from tinvan.document import Document, Mention, Sentence, within
from tinvan.models.figures import Figure
from tinvan.models.spans import Candidate
from tinvan.models.tokens import Words

_BACK = 3  # sentences back from which a name may be carried
_HEAD = 2  # sentences of title and lead
_OFTEN = 5
_NAMES = ("place", "agency")
# Slots that may be filled with a name from another sentence.
_NAMED = ("subject",)


def candidates(
    document: Document, figure: Figure, words: Words, slot: str, in_sentence: bool
) -> tuple[Candidate, ...]:
    """Return the answers: none, what the rules found elsewhere, what is carried, names.

    Args:
        document: The document.
        figure: The figure.
        words: The tokens of its sentence.
        slot: The name of the slot.
        in_sentence: Whether what the rules found is a span of the sentence.
    """
    found: dict[str | None, list[str]] = {None: ["none", f"none|{figure.rule}"]}
    by_rule: str | None = getattr(figure.fact, slot)
    if by_rule is None:
        found[None].append("none|rule")
    elif not in_sentence:
        found[by_rule] = ["rule", f"rule|{figure.rule}"]
    if figure.before and (carried := figure.before.get(slot)):
        known = "same" if carried == by_rule else "other"
        features = _carried(figure, words, known)
        found.setdefault(carried, []).extend(features)
    if slot in _NAMED:
        for name, features in _names(document, figure.sentence):
            known = "same" if name == by_rule else "other"
            found.setdefault(name, []).extend([*features, f"name|rule={known}"])
    return tuple(Candidate(text, features) for text, features in found.items())


def _carried(figure: Figure, words: Words, known: str) -> list[str]:
    """Return the features of what the figure before has in the slot."""
    gap = "here" if figure.goes_on else "back"
    at = words.at(figure.value.start)
    return [
        "carried", f"carried|{gap}", f"carried|{figure.rule}", f"carried|rule={known}",
        f"carried|before={words.text(at - 1)}", f"carried|opens={words.text(0)}",
    ]  # fmt: skip


def _names(document: Document, sentence: Sentence) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of the sentences before, and of title and lead, with their features."""
    at = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
    for back, earlier in enumerate(reversed(document.sentences[max(0, at - _BACK) : at]), 1):
        for mention in _mentions(document, earlier):
            leads = mention.start == earlier.start
            yield mention.text, [f"back{back}", f"back|{mention.kind}", f"back|leads={leads:d}"]
    counts = Counter(m.text for m in document.mentions if m.kind in _NAMES)
    for opening in document.sentences[:_HEAD]:
        if opening.start >= sentence.start:
            return
        for mention in _mentions(document, opening):
            often = min(_OFTEN, counts[mention.text])
            yield mention.text, ["head", f"head|{mention.kind}", f"head|often={often}"]


def _mentions(document: Document, sentence: Sentence) -> Iterator[Mention]:
    return (m for m in within(document.mentions, sentence) if m.kind in _NAMES)
