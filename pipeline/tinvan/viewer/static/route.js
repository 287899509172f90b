import { articleOf, index } from "./data.js";
import { emit } from "./events.js";

/** @typedef {"articles"|"conflicts"|"series"|"rejects"} View */

export const VIEWS = /** @type {View[]} */ (["articles", "conflicts", "series", "rejects"]);

/** What is shown; the address of the page says so too: #/articles/12/345, #/series/3. */
export const route = {
  /** @type {View} */
  view: "articles",
  article: 0,
  /** The number of the fact that is chosen. @type {number|null} */
  fact: null,
  series: 0,
  /** On a small screen: whether the article is seen, and not the list. */
  reading: false,
};

/** Another view. @param {View} view */
export function goTo(view) {
  change({ view });
}

/** Another article. @param {number} article */
export function openArticle(article) {
  change({ view: "articles", article, fact: null, reading: true });
}

/** A fact, in its article. @param {number|null} fact */
export function choose(fact) {
  if (fact === null) return change({ fact: null }, false);
  const article = articleOf(fact);
  const leaps = article !== route.article || route.view !== "articles";
  change({ view: "articles", article, fact, reading: true }, leaps);
}

/** Another series. @param {number} series */
export function openSeries(series) {
  change({ view: "series", series });
}

/** On a small screen: from the article to the list. */
export function backToList() {
  change({ reading: false });
}

/**
 * @param {Partial<typeof route>} values
 * @param {boolean} [leaps]  Whether the browser's “back” comes back to where one was.
 */
function change(values, leaps = true) {
  Object.assign(route, values);
  const { view, article, fact, series, reading } = route;
  let hash = `#/${view}`;
  if (view === "articles" && reading) hash += `/${article}${fact === null ? "" : `/${fact}`}`;
  if (view === "series") hash += `/${series}`;
  try {
    if (hash !== location.hash) history[leaps ? "pushState" : "replaceState"](null, "", hash);
  } catch {
    // Safari allows a hundred a half minute; the address is then behind, and nothing else.
  }
  emit("route");
}

/** Show what the address says, as far as it is on the page. */
export function readAddress() {
  const [, view, first, second] = location.hash.split("/");
  route.view = VIEWS.find((one) => one === view) ?? "articles";
  const at = Number(first);
  route.reading = route.view === "articles" && first !== undefined;
  if (route.view === "series" && at in index.series) route.series = at;
  if (route.view === "articles") {
    const fact = /^\d+$/.test(second ?? "") ? Number(second) : -1;
    route.fact = fact in index.facts.type ? fact : null;
    // An address written by hand, or of the page of another run, may name a fact of another article.
    if (route.fact !== null) route.article = articleOf(route.fact);
    else if (at in index.articles) route.article = at;
  }
  emit("route");
}
