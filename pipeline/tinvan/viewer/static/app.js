import { colourMarks, drawArticle, finishArticle, listenToMarks, redrawArticle, showChosen, showHits } from "./article.js";
import { drawCards, redrawCard, showCard } from "./cards.js";
import { drawConflicts } from "./conflicts.js";
import { body, index } from "./data.js";
import { byId } from "./dom.js";
import { edit } from "./editor.js";
import { on } from "./events.js";
import { showExport } from "./export.js";
import { drawActive, drawFilters, listenToSearch } from "./filterbar.js";
import { fitting, refit } from "./filters.js";
import { bind, listenToKeys, showHelp } from "./keys.js";
import { drawList, makeList, redrawList, revealArticle } from "./list.js";
import { drawRejects } from "./rejects.js";
import { decide, decided, decision, redo, review, undo } from "./review.js";
import { backToList, choose, goTo, openArticle, readAddress, route, VIEWS } from "./route.js";
import { prepareSearch } from "./search.js";
import { drawSeries, showSeries } from "./series.js";
import { applySettings, nextTheme, number, otherLanguage, say, settings } from "./settings.js";

/** Tell people who hear the page what has happened. @param {string} text */
function announce(text) {
  byId("announced").textContent = text;
}

/** Write what stands around the views, in the language chosen. */
function drawFrame() {
  const counts = [index.articles.length, index.conflicts.length, index.series.length, index.rejects.length];
  VIEWS.forEach((view, at) => {
    const tab = byId(`tab-${view}`);
    tab.textContent = `${say(`view.${view}`)} ${number(counts[at])}`;
    tab.hidden = view === "rejects" && counts[at] === 0;
  });
  for (const [id, key] of [
    ["skip", "skip"], ["back", "article.back"], ["toggle-furniture", "article.furniture"], ["help-button", "help.button"],
    ["export-button", "export.button"], ["language", "language.other"], ["theme", `theme.${settings.theme}`],
  ]) byId(id).textContent = say(key);
  byId("language").setAttribute("lang", settings.language === "en" ? "vi" : "en");
  byId("article").setAttribute("aria-label", say("article.text"));
  byId("articles").setAttribute("aria-label", say("list.articles"));
  drawProgress();
}

/** Say how far the review is. */
function drawProgress() {
  const done = decided();
  byId("progress").textContent = done ? say("review.progress", done, index.facts.type.length) : "";
  byId("progress").title = review.kept ? "" : say("review.memory");
  byId("memory").textContent = done && !review.kept ? say("review.memory") : "";
}

/** Show the view, article and fact of the route. */
function showRoute() {
  document.body.dataset.view = route.view;
  document.body.toggleAttribute("data-reading", route.reading);
  for (const view of VIEWS) {
    byId(`view-${view}`).hidden = view !== route.view;
    byId(`tab-${view}`).toggleAttribute("aria-current", false);
  }
  byId(`tab-${route.view}`).setAttribute("aria-current", "page");
  if (route.view === "series") showSeries();
  if (route.view !== "articles" || !index.articles.length) return;
  if (drawn !== route.article) {
    drawn = route.article;
    drawArticle();
    drawCards();
    revealArticle();
  }
  showChosen();
  showCard();
}
let drawn = -1;

/** The next fact that fits, through all articles that fit. @param {1|-1} step @param {boolean} [open] */
function step(step, open = false) {
  const at = Math.max(0, fitting.articles.indexOf(route.article));
  for (let position = at; position >= 0 && position < fitting.articles.length; position += step) {
    const head = index.articles[fitting.articles[position]];
    const here = position === at && route.article === fitting.articles[at];
    const from = here && route.fact !== null ? route.fact + step : step > 0 ? head.first : head.first + head.count - 1;
    for (let fact = from; fact >= head.first && fact < head.first + head.count; fact += step) {
      if (fitting.facts[fact] && !(open && decision(fact))) return choose(fact);
    }
  }
}

/** Say that a decision was not taken, as another page had decided meanwhile. */
function drawStale() {
  const fact = review.stale;
  const stands = fact === null ? null : (decision(fact)?.verdict ?? "open");
  const text = stands === null ? "" : say("review.stale", say(`review.${stands}`));
  byId("stale").textContent = text;
}

/** The next article that fits. @param {1|-1} step */
function stepArticle(step) {
  const at = fitting.articles.indexOf(route.article);
  const next = fitting.articles[at < 0 ? 0 : at + step];
  if (next !== undefined) openArticle(next);
}

