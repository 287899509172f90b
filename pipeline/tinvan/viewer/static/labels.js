import { body, index, offsetsOf, record } from "./data.js";
import { decidedOf, decision } from "./review.js";

/** @typedef {import("./types.js").FactData} FactData */

/** What an output has and a label has not (FACTS.md, sections 1 and 2). */
const OUTPUT_ONLY = ["evidence", "confidence", "rule", "agency_id", "place_code"];

/**
 * Return the labels of what was reviewed: accepted and corrected facts; the open ones of articles
 * that were begun as “optional”, so that they count neither way; rejected ones not at all.
 * @returns {{lines: string[], articles: number, partly: number}}
 */
export function labels() {
  /** @type {string[]} */
  const lines = [];
  let articles = 0;
  let partly = 0;
  index.articles.forEach((head, article) => {
    if (!decidedOf(article)) return;
    articles += 1;
    partly += decidedOf(article) < head.count ? 1 : 0;
    for (let fact = head.first; fact < head.first + head.count; fact++) {
      const label = labelOf(fact, article);
      if (label) lines.push(JSON.stringify(label));
    }
  });
  return { lines, articles, partly };
}

/**
 * Return a fact in the form of a gold label; null if it was rejected.
 * @param {number} fact
 * @param {number} article
 */
function labelOf(fact, article) {
  const decided = decision(fact);
  if (decided?.verdict === "rejected") return null;
  const data = record(fact);
  const { type, anchor, ...rest } = data;
  const spans = spanReader(article);
  /** @type {Record<string, any>} */
  const label = { type, doc_id: index.articles[article].id, anchor: spans(anchor) };
  for (const [name, value] of Object.entries(rest)) {
    if (!OUTPUT_ONLY.includes(name)) label[name] = value;
  }
  if (data.mentions) label.mentions = data.mentions.map(spans);
  const changes = decided?.changes ?? {};
  Object.assign(label, changes);
  if (changes.anchor && data.mentions) label.mentions = withAnchor(label.mentions, anchor, label.anchor);
  if (!decided) label.optional = true;
  return label;
}

/**
 * Return mentions of which the one at the old anchor is the new anchor.
 * @param {{start: number, end: number, text: string}[]} mentions
 * @param {import("./types.js").SpanData} old
 * @param {{start: number, end: number, text: string}} anchor
 */
function withAnchor(mentions, old, anchor) {
  const start = Array.isArray(old) ? old[0] : old.start;
  const others = mentions.filter((one) => one.start !== start && one.start !== anchor.start);
  return [...others, anchor].sort((a, b) => a.start - b.start);
}

/**
 * Return what makes whole spans, with their text, of the spans of an article.
 * @param {number} article
 * @returns {(span: import("./types.js").SpanData) => {start: number, end: number, text: string}}
 */
export function spanReader(article) {
  const text = body(article).text ?? "";
  const offsets = offsetsOf(article);
  return (span) => {
    if (!Array.isArray(span)) return span;
    const [start, end] = span;
    return { start, end, text: text.slice(offsets.units(start), offsets.units(end)) };
  };
}

/**
 * Return a slot of a fact as it was corrected, or else as it was read.
 * @param {number} fact
 * @param {string} name
 */
export function slotOf(fact, name) {
  const changes = decision(fact)?.changes;
  return changes && name in changes ? changes[name] : record(fact)[name];
}
