import { index } from "./data.js";
import { emit } from "./events.js";
import { folded } from "./folding.js";
import { decision } from "./review.js";
import { Query } from "./search.js";

/** @typedef {"all"|"open"|"accepted"|"rejected"|"corrected"} Status */

/** What is asked for. Names are as typed: a part of one asks for all that have it. */
export const filters = {
  query: "",
  /** Types asked for; none asks for all. @type {Set<number>} */
  types: new Set(),
  agency: "",
  person: "",
  place: "",
  from: "",
  to: "",
  /** In hundredths. */
  confidence: 0,
  /** @type {Status} */
  status: "all",
  /** @type {"run"|"new"|"old"|"facts"} */
  order: "run",
};

/** What fits. */
export const fitting = {
  /** Articles, in their order. @type {number[]} */
  articles: [],
  /** 1 for each fact that fits. */
  facts: new Uint8Array(index.facts.type.length),
  count: 0,
  query: new Query(""),
};

/** Change what is asked for. @param {Partial<typeof filters>} change */
export function ask(change) {
  Object.assign(filters, change);
  refit();
}

export function clearFilters() {
  const { order, query } = filters;
  const none = { agency: "", person: "", place: "", from: "", to: "" };
  ask({ ...none, types: new Set(), confidence: 0, status: "all", order, query });
}

/** Return how many filters of facts are in use. */
export function active() {
  const { types, agency, person, place, from, to, confidence, status } = filters;
  const used = [types.size, agency, person, place, from || to, confidence, status !== "all"];
  return used.filter(Boolean).length;
}

/** Find out anew what fits. */
export function refit() {
  const facts = factTest();
  const query = new Query(filters.query);
  const all = active() === 0;
  fitting.query = query;
  fitting.articles = [];
  fitting.count = 0;
  index.articles.forEach((head, article) => {
    let count = 0;
    for (let fact = head.first; fact < head.first + head.count; fact++) {
      const fits = all || facts(fact);
      fitting.facts[fact] = fits ? 1 : 0;
      count += fits ? 1 : 0;
    }
    if ((all || count) && (query.empty || query.fits(article))) {
      fitting.articles.push(article);
      fitting.count += count;
    }
  });
  sort(fitting.articles);
  emit("filter");
}

/** Return what tells whether a fact fits. @returns {(fact: number) => boolean} */
function factTest() {
  const { types, from, to, confidence, status } = filters;
  const columns = index.facts;
  const named = [
    [columns.agencies, numbersOf(index.agencies, filters.agency)],
    [columns.people, numbersOf(index.people, filters.person)],
    [columns.places, numbersOf(index.places, filters.place)],
  ].filter(([, wanted]) => wanted !== null);
  const names = /** @type {[number[][], Set<number>][]} */ (named);
  return (fact) =>
    (types.size === 0 || types.has(columns.type[fact])) &&
    (columns.confidence[fact] ?? 100) >= confidence &&
    names.every(([column, wanted]) => column[fact].some((one) => wanted.has(one))) &&
    (!(from || to) || within(columns.start[fact], columns.end[fact], from, to)) &&
    (status === "all" || (decision(fact)?.verdict ?? "open") === status);
}

/**
 * Tell whether two spans of days share one; what is null or empty is open. A fact of no day at all
 * is within none.
 * @param {string|null} start
 * @param {string|null} end
 * @param {string} from
 * @param {string} to
 */
function within(start, end, from, to) {
  if (!start && !end) return false;
  return (!to || !start || start <= to) && (!from || !end || end >= from);
}

/**
 * Return the numbers of the names that are meant: the one that is just so, else all with these
 * words in them, whatever their marks; null if none is asked for.
 * @param {string[]} names
 * @param {string} typed
 */
function numbersOf(names, typed) {
  if (!typed.trim()) return null;
  const exactly = names.indexOf(typed);
  if (exactly >= 0) return new Set([exactly]);
  const wanted = folded(typed.trim());
  return new Set(names.flatMap((name, at) => (folded(name).includes(wanted) ? [at] : [])));
}

/** @param {number[]} articles */
function sort(articles) {
  const heads = index.articles;
  /** @param {number} at */
  const time = (at) => heads[at].published ?? heads[at].day ?? "";
  if (filters.order === "facts") articles.sort((a, b) => heads[b].count - heads[a].count);
  if (filters.order === "old") articles.sort((a, b) => (time(a) || "9").localeCompare(time(b) || "9"));
  if (filters.order === "new") articles.sort((a, b) => time(b).localeCompare(time(a)));
}
