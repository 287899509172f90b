"""Whether a figure is so, aimed at, foreseen or denied: a log-linear choice of its modality."""

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import regex

from tinvan.document import Document
from tinvan.facts import FactDate
from tinvan.models.figures import Figure, distance
from tinvan.models.spans import softmax
from tinvan.models.tokens import Words
from tinvan.models.weights import Weights, total
from tinvan.ruleset import Guarded

MODALITIES = ("actual", "target", "forecast", "denied")
_NEAR = 4  # tokens on each side of the figure whose place matters
_FAR = 14  # tokens before the figure that count as words only
_PARTS = regex.compile("[,;:]")
_CUES = 220  # characters before a figure in which a cue works


class ModalityModel:
    """Chooses the modality of a figure.

    Args:
        weights: What was learned.
        features: Tells the features of a figure.
    """

    def __init__(self, weights: Weights, features: "ModalityFeatures") -> None:
        classes = weights.by_class(":")
        self._weights = [classes.get(name, {}) for name in MODALITIES]
        self._features = features

    def choose(
        self, document: Document, figure: Figure, words: Words, date: FactDate | None
    ) -> tuple[str, float]:
        """Return the likeliest modality, and its probability.

        Args:
            document: The document.
            figure: The figure.
            words: The tokens of its sentence.
            date: When it holds.
        """
        known = list(self._features.of(document, figure, words, date))
        scores = [total(weights, known) for weights in self._weights]
        probabilities = softmax(np.array(scores))
        best = int(probabilities.argmax())
        return MODALITIES[best], float(probabilities[best])


def of_modality(features: Sequence[str], name: str) -> Iterator[str]:
    """Yield features of a figure as those of a modality."""
    return (f"{name}:{feature}" for feature in features)


class ModalityFeatures:
    """Tells what speaks for the modality of a figure.

    Args:
        cues: The lists of `rules/lexicons/modality.toml`.
    """

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._cues = {name: Guarded.of_words(cues[name]) for name in sorted(cues)}

    def of(
        self, document: Document, figure: Figure, words: Words, date: FactDate | None
    ) -> Iterator[str]:
        """Yield the features of a figure."""
        by_rule = figure.fact.modality
        yield "bias"
        yield f"rule={by_rule}"
        yield f"{figure.kind}|rule={by_rule}"
        yield f"by={figure.rule}"
        when = _when(document, date)
        yield f"rule={by_rule}|when={when}"
        if figure.before is not None:
            gap = "here" if figure.goes_on else "back"
            modality = figure.before["modality"]
            yield f"last={modality}|{gap}"
            yield f"last={modality}|{gap}|rule={by_rule}"
        if figure.nearest is not None and figure.nearest_sentence is not None:
            gap = distance(document, figure.nearest_sentence, figure.sentence)
            yield f"near={figure.nearest['modality']}|{gap}"
            yield f"near={figure.nearest['modality']}|{gap}|when={when}"
        at = words.at(figure.value.start)
        before = [words.text(at - step) for step in range(_NEAR + 1)]
        behind = [words.text(at + step) for step in range(_NEAR + 1)]
        yield from [f"-{step}={before[step]}" for step in range(1, _NEAR + 1)]
        yield from [f"+{step}={behind[step]}" for step in range(1, _NEAR + 1)]
        yield f"-2,-1={before[2]}_{before[1]}"
        yield f"-3,-2={before[3]}_{before[2]}"
        yield f"+1,+2={behind[1]}_{behind[2]}"
        texts = words.texts[max(0, at - _FAR) : at + 1]
        yield from [f"word={text}" for text in texts[:-1]]
        yield from [f"words={first}_{second}" for first, second in itertools.pairwise(texts)]
        yield f"opens={words.text(0)}_{words.text(1)}"
        yield from self._of_cues(document, figure, when)
        yield from _of_date(document, date, when)

    def _of_cues(self, document: Document, figure: Figure, when: str) -> Iterator[str]:
        """Yield the lists of which a cue stands before the figure, near or far."""
        start = max(figure.sentence.start, figure.value.start - _CUES)
        before = document.view.text[start : figure.value.start]
        for name, pattern in self._cues.items():
            if found := list(pattern.finditer(before)):
                parted = min(2, len(_PARTS.findall(before, found[-1].end())))
                yield f"cue={name}"
                yield f"cue={name}|{parted}"
                yield f"cue={name}|when={when}"


def _when(document: Document, date: FactDate | None) -> str:
    """Tell whether a date lies before the article's own day, after it, or holds it."""
    if date is None or document.day is None:
        return "unknown"
    day = document.day.isoformat()
    if date.start and date.start > day:
        return "future"
    return "past" if date.end and date.end < day else "present"


def _of_date(document: Document, date: FactDate | None, when: str) -> Iterator[str]:
    """Yield how the date lies to the article's own day, and whether something lasts until it."""
    yield f"when={when}"
    if date is None or document.day is None:
        return
    yield f"when={when}|{date.basis}"
    if date.end and date.end > document.day.isoformat():
        yield "ends=future"
