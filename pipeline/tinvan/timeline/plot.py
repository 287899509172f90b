"""A timeline as a plot, SVG or PNG."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tinvan.errors import OutputError
from tinvan.output.finished import finished_file
from tinvan.read.extras import why_missing
from tinvan.timeline.points import Kind, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = (".svg", ".png")
_SIZE = (8.0, 4.5)  # inches
_BAR = 0.4  # of a line's height
_SEEN_ONCE = dt.timedelta(days=20)  # the width of a bar of somebody seen on one day
_CONTRADICTED = "#c0392b"


def plot(points: Sequence[Point], kind: Kind, title: str, path: Path) -> None:
    """Draw a timeline: ranks and shares as lines, one for each scope or subject, posts as bars.

    A point that something contradicts is red. The same points give the same file.

    Args:
        points: What to draw; those without a day or a number are left out.
        kind: What they are.
        title: What stands above.
        path: The file; its name ends in one of `FORMATS`.

    Raises:
        OutputError: If it cannot be written, or matplotlib is missing.
    """
    if why := why_missing("matplotlib"):
        raise OutputError(why)
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "tinvan", "svg.fonttype": "none"}):
        figure = Figure(figsize=_SIZE, layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(title)
        if kind == "post":
            _draw_posts(axes, points)
        else:
            _draw_lines(axes, points, kind)
        with finished_file(path) as unfinished:
            form = path.suffix.removeprefix(".")
            metadata = {"Date": None} if form == "svg" else {"Software": None}
            figure.savefig(unfinished, format=form, metadata=metadata)


def _draw_lines(axes: "Axes", points: Sequence[Point], kind: Kind) -> None:
    """Draw numbers over time."""
    lines: defaultdict[str, list[tuple[dt.date, float, Point]]] = defaultdict(list)
    for point in points:
        if (middle := _middle(point)) is not None and point.value is not None:
            name = (point.scope or "the world") if kind == "rank" else (point.subject or "–")
            lines[name].append((middle, point.value, point))
    for name, drawn in lines.items():
        days, values = [day for day, _, _ in drawn], [value for _, value, _ in drawn]
        axes.plot(days, values, marker="o", label=name)  # type: ignore[arg-type]  # days are fine
        for day, value, point in drawn:
            color = _CONTRADICTED if point.contradicted else "black"
            if point.contradicted:
                axes.plot([day], [value], "o", color=color)  # type: ignore[list-item]
            axes.annotate(
                point.says, (day, value), (0, 6), textcoords="offset points",  # type: ignore[arg-type]
                ha="center", fontsize=8, color=color,
            )  # fmt: skip
    if kind == "rank":
        axes.invert_yaxis()
    axes.set_ylabel("rank" if kind == "rank" else "%")
    axes.margins(x=0.1, y=0.15)
    if lines:
        axes.legend(fontsize=8)


def _draw_posts(axes: "Axes", points: Sequence[Point]) -> None:
    """Draw from when to when each person was seen in a post."""
    dated = [point for point in points if point.start and point.end]
    for at, point in enumerate(dated):
        first, last = (dt.date.fromisoformat(day or "") for day in (point.start, point.end))
        width = max(last - first, _SEEN_ONCE)
        color = _CONTRADICTED if point.contradicted else "tab:blue"
        axes.barh(at, width, left=first, height=_BAR, color=color)  # type: ignore[arg-type]
    axes.set_yticks(range(len(dated)), [f"{p.says}\n{p.about or ''}" for p in dated], fontsize=8)
    axes.xaxis_date()
    axes.invert_yaxis()


def _middle(point: Point) -> dt.date | None:
    """Return the day in the middle of the time of a point."""
    if not point.start or not point.end:
        return None
    first, last = (dt.date.fromisoformat(day) for day in (point.start, point.end))
    return first + (last - first) / 2
