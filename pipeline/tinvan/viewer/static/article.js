import { body, index, offsetsOf, typeOf } from "./data.js";
import { byId, chip, element, pieces, reveal } from "./dom.js";
import { fitting } from "./filters.js";
import { occurrences } from "./folding.js";
import { heading } from "./heading.js";
import { DrawnText, highlight } from "./ranges.js";
import { decision } from "./review.js";
import { choose, route } from "./route.js";
import { say, term } from "./settings.js";
import { placesOf, segments, touching } from "./spans.js";

const LONG = 4000; // characters of a line that is laid out in parts
const PART = 2000;
const MANY = 300; // lines above which those out of sight are not laid out
const SLICE = 12; // milliseconds of work between two frames

/**
 * The article that is shown.
 * @typedef {object} Shown
 * @property {number} article
 * @property {string} text
 * @property {import("./offsets.js").Offsets} offsets
 * @property {DrawnText} drawn  Where its text stands in the page.
 * @property {Map<number, HTMLElement[]>} marks  By number of fact.
 * @property {Generator<void>} rest  Draws the lines that are still to be drawn.
 */

/** @type {Shown|null} */
let shown = null;

/** Draw the article of the route, unless it is there. */
export function drawArticle() {
  const article = route.article;
  if (shown?.article === article) return;
  const pane = byId("text");
  pane.replaceChildren();
  byId("article-head").replaceChildren(...heading(article));
  const { text, lines } = body(article);
  shown = {
    article, text: text ?? "", offsets: offsetsOf(article), drawn: new DrawnText(), marks: new Map(),
    rest: (function* () {})(),
  };
  if (text === null) {
    pane.append(element("p", { class: "notice" }, say("article.noText")));
    return;
  }
  pane.classList.toggle("long", lines.length > MANY || text.length > 100 * LONG);
  shown.rest = drawLines(shown, pane);
  goOn(shown);
  byId("article").scrollTop = 0;
}

/** Draw the same article anew, in another language. */
export function redrawArticle() {
  const before = byId("article").scrollTop;
  const at = shown?.article;
  shown = null;
  drawArticle();
  if (at === route.article) {
    finishArticle();
    byId("article").scrollTop = before;
  }
  showChosen(false);
}

/** Draw what is still to be drawn, at once: for paper, or to go to a place at the end. */
export function finishArticle() {
  while (shown && !shown.rest.next().done);
}

/** Draw lines between frames until all are there. @param {Shown} drawing */
function goOn(drawing) {
  if (drawing !== shown) return;
  const until = performance.now() + SLICE;
  while (performance.now() < until) {
    if (drawing.rest.next().done) {
      markHits(drawing);
      return;
    }
  }
  setTimeout(() => goOn(drawing));
}

/**
 * Draw the lines of the article, each with its role.
 * @param {Shown} drawing
 * @param {HTMLElement} pane
 */
function* drawLines(drawing, pane) {
  const { lines, facts } = body(drawing.article);
  const places = placesOf(facts, drawing.offsets);
  const longest = places.reduce((most, place) => Math.max(most, place.end - place.start), 0);
  for (const [first, last, label, rule] of lines) {
    const start = drawing.offsets.units(first);
    const end = drawing.offsets.units(last);
    const role = label ?? "body";
    const furniture = !index.content.includes(role);
    const words = element("div", { class: "words", dir: "auto" });
    const line = element(
      "div",
      { class: `line role-${role}${furniture ? " furniture" : ""}`, "data-start": start },
      element("span", { class: "role", title: rule }, term("role", role)),
      words,
    );
    pane.append(line);
    for (let from = start; from < end; ) {
      const to = end - start > LONG ? cut(drawing.text, from, end) : end;
      const part = end - start > LONG ? words.appendChild(element("div", { class: "part" })) : words;
      for (const segment of segments(from, to, touching(places, longest, from, to))) {
        drawSegment(drawing, part, segment);
      }
      from = to;
      yield;
    }
  }
}

/**
 * Return where a part of a long line ends: at a blank, if there is one.
 * @param {string} text
 * @param {number} from
 * @param {number} end
 */
function cut(text, from, end) {
  if (end - from <= PART) return end;
  const blank = text.lastIndexOf(" ", from + PART);
  if (blank > from) return blank + 1;
  const wide = (text.codePointAt(from + PART - 1) ?? 0) > 0xffff;
  return from + PART + (wide ? 1 : 0);
}

/**
 * Draw a run of characters, as a mark if facts point at it.
 * @param {Shown} drawing
 * @param {HTMLElement} parent
 * @param {import("./spans.js").Segment} segment
 */
