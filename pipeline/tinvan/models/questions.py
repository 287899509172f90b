"""The questions that phrase models answer: where the answer may stand, and what is known there."""

import bisect
from collections.abc import Iterator, Mapping

from tinvan.document import Document, Sentence
from tinvan.models.candidates import candidates
from tinvan.models.features import Place
from tinvan.models.figures import Figure, Figures
from tinvan.models.spans import Question, question
from tinvan.models.tokens import Words

PHRASES: dict[str, tuple[str, ...]] = {
    "percentage": ("indicator", "subject"),
    "ranking": ("index", "subject"),
}
# Phrases of the rules that are marked in the sentence, for each other's models.
MARKED: dict[str, tuple[str, ...]] = {
    "percentage": ("indicator", "subject", "of", "attribution"),
    "ranking": ("index", "subject", "scope", "publisher", "attribution"),
}
# Kinds of names that are no answer by themselves: none of 2,490 labelled indicators is one of
# these, and none of 1,271 labelled indices is a place.
_BARRED = {
    "indicator": frozenset({"place", "person", "agency"}),
    "index": frozenset({"place"}),
}
_AROUND = frozenset({"indicator"})  # slots that a verb and its object fill: "bán 49% vốn của A"
_BACK = 2  # sentences back in which a phrase may have been said


def ask(
    document: Document,
    figures: Figures,
    figure: Figure,
    slot: str,
    chosen: Mapping[str, str | None],
) -> Question:
    """Return the question that a phrase model answers for a slot of a figure.

    Args:
        document: The document.
        figures: Its figures.
        figure: The figure.
        slot: The slot.
        chosen: What models chose for the slots before it.
    """
    words = figures.words_of(figure.sentence)
    at = words.at(figure.value.start)
    marks = {}
    for name in MARKED[figure.kind]:
        phrase = getattr(figure.fact, name)
        if phrase and (found := words.find(document, phrase, at)):
            marks[name] = found
    others = candidates(figures, figure, words, slot, slot in marks, chosen)
    for name, phrase in chosen.items():
        if phrase and (found := words.find(document, phrase, at)):
            marks[f"chosen {name}"] = found
    earlier = []
    for place, sentence in _earlier(document, figures, figure):
        before = figures.words_of(sentence)
        earlier.append(Place(before, _last_slots(document, figure, before), name=place))
    if figure.goes_on:
        marks |= _last_slots(document, figure, words)
    places = [*earlier, Place(words, marks, at)]
    barred = _BARRED.get(slot, frozenset())
    return question(places, figure.rule, others, barred, around=slot in _AROUND)


def _last_slots(document: Document, figure: Figure, words: Words) -> dict[str, tuple[int, int]]:
    """Return the tokens of a sentence that hold the phrases of the figure before."""
    if figure.before is None:
        return {}
    near = words.at(figure.before["end"])
    marks = {}
    for slot in PHRASES[figure.kind]:
        phrase = figure.before[slot]
        if phrase and (found := words.find(document, phrase, near)):
            marks[f"last {slot}"] = found
    return marks


def _earlier(
    document: Document, figures: Figures, figure: Figure
) -> Iterator[tuple[str, Sentence]]:
    """Yield the sentences before a figure's in which a phrase may have been said: title first."""
    at = bisect.bisect_left(document.sentences, figure.sentence.start, key=lambda s: s.start)
    if at > _BACK:
        first = document.sentences[0]
        yield "T", figures.around(first, first.start)
    for back in range(min(_BACK, at), 0, -1):
        before = document.sentences[at - back]
        yield f"P{back}", figures.around(before, before.end)
