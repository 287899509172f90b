"""When a figure holds: a log-linear choice among the time expressions around it."""

import bisect
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec
import numpy as np
import regex

from tinvan.assemble.dating import Dating, own_day
from tinvan.assemble.windows import Stretch
from tinvan.document import DateMention, Document, within
from tinvan.facts import FactDate
from tinvan.models.date_features import about, compared, is_now, of_gap, relation, words_of
from tinvan.models.figures import Figure, distance
from tinvan.models.spans import softmax
from tinvan.models.tokens import Words
from tinvan.models.weights import Weights, total
from tinvan.once import once

_BACK = 4  # sentences back from which a date may be carried
_HEAD = 3  # sentences of title and lead
_BESIDE = 30  # characters beside a time expression that tell what it does
_AT_START = 8  # characters from the start of a sentence
_DIGITS = regex.compile(r"\d+")
_DIGIT = "0123456789"
Basis = Literal["stated", "context"]
Interval = tuple[str | None, str | None]


class DateCandidate(msgspec.Struct, frozen=True):
    """A date that a figure may have.

    Attributes:
        date: The date; None for an article without a day of its own.
        features: What speaks for it or against it.
        places: Where it is said.
        about: What the figure is about, which tells where its date is said.
    """

    date: FactDate | None
    features: list[str]
    places: list[str]
    about: Sequence[str]

    def all_features(self) -> list[str]:
        """Return all features, those of what the figure is about by place."""
        return [*self.features, *(f"{place}|{f}" for place in self.places for f in self.about)]


def interval(date: FactDate | None) -> Interval | None:
    """Return the bounds of a date, by which it is right or wrong."""
    return None if date is None else (date.start, date.end)