function drawSegment(drawing, parent, { start, end, facts }) {
  let into = parent;
  if (facts.length) {
    const numbers = facts.map((fact) => index.articles[drawing.article].first + fact);
    into = mark(numbers);
    for (const fact of numbers) drawing.marks.set(fact, [...(drawing.marks.get(fact) ?? []), into]);
    parent.append(into);
  }
  for (const piece of pieces(drawing.text.slice(start, end))) {
    if (piece.hidden) {
      into.append(chip(piece.text));
      continue;
    }
    const node = document.createTextNode(piece.text);
    drawing.drawn.add(node, start + piece.at);
    into.append(node);
  }
}

/** Make a mark of facts, that of the shortest span first. @param {number[]} numbers */
function mark(numbers) {
  const made = element("mark", { title: numbers.map((fact) => term("type", typeOf(fact))).join(" · ") });
  made.dataset.facts = numbers.join(" ");
  colour(made);
  return made;
}

/** Let a mark show what type its facts are of, whether they fit, and what was decided. @param {HTMLElement} mark */
function colour(mark) {
  const numbers = factsOf(mark);
  const fitted = numbers.filter((fact) => fitting.facts[fact]);
  const [first, second] = fitted.length ? fitted : numbers;
  const classes = ["fact", `type-${typeOf(first)}`, `is-${decision(first)?.verdict ?? "open"}`];
  if (!fitted.length) classes.push("unfit");
  if (second !== undefined) classes.push("several", `under-${typeOf(second)}`);
  if (numbers.includes(route.fact ?? -1)) classes.push("chosen");
  mark.className = classes.join(" ");
}

/** Colour the marks anew, of all facts or of one. @param {number} [fact] */
export function colourMarks(fact) {
  if (!shown) return;
  const marks = fact === undefined ? [...shown.marks.values()].flat() : (shown.marks.get(fact) ?? []);
  for (const one of marks) colour(one);
}

/** @param {HTMLElement} mark */
function factsOf(mark) {
  return (mark.dataset.facts ?? "").split(" ").map(Number);
}

/** Choose the fact of a mark that is clicked; of several the next one at each click. */
export function listenToMarks() {
  byId("text").addEventListener("click", (event) => {
    const clicked = /** @type {HTMLElement} */ (event.target).closest("mark");
    if (!clicked || !getSelection()?.isCollapsed) return;
    const numbers = factsOf(clicked);
    const fitted = numbers.filter((fact) => fitting.facts[fact]);
    const among = fitted.length ? fitted : numbers;
    const at = among.indexOf(route.fact ?? -1);
    choose(among[(at + 1) % among.length]);
  });
}

/**
 * Show which fact is chosen: its characters, its other mentions, and its sentence.
 * @param {boolean} [scroll]
 */
export function showChosen(scroll = true) {
  for (const old of document.querySelectorAll("mark.chosen")) old.classList.remove("chosen");
  highlight("evidence", []);
  const fact = route.fact;
  if (fact === null || !shown || shown.text === "") return;
  while (!shown.marks.has(fact) && !shown.rest.next().done);
  const data = body(shown.article).facts[fact - index.articles[shown.article].first];
  const found = shown.marks.get(fact) ?? [];
  for (const one of found) one.classList.add("chosen");
  if (Array.isArray(data.evidence)) {
    const [start, end] = data.evidence.map((point) => shown?.offsets.units(point) ?? 0);
    highlight("evidence", shown.drawn.unmarked(start, end));
  }
  const anchor = Array.isArray(data.anchor) ? shown.offsets.units(data.anchor[0]) : 0;
  const first = shown.drawn.range(anchor, anchor + 1)?.startContainer.parentElement ?? found[0];
  if (scroll && first) reveal(first, byId("article"));
}

/** Mark what the search found. @param {Shown} drawing */
function markHits(drawing) {
  const { words } = fitting.query;
  const hits = words.length ? occurrences(drawing.text, words).slice(0, 1000) : [];
  highlight("hits", hits.map(([start, end]) => drawing.drawn.range(start, end)));
}

/** Mark what the search found in the article that is shown. */
export function showHits() {
  if (shown) markHits(shown);
}

/** Return what is selected in the article as a span with its text; null if nothing is. */
export function selectedSpan() {
  const selection = getSelection();
  if (!shown || !selection || selection.isCollapsed) return null;
  const bounds = shown.drawn.bounds(selection.getRangeAt(0));
  if (!bounds) return null;
  let [start, end] = bounds;
  while (start < end && /\s/.test(shown.text[start])) start++;
  while (start < end && /\s/.test(shown.text[end - 1])) end--;
  if (start >= end) return null;
  const { offsets, text } = shown;
  return { start: offsets.points(start), end: offsets.points(end), text: text.slice(start, end) };
}
