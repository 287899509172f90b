import { index, typeOf } from "./data.js";
import { append, byId, element } from "./dom.js";
import { filters, fitting } from "./filters.js";
import { occurrences } from "./folding.js";
import { decidedOf } from "./review.js";
import { openArticle, route } from "./route.js";
import { day, number, say } from "./settings.js";
import { VirtualList } from "./virtual.js";

const ROW = 100; // pixels

/** @type {VirtualList} */
let list;

export function makeList() {
  list = new VirtualList(byId("articles"), ROW, row);
}

/** Show the articles that fit. */
export function drawList() {
  const count = fitting.articles.length;
  list.show(count);
  byId("count").textContent = say("list.count", count, index.articles.length, fitting.count);
  byId("none").hidden = count > 0;
  byId("none").textContent = say("list.none");
}

/** Show which article is open. */
export function revealArticle() {
  const at = fitting.articles.indexOf(route.article);
  if (at >= 0) list.reveal(at);
  list.redraw();
}

/** Make the rows in sight anew. */
export function redrawList() {
  list.redraw();
}

/** @param {number} position */
function row(position) {
  const article = fitting.articles[position];
  const head = index.articles[article];
  const open = article === route.article;
  const made = element(
    "button",
    { type: "button", class: "row", "aria-current": open && "true", click: () => openArticle(article) },
    marked("span", "row-title", head.title || say("list.untitled")),
    element("span", { class: "row-about" }, ...about(article)),
  );
  const snippet = fitting.query.empty ? "" : fitting.query.snippet(article);
  made.append(snippet ? marked("span", "row-snippet", snippet) : typeDots(head));
  return made;
}

/** Return what is said below a title. @param {number} article */
function about(article) {
  const head = index.articles[article];
  const told = [head.published ? day(head.published.slice(0, 10)) : say("article.noDay")];
  if (head.source) told.push(head.source);
  const reviewed = decidedOf(article);
  if (reviewed) told.push(`✓ ${number(reviewed)}/${number(head.count)}`);
  return [element("bdi", {}, told.join(" · "))];
}

/**
 * Return a text in which what is searched for is marked.
 * @param {"span"} tag
 * @param {string} name
 * @param {string} text
 */
function marked(tag, name, text) {
  const made = element(tag, { class: name, dir: "auto" });
  let from = 0;
  for (const [start, end] of filters.query ? occurrences(text, fitting.query.words) : []) {
    if (start < from) continue;
    append(made, [text.slice(from, start), element("b", {}, text.slice(start, end))]);
    from = end;
  }
  append(made, [text.slice(from)]);
  return made;
}

/** Return how many facts of each type there are. @param {import("./types.js").ArticleHead} head */
function typeDots(head) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let fact = head.first; fact < head.first + head.count; fact++) {
    if (fitting.facts[fact]) counts.set(typeOf(fact), (counts.get(typeOf(fact)) ?? 0) + 1);
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const said = say(total === 1 ? "article.facts.one" : "article.facts", total);
  const dots = index.types
    .filter((type) => counts.has(type))
    .map((type) => element("i", { class: `dot type-${type}` }, counts.get(type)));
  return element("span", { class: "row-dots", "aria-label": said, role: "img" }, ...dots);
}
