"""Labelled articles turned into questions with their right answers."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from tinvan.assemble.antecedents import Antecedents
from tinvan.assemble.dating import Dating
from tinvan.document import Document
from tinvan.facts import CORE_SLOTS, AnyFact, FactDate
from tinvan.models.dates import DateCandidates, interval
from tinvan.models.decide import figure_of, kind_of
from tinvan.models.figures import Figure, Figures
from tinvan.models.modality import MODALITIES, ModalityFeatures, of_modality
from tinvan.models.questions import PHRASES, ask
from tinvan.models.reader import WordReader
from tinvan.models.spans import Question
from tinvan.ruleset import load_word_lists
from tinvan.score.slots import fold, slot_is_right
from training.fit import Example
from training.folders import NUMERIC, Labelled, Record

_ANAPHOR = 4  # syllables of the longest anaphor that is tried: "câu lạc bộ này"


class Asked(msgspec.Struct, frozen=True):
    """A figure with its label.

    Attributes:
        article: The article.
        figure: The figure as the rules made it.
        gold: Its label; None where the figure is no fact.
        decided: The fact as models decided it that have not seen it; None before there are any.
    """

    article: Labelled
    figure: Figure
    gold: Record | None
    decided: AnyFact | None

    @property
    def is_labelled(self) -> bool:
        """Whether there are right answers for it."""
        return self.gold is not None and "no" not in self.gold


def asked_of(
    article: Labelled, reader: WordReader, decided: Sequence[Any] | None = None
) -> Iterator[Asked]:
    """Yield the figures of an article, each with its label and the figure before.

    Args:
        article: The article.
        reader: Splits its sentences.
        decided: Its facts as models decided them that have not seen it: then the figure before is
            as right or wrong as it will be in use. Without them it is as its label has it.
    """
    figures = Figures(article.document, reader)
    labels = _labels(article)
    last: dict[str, Figure] = {}
    nearest: Figure | None = None
    for at, fact in enumerate(article.document.facts):
        kind = kind_of(fact)
        figure = figure_of(article.document, figures, fact, last.get(kind), nearest)
        if figure is None:
            continue
        gold = labels.get(at)
        own = decided[at] if decided else None
        yield Asked(article, figure, gold, own)
        known = own or _corrected(fact, gold)
        nearest = last[kind] = msgspec.structs.replace(figure, fact=known)


def _labels(article: Labelled) -> dict[int, Record]:
    """Return the labels of an article's figures, by the number of the fact."""
    found: dict[int, Record] = {}
    for kind in NUMERIC:
        places = [at for at, fact in enumerate(article.document.facts) if kind_of(fact) == kind]
        facts = [article.document.facts[at] for at in places]
        gold = [record for record in article.gold if record["type"] == kind]
        found |= {places[number]: record for number, record in _matched(facts, gold)}
    return found


def _matched(facts: Sequence[Any], gold: Sequence[Record]) -> Iterator[tuple[int, Record]]:
    """Yield the number of each fact that a gold record stands for, with the record."""
    used: set[int] = set()
    for record in gold:
        shared = [
            (_shared(record, fact), _core_right(record, fact), -number)
            for number, fact in enumerate(facts)
            if number not in used
        ]
        shared = [(right, overlap, number) for overlap, right, number in shared if overlap > 0]
        if shared:
            number = -max(shared)[2]
            used.add(number)
            yield number, record


def _core_right(record: Record, fact: AnyFact) -> int:
    """Return how many core slots of a fact are right."""
    given = msgspec.to_builtins(fact)
    return sum(slot_is_right(s, record, given) for s in CORE_SLOTS[record["type"]] if s in record)


def _shared(record: Record, fact: AnyFact) -> int:
    """Return how many characters of the anchors, or of any mentions, a record and a fact share."""
    spans = [record["anchor"], *record.get("mentions", [])]
    others = [fact.anchor, *getattr(fact, "mentions", [])]
    shared: int = max(
        min(a["end"], b.end) - max(a["start"], b.start) for a in spans for b in others
    )
    return shared


def _corrected(fact: Any, gold: Record | None) -> Any:  # noqa: ANN401 - facts of four types
    """Return a fact with the slots of its label."""
    if gold is None or "no" in gold:
        return fact
    slots = {name: gold[name] for name in PHRASES.get(gold["type"], ()) if name in gold}
    date = gold.get("date")
    return msgspec.structs.replace(
        fact,
        modality=gold["modality"],
        date=msgspec.convert(date, FactDate) if date else None,
        **slots,
    )


def judged(article: Labelled, facts: Sequence[Any]) -> list[dict[str, bool] | None]:
    """Tell of each fact of an article which of its core slots are right.

    A fact that is none has one slot, `is a fact`. None where nothing can be told: the fact's type
    was not labelled there, or its label is optional.
    """
    told: list[dict[str, bool] | None] = [None] * len(facts)
    for kind in CORE_SLOTS:
        labels = [record for record in article.gold if record["type"] == kind]
        places = [at for at, fact in enumerate(facts) if fact.__struct_config__.tag == kind]
        if not labels and not article.is_whole:
            continue
        matched = dict(_matched([facts[at] for at in places], labels))
        for number, at in enumerate(places):
            gold = matched.get(number)
            if gold is None:
                told[at] = {"is a fact": False} if article.is_whole else None
            elif "no" in gold:
                told[at] = {"is a fact": False}
            elif not gold.get("optional"):
                told[at] = _right_slots(gold, msgspec.to_builtins(facts[at]))
    return told


