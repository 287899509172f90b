import { articleOf, index } from "./data.js";
import { emit } from "./events.js";
import { keep, kept } from "./storage.js";

/** @typedef {import("./types.js").Decision} Decision */

const STORE = `review:${index.run}`;

/** Decisions by id of fact: those of a run that was made anew still hold where facts are the same.
 * @type {Map<string, Decision>} */
const decisions = new Map(Object.entries(kept(STORE) ?? {}));
/** @typedef {{fact: number, before: Decision|undefined, after: Decision|undefined}} Step */
/** @type {Step[]} */
const done = [];
/** @type {Step[]} */
const undone = [];
/** How many facts of each article are decided, by number. @type {number[]} */
const counts = index.articles.map(() => 0);
index.facts.id.forEach((id, fact) => (counts[articleOf(fact)] += decisions.has(id) ? 1 : 0));

export const review = {
  /** Whether decisions will be there at the next visit. */
  kept: keep(STORE, Object.fromEntries(decisions)),
  /** The fact of the last decision. */
  fact: 0,
};

/** @param {number} fact */
export function decision(fact) {
  return decisions.get(index.facts.id[fact]);
}

/**
 * Return how many facts of an article are decided.
 * @param {number} article
 */
export function decidedOf(article) {
  return counts[article];
}

/** Return how many facts of the page are decided. */
export function decided() {
  return counts.reduce((sum, count) => sum + count, 0);
}

/**
 * Decide of a fact; the same verdict a second time takes it back.
 * @param {number} fact
 * @param {Decision} after
 */
export function decide(fact, after) {
  const before = decision(fact);
  const same = before?.verdict === after.verdict && !after.changes;
  const step = { fact, before, after: same ? undefined : after };
  done.push(step);
  undone.length = 0;
  set(fact, step.after);
}

/**
 * Take the last decision back.
 * @returns {number|null}  The fact that it was of.
 */
export function undo() {
  const step = done.pop();
  if (!step) return null;
  undone.push(step);
  set(step.fact, step.before);
  return step.fact;
}

/**
 * Decide again what was taken back last.
 * @returns {number|null}  The fact that it was of.
 */
export function redo() {
  const step = undone.pop();
  if (!step) return null;
  done.push(step);
  set(step.fact, step.after);
  return step.fact;
}

/**
 * @param {number} fact
 * @param {Decision|undefined} value
 */
function set(fact, value) {
  const had = decision(fact) ? 1 : 0;
  if (value) decisions.set(index.facts.id[fact], value);
  else decisions.delete(index.facts.id[fact]);
  counts[articleOf(fact)] += (value ? 1 : 0) - had;
  review.kept = keep(STORE, Object.fromEntries(decisions));
  review.fact = fact;
  emit("review");
}
