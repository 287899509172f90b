import { articleOf, index } from "./data.js";
import { emit } from "./events.js";
import { keep, keeps, kept, onKept } from "./storage.js";

/** @typedef {import("./types.js").Decision} Decision */

const STORE = `review:${index.run}`;

/** Decisions by id of fact: those of a run that was made anew still hold where facts are the same.
 * @type {Map<string, Decision>} */
let decisions = new Map(Object.entries(kept(STORE) ?? {}));
/** What was decided here and is not kept yet: all of it, where nothing can be kept.
 * @type {Map<string, Decision|undefined>} */
const unkept = new Map();
/** @typedef {{fact: number, before: Decision|undefined, after: Decision|undefined}} Step */
/** @type {Step[]} */
let done = [];
/** @type {Step[]} */
let undone = [];
/** How many facts of each article are decided, by number. @type {number[]} */
const counts = index.articles.map(() => 0);
index.facts.id.forEach((id, fact) => (counts[articleOf(fact)] += decisions.has(id) ? 1 : 0));

export const review = {
  /** Whether decisions will be there at the next visit. */
  kept: keeps,
  /** The facts of the last decisions, made here or on another page. @type {number[]} */
  facts: [],
  /** The fact that was not decided as asked, as another page had decided it meanwhile. @type {number|null} */
  stale: null,
};
onKept(STORE, () => show(latest()));

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
 * @param {Decision|undefined} [seen]  What was decided when the reader saw the fact.
 * @returns {boolean}  Whether it is so decided; not if another page decided it since.
 */
export function decide(fact, after, seen = decision(fact)) {
  const again = seen?.verdict === after.verdict && !after.changes;
  const step = { fact, before: seen, after: again ? undefined : after };
  if (!replace(fact, step.after, seen)) return false;
  done.push(step);
  undone.length = 0;
  return true;
}

/**
 * Take the last decision back.
 * @returns {number|null}  The fact that it was of.
 */
export function undo() {
  const step = done.pop();
  if (!step) return null;
  if (replace(step.fact, step.before, step.after)) undone.push(step);
  return step.fact;
}

/**
 * Decide again what was taken back last.
 * @returns {number|null}  The fact that it was of.
 */
export function redo() {
  const step = undone.pop();
  if (!step) return null;
  if (replace(step.fact, step.after, step.before)) done.push(step);
  return step.fact;
}

/**
 * Put a decision in the place of the one that was seen; a page may sleep while another decides.
 * @param {number} fact
 * @param {Decision|undefined} value
 * @param {Decision|undefined} seen
 * @returns {boolean}  Whether that one still stood. Else the one that stands is shown.
 */
function replace(fact, value, seen) {
  const now = latest();
  const stands = same(now.get(index.facts.id[fact]), seen);
  review.stale = stands ? null : fact;
  if (stands) set(fact, value);
  else show(now);
  return stands;
}

/**
 * @param {number} fact
 * @param {Decision|undefined} value
 */
function set(fact, value) {
  unkept.set(index.facts.id[fact], value);
  const all = latest();
  review.kept = keep(STORE, Object.fromEntries(all));
  if (review.kept) unkept.clear();
  show(all, fact);
}

/**
 * Return all decisions: what is kept by now, other pages' decisions among it, and what was decided
 * here. What this page knew before would undo theirs.
 * @returns {Map<string, Decision>}
 */
function latest() {
  const all = new Map(Object.entries(kept(STORE) ?? Object.fromEntries(decisions)));
  for (const [id, value] of unkept) {
    if (value) all.set(id, value);
    else all.delete(id);
  }
  return all;
}

/**
 * Show decisions in place of those before.
 * @param {Map<string, Decision>} all
 * @param {number} [own]  The fact that was decided here.
 */
function show(all, own) {
  /** @type {number[]} */
  const changed = [];
  index.facts.id.forEach((id, fact) => {
    if (same(decisions.get(id), all.get(id))) return;
    changed.push(fact);
    counts[articleOf(fact)] += Number(all.has(id)) - Number(decisions.has(id));
  });
  decisions = all;
  // What somebody decided on another page is not undone here.
  const others = new Set(changed.filter((fact) => fact !== own));
  [done, undone] = [done, undone].map((steps) => steps.filter((step) => !others.has(step.fact)));
  review.facts = changed;
  emit("review");
}

/**
 * @param {Decision|undefined} one
 * @param {Decision|undefined} other
 */
function same(one, other) {
  if (one === other) return true;
  return one?.verdict === other?.verdict && JSON.stringify(one?.changes) === JSON.stringify(other?.changes);
}