def _right_slots(gold: Record, fact: Record) -> dict[str, bool]:
    """Tell which of the core slots that are labelled are right."""
    slots = [slot for slot in CORE_SLOTS[gold["type"]] if slot in gold]
    return {slot: slot_is_right(slot, gold, fact) for slot in slots}


class ExampleMaker:
    """Turns figures with labels into examples for each model."""

    def __init__(self) -> None:
        self.reader = WordReader.load()
        self._dates = DateCandidates(Dating.load())
        self._modality = ModalityFeatures(load_word_lists("lexicons/modality"))
        self._antecedents = Antecedents(load_word_lists("lexicons/clause_words"))

    def phrase(self, asked: Asked, slot: str) -> Example:
        """Return the example of a phrase slot.

        An anaphor is no right answer: what it stands for is. Without another answer nothing is
        learned from it.
        """
        document, gold = asked.article.document, _labelled(asked)
        slots = PHRASES[asked.figure.kind]
        known = asked.decided or _corrected(asked.figure.fact, gold)
        chosen = {name: getattr(known, name) for name in slots[: slots.index(slot)]}
        put = ask(document, Figures(document, self.reader), asked.figure, slot, chosen)
        right = [gold.get(slot), *(gold.get("alt") or {}).get(slot, [])]
        right = [one for one in right if not (one and self._antecedents.is_anaphor(one))]
        named = partial(self._named, asked) if slot == "subject" else _as_written
        rewards = np.concatenate(
            [
                _span_rewards(document, put, right, named),
                [_reward(named(candidate.text), right) for candidate in put.candidates],
            ]
        )
        return Example(
            article=asked.article.name,
            tokens=put.features(),
            spans=put.spans,
            candidates=[candidate.features for candidate in put.candidates],
            rewards=rewards,
        )

    def _named(self, asked: Asked, text: str | None) -> str | None:
        """Return a text, an anaphor as the name that it will be replaced with."""
        before = asked.figure.value.start
        return text and self._antecedents.named(asked.article.document, text, before)

    def date(self, asked: Asked) -> Example:
        """Return the example of the date."""
        gold = _labelled(asked)
        right = [gold.get("date"), *(gold.get("alt") or {}).get("date", [])]
        bounds = [(d.get("start"), d.get("end")) if d else None for d in right]
        document, figure = asked.article.document, asked.figure
        words = Figures(document, self.reader).words_of(figure.sentence)
        found = self._dates.of(document, figure, words)
        rewards = [float(interval(candidate.date) in bounds) for candidate in found]
        return _without_spans(asked, [candidate.all_features() for candidate in found], rewards)

    def modality(self, asked: Asked) -> Example:
        """Return the example of the modality."""
        document, gold = asked.article.document, _labelled(asked)
        words = Figures(document, self.reader).words_of(asked.figure.sentence)
        date = gold.get("date")
        when = msgspec.convert(date, FactDate) if date else None
        known = list(self._modality.of(document, asked.figure, words, when))
        right = {gold["modality"], *(gold.get("alt") or {}).get("modality", [])}
        return _without_spans(
            asked,
            [list(of_modality(known, name)) for name in MODALITIES],
            [float(name in right) for name in MODALITIES],
        )


def _labelled(asked: Asked) -> Record:
    if asked.gold is None:
        raise ValueError("the figure has no label")
    return asked.gold


def _without_spans(asked: Asked, candidates: list[list[str]], rewards: Sequence[float]) -> Example:
    """Return an example whose answers are candidates alone."""
    none = np.zeros((0, 2), dtype=np.int64)
    return Example(asked.article.name, [], none, candidates, np.array(rewards))


def _as_written(text: str | None) -> str | None:
    return text


def _span_rewards(
    document: Document,
    put: Question,
    right: Sequence[str | None],
    named: Callable[[str | None], str | None],
) -> npt.NDArray[np.float64]:
    """Return the best token F1 of each span with one of the right answers.

    Spans come in order of their first token, the shorter first, so that the words of one are
    those of the span before and a token more.
    """
    words = [fold(document.view.text[word.start : word.end]).split() for word in put.words]
    if put.figure is not None:
        words[put.figure] = []
    best = np.zeros(len(put.spans))
    for other in filter(None, right):
        wanted = Counter(fold(other).split())
        begun, given, shared, behind = -1, Counter[str](), 0, -1
        for at, (first, last) in enumerate(put.spans):
            if first != begun:
                begun, given, shared, behind = first, Counter(), 0, first
            for token in range(behind, last + 1):
                for word in words[token]:
                    given[word] += 1
                    shared += given[word] <= wanted[word]
            behind = last + 1
            best[at] = max(best[at], 2 * shared / (given.total() + wanted.total()))
    for at, (first, last) in enumerate(put.spans):
        if last - first < _ANAPHOR:
            written = document.view.text[put.words[first].start : put.words[last].end]
            if (name := named(written)) != written:
                best[at] = _reward(name, right)
    return best


def _reward(text: str | None, right: Sequence[str | None]) -> float:
    """Return the best token F1 of an answer with one of the right ones."""
    if text is None:
        return float(None in right)
    given = Counter(fold(text).split())
    best = 0.0
    for other in filter(None, right):
        wanted = Counter(fold(other).split())
        shared = (given & wanted).total()
        best = max(best, 2 * shared / (given.total() + wanted.total()))
    return best
