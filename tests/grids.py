"""Articles with tables, and the facts of their cells."""

from collections.abc import Sequence

from bench.offsets import broken_spans
from tests.figures import DAY
from tinvan.document import Document, Source
from tinvan.facts import AnyFact, Money, Percentage, Quantity, Ranking
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline

TITLE = "Tỉnh công bố số liệu của các huyện"
LEAD = "Tỉnh công bố số liệu mới của các huyện, theo cơ quan thống kê ở tỉnh."
END = "Các huyện sẽ công bố số liệu của từng xã sau, theo cơ quan thống kê ở tỉnh."
Grid = Sequence[Sequence[str]]


def page(*tables: str) -> str:
    """Return a page with an article that has tables."""
    text = "".join(tables)
    return f"<h1>{TITLE}</h1><div class=detail><p>{LEAD}</p>{text}<p>{END}</p></div>"


def markup(rows: Grid) -> str:
    """Return a table; a cell may start with its attributes: `colspan=2>2019`."""
    cells = (
        "".join(f"<td {cell}" if "=" in cell.split(">")[0] else f"<td>{cell}" for cell in row)
        for row in rows
    )
    return f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>"


def run(pipeline: Pipeline, content: str, media: str = "text") -> Document:
    source = Source(
        doc_id="t",
        content=content,
        media="html" if media == "html" else "text",
        metadata=Metadata(published=DAY),
    )
    document = pipeline(source)
    assert not list(broken_spans(document))
    return document


def of_page(pipeline: Pipeline, *tables: Grid) -> list[AnyFact]:
    return numbers(run(pipeline, page(*map(markup, tables)), "html"))


def of_text(pipeline: Pipeline, table: str) -> list[AnyFact]:
    return numbers(run(pipeline, f"{TITLE}\n\n{LEAD}\n\n{table}\n\n{END}\n"))


def numbers(document: Document) -> list[AnyFact]:
    kinds = Percentage | Quantity | Money | Ranking
    return [fact for fact in document.facts if isinstance(fact, kinds)]


def told(facts: Sequence[AnyFact]) -> list[tuple[object, ...]]:
    """Return anchor, value, unit, indicator or index, and subject of facts."""
    return [
        (fact.anchor.text, fact.rank, "hạng", fact.index, fact.subject)
        if isinstance(fact, Ranking)
        else (fact.anchor.text, fact.value, unit(fact), fact.indicator, fact.subject)
        for fact in facts
        if isinstance(fact, Percentage | Quantity | Money | Ranking)
    ]


def unit(fact: Percentage | Quantity | Money) -> str | None:
    if isinstance(fact, Percentage):
        return "%"
    return fact.currency if isinstance(fact, Money) else fact.unit
