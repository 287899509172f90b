import { Offsets } from "./offsets.js";
import "./types.js";

/** @param {string} id */
function block(id) {
  return document.getElementById(id)?.textContent ?? "";
}

/** @type {import("./types.js").Index} */
export const index = JSON.parse(block("data-index"));

const lines = index.articles.length ? block("data-articles").split("\n") : [];

/** Bodies that have been read, by number. @type {(import("./types.js").ArticleBody|undefined)[]} */
const bodies = [];

/**
 * Return an article, which is parsed when it is first asked for.
 * @param {number} number
 * @returns {import("./types.js").ArticleBody}
 */
export function body(number) {
  return (bodies[number] ??= JSON.parse(lines[number]));
}

/** Offsets of articles, by number. @type {(Offsets|undefined)[]} */
const offsets = [];

/**
 * Return how the spans of an article stand in its text.
 * @param {number} number
 */
export function offsetsOf(number) {
  return (offsets[number] ??= new Offsets(body(number).text ?? ""));
}

/**
 * Return the number of the article that has a fact.
 * @param {number} fact
 */
export function articleOf(fact) {
  let low = 0;
  let high = index.articles.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index.articles[middle].first <= fact) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Return the record of a fact.
 * @param {number} fact
 * @returns {import("./types.js").FactData}
 */
export function record(fact) {
  const article = articleOf(fact);
  return body(article).facts[fact - index.articles[article].first];
}

/**
 * Return the type of a fact.
 * @param {number} fact
 */
export function typeOf(fact) {
  return index.types[index.facts.type[fact]];
}
