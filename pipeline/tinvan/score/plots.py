"""The plots of the report, as SVG that takes its colours from the page."""

from collections.abc import Iterable
from html import escape

import pandas as pd

from tinvan.score.confidence import RiskCoverage
from tinvan.score.report import Scores

_WIDTH = 440  # units; the page lets a plot be as wide as there is room
_LEFT, _RIGHT = 92, 52  # units beside the field of a plot, for names and figures
_FIELD = _WIDTH - _LEFT - _RIGHT
_ROW = 28
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def f1_plot(scores: Scores) -> str:
    """Return F1 per type: detection, records with their interval, full records."""
    top = 34
    height = top + _ROW * len(scores.types) + 24
    parts = [_legend(), *_ticks(top - 6, height - 20)]
    for at, (kind, figures) in enumerate(scores.types.items()):
        y = top + _ROW * at + _ROW / 2
        detection, record, full = figures.detection[2], figures.record[2], figures.full[2]
        told = f"{kind}: detection {detection:.3f}, record {record:.3f}, full {full:.3f}"
        parts += [f"<g><title>{escape(told)}</title>", _text(_LEFT - 8, y + 4, kind, "name")]
        if ends := figures.record_f1_ci95:
            parts.append(_line(_x(ends[0]), y, _x(ends[1]), y, "whisker"))
            parts += [_line(_x(end), y - 5, _x(end), y + 5, "whisker") for end in ends]
        parts += [
            _circle(_x(detection), y, "detection"),
            f'<rect class="full" x="{_x(full) - 4:.1f}" y="{y - 4:.1f}" width="8" height="8"/>',
            _circle(_x(record), y, "record"),
            _text(_WIDTH - 4, y + 4, f"{record:.3f}", "figure"),
            "</g>",
        ]
    return _svg(height, "F1 per type", parts)


def class_plot(errors: pd.DataFrame) -> str:
    """Return how many records each class of mistakes spoiled."""
    height = _ROW * len(errors) + 8
    most = max(1, int(errors["all"].max()))
    parts = []
    for at, (error, count) in enumerate(errors["all"].items()):
        y = 4 + _ROW * at
        width = max(1.0, _FIELD * int(count) / most)
        parts += [
            _text(_LEFT - 8, y + _ROW / 2 + 4, str(error), "name"),
            f'<rect class="bar" x="{_LEFT}" y="{y + 5}" width="{width:.1f}" height="{_ROW - 10}"/>',
            _text(_LEFT + width + 6, y + _ROW / 2 + 4, str(count), "count"),
        ]
    return _svg(height, "Records spoiled by each class of mistakes", parts)


def risk_plot(risk: RiskCoverage) -> str:
    """Return the share of wrong records against the share of records taken."""
    top, bottom = 12, 212
    highest = max(0.05, *(value for _, value in risk.points))

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / highest

    parts = [*_ticks(top, bottom, "share of records taken, the most confident first")]
    for value in (0.0, highest / 2, highest):
        parts.append(_line(_LEFT, y(value), _LEFT + _FIELD, y(value), "grid"))
        parts.append(_text(_LEFT - 8, y(value) + 4, f"{value:.2f}", "name"))
    path = " ".join(f"{_x(at):.1f},{y(value):.1f}" for at, value in _thinned(risk.points))
    parts.append(f'<polyline class="curve" points="{path}"/>')
    return _svg(bottom + 44, "Share of wrong records against coverage", parts)


def _thinned(points: list[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    """Yield as many points as a plot can show, the last one among them."""
    step = max(1, len(points) // _FIELD)
    yield from points[:-1:step]
    yield points[-1]


def _svg(height: float, said: str, parts: Iterable[str]) -> str:
    """Return a plot."""
    return (
        f'<svg class="plot" viewBox="0 0 {_WIDTH} {height:.0f}" role="img" '
        f'aria-label="{escape(said)}">{"".join(parts)}</svg>'
    )


def _legend() -> str:
    """Return what the marks of F1 mean."""
    marks = (
        _circle(_LEFT + 6, 10, "detection") + _text(_LEFT + 16, 14, "detection", "count"),
        _circle(_LEFT + 98, 10, "record") + _text(_LEFT + 108, 14, "record, 95 %", "count"),
        f'<rect class="full" x="{_LEFT + 198}" y="6" width="8" height="8"/>'
        + _text(_LEFT + 212, 14, "full", "count"),
    )
    return "".join(marks)


def _ticks(top: float, bottom: float, said: str = "") -> Iterable[str]:
    """Yield the lines and figures of a scale from 0 to 1."""
    for tick in _TICKS:
        yield _line(_x(tick), top, _x(tick), bottom, "grid")
        yield _text(_x(tick), bottom + 15, f"{tick:g}", "tick")
    if said:
        yield _text(_x(0.5), bottom + 34, said, "tick")


def _x(share: float) -> float:
    """Return where a share from 0 to 1 stands."""
    return _LEFT + _FIELD * share


def _line(x1: float, y1: float, x2: float, y2: float, role: str) -> str:
    return f'<line class="{role}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _circle(x: float, y: float, role: str) -> str:
    return f'<circle class="{role}" cx="{x:.1f}" cy="{y:.1f}" r="5"/>'


def _text(x: float, y: float, text: str, role: str) -> str:
    return f'<text class="{role}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'
