"""Whether a figure is so, aimed at, foreseen or denied, or grows: choices among a few classes."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from tinvan.document import Document
from tinvan.facts import FactDate
from tinvan.models.figures import Figure
from tinvan.models.spans import softmax
from tinvan.models.tokens import Words
from tinvan.models.weights import Weights
from tinvan.ruleset import alternation

CLASSES = {
    "modality": ("actual", "target", "forecast", "denied"),
}
_NEAR = 4  # tokens on each side of the figure whose place matters
_FAR = 14  # tokens before the figure that count as words only
_PARTS = regex.compile("[,;:]")
_CUES = 220  # characters before a figure in which a cue works


class ClassModel:
    """Chooses the class of a slot with few values.

    Args:
        weights: What was learned.
        slot: The slot.
        features: Tells the features of a figure.
    """

    def __init__(self, weights: Weights, slot: str, features: "ClassFeatures") -> None:
        self._weights, self._classes, self._features = weights, CLASSES[slot], features
        self._slot = slot

    def choose(
        self, document: Document, figure: Figure, words: Words, date: FactDate | None
    ) -> tuple[str, float]:
        """Return the likeliest class, and its probability.

        Args:
            document: The document.
            figure: The figure.
            words: The tokens of its sentence.
            date: When it holds.
        """
        known = list(self._features.of(document, figure, words, date, self._slot))
        scores = self._weights.array(by_class(known, name) for name in self._classes)
        probabilities = softmax(scores)
        best = int(probabilities.argmax())
        return self._classes[best], float(probabilities[best])


def by_class(features: Sequence[str], name: str) -> Iterator[str]:
    """Yield features of a figure as those of a class."""
    return (f"{name}:{feature}" for feature in features)


class ClassFeatures:
    """Tells what speaks for the class of a figure.

    Args:
        cues: The lists of `rules/lexicons/modality.toml`.
    """

    def __init__(self, cues: Mapping[str, Sequence[str]]) -> None:
        self._cues = {
            name: regex.compile(alternation(cues[name]), regex.I) for name in sorted(cues)
        }

    def of(
        self,
        document: Document,
        figure: Figure,
        words: Words,
        date: FactDate | None,
        slot: str,
    ) -> Iterator[str]:
        """Yield the features of a figure for a slot."""
        by_rule = getattr(figure.fact, slot)
        yield "bias"
        yield f"rule={by_rule}"
        yield f"{figure.kind}|rule={by_rule}"
        yield f"by={figure.rule}"
        if figure.before is not None:
            gap = "here" if figure.goes_on else "back"
            yield f"last={figure.before[slot]}|{gap}"
        at = words.at(figure.value.start)
        for step in range(1, _NEAR + 1):
            yield f"-{step}={words.text(at - step)}"
            yield f"+{step}={words.text(at + step)}"
        yield f"-2,-1={words.text(at - 2)}_{words.text(at - 1)}"
        yield f"-3,-2={words.text(at - 3)}_{words.text(at - 2)}"
        yield f"+1,+2={words.text(at + 1)}_{words.text(at + 2)}"
        for index in range(max(0, at - _FAR), at):
            yield f"word={words.text(index)}"
            yield f"words={words.text(index)}_{words.text(index + 1)}"
        yield f"opens={words.text(0)}_{words.text(1)}"
        yield from self._of_cues(document, figure)
        yield from _of_date(document, date)

    def _of_cues(self, document: Document, figure: Figure) -> Iterator[str]:
        """Yield the lists of which a cue stands before the figure, near or far."""
        start = max(figure.sentence.start, figure.value.start - _CUES)
        before = document.view.text[start : figure.value.start]
        for name, pattern in self._cues.items():
            if found := list(pattern.finditer(before)):
                parted = min(2, len(_PARTS.findall(before, found[-1].end())))
                yield f"cue={name}"
                yield f"cue={name}|{parted}"


def _of_date(document: Document, date: FactDate | None) -> Iterator[str]:
    """Yield how the date lies to the article's own day."""
    if date is None or document.day is None:
        yield "when=unknown"
        return
    day = document.day.isoformat()
    if date.start and date.start > day:
        when = "future"
    elif date.end and date.end < day:
        when = "past"
    else:
        when = "present"
    yield f"when={when}"
    yield f"when={when}|{date.basis}"
    if date.end and date.end > day:
        yield "ends=future"
