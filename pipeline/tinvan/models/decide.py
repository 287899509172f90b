"""Deciding what the rules proposed: each slot of a figure by the model that was learned for it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Self

import msgspec

from tinvan.assemble.antecedents import Antecedents
from tinvan.assemble.change_dates import ChangeDates
from tinvan.assemble.dating import Dating
from tinvan.assemble.growth import Growth
from tinvan.assemble.respective import Respective
from tinvan.assemble.weather import Weather
from tinvan.document import Decision, Document
from tinvan.facts import (
    AnyFact,
    Fact,
    FactDate,
    Modality,
    Money,
    Percentage,
    Quantity,
    Ranking,
    with_id,
)
from tinvan.models.clusters import Clusters
from tinvan.models.confidence import Evidence, confidence
from tinvan.models.dates import DateCandidates, DateModel
from tinvan.models.figures import AnyFigure, Figure, Figures
from tinvan.models.modality import ModalityFeatures, ModalityModel
from tinvan.models.proposals import Proposals
from tinvan.models.questions import PHRASES, ask
from tinvan.models.reader import WordReader
from tinvan.models.spans import SpanModel
from tinvan.models.sums import TokenSums
from tinvan.models.to_come import ToCome
from tinvan.models.weights import Weights
from tinvan.ruleset import load_word_lists

_FIGURES = (Percentage, Ranking, Quantity, Money)
_TOLD = 6  # phrases of a slot of figures before that are kept in mind
# Rules for cells and numbered lists, whose order tells what no sentence does.
_BY_RULES = ("table", "numbered-list")
# Slots that a rule names outright: "3% của A", "dẫn đầu về B là A (thứ nhất)". Of 45 labelled ones
# the rules had 29 right, models that had not seen them 20.
_NAMED = frozenset(
    {
        ("subject", "percentage.owner"),
        ("subject", "percentage.bracketed-change"),
        ("index", "ranking.in-brackets"),
    }
)


class Models(msgspec.Struct, frozen=True):
    """The weights of the models.

    Attributes:
        phrases: By type and slot.
        date: For the date of every figure.
        modality: For its modality.
        confidence: For whether a record is right; None leaves that untold.
    """

    phrases: dict[tuple[str, str], Weights]
    date: Weights
    modality: Weights
    confidence: Weights | None

    @classmethod
    def load(cls) -> Self:
        """Return the installed models.

        Raises:
            RuleError: If one is missing, or is no file of weights.
        """
        return cls.of(Weights.load)

    @classmethod
    def of(cls, load: Callable[[str], Weights]) -> Self:
        """Return the models whose weights a function knows by name: "percentage.subject"."""
        return cls(
            phrases={
                (kind, slot): load(f"{kind}.{slot}")
                for kind, slots in PHRASES.items()
                for slot in slots
            },
            date=load("date"),
            modality=load("modality"),
            confidence=load("confidence"),
        )


class Decide:
    """Decides the slots of the figures of a document, and how sure each record is.

    Args:
        models: The models; the installed ones if None.
        min_confidence: Facts less sure than this are left out.
    """

    name = "decide"

    def __init__(self, models: Models | None = None, min_confidence: float = 0.0) -> None:
        models = models or Models.load()
        self._least = min_confidence
        self._reader = WordReader.load()
        self._phrases = dict(_span_models(models, self._reader.clusters))
        self._date = DateModel(models.date, DateCandidates(Dating.load()))
        self._change_dates = ChangeDates.load()
        features = ModalityFeatures(load_word_lists("lexicons/modality"))
        self._modality = ModalityModel(models.modality, features)
        self._weather = Weather.load()
        self._to_come = ToCome.load()
        self._confidence = models.confidence
        self._proposals = Proposals.load()
        self._growth = Growth.load()
        self._respective = Respective.load()
        self._antecedents = Antecedents(load_word_lists("lexicons/clause_words"))

    def __call__(self, document: Document) -> Document:
        """Return the document with its facts as the models decide them."""
        facts = []
        decisions = {}
        evidence = Evidence(document)
        for by_rules, (fact, probabilities) in zip(
            document.facts, self.read(document), strict=True
        ):
            if self._confidence is not None:
                sure = confidence(self._confidence, evidence.of(fact, probabilities))
                if sure < self._least:
                    continue
                fact = msgspec.structs.replace(fact, confidence=sure)
            facts.append(fact)
            if probabilities:
                decisions[fact.id] = tuple(_decisions(by_rules, fact, probabilities))
        return document.replace(facts=tuple(facts), decisions=decisions)

    def read(self, document: Document) -> Iterator[tuple[AnyFact, dict[str, float]]]:
        """Yield the facts as decided, each with how sure the models are of its slots."""
        figures = Figures(document, self._reader)
        last: dict[str, Figure] = {}
        nearest: Figure | None = None
        for fact in document.facts:
            kind = kind_of(fact)
            figure = figure_of(document, figures, fact, last.get(kind), nearest)
            if figure is None:
                yield fact, {}
                continue
            decided, probabilities = self._decide(document, figures, figure)
            nearest = last[kind] = msgspec.structs.replace(figure, fact=decided)
            yield with_id(decided), probabilities

    def _decide(
        self, document: Document, figures: Figures, figure: Figure
    ) -> tuple[AnyFigure, dict[str, float]]:
        """Return a fact with its slots as the models choose them, and how sure they are."""
        words = figures.words_of(figure.sentence)
        sure: dict[str, float] = {}
        slots: dict[str, Any] = {}
        slots["date"], sure["date"] = self._date.choose(document, figure, words)
        if figure.rule == "from":
            slots["date"] = self._change_dates.before(
                document, figure.sentence, figure.value, slots["date"]
            )
        slots["modality"], sure["modality"] = self._modality.choose(
            document, figure, words, slots["date"]
        )
        told = self._told(document, figure, slots["date"])
        if told and slots["modality"] != "denied":
            slots["modality"] = told
        elif slots["modality"] == "actual":
            slots["modality"] = self._to_come.of(document, figure, slots["date"]) or "actual"
        chosen: dict[str, str | None] = {}
        listed = self._respective.of(document, figure.sentence, figure.value)
        for slot in PHRASES.get(figure.kind, ()):
            asked = ask(document, figures, figure, slot, chosen)
            measured = chosen.get("indicator") if slot == "subject" else None
            choice = self._phrases[figure.kind, slot].choose(document, asked, measured)
            named = getattr(figure.fact, slot) if (slot, figure.fact.rule) in _NAMED else None
            text = listed.get(slot) or named or choice.text
            if text and slot == "subject":
                text = self._antecedents.named(document, text, figure.value.start)
            chosen[slot], sure[slot] = text, choice.probability
        slots |= chosen
        fact = msgspec.structs.replace(figure.fact, **slots)
        return self._growth.of(fact) if isinstance(fact, Percentage) else fact, sure

    def _told(self, document: Document, figure: Figure, date: FactDate | None) -> Modality | None:
        """Return the modality of a figure that is foretold or proposed, whatever its words say."""
        fact = figure.fact
        unit = fact.unit if isinstance(fact, Quantity) else getattr(fact, "indicator", None)
        over = date and date.end and document.day and date.end < document.day.isoformat()
        if not over and self._weather.is_foretold(document, figure.sentence, unit or ""):
            return "forecast"
        return self._proposals.of(document, figure, date)


def _span_models(models: Models, clusters: Clusters) -> Iterator[tuple[tuple[str, str], SpanModel]]:
    """Yield the models of phrases; those of a type sum their weights together."""
    for kind, slots in PHRASES.items():
        weights = [models.phrases[kind, slot] for slot in slots]
        sums = TokenSums(weights, clusters)
        for number, slot in enumerate(slots):
            yield (kind, slot), SpanModel(weights[number], sums, number)


def _decisions(
    by_rules: AnyFact, fact: AnyFact, probabilities: Mapping[str, float]
) -> Iterator[Decision]:
    """Yield what was chosen for each slot."""
    for slot, probability in probabilities.items():
        yield Decision(
            slot=slot,
            by_rules=getattr(by_rules, slot),
            chosen=getattr(fact, slot),
            probability=round(probability, 3),
        )


def figure_of(
    document: Document,
    figures: Figures,
    fact: Fact,
    last: Figure | None,
    nearest: Figure | None,
) -> Figure | None:
    """Return the figure of a fact; None where there is nothing for a model to decide.

    Args:
        document: The document.
        figures: Its figures.
        fact: A fact of any type.
        last: The figure of the same type before it, as decided.
        nearest: The figure of any type before it, as decided.
    """
    if not isinstance(fact, _FIGURES) or any(name in fact.rule for name in _BY_RULES):
        return None
    value = figures.value_of(fact)
    sentence = document.sentence_at(value.start) if value is not None else None
    if value is None or sentence is None:
        return None
    sentence = figures.around(sentence, value.end)
    return Figure(
        fact,
        value,
        sentence,
        before=None if last is None else slots_of(last),
        before_sentence=None if last is None else last.sentence,
        nearest=None if nearest is None else slots_of(nearest),
        nearest_sentence=None if nearest is None else nearest.sentence,
    )


def slots_of(figure: Figure) -> dict[str, Any]:
    """Return the slots of a figure, as decided, that the next one may go on with."""
    fact = figure.fact
    named = {slot: getattr(fact, slot) for slot in PHRASES.get(kind_of(fact), ())}
    before = (figure.before or {}).get("told", {})
    told = {slot: (phrase, *before.get(slot, ()))[:_TOLD] for slot, phrase in named.items()}
    return {
        **named,
        "told": told,
        "date": fact.date,
        "modality": fact.modality,
        "end": figure.value.end,
    }


def kind_of(fact: Fact) -> str:
    """Return the type of a fact."""
    return str(fact.__struct_config__.tag)