/** Decide of the chosen fact, and go on. @param {"accepted"|"rejected"} verdict */
function judge(verdict) {
  const fact = route.fact;
  if (fact === null) return step(1);
  const before = decision(fact)?.verdict;
  if (verdict === "accepted" && before === "corrected") {
    announce(say("review.corrected")); // it is right by now: accepting what was read would lose that
    return step(1);
  }
  const taken = before === verdict;
  if (!decide(fact, { verdict })) return;
  announce(say(taken ? "review.open" : `review.${verdict}`));
  if (!taken) step(1);
}

/** @param {() => number|null} move  Takes a decision back, or again. */
function revise(move) {
  const fact = move();
  if (fact === null) return announce(say("review.nothing"));
  choose(fact);
}

function toggleFurniture() {
  const hidden = document.body.toggleAttribute("data-no-furniture");
  byId("toggle-furniture").setAttribute("aria-pressed", String(!hidden));
}

function openFilters() {
  const details = /** @type {HTMLDetailsElement} */ (byId("filter-box"));
  details.open = true;
  byId("filter-agency").focus();
}

function openOriginal() {
  if (body(route.article).url) /** @type {HTMLElement|null} */ (document.querySelector("#article-head .about a"))?.click();
}

bind([
  { keys: ["j", "ArrowRight"], group: "go", name: "nextFact", act: () => step(1), shown: "j →" },
  { keys: ["k", "ArrowLeft"], group: "go", name: "previousFact", act: () => step(-1), shown: "k ←" },
  { keys: ["n"], group: "go", name: "nextArticle", act: () => stepArticle(1) },
  { keys: ["p"], group: "go", name: "previousArticle", act: () => stepArticle(-1) },
  { keys: ["/"], group: "go", name: "search", act: () => (backToList(), goTo("articles"), byId("search").focus()) },
  { keys: ["f"], group: "go", name: "filters", act: () => (backToList(), goTo("articles"), openFilters()) },
  { keys: ["1", "2", "3", "4"], group: "go", name: "views", act: (key) => goTo(VIEWS[Number(key) - 1]), shown: "1 2 3 4" },
  { keys: ["a"], group: "review", name: "accept", act: () => judge("accepted") },
  { keys: ["x"], group: "review", name: "reject", act: () => judge("rejected") },
  { keys: ["e"], group: "review", name: "correct", act: () => (route.fact === null ? step(1) : edit(route.fact)) },
  { keys: ["u"], group: "review", name: "undo", act: () => revise(undo) },
  { keys: ["U"], group: "review", name: "redo", act: () => revise(redo) },
  { keys: ["o"], group: "review", name: "nextOpen", act: () => step(1, true) },
  { keys: ["s"], group: "review", name: "save", act: showExport },
  { keys: ["h"], group: "page", name: "furniture", act: toggleFurniture },
  { keys: ["t"], group: "page", name: "theme", act: nextTheme },
  { keys: ["l"], group: "page", name: "language", act: otherLanguage },
  { keys: ["w"], group: "page", name: "original", act: openOriginal },
  { keys: ["?"], group: "page", name: "help", act: showHelp },
  { keys: ["Escape"], group: "page", name: "escape", act: () => choose(null), shown: "Esc" },
]);

on("language", () => {
  drawFrame();
  drawFilters();
  drawList();
  drawConflicts();
  drawSeries();
  drawRejects();
  if (index.articles.length) redrawArticle();
  drawCards();
});
on("theme", drawFrame);
on("filter", () => {
  drawActive();
  drawList();
  announce(byId("count").textContent ?? "");
  if (drawn < 0) return;
  colourMarks();
  drawCards();
  showHits();
});
on("review", () => {
  drawProgress();
  redrawList();
  drawStale();
  for (const fact of review.facts) {
    colourMarks(fact);
    redrawCard(fact);
  }
});
on("route", showRoute);

applySettings();
makeList();
for (const view of VIEWS) byId(`tab-${view}`).addEventListener("click", () => goTo(view));
byId("back").addEventListener("click", backToList);
byId("toggle-furniture").addEventListener("click", toggleFurniture);
byId("theme").addEventListener("click", nextTheme);
byId("language").addEventListener("click", otherLanguage);
byId("help-button").addEventListener("click", showHelp);
byId("export-button").addEventListener("click", showExport);
byId("panel-toggle").addEventListener("click", () => {
  const open = document.body.toggleAttribute("data-panel");
  byId("panel-toggle").setAttribute("aria-expanded", String(open));
});
addEventListener("popstate", readAddress);
addEventListener("hashchange", readAddress);
addEventListener("beforeprint", finishArticle);
listenToSearch();
listenToMarks();
listenToKeys();
drawFrame();
drawFilters();
refit();
drawConflicts();
drawRejects();
readAddress();
document.body.removeAttribute("data-loading");
performance.mark("shown");
prepareSearch();
