"""A timeline as a table of text."""

from collections.abc import Iterator, Sequence

from tinvan.merge.records import FactSource
from tinvan.timeline.points import Kind, Point

_WIDEST = 48  # characters of a column
_HEADS: dict[Kind, tuple[str, ...]] = {
    "rank": ("when", "rank", "among", "of", "who ranks", "texts", "sources"),
    "share": ("when", "share", "whose", "of what", "says who", "texts", "sources"),
    "post": ("seen", "person", "post", "body", "status", "texts", "sources"),
}
_SHOWN = 2  # sources that a line names


def table(points: Sequence[Point], kind: Kind) -> str:
    """Return points as a table, a line each, with what contradicts one below it."""
    rows = [_HEADS[kind], *(_cells(point, kind) for point in points)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [_line(rows[0], widths)]
    for point, row in zip(points, rows[1:], strict=True):
        lines.append(_line(row, widths))
        if point.contradicted:
            lines.append(f"{'':{widths[0]}}  ! elsewhere {', '.join(point.contradicted)}")
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()


def _cells(point: Point, kind: Kind) -> tuple[str, ...]:
    """Return the cells of a point."""
    cells: dict[Kind, tuple[str | None, ...]] = {
        "rank": (_marked(point), point.scope or "the world", point.about, point.publisher),
        "share": (_marked(point), point.subject, point.about, point.publisher),
        "post": (point.says, point.about, point.subject, point.status),
    }
    own = (_short(cell) for cell in cells[kind])
    return (days(point), *own, str(point.texts), _sources(point))


def days(point: Point) -> str:
    """Return when a point holds, as short as can be: 2020, 2020-09, 2020-09-17."""
    if not point.start or not point.end:
        return f"from {point.start}" if point.start else f"to {point.end}" if point.end else "?"
    if point.start == point.end:
        return point.start
    if (point.start[4:], point.end[4:]) == ("-01-01", "-12-31"):
        same = point.start[:4] == point.end[:4]
        return point.start[:4] if same else f"{point.start[:4]}..{point.end[:4]}"
    return f"{point.start}..{point.end}"


def _marked(point: Point) -> str:
    """Return what a point says, with its modality where that is not "actual"."""
    return point.says + ("" if point.modality == "actual" else f" ({point.modality})")


def _short(text: str | None) -> str:
    """Return a text that fits into a column."""
    plain = " ".join((text or "–").split())
    return plain if len(plain) <= _WIDEST else plain[: _WIDEST - 1] + "…"


def _sources(point: Point) -> str:
    """Name the first sources."""
    names = list(dict.fromkeys(_address(source) for source in point.sources))
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")


def _address(source: FactSource) -> str:
    """Return where an article is: some runs have other things than addresses for it."""
    return source.url if source.url and "://" in source.url else source.doc_id


def sentences(points: Sequence[Point]) -> Iterator[str]:
    """Yield the sentences that state each point, with their articles."""
    for point in points:
        yield f"{days(point)}  {_marked(point)}"
        for source in point.sources:
            said = " ".join(source.evidence.text.split())
            yield f"  {source.doc_id}, {source.published or 'no day'}: {said}"
