"""The assemble stage: facts from values and names, one module a fact type."""

from collections.abc import Callable, Iterable

from tinvan.assemble.agencies import AgencyAssembler
from tinvan.assemble.money import MoneyAssembler
from tinvan.assemble.officials import OfficialAssembler
from tinvan.assemble.percentages import PercentageAssembler
from tinvan.assemble.quantities import QuantityAssembler
from tinvan.assemble.rankings import RankingAssembler
from tinvan.assemble.repeats import without_repeats
from tinvan.document import Document
from tinvan.facts import AnyFact, with_id

Assembler = Callable[[Document], Iterable[AnyFact]]


class Assemble:
    """Builds the facts of a document, in order of anchor, then of type, then as they are made."""

    name = "assemble"

    def __init__(self) -> None:
        self.assemblers: tuple[Assembler, ...] = (
            PercentageAssembler(),
            RankingAssembler(),
            QuantityAssembler(),
            MoneyAssembler(),
            OfficialAssembler(),
            AgencyAssembler(),
        )

    def __call__(self, document: Document) -> Document:
        """Return the document with `facts`."""
        facts = [
            with_id(fact)
            for build in self.assemblers
            for fact in without_repeats(document, build(document))
        ]
        facts.sort(key=lambda f: (f.anchor.start, f.anchor.end, f.__struct_config__.tag))
        return document.replace(facts=tuple(facts))
