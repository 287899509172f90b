"""The assemble stage: facts from values and names, one module a fact type."""

from collections.abc import Callable, Iterable

from tinvan.assemble.agencies import AgencyAssembler
from tinvan.assemble.documents import DocumentAssembler
from tinvan.assemble.events import EventAssembler
from tinvan.assemble.full_bodies import with_full_bodies
from tinvan.assemble.money import MoneyAssembler
from tinvan.assemble.officials import OfficialAssembler
from tinvan.assemble.percentages import PercentageAssembler
from tinvan.assemble.quantities import QuantityAssembler
from tinvan.assemble.rankings import RankingAssembler
from tinvan.assemble.repeats import without_repeats
from tinvan.assemble.tables import TableAssembler
from tinvan.document import Document
from tinvan.facts import AnyFact, with_id

Assembler = Callable[[Document], Iterable[AnyFact]]


class Assemble:
    """Builds the facts of a document, in order of anchor, then of type, then as they are made."""

    name = "assemble"

    def __init__(self) -> None:
        self.tables = TableAssembler()
        self.prose: tuple[Assembler, ...] = (
            PercentageAssembler(),
            RankingAssembler(),
            QuantityAssembler(),
            MoneyAssembler(),
        )
        self.names: tuple[Assembler, ...] = (
            OfficialAssembler(),
            AgencyAssembler(),
            DocumentAssembler(),
            EventAssembler(),
        )

    def __call__(self, document: Document) -> Document:
        """Return the document with `facts`."""
        cells = self.tables(document)
        facts = [with_id(fact) for fact in cells.facts]
        for build in self.prose:
            facts += map(with_id, without_repeats(cells.rest, build(cells.rest)))
        names = [f for build in self.names for f in without_repeats(document, build(document))]
        facts += map(with_id, with_full_bodies(names))
        facts.sort(key=lambda f: (f.anchor.start, f.anchor.end, f.__struct_config__.tag))
        return document.replace(facts=tuple(facts))
