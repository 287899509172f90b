import { body, index, typeOf } from "./data.js";
import { append, byId, chip, element, pieces, webLink } from "./dom.js";
import { fitting } from "./filters.js";
import { occurrences } from "./folding.js";
import { Offsets } from "./offsets.js";
import { decision } from "./review.js";
import { choose, route } from "./route.js";
import { day, say, term } from "./settings.js";
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
 * @property {Offsets} offsets
 * @property {{node: Text, start: number}[]} nodes  Where each text node stands, in units.
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
    article, text: text ?? "", offsets: new Offsets(text ?? ""), nodes: [], marks: new Map(),
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

/** Draw the same article anew: in another language, or as filters and decisions have changed. */
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
    drawing.nodes.push({ node, start: start + piece.at });
    into.append(node);
  }
}

/** Make a mark of facts, that of the shortest span first. @param {number[]} numbers */
function mark(numbers) {
  const fitted = numbers.filter((fact) => fitting.facts[fact]);
  const [first, second] = fitted.length ? fitted : numbers;
  const classes = ["fact", `type-${typeOf(first)}`];
  if (!fitted.length) classes.push("unfit");
  if (second !== undefined) classes.push("several", `under-${typeOf(second)}`);
  classes.push(`is-${decision(first)?.verdict ?? "open"}`);
  const made = element("mark", { class: classes.join(" ") });
  made.dataset.facts = numbers.join(" ");
  made.title = numbers.map((fact) => term("type", typeOf(fact))).join(" · ");
  return made;
}

/** Choose the fact of a mark that is clicked; of several the next one at each click. */
export function listenToMarks() {
  byId("text").addEventListener("click", (event) => {
    const clicked = /** @type {HTMLElement} */ (event.target).closest("mark");
    if (!clicked || !getSelection()?.isCollapsed) return;
    const numbers = (clicked.dataset.facts ?? "").split(" ").map(Number);
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
    highlight("evidence", [rangeOf(shown, start, end)]);
  }
  const anchor = Array.isArray(data.anchor) ? shown.offsets.units(data.anchor[0]) : 0;
  const first = rangeOf(shown, anchor, anchor + 1)?.startContainer.parentElement ?? found[0];
  if (scroll && first) reveal(first);
}

/**
 * Scroll until something is seen: what lies before it may get its height only as it comes in sight.
 * @param {HTMLElement} target
 * @param {number} [tries]
 */
function reveal(target, tries = 8) {
  target.scrollIntoView({ block: "center" });
  requestAnimationFrame(() => {
    const { top, bottom } = target.getBoundingClientRect();
    if (tries && (bottom < 0 || top > innerHeight)) reveal(target, tries - 1);
  });
}

/** Mark what the search found. @param {Shown} drawing */
function markHits(drawing) {
  const { words } = fitting.query;
  const hits = words.length ? occurrences(drawing.text, words).slice(0, 1000) : [];
  highlight("hits", hits.map(([start, end]) => rangeOf(drawing, start, end)));
}

/** Mark what the search found in the article that is shown. */
export function showHits() {
  if (shown) markHits(shown);
}

/**
 * Colour some ranges, where the browser can do that without changing the page.
 * @param {string} name
 * @param {(Range|null)[]} ranges
 */
function highlight(name, ranges) {
  if (!("highlights" in CSS)) return;
  CSS.highlights.set(name, new Highlight(...ranges.filter((range) => range !== null)));
}

/**
 * Return the range of some characters; null if they are not drawn.
 * @param {Shown} drawing
 * @param {number} start
 * @param {number} end
 */
function rangeOf(drawing, start, end) {
  const from = nodeAt(drawing.nodes, start, 0);
  const to = nodeAt(drawing.nodes, end - 1, 1);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/**
 * @param {Shown["nodes"]} nodes
 * @param {number} at
 * @param {0|1} behind  Whether the place behind the character is meant.
 * @returns {[Text, number]|null}
 */
function nodeAt(nodes, at, behind) {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle].start <= at) low = middle + 1;
    else high = middle;
  }
  const found = nodes[low - 1];
  if (!found) return null;
  return [found.node, Math.min(found.node.length, at - found.start + behind)];
}

/** Return what is selected in the article as a span with its text; null if nothing is. */
export function selectedSpan() {
  const selection = getSelection();
  if (!shown || !selection || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const places = shown.nodes.filter(({ node }) => range.intersectsNode(node));
  if (!places.length) return null;
  const [first, last] = [places[0], places[places.length - 1]];
  let start = first.start + (range.startContainer === first.node ? range.startOffset : 0);
  let end = last.start + (range.endContainer === last.node ? range.endOffset : last.node.length);
  while (start < end && /\s/.test(shown.text[start])) start++;
  while (start < end && /\s/.test(shown.text[end - 1])) end--;
  if (start >= end) return null;
  const points = [start, end].map((unit) => shown?.offsets.points(unit) ?? 0);
  return { start: points[0], end: points[1], text: shown.text.slice(start, end) };
}

/** Return what stands above an article. @param {number} article */
function heading(article) {
  const head = index.articles[article];
  const { url, known = {}, warnings = [] } = body(article);
  const facts = element("p", { class: "about" });
  const told = [head.published ? day(head.published) : say("article.noDay")];
  if (known.author) told.push(known.author);
  if (head.source) told.push(head.source);
  append(facts, [told.join(" · ")]);
  if (url) append(facts, [" · ", webLink(url, say("article.open"))]);
  const noted = warnings.map((one) => element("li", {}, one));
  return [
    element("p", { class: "doc-id" }, head.id),
    element("h1", { dir: "auto" }, head.title || say("list.untitled")),
    facts,
    ...(noted.length
      ? [element("details", {}, element("summary", {}, say("article.warnings")), element("ul", {}, ...noted))]
      : []),
  ];
}
