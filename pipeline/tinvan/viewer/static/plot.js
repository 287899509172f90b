import { svg } from "./dom.js";
import { day, days, number, say, withSigns } from "./settings.js";

/** @typedef {import("./types.js").Series} Series */
/** @typedef {import("./types.js").SeriesPoint} Point */

const HEIGHT = 340;
const EDGE = { left: 56, right: 28, top: 28, bottom: 40 };
const DAY = 86_400_000; // milliseconds

/** @param {string} iso */
function time(iso) {
  return Date.parse(`${iso}T00:00Z`);
}

/** @param {Point} point */
function middle(point) {
  return (time(point.start) + time(point.end) + DAY) / 2;
}

/**
 * Draw a series over time: the time that a point holds for as a bar, its middle as a dot; what is so
 * is joined by a line, plans stand apart and hollow, what something contradicts is red.
 * @param {Series} series
 * @param {number} width  In pixels; the text is as large as elsewhere on the page.
 * @param {(point: number) => void} choose
 */
export function plot(series, width, choose) {
  const { points } = series;
  const first = Math.min(...points.map((point) => time(point.start)));
  const last = Math.max(...points.map((point) => time(point.end) + DAY));
  const x = scale(first, last, EDGE.left, width - EDGE.right);
  const marks = ticks(points.map((point) => point.value), series.kind === "rank");
  const bottom = HEIGHT - EDGE.bottom;
  const ends = /** @type {[number, number]} */ ([marks[0], marks[marks.length - 1]]);
  const y = series.kind === "rank" ? scale(...ends, EDGE.top, bottom) : scale(...ends, bottom, EDGE.top);
  const said = say("series.plot", series.about, points.length, day(points[0].start), day(points[points.length - 1].end));
  const drawing = svg("svg", { viewBox: `0 0 ${width} ${HEIGHT}`, class: "plot", role: "img", "aria-label": said });
  for (const value of marks) {
    drawing.append(
      svg("line", { class: "grid", x1: EDGE.left, x2: width - EDGE.right, y1: y(value), y2: y(value) }),
      svg("text", { class: "tick-y", x: EDGE.left - 10, y: y(value) + 4 }, number(value)),
    );
  }
  for (const [at, label] of timeTicks(first, last, width / 90)) {
    drawing.append(
      svg("line", { class: "tick", x1: x(at), x2: x(at), y1: bottom, y2: bottom + 5 }),
      svg("text", { class: "tick-x", x: x(at), y: bottom + 20 }, label),
    );
  }
  const actual = points.filter((point) => point.modality === "actual");
  const line = actual.map((point) => `${x(middle(point))},${y(point.value)}`).join(" ");
  drawing.append(svg("polyline", { class: "line", points: line }));
  /** Where labels stand, so that none hides another. @type {[number, number][]} */
  const taken = [];
  points.forEach((point, at) => drawing.append(dot(point, at, x, y, taken, choose)));
  return drawing;
}

/**
 * @param {Point} point
 * @param {number} at
 * @param {(time: number) => number} x
 * @param {(value: number) => number} y
 * @param {[number, number][]} taken
 * @param {(point: number) => void} choose
 */
function dot(point, at, x, y, taken, choose) {
  const [left, right] = [x(time(point.start)), x(time(point.end) + DAY)];
  const [across, down] = [x(middle(point)), y(point.value)];
  const planned = point.modality !== "actual";
  const wrong = point.contradicted.length > 0;
  const places = [-12, 22, -26, 36].map((off) => /** @type {[number, number]} */ ([across, down + off]));
  const free = places.find(([a, b]) => b > 10 && taken.every(([c, d]) => Math.abs(a - c) > 46 || Math.abs(b - d) > 13));
  const [labelX, labelY] = free ?? places[0];
  taken.push([labelX, labelY]);
  return svg(
    "g",
    { class: `point${planned ? " planned" : ""}${wrong ? " contradicted" : ""}`, click: () => choose(at) },
    svg("title", {}, `${point.says} · ${days(point.start, point.end)}`),
    svg("line", { class: "span", x1: left, x2: Math.max(right, left + 2), y1: down, y2: down }),
    svg("circle", { cx: across, cy: down, r: 5 }),
    free && svg("text", { x: labelX, y: labelY }, withSigns(point.says)),
  );
}

/**
 * @param {number} first
 * @param {number} last
 * @param {number} from
 * @param {number} to
 */
function scale(first, last, from, to) {
  const span = last - first || 1;
  return (/** @type {number} */ value) => from + ((value - first) / span) * (to - from);
}

/**
 * Return round numbers that reach around all values.
 * @param {number[]} values
 * @param {boolean} ranks
 */
function ticks(values, ranks) {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rough = Math.max((high - low) / 4, ranks ? 1 : Math.max(Math.abs(high), 1) / 20);
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * unit).find((one) => one >= rough) ?? rough;
  const found = [];
  const from = Math.floor((low - step / 4) / step);
  for (let at = from; ; at++) {
    found.push(Number((at * step).toPrecision(12)));
    if (at * step >= high + step / 4) break;
  }
  if (ranks) return found.map((value) => Math.max(1, value)).filter((value, at, all) => value !== all[at - 1]);
  return found;
}

/**
 * Return beginnings of years, or of months where there are but a few years, that fit on the axis.
 * @param {number} first
 * @param {number} last
 * @param {number} most  How many fit.
 * @returns {[number, string][]}
 */
function timeTicks(first, last, most) {
  const [from, to] = [new Date(first), new Date(last)];
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  const step = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((one) => months / one <= most) ?? 1200;
  /** @type {[number, string][]} */
  const found = [];
  const begin = Math.ceil((from.getUTCFullYear() * 12 + from.getUTCMonth()) / step) * step;
  for (let month = begin; ; month += step) {
    const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (at > last) break;
    if (at < first) continue;
    const year = String(Math.floor(month / 12));
    found.push([at, step < 12 ? `${String((month % 12) + 1).padStart(2, "0")}/${year}` : year]);
  }
  return found;
}