class DateCandidates:
    """Collects the dates that a figure may have.

    Args:
        dating: Tells what a time is compared with, and what is part of a name.
    """

    def __init__(self, dating: Dating) -> None:
        self._dating = dating

    def of(self, document: Document, figure: Figure, words: Words) -> tuple[DateCandidate, ...]:
        """Return the candidates, each interval once, those that the sentence states first.

        Args:
            document: The document.
            figure: The figure.
            words: The tokens of its sentence.
        """
        found: dict[Interval | None, DateCandidate] = {}
        own = own_day(document)
        told = list(about(document, figure, words))
        never = compared(document, figure) - {interval(own)}
        for date, features in self._all(document, figure, own):
            if interval(date) in never:
                continue
            first = found.setdefault(interval(date), DateCandidate(date, [], [], told))
            first.places.append(features[0].rstrip(_DIGIT))
            first.features.extend(features)
        return tuple(found.values())

    def _all(
        self, document: Document, figure: Figure, own: FactDate | None
    ) -> Iterator[tuple[FactDate | None, list[str]]]:
        sentence, value = figure.sentence, figure.value
        here = [
            date
            for date in within(document.dates, sentence)
            if not self._dating.dates_nothing(document, date)
        ]
        count = sum(not is_now(date) for date in here)
        before = [date for date in here if date.end <= value.start]
        after = [date for date in here if date.start >= value.end]
        for rank, date in enumerate(reversed(before)):
            gap = Stretch(date.end, value.start)
            place = f"B{min(rank, 2)}"
            yield (
                self._date(document, date, own, "stated"),
                [
                    *self._of_expression(document, date, own, place, figure.kind),
                    *of_gap(document, gap, "B", place, count),
                    "start" if date.start - sentence.start < _AT_START else "middle",
                ],
            )
        for rank, date in enumerate(after):
            gap = Stretch(value.end, date.start)
            place = f"A{min(rank, 2)}"
            words = min(12, len(document.text_of(gap).split()))
            yield (
                self._date(document, date, own, "stated"),
                [
                    *self._of_expression(document, date, own, place, figure.kind),
                    *of_gap(document, gap, "A", place, count),
                    f"A|words={words}", f"{place}|before={bool(before):d}",
                ],
            )  # fmt: skip
        yield from self._earlier(document, figure, own, count)
        opens = words_of(document, sentence.start, sentence.start + _BESIDE)[:1]
        yield (
            own,
            [
                "own", f"own|{figure.kind}", f"own|{document.day_basis}", f"own|n{min(count, 3)}",
                f"own|b{min(len(before), 2)}a{min(len(after), 2)}",
                *(f"own|opens={word}" for word in opens),
            ],
        )  # fmt: skip
        yield from self._known(document, figure, count)
        yield from self._later(document, figure, own, count)

    def _known(
        self, document: Document, figure: Figure, count: int
    ) -> Iterator[tuple[FactDate | None, list[str]]]:
        """Yield the date that the rules chose, and those of the figures before."""
        by_rule = figure.fact.date
        basis = by_rule.basis if by_rule else "none"
        yield by_rule, ["rule", f"rule|{basis}", f"rule|{figure.kind}", f"rule|n{min(count, 3)}"]
        for name, slots, sentence in (
            ("last", figure.before, figure.before_sentence),
            ("near", figure.nearest, figure.nearest_sentence),
        ):
            if slots is None or sentence is None:
                continue
            goes_on = sentence == figure.sentence
            gap = distance(document, sentence, figure.sentence)
            # A time said since then takes over, if any does.
            since = Stretch(slots["end"], figure.value.start)
            told = min(2, sum(not is_now(date) for date in within(document.dates, since)))
            date: FactDate | None = slots["date"]
            was = date.basis if date is not None else "none"
            if date is not None and not goes_on and date.basis == "stated":
                date = msgspec.structs.replace(date, basis="context")
            same = interval(date) == interval(by_rule)
            yield (
                date,
                [
                    name, f"{name}|{gap}", f"{name}|{gap}|n{min(count, 2)}",
                    f"{name}|{gap}|since={told}", f"{name}|{gap}|rule={same:d}",
                    f"{name}|{was}", f"{name}|{was}|{gap}|since={told}",
                ],
            )  # fmt: skip

    def _earlier(
        self, document: Document, figure: Figure, own: FactDate | None, count: int
    ) -> Iterator[tuple[FactDate | None, list[str]]]:
        """Yield the dates of the sentences before, and of title and lead."""
        sentence = figure.sentence
        opens = words_of(document, sentence.start, sentence.start + _BESIDE)[:1]
        at = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        for back, earlier in enumerate(reversed(document.sentences[max(0, at - _BACK) : at]), 1):
            near = "same" if earlier.paragraph == sentence.paragraph else "other"
            place = f"P{back}{near}"
            dates = list(within(document.dates, earlier))
            for rank, date in enumerate(reversed(dates)):
                yield (
                    self._date(document, date, own, "context"),
                    [
                        *self._of_expression(document, date, own, place, figure.kind),
                        f"{place}|n{min(count, 2)}", f"P{near}|{earlier.label}",
                        f"P|rank{min(rank, 2)}", *(f"P|opens={word}" for word in opens),
                    ],
                )  # fmt: skip
        for opening in document.sentences[:_HEAD]:
            if opening.start >= sentence.start:
                return
            for date in within(document.dates, opening):
                place = f"T{opening.label}"
                features = self._of_expression(document, date, own, place, figure.kind)
                yield (
                    self._date(document, date, own, "context"),
                    [*features, f"T|n{min(count, 2)}"],
                )

    def _later(
        self, document: Document, figure: Figure, own: FactDate | None, count: int
    ) -> Iterator[tuple[FactDate | None, list[str]]]:
        """Yield the dates of the sentences behind: what a title tells is dated further down."""
        at = bisect.bisect_right(document.sentences, figure.sentence.start, key=lambda s: s.start)
        opening = at <= _HEAD
        for ahead, later in enumerate(document.sentences[at : at + (_BACK if opening else 1)]):
            place = f"N{'T' if opening else ''}{ahead}"
            for rank, date in enumerate(within(document.dates, later)):
                yield (
                    self._date(document, date, own, "context"),
                    [
                        *self._of_expression(document, date, own, place, figure.kind),
                        f"{place}|n{min(count, 2)}", f"N|rank{min(rank, 2)}",
                        f"{place}|{figure.sentence.label}",
                    ],
                )  # fmt: skip

    def _date(
        self, document: Document, date: DateMention, own: FactDate | None, basis: Basis
    ) -> FactDate | None:
        """Return the date of a time expression; "hiện nay" is the own day."""
        if is_now(date):
            return own
        return FactDate(start=date.first, end=date.last, text=document.text_of(date), basis=basis)

    def _of_expression(
        self, document: Document, date: DateMention, own: FactDate | None, place: str, kind: str
    ) -> list[str]:
        """Return features of a time expression and of the words beside it."""
        grain, before, own_features, placed = self._by_itself(document, date)
        features = [
            place, f"{place}|{grain}", f"{place}|{grain}|{kind}", f"{place}|pre={before}",
            *own_features, *(f"{place}|{feature}" for feature in placed),
        ]  # fmt: skip
        if "of-name" in own_features:
            features += [f"of-name|{kind}", f"of-name|{date.value.rule}|{kind}"]
        if own is not None:
            side = relation(date, own)
            features += [f"is={side}", f"{place}|is={side}"]
        return features

    @once
    def _by_itself(
        self, document: Document, date: DateMention
    ) -> tuple[str, str, list[str], list[str]]:
        """Return what a time expression tells wherever it is.

        Returns:
            Its grain, the word before it, its features, and those that its place is told with.
        """
        grain = date.value.time.grain if date.value.time is not None else "none"
        before = words_of(document, max(0, date.start - _BESIDE), date.start)[-2:]
        behind = words_of(document, date.end, date.end + _BESIDE)[:1]
        last = before[-1] if before else ""
        placed = []
        if self._dating.is_compared(document, date):
            placed.append("compared")
        if is_now(date):
            placed.append("now")
        features = [
            f"grain={grain}", f"pre={last}", f"pre2={' '.join(before)}",
            *(f"next={word}" for word in behind),
            "text=" + _DIGITS.sub("0", date.value.text.casefold())[:20],
            *placed,
        ]  # fmt: skip
        if self._dating.is_of_name(document, date):
            features.append("of-name")
        return grain, last, features, placed


class DateModel:
    """Chooses dates.

    Args:
        weights: What was learned.
        candidates: Collects what may be chosen.
    """

    def __init__(self, weights: Weights, candidates: DateCandidates) -> None:
        self._weights, self._candidates = weights, candidates
        self._by_place = weights.by_class("|")

    def choose(
        self, document: Document, figure: Figure, words: Words
    ) -> tuple[FactDate | None, float]:
        """Return the likeliest date of a figure, and its probability."""
        found = self._candidates.of(document, figure, words)
        known = {
            place: total(self._by_place.get(place, {}), found[0].about)
            for place in {place for candidate in found for place in candidate.places}
        }
        scores = [
            self._weights.of_candidate(candidate.features)
            + sum(known[place] for place in candidate.places)
            for candidate in found
        ]
        probabilities = softmax(np.array(scores).round(3))
        best = int(probabilities.argmax())
        return found[best].date, float(probabilities[best])
