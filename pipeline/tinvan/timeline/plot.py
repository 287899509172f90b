"""A timeline as a plot, SVG or PNG."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tinvan.errors import OutputError
from tinvan.output.finished import finished_file
from tinvan.read.extras import why_missing
from tinvan.score.slots import fold
from tinvan.timeline.points import Kind, Point

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = (".svg", ".png")
_SIZE = (8.0, 4.5)  # inches
_BAR = 0.4  # of a line's height
_SEEN_ONCE = dt.timedelta(days=20)  # the width of a bar of somebody seen on one day
_EPOCH = dt.date(1970, 1, 1).toordinal()
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
    """Draw numbers over time; plans stand apart from what is so, hollow."""
    lines: defaultdict[str, list[tuple[float, float, Point]]] = defaultdict(list)
    names: dict[str, str] = {}
    for point in points:
        if (middle := _middle(point)) is not None and point.value is not None:
            name = (point.scope or "the world") if kind == "rank" else (point.subject or "–")
            names.setdefault(fold(name), name)
            lines[fold(name)].append((middle, point.value, point))
    for at, (name, drawn) in enumerate(lines.items()):
        so = [(day, value) for day, value, point in drawn if point.modality == "actual"]
        days, values = [day for day, _ in so], [value for _, value in so]
        axes.plot(days, values, f"C{at}o-", label=names[name])
        told: Counter[float] = Counter()
        for day, value, point in drawn:
            color = _CONTRADICTED if point.contradicted else f"C{at}"
            face = color if point.modality == "actual" else "white"
            told[day] += 1
            axes.plot([day], [value], "o", color=color, markerfacecolor=face)
            axes.annotate(
                point.says,
                (day, value),
                (0, 6 if told[day] % 2 else -14),  # two of one day do not hide each other
                textcoords="offset points",
                ha="center",
                fontsize=8,
                color=color,
            )
    axes.xaxis_date()
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


def _middle(point: Point) -> float | None:
    """Return the day in the middle of the time of a point, as matplotlib counts days."""
    if not point.start or not point.end:
        return None
    days = [dt.date.fromisoformat(day).toordinal() for day in (point.start, point.end)]
    return sum(days) / 2 - _EPOCH
